"""Reads the counts back out of a finished report: (place, question, code) → (people, of how many)."""

import re
from html.parser import HTMLParser

Found = dict[tuple[str, str, str], tuple[int, int]]

COUNT = re.compile(r"^([\d.,]+) (?:of|od) ([\d.,]+)$")


def whole(text: str) -> int:
    return int(re.sub(r"\D", "", text))


class Tables(HTMLParser):
    """The tables of a page whose rows say which answer they are."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: Found = {}
        self._at = ("", "")
        self._code = ""
        self._cell: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        if tag == "table":
            self._at = (known.get("data-place", ""), known.get("data-question", ""))
        elif tag == "tr":
            self._code = known.get("data-code", "")
        elif tag == "td":
            self._cell = ""

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell += data

    def handle_endtag(self, tag: str) -> None:
        if tag != "td" or self._cell is None:
            return
        count = COUNT.match(self._cell.strip())
        if count and self._at[1]:
            self.found[(*self._at, self._code)] = (whole(count[1]), whole(count[2]))
        self._cell = None


def in_html(page: str) -> Found:
    return Tables(page).found
