"""The few pieces that every page of the desk is made of; templates draw them, other modules fill them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Stamp:
    """A mark and a word: never colour alone."""

    mark: str
    word: str
    tone: str = ""


@dataclass(frozen=True)
class DotRow:
    """One dot for each person, and their number."""

    label: str
    n: int
    tone: str = ""


@dataclass(frozen=True)
class Table:
    """The numbers behind a picture, in the same order; the first cell of a row names it."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picture:
    """What stands beside a sentence: dots or a finished drawing, or the reason why there is none yet."""

    dots: tuple[DotRow, ...] = ()
    chart: str = ""
    caption: str = ""
    key: str = ""
    table: Table | None = None
    few: str = ""


@dataclass(frozen=True)
class Section:
    """One of the lead's questions: the answer in a sentence, what it rests on, and how we know.

    `further`: tables, and `closer`: pictures, that somebody opens who wants to know more, each under its title.
    """

    id: str
    title: str
    say: str = ""
    stamp: Stamp | None = None
    notes: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()
    how: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    further: tuple[tuple[str, Table], ...] = ()
    closer: tuple[tuple[str, Picture], ...] = ()
    short: str = ""


@dataclass(frozen=True)
class Entry:
    """One thing in a list: its name, and a line about it."""

    name: str
    line: str = ""
