"""The table as JSON, row by row, with its columns explained before it and what belongs to it behind it."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

from survey.export.table import Book, Cell, Table

ENDING, NAME, PLACE = "json", "JSON", 3
NEEDS: tuple[str, ...] = ()
EXTRA = ""
TOGETHER = True


def write(book: Book, path: Path) -> None:
    """Write one object: about, columns, rows, and the tables beside by their names."""
    with path.open("w", encoding="utf-8") as file:
        notes = [{"heading": heading, "text": text} for heading, text in book.notes]
        file.write(f'{{"about": {_written(notes)},\n"language": {_written(book.language)}')
        for name, table in (("", book.table), *((table.name, table) for table in book.beside)):
            file.write(f',\n"{name}_columns": ' if name else ',\n"columns": ')
            file.write(_written([_column(one) for one in table.columns]))
            file.write(f',\n"{name}": ' if name else ',\n"rows": ')
            _rows(file, table)
        file.write("}\n")


def _rows(file: TextIO, table: Table) -> None:
    names = [column.name for column in table.columns]
    before = "[\n"
    for row in table.rows:
        file.write(before + _row(names, row))
        before = ",\n"
    file.write("[]" if before == "[\n" else "\n]")


def _row(names: list[str], row: Sequence[Cell]) -> str:
    return _written(dict(zip(names, row, strict=True)))


def _column(column: Any) -> dict[str, Any]:
    told: dict[str, Any] = {"name": column.name, "label": column.label, "kind": column.kind}
    if column.explained:
        told["explained"] = column.explained
    if column.options:
        told["options"] = dict(column.options)
    return told


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
