"""A workbook: the table, what belongs to it, and a sheet to read first. Nothing in it is ever calculated or a link."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import Any

from survey.export.formats import TooLong
from survey.export.table import Book, Cell, Column, Table
from survey.formulas import calculates
from survey.i18n import gettext as _

ENDING, NAME, PLACE = "xlsx", "Excel", 2
NEEDS = ("xlsxwriter",)
EXTRA = "excel"
TOGETHER = True

SETTINGS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
MOST_ROWS = 1_048_575
LONGEST_CELL = 32_767
LONGEST_SHEET_NAME = 31
NARROWEST, WIDEST = 9, 48
LOOKED_AT = 200
"""Rows that decide how wide a column is; the rest is written as it comes."""

_calculates = lru_cache(maxsize=4096)(calculates)  # the same codes stand in every row
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


def write(book: Book, path: Path) -> None:
    """Write all sheets row by row; a row that is written is kept no longer."""
    import xlsxwriter

    workbook = xlsxwriter.Workbook(path, {**SETTINGS, "tmpdir": str(path.parent)})
    try:
        _sheets(workbook, book)
        workbook.close()  # not on the way out of a fault: closing writes the whole file
    finally:
        for sheet in workbook.worksheets():
            sheet.row_data_fh.close()


def _sheets(workbook: Any, book: Book) -> None:
    look = _looks(workbook)
    names: set[str] = set()
    for table in (book.table, *book.beside):
        _sheet(workbook.add_worksheet(_name(table.title, names)), table, look)
    _read_first(workbook.add_worksheet(_name(_("Read me"), names)), book, look)


def _looks(workbook: Any) -> dict[str, Any]:
    wrap = {"text_wrap": True, "valign": "top"}
    return {
        "head": workbook.add_format({"bold": True, "bottom": 2, **wrap}),
        "text": None,
        # Still text when somebody opens the cell and presses Enter.
        "quoted": workbook.add_format({"quote_prefix": True}),
        "bold": workbook.add_format({"bold": True, **wrap}),
        "wrap": workbook.add_format(wrap),
    }


def _name(title: str, taken: set[str]) -> str:
    """A sheet's name: short, without the signs that are forbidden there, and no other's."""
    plain = _NOT_IN_NAMES.sub(" ", title).strip(" '")[:LONGEST_SHEET_NAME] or "1"
    name, number = plain, 2
    while name.casefold() in taken:
        name, number = f"{plain[: LONGEST_SHEET_NAME - 3]} {number}", number + 1
    taken.add(name.casefold())
    return name


def _sheet(sheet: Any, table: Table, look: dict[str, Any]) -> None:
    rows = iter(table.rows)
    first = list(islice(rows, LOOKED_AT))
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, _width(column, place, first))
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(table.columns):
        _put(sheet, 0, place, column.label, look, "head")
    last = _rows(sheet, chain(first, rows), look)
    sheet.autofilter(0, 0, max(1, last), len(table.columns) - 1)


def _rows(sheet: Any, rows: Iterable[Sequence[Cell]], look: dict[str, Any]) -> int:
    """Write the rows under the heading, and say in which line the last one stands."""
    at = 0
    for at, row in enumerate(rows, start=1):
        if at > MOST_ROWS:
            raise TooLong(MOST_ROWS)
        for place, cell in enumerate(row):
            _put(sheet, at, place, cell, look)
    return at


def _put(sheet: Any, row: int, place: int, cell: Cell, look: dict[str, Any], kind: str = "") -> None:
    if isinstance(cell, str):
        how = look[kind] if kind else look["quoted"] if _calculates(cell) else None
        sheet.write_string(row, place, cell[:LONGEST_CELL], how)
    elif cell is not None:
        sheet.write_number(row, place, cell)


def _width(column: Column, place: int, rows: Sequence[Sequence[Cell]]) -> float:
    """Wide enough for most of what stands there; a heading may take several lines."""
    longest = max((len(str(row[place])) for row in rows if row[place] is not None), default=0)
    words = max(map(len, column.label.split()), default=0)
    return float(min(WIDEST, max(NARROWEST, longest + 2, words + 2)))


def _read_first(sheet: Any, book: Book, look: dict[str, Any]) -> None:
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 90)
    explained = ((column.label, column.explained) for column in book.table.columns if column.explained)
    for row, (heading, text) in enumerate((*book.notes, *explained)):
        _put(sheet, row, 0, heading, look, "bold")
        _put(sheet, row, 1, text, look, "wrap")
