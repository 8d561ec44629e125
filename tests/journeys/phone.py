"""A resident's telephone without a browser: it fetches the pages of the survey and sends their forms, nothing else."""

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

Form = list[tuple[str, str]]


class Fields(HTMLParser):
    """What a page lets people fill in, and what it brings along by itself."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.along: Form = []
        self.offered: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        name, kind = known.get("name", ""), known.get("type", "text")
        if tag == "input" and kind == "hidden":
            self.along.append((name, known.get("value", "")))
        elif (tag == "input" or tag == "textarea") and name.startswith("q_"):
            self.offered.append((name, known.get("value", "") if kind in ("radio", "checkbox") else None))

    def filled(self, answers: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
        """What is ticked and typed on this page; everything else stays empty."""
        yield from self.along
        for name, value in self.offered:
            wanted = answers.get(name, [])
            if value is None and wanted:
                yield name, wanted[0]
            elif value is not None and value in wanted:
                yield name, value


def answer(url: str, answers: Mapping[str, list[str]], language: str = "sl") -> str:
    """Walk through a survey from its first page to its receipt; returns the code on it."""
    page = _fetch(Request(f"{url}?lang={language}"))
    for _page in range(40):
        code = re.search(r'class="code".*?<output[^>]*>(.*?)</output>', page, re.DOTALL)
        if code:
            return re.sub(r"<[^>]*>", "", code[1]).strip()
        page = _sent(url, [*Fields(page).filled(answers), ("go", "send" if _is_review(page) else "next")])
    raise AssertionError(page)


def _is_review(page: str) -> bool:
    return 'name="page" value="review"' in page


def _sent(url: str, form: Form) -> str:
    here = urlsplit(url)
    own = {"Origin": f"{here.scheme}://{here.netloc}"}
    return _fetch(Request(url, data=urlencode(form).encode(), headers=own))


def _fetch(request: Request) -> str:
    with urlopen(request, timeout=60) as answer_:
        return str(answer_.read().decode())
