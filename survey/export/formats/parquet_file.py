"""Parquet for programs: codes stay words; a number stands beside a column that says why where there is none."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from survey.export.table import Book, Cell, Column

ENDING, NAME, PLACE = "parquet", "Parquet", 5
NEEDS = ("fastparquet", "pandas")
EXTRA = "parquet"

AT_ONCE = 5000
"""Rows in one group of the file: so many are in memory, and no more."""


def write(book: Book, path: Path) -> None:
    """Write the first table in groups of rows."""
    from fastparquet.writer import make_metadata, write_simple

    columns = book.table.columns
    words = {name: "utf8" for name, is_text in _layout(columns) if is_text}
    described = make_metadata(_frame(columns, []), object_encoding=words)
    write_simple(str(path), _groups(columns, book.table.rows), described, compression="SNAPPY", stats=False)


def _groups(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Iterator[Any]:
    left = iter(rows)
    while some := list(islice(left, AT_ONCE)):
        yield _frame(columns, some)


def _layout(columns: Sequence[Column]) -> Iterator[tuple[str, bool]]:
    """The columns of the file, and whether each holds words."""
    for column in columns:
        yield column.name, column.kind != "number"
        if column.kind == "number" and column.states:
            yield f"{column.name}.state", True


def _frame(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> Any:
    import pandas as pd

    data: dict[str, Any] = {}
    for place, column in enumerate(columns):
        cells = [row[place] for row in rows]
        if column.kind == "number":
            numbers = [None if isinstance(cell, str) else cell for cell in cells]
            data[column.name] = pd.Series(numbers, dtype="float64")
        else:
            data[column.name] = pd.Series(cells, dtype=object)
        if column.kind == "number" and column.states:
            data[f"{column.name}.state"] = pd.Series([c if isinstance(c, str) else None for c in cells], dtype=object)
    return pd.DataFrame(data)
