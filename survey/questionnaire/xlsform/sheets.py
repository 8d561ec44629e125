"""A workbook or CSV file as sheets of rows, each row knowing its number and which of its cells were used."""

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from survey.i18n import gettext as _
from survey.questionnaire.xlsform import cells
from survey.questionnaire.xlsform.losses import Unreadable

WORKBOOKS = (".xlsx", ".xls", ".xlsm")
_PATIENCE = 20
_GUARDED = re.compile(r"'+[=+\-@\t]")


@dataclass
class Row:
    """One row; what is taken from it is marked, so that nothing is left out in silence."""

    number: int
    cells: Mapping[str, str]
    used: set[str] = field(default_factory=set)

    def take(self, column: str) -> str:
        """The cell under a heading, empty where there is none."""
        self.used.add(column)
        return self.cells.get(column, "")

    def peek(self, column: str) -> str:
        """Look at a cell that somebody else will take."""
        return self.cells.get(column, "")

    def left(self) -> Iterator[tuple[str, str]]:
        """The cells that nobody took."""
        return ((column, text) for column, text in self.cells.items() if column not in self.used)


@dataclass(frozen=True)
class Sheet:
    """The rows under one row of headings; the headings are as they were written."""

    name: str
    headings: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    twice: tuple[str, ...] = ()


@dataclass(frozen=True)
class Book:
    """The sheets we know, by name, and the names of those we do not."""

    file: str
    sheets: Mapping[str, Sheet]
    others: tuple[str, ...] = ()

    def sheet(self, name: str) -> Sheet:
        """A sheet, without rows where the file has none of this name."""
        return self.sheets.get(name, Sheet(name))


def open_book(path: Path) -> Book:
    """Read a file; `Unreadable` says why it cannot be read."""
    if not path.is_file():
        raise Unreadable(_("%(file)s: there is no such file", file=path.name))
    found, others = (_from_csv if path.suffix.lower() == ".csv" else _from_workbook)(path)
    sheets = {name: _sheet(name, rows) for name, rows in found.items()}
    if not sheets.get("survey") or not sheets["survey"].rows:
        raise Unreadable(_("%(file)s: there is no sheet »survey« with questions in it", file=path.name))
    return Book(path.name, sheets, tuple(others))


def _sheet(name: str, rows: list[list[str]]) -> Sheet:
    """Part the headings from the rows; empty rows above and between are skipped, but counted."""
    filled = [(number, row) for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]
    if not filled:
        return Sheet(name)
    headings = [cell.strip() for cell in filled[0][1]]
    twice = [heading for place, heading in enumerate(headings) if heading and heading in headings[:place]]
    made = (Row(number, _named(headings, row)) for number, row in filled[1:])
    return Sheet(name, tuple(headings), tuple(made), tuple(twice))


def _named(headings: list[str], row: list[str]) -> dict[str, str]:
    """The filled cells by heading; a cell under no heading is kept under its letter."""
    named: dict[str, str] = {}
    for place, text in enumerate(row):
        heading = headings[place] if place < len(headings) and headings[place] else column_letter(place)
        if text.strip() and heading not in named:
            named[heading] = text.replace("\r\n", "\n").replace("\r", "\n")
    return named


def column_letter(place: int) -> str:
    """The letters a spreadsheet shows above a column: A, B, … Z, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _from_workbook(path: Path) -> tuple[dict[str, list[list[str]]], list[str]]:
    if find_spec("python_calamine") is None:
        raise Unreadable(_("Workbooks need two more packages. Install them with: pip install 'soseska[xlsform]'"))
    # No shell, no name from outside: our own interpreter runs our own file.
    command = [sys.executable, "-I", "-X", "utf8", str(Path(cells.__file__)), str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise _unreadable(path.name, {"fault": "large"}) from None
    read = done.returncode == 0 and done.stdout
    told: dict[str, Any] = json.loads(done.stdout) if read else {"fault": _ended(done.returncode)}
    if "fault" in told:
        raise _unreadable(path.name, told)
    return told["sheets"], told["others"]


def _ended(code: int) -> str:
    """A reader killed by its limits, or one that stumbled over nonsense."""
    return "large" if code < 0 else "corrupt"


def _unreadable(file: str, told: Mapping[str, Any]) -> Unreadable:
    """The sentence for a fault, with its place."""
    where = {
        "file": file,
        "part": told.get("part", ""),
        "sheet": told.get("sheet", ""),
        "row": told.get("row", 0),
        "column": column_letter(told.get("column", 0)),
        "limit": cells.LONGEST_CELL,
    }
    sentences = {
        "empty": _("%(file)s: the file is empty"),
        "no_workbook": _("%(file)s: this is no workbook; save it as .xlsx or as CSV"),
        "corrupt": _("%(file)s: the workbook is damaged (%(part)s); open it in a spreadsheet and save it again"),
        "macro": _("%(file)s: the workbook holds macros (%(part)s); save it as .xlsx without macros"),
        "entity": _("%(file)s: »%(part)s« defines words of its own, as no spreadsheet does; save the file again"),
        "bomb": _("%(file)s: unpacked, »%(part)s« would be far too large for a questionnaire"),
        "large": _("%(file)s: the workbook is too large for a questionnaire; keep only survey, choices and settings"),
        "many": _("%(file)s, sheet %(sheet)s, row %(row)s: there are too many filled cells for a questionnaire"),
        "long": _(
            "%(file)s, sheet %(sheet)s, row %(row)s, column %(column)s: the text is longer than %(limit)s characters"
        ),
    }
    return Unreadable(sentences[told["fault"]] % where)


def _from_csv(path: Path) -> tuple[dict[str, list[list[str]]], list[str]]:
    """One sheet, or several one under the other with the name of the sheet in the first column."""
    rows = list(_records(path))
    named = [row for row in rows if row and row[0].strip().lower() == "survey" and not any(row[1:])]
    if not named:
        return {"survey": rows}, []
    sheets: dict[str, list[list[str]]] = {}
    current: list[list[str]] = []
    for number, row in enumerate(rows):
        if row and row[0].strip():
            # Empty rows before keep the numbers those of the file.
            current = sheets.setdefault(row[0].strip().lower(), [[] for _above in range(number + 1)])
        else:
            current.append(row[1:])
    known = {name: sheet for name, sheet in sheets.items() if name in cells.SHEETS}
    return known, [name for name in sheets if name not in known]


def _records(path: Path) -> Iterator[list[str]]:
    with path.open("rb") as file:
        raw = file.read(cells.LARGEST_FILE + 1)
    if not raw.strip():
        raise _unreadable(path.name, {"fault": "empty"})
    if len(raw) > cells.LARGEST_FILE:
        raise _unreadable(path.name, {"fault": "large"})
    text = _decoded(raw, path.name)
    separator = max(",;\t", key=text[:2000].count)
    csv.field_size_limit(cells.LARGEST_FILE)
    filled = 0
    for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=1):
        long = next((place for place, cell in enumerate(row) if len(cell) > cells.LONGEST_CELL), None)
        filled += len(row)
        if long is not None:
            raise _unreadable(path.name, {"fault": "long", "sheet": "survey", "row": number, "column": long})
        if filled > 10 * cells.MOST_CELLS:
            raise _unreadable(path.name, {"fault": "many", "sheet": "survey", "row": number})
        yield [cell[1:] if _GUARDED.match(cell) else cell for cell in row]


def _decoded(raw: bytes, file: str) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1250", "replace")
    if "\0" in text:
        raise _unreadable(file, {"fault": "no_workbook"})
    return text
