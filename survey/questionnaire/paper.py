"""How a question stands on paper: boxes to cross and lines to write on, each naming the field it is typed into."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from survey.questionnaire.model import Option, Question, Text
from survey.questionnaire.wire import field_name

SHORT_LINE = 12
"""Up to so many characters a line is drawn as single boxes for figures or letters."""


class Layout(StrEnum):
    """How the sheet is set; templates for paper exist per layout, not per type."""

    LIST = "list"  # a box before each option, one below the other
    STRIP = "strip"  # boxes side by side, their numbers over them
    TABLE = "table"  # a row per thing, a column per choice
    CARDS = "cards"  # a small form per thing, each with the same questions
    FIGURES = "figures"  # one box per figure
    LINES = "lines"  # ruled lines for words
    MAP = "map"  # the map with its squares
    WORDS = "words"  # only to be read
    NOTHING = "nothing"  # worked out later, so nobody sees it


@dataclass(frozen=True)
class Box:
    """One box to cross."""

    field: str
    value: str
    label: Text
    row: Text | None = None
    """What the row of a table is about."""
    column: Text | None = None
    """Over which of several groups of boxes it stands."""
    only_if: str | None = None
    """The condition under which it is there to be crossed; in cards, one about the groups before it."""


@dataclass(frozen=True)
class Line:
    """One place to write on, with room for so many characters."""

    field: str
    label: Text
    length: int
    sample: str = ""
    """How it is to be written, such as 31. 3. 2026."""


@dataclass(frozen=True)
class Paper:
    """One question on a sheet."""

    layout: Layout
    boxes: tuple[Box, ...] = ()
    lines: tuple[Line, ...] = ()
    at_most: int | None = None
    many: bool = False
    about: str = ""
    """The question whose picks it goes on from."""
    how: str = ""
    """How it is filled in, where the boxes alone do not say it."""

    def fields(self) -> set[str]:
        """The names of the fields that the sheet is typed into."""
        return {box.field for box in self.boxes} | {line.field for line in self.lines}

    def can_say(self, fields: dict[str, list[str]]) -> bool:
        """Whether an answer, written as the fields of a form, can be given on this sheet."""
        crossed = {(box.field, box.value) for box in self.boxes}
        written = {line.field for line in self.lines}
        return all(
            name in written or all((name, value) in crossed for value in values) for name, values in fields.items()
        )


def boxes(question: Question, options: Iterable[Option], *, many: bool = False, layout: Layout = Layout.LIST) -> Paper:
    """A box for each option of a question."""
    name = field_name(question)
    return Paper(layout, tuple(Box(name, o.code, o.label, only_if=o.show_if) for o in options), many=many)


def line(question: Question, length: int, layout: Layout = Layout.LINES, sample: str = "") -> Paper:
    """One place to write on."""
    return Paper(layout, lines=(Line(field_name(question), question.label, length, sample),))


def table(question: Question, rows: Iterable[Option], columns: Iterable[Option]) -> Paper:
    """One choice in each row."""
    across = tuple(columns)
    return Paper(
        Layout.TABLE,
        tuple(
            Box(field_name(question, row.code), option.code, option.label, row.label)
            for row in rows
            for option in across
        ),
    )
