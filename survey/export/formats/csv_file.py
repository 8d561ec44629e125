"""A table of plain text, with semicolons where spreadsheets take the comma for a decimal mark, as ours in sl and hr do.

UTF-8 with the mark that Excel looks for. Numbers have a point, whatever the language, so that programs agree on them.
"""

import csv
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from survey.export.table import Book, Cell
from survey.formulas import harmless

ENDING, NAME, PLACE = "csv", "CSV", 1
NEEDS: tuple[str, ...] = ()
EXTRA = ""


def separator(language: str) -> str:
    """What stands between two cells in a language."""
    return "," if language == "en" else ";"


_harmless = lru_cache(maxsize=4096)(harmless)  # the same codes stand in every row


def write(book: Book, path: Path) -> None:
    """Write the first table, row by row."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file, delimiter=separator(book.language))
        table.writerow([column.name for column in book.table.columns])
        table.writerows(_cells(row) for row in book.table.rows)


def _cells(row: Sequence[Cell]) -> list[Cell]:
    return [_harmless(cell) if isinstance(cell, str) else cell for cell in row]
