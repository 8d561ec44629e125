"""A table on its way out: columns that say what they hold, and rows that are read once, from front to back.

Every format writes the same object, so that no number can differ between two files.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

Cell = str | int | float | None
Kind = Literal["text", "number", "choice"]

BLANK, REFUSED, NOT_ASKED = "_blank", "_refused", "_not_asked"
STATES = (BLANK, REFUSED, NOT_ASKED)
"""What stands where somebody gave no answer: three different things, in every format."""


@dataclass(frozen=True)
class Column:
    """One column: its name for programs, the same in every language, and its heading for people.

    `options` are the codes a `choice` may hold, with their labels. `states`: whether cells may say why there is no
    answer. `lowest` is the smallest number that can stand here.
    """

    name: str
    label: str
    kind: Kind = "text"
    options: tuple[tuple[str, str], ...] = ()
    states: bool = False
    lowest: float = 0
    ordered: bool = False
    explained: str = ""


@dataclass(frozen=True)
class Table:
    """Columns and rows under a title; `name` is what a file of its own is called."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Cell]]


@dataclass(frozen=True)
class Book:
    """A table with what belongs to it: further tables, and what somebody has to know before reading it.

    `notes`: heading and text. `states`: the words of this language for why there is no answer.
    """

    table: Table
    language: str
    notes: tuple[tuple[str, str], ...] = ()
    beside: tuple[Table, ...] = ()
    states: dict[str, str] = field(default_factory=dict)
