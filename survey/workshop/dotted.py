"""The dots of an evening: how many each heading got, from single dots and from the sheets of tables."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from survey.workshop.telling import Entry, Evening


@dataclass(frozen=True)
class Dotted:
    """A count of dots. One that is void has a reason and no numbers."""

    closed: bool
    void: str
    counts: Mapping[str, int]
    sheets: int = 0
    differ: tuple[int, ...] = ()
    """Sheets that were typed in more than once, and not the same."""

    @property
    def all(self) -> int:
        """All dots that were counted."""
        return sum(self.counts.values())


def dots_of(evening: Evening, step_id: str) -> Dotted:
    """The dots of a step. A sheet counts once, as it was typed first, however many tablets have typed it."""
    entries = evening.of(step_id)
    void = next((entry.body["void"] for entry in entries if "void" in entry.body), "")
    sheets, differ = _sheets(entries)
    counts = Counter(entry.body["dot"] for entry in entries if "dot" in entry.body)
    for dots in sheets.values():
        counts.update(dots)
    counted = {} if void else {key: n for key, n in counts.items() if n}
    return Dotted(any("closed" in entry.body for entry in entries), void, counted, len(sheets), differ)


def _sheets(entries: Sequence[Entry]) -> tuple[dict[int, Mapping[str, int]], tuple[int, ...]]:
    first: dict[int, Mapping[str, int]] = {}
    differ: set[int] = set()
    for entry in entries:
        if "sheet" in entry.body:
            number, dots = entry.body["sheet"], _some(entry.body["dots"])
            if dots != first.setdefault(number, dots):
                differ.add(number)
    return first, tuple(sorted(differ))


def _some(dots: Mapping[str, int]) -> dict[str, int]:
    """The same without noughts, so that an empty field and a nought are alike."""
    return {key: n for key, n in dots.items() if n}


def ranked(counts: Mapping[str, int], keys: Sequence[str]) -> list[tuple[int, str, int]]:
    """(place, key, dots), the most dots first; equal numbers share a place and keep the order of the table."""
    rows = sorted(((key, counts.get(key, 0)) for key in keys), key=lambda row: -row[1])
    return [(1 + sum(n > mine for _, n in rows), key, mine) for key, mine in rows]


def first_three(counts: Mapping[str, int], keys: Sequence[str]) -> list[str]:
    """The headings on the first three places; at the third place all that are equal."""
    return [key for place, key, dots in ranked(counts, keys) if place <= 3 and dots]
