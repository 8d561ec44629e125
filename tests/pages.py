"""What must hold on every page, checked whenever a test fetches one."""

from collections import Counter
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

_UNLABELLED = ("hidden", "submit", "button")


class Page(HTMLParser):
    """The few facts of a page that the checks need."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, str] = {"h1": "", "title": ""}
        self._open: list[str] = []
        self.wrapped: set[int] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if "label" in self._open:
            self.wrapped.add(len(self.tags) - 1)
        if tag in ("h1", "title", "label", "svg"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        # A chart has a title of its own inside its picture.
        if self._open and "svg" not in self._open and self._open[-1] in self.texts:
            self.texts[self._open[-1]] += data

    def unlabelled(self) -> list[str]:
        labelled = {attrs.get("for") for tag, attrs in self.tags if tag == "label"}
        return [
            attrs.get("name", tag)
            for place, (tag, attrs) in enumerate(self.tags)
            if tag in ("input", "select", "textarea")
            and attrs.get("type") not in _UNLABELLED
            and place not in self.wrapped
            and attrs.get("id") not in labelled
            and not attrs.keys() & {"aria-label", "aria-labelledby"}
        ]


def faults(html: str) -> list[str]:
    page = Page(html)
    found = [f"field without a label: {name}" for name in page.unlabelled()]
    ids = Counter(attrs["id"] for _, attrs in page.tags if "id" in attrs)
    found += [f"id used twice: {name}" for name, times in ids.items() if times > 1]
    headings = sum(tag == "h1" for tag, _ in page.tags)
    if headings != 1:
        found.append(f"{headings} h1 headings")
    if not page.texts["title"].strip():
        found.append("no title")
    if not any(tag == "html" and attrs.get("lang") for tag, attrs in page.tags):
        found.append("no language")
    for tag, attrs in page.tags:
        found += [f"inline {name} on <{tag}>" for name in attrs if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in attrs):
            found.append(f"inline <{tag}>")
    return found


class LookingClient(FlaskClient):
    """A test client that looks at each page it gets; a file to take away is no page of ours."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        taken = "Content-Disposition" in response.headers or 300 <= response.status_code < 400
        if response.mimetype == "text/html" and response.data and not taken:
            assert faults(response.text) == []
        return response
