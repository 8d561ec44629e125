"""What an evening came to, told step by step from its records: on the page of the workshop and in its protocol."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from survey.i18n import ngettext


@dataclass(frozen=True)
class Entry:
    """A record that stands: what it says, which tablet sent it; None where it was merged from a file.

    `changed` is when what it says was entered, as the tablet's clock said.
    """

    item: uuid.UUID
    body: Mapping[str, Any]
    tablet: uuid.UUID | None
    changed: str = ""


@dataclass(frozen=True)
class Evening:
    """The steps of an agenda and the records that stand, by the id of their step, in the order they were made first."""

    steps: tuple[Any, ...]
    entries: Mapping[str, Sequence[Entry]]
    open: frozenset[str] = frozenset()
    """Steps whose count is still hidden from everybody."""
    unread: Mapping[str, int] = field(default_factory=dict)
    """By step, how many ideas that phones sent nobody has looked at."""

    def of(self, step: str) -> Sequence[Entry]:
        """The records of one step."""
        return self.entries.get(step, ())

    @property
    def people(self) -> int:
        """How many were counted at the door, by their age."""
        doors = (self.of(step.id) for step in self.steps if step.step == "attendance")
        return sum(entry.body["measure"] == "age" for door in doors for entry in door)


@dataclass(frozen=True)
class Table:
    """Rows of words and numbers under their heads; the first cell of a row is what it is called."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


@dataclass(frozen=True)
class Lines:
    """What was written down, one after the other, under a title of its own or none."""

    lines: tuple[str, ...]
    title: str = ""


@dataclass(frozen=True)
class Told:
    """What one step came to. `base` says how many took part and how it was counted."""

    title: str
    parts: tuple[Table | Lines, ...]
    base: str = ""


def as_document(told: Sequence[Told]) -> list[dict[str, Any]]:
    """What was told as plain data, to be kept as it was."""
    return [{"title": one.title, "base": one.base, "parts": [vars(part) for part in one.parts]} for one in told]


def from_document(kept: Sequence[Mapping[str, Any]]) -> list[Told]:
    """What was told once."""
    return [Told(one["title"], tuple(_part(part) for part in one["parts"]), one["base"]) for one in kept]


def _part(kept: Mapping[str, Any]) -> Table | Lines:
    if "lines" in kept:
        return Lines(tuple(kept["lines"]), kept["title"])
    return Table(kept["caption"], tuple(kept["head"]), tuple(tuple(row) for row in kept["rows"]))


def among(said: str, people: int) -> str:
    """The base of a count: what was counted and, where anybody was counted at the door, among how many."""
    there = ngettext("with %(num)s person in the hall", "with %(num)s people in the hall", people)
    return f"{said}, {there}." if people else f"{said}."
