"""SPSS: numbers with their labels, and three numbers below all others for people who gave no answer.

SPSS reads such a file as a whole and so does what writes it; columns are kept as small numbers until then.
"""

import re
from array import array
from collections.abc import Iterable, Sequence
from itertools import count
from math import floor, nan
from pathlib import Path
from typing import Any

from survey.export.table import STATES, Book, Cell, Column

ENDING, NAME, PLACE = "sav", "SPSS", 4
NEEDS = ("pyreadstat", "pandas")
EXTRA = "spss"

LONGEST_NAME = 64
LONGEST_LABEL = 250
LONGEST_VALUE_LABEL = 120
"""Bytes, as SPSS counts them."""

_RESERVED = {"ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH"}
_FORBIDDEN = re.compile(r"[^0-9A-Za-z._@#$À-ž]")


def write(book: Book, path: Path) -> None:
    """Write the first table; every column gets a name that SPSS can hold."""
    import pandas as pd
    import pyreadstat

    columns, title = book.table.columns, book.table.title
    names = safe_names(column.name for column in columns)
    named = list(zip(names, columns, strict=True))
    counted = [(name, column) for name, column in named if column.kind != "text"]
    data = dict(zip(names, _gathered(columns, book.table.rows), strict=True))
    pyreadstat.write_sav(
        pd.DataFrame(data),
        str(path),
        file_label=_short(title, LONGEST_NAME),
        column_labels={name: _short(column.label, LONGEST_LABEL) for name, column in named},
        variable_value_labels={name: found for name, column in counted if (found := _labels(column, book.states))},
        missing_ranges={name: list(missing(column)) for name, column in counted if column.states},
        variable_measure={name: _measure(column) for name, column in named},
        compress=True,
    )


def safe_names(names: Iterable[str]) -> list[str]:
    """Names that SPSS tells apart: it takes capitals and small letters for the same."""
    taken: set[str] = set()
    return [_safe(name, taken) for name in names]


def _safe(name: str, taken: set[str]) -> str:
    plain = _FORBIDDEN.sub("_", name)
    plain = plain if re.match(r"[^\W\d_]", plain) and plain.upper() not in _RESERVED else f"v_{plain}"
    plain = _short(plain, LONGEST_NAME - 4).rstrip("._") or "v"
    free = plain if plain.casefold() not in taken else ""
    free = free or next(f"{plain}_{n}" for n in count(2) if f"{plain}_{n}".casefold() not in taken)
    taken.add(free.casefold())
    return free


def missing(column: Column) -> tuple[int, int, int]:
    """The numbers for: left blank, would rather not say, not asked; below everything that can be answered."""
    below = min(0, floor(column.lowest))
    return below - 1, below - 2, below - 3


def numbers(column: Column) -> dict[str, int]:
    """The number of each code: its own where all codes are numbers, else yes 1 and no 0, else 1, 2, 3 …"""
    codes = [code for code, _label in column.options]
    if set(codes) == {"yes", "no"}:
        return {"yes": 1, "no": 0}
    if all(re.fullmatch(r"\d{1,4}", code) for code in codes):
        return {code: int(code) for code in codes}
    return {code: place for place, code in enumerate(codes, start=1)}


def _gathered(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> list[Any]:
    """The columns side by side; a choice takes two bytes a person, whatever its label says."""
    kept: list[Any] = [_empty(column) for column in columns]
    codes = [_codes(column) for column in columns]
    for row in rows:
        for column, known, cell in zip(kept, codes, row, strict=True):
            column.append(_value(known, cell))
    return [_as_numpy(column) for column in kept]


def _empty(column: Column) -> Any:
    if column.kind == "text":
        return []
    return array("h") if column.kind == "choice" and column.states else array("d")


def _codes(column: Column) -> dict[Cell, float] | None:
    """What each word of a column is as a number; None for text, which stays what it is."""
    if column.kind == "text":
        return None
    states = zip(STATES, missing(column), strict=True) if column.states else ()
    known: dict[Cell, float] = dict(states)
    known.update(numbers(column))
    return known


def _value(known: dict[Cell, float] | None, cell: Cell) -> Any:
    if known is None:
        return "" if cell is None else str(cell)
    if cell is None:
        return nan
    return known[cell] if isinstance(cell, str) else cell


def _as_numpy(column: Any) -> Any:
    import numpy as np

    return (
        np.frombuffer(column, dtype=np.int16 if column.typecode == "h" else np.float64)
        if isinstance(column, array) and len(column)
        else _no_rows(column)
    )


def _no_rows(column: Any) -> Any:
    """Text as it is; an empty column of numbers still says that it holds numbers."""
    import numpy as np

    return np.array([], dtype=np.float64) if isinstance(column, array) else column


def _labels(column: Column, states: dict[str, str]) -> dict[int | float, str]:
    known = numbers(column)
    found: dict[int | float, str] = {known[code]: _short(label, LONGEST_VALUE_LABEL) for code, label in column.options}
    if column.states:
        found |= {number: states.get(state, state) for state, number in zip(STATES, missing(column), strict=True)}
    return found


def _measure(column: Column) -> str:
    return "scale" if column.kind == "number" else "ordinal" if column.ordered else "nominal"


def _short(words: str, most: int) -> str:
    """As much of a text as fits into so many bytes, without half a letter at its end."""
    return words.encode()[:most].decode(errors="ignore")
