"""Reads the counts back out of a finished report: (place, question, code) → (people, of how many)."""

import re
from html.parser import HTMLParser
from io import BytesIO

from docx import Document
from docx.text.paragraph import Paragraph
from pypdf import PdfReader

from survey.i18n import gettext as _
from survey.report.counted import WAYS, counted
from survey.report.material import Place, Whole
from survey.sentences import words

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


Names = dict[tuple[str, str, str], tuple[str, str, str]]
"""Name of the place, the table's caption, name of the row → the same three as codes."""


def names_of(known: Whole) -> Names:
    """What every count is called in the language that is spoken now."""
    return {
        (place.name, *_called(place, question, code)): (place.code, question, code)
        for place in known.places
        for _place, question, code in counted(place.code, place.live, place.settled)
    }


def _called(place: Place, question: str, code: str) -> tuple[str, str]:
    if question == WAYS:
        return _("Table for this picture"), words.way(code)
    if not place.labels.knows(question):
        return "", code
    wishes = place.live["wishes"]
    picked = wishes is not None and question == wishes["question"]
    return place.labels.question(question), place.labels.activity(code) if picked else place.labels.option(question)(
        code
    )


def in_docx(file: bytes, names: Names) -> Found:
    """The tables of a text document, each under the heading of its place and its own caption."""
    found: Found = {}
    places = {where for where, _caption, _row in names}
    place, caption = places.copy().pop() if len(places) == 1 else "", ""
    for part in Document(BytesIO(file)).iter_inner_content():
        if isinstance(part, Paragraph):
            name = part.style.name if part.style else ""
            place = part.text if name == "Heading 1" and part.text in places else place
            caption = part.text if name == "Caption" else caption
            continue
        for row in part.rows:
            found |= _counted(names, place, caption, row.cells[0].text, row.cells[1].text)
    return found


def _counted(names: Names, place: str, caption: str, name: str, cell: str) -> Found:
    count = COUNT.match(cell)
    keys = [key for (where, asked, row), key in names.items() if (where, row) == (place, name) and asked in caption]
    return {key: (whole(count[1]), whole(count[2])) for key in keys if count}


def in_pdf(file: bytes, names: Names) -> Found:
    """The text of a document, page by page: a district begins on a page of its own."""
    texts: dict[str, str] = {}
    places = {where for where, _caption, _row in names}
    place = places.pop() if len(places) == 1 else ""
    for page in PdfReader(BytesIO(file)).pages:
        text = " ".join(page.extract_text().split())
        place = next((where for where, _caption, _row in names if text.startswith(where)), place)
        texts[place] = f"{texts.get(place, '')} {text}"
    found: Found = {}
    for (where, caption, row), key in names.items():
        text = texts.get(where, "")
        row_of = re.compile(rf" {re.escape(row)} ([\d.,]+) (?:of|od) ([\d.,]+)")
        begins = text.find(" ".join(caption.split()))
        count = row_of.search(text, begins) if begins >= 0 else None
        found |= {key: (whole(count[1]), whole(count[2]))} if count else {}
    return found
