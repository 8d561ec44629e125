"""The dots of an evening: how many each heading got, from single dots and from the sheets of tables."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from survey.workshop.telling import Entry, Evening


@dataclass(frozen=True)
class Sheet:
    """The sheet of one table: its dots, and how many people put them there; None where nobody has said."""

    number: int
    dots: Mapping[str, int]
    people: int | None = None


@dataclass(frozen=True)
class Dotted:
    """A count of dots. One that is void has a reason and no numbers."""

    closed: bool
    void: str
    counts: Mapping[str, int]
    tables: tuple[Sheet, ...] = ()
    single: Mapping[str, int] = field(default_factory=dict)
    """Dots that were counted one by one, on tablets."""

    sent: Mapping[str, int] = field(default_factory=dict)
    """Dots that came from no tablet, but from phones or from a file."""

    differ: tuple[int, ...] = ()
    """Sheets that were typed in more than once, and not the same."""

    @property
    def sheets(self) -> int:
        """From how many tables a sheet was typed in."""
        return len(self.tables)

    @property
    def all(self) -> int:
        """All dots that were counted."""
        return sum(self.counts.values())


def dots_of(evening: Evening, step_id: str) -> Dotted:
    """The dots of a step. A sheet counts once, as it was typed first, however many tablets have typed it."""
    entries = evening.of(step_id)
    void = next((entry.body["void"] for entry in entries if "void" in entry.body), "")
    closed = any("closed" in entry.body for entry in entries)
    if void:
        return Dotted(closed, void, {})
    tables, differ = _sheets(entries)
    dots = [entry for entry in entries if "dot" in entry.body]
    single = Counter(entry.body["dot"] for entry in dots if entry.tablet)
    sent = Counter(entry.body["dot"] for entry in dots if not entry.tablet)
    counts = single + sent
    for sheet in tables:
        counts.update(sheet.dots)
    return Dotted(closed, "", {key: n for key, n in counts.items() if n}, tables, single, sent, differ)


def _sheets(entries: Sequence[Entry]) -> tuple[tuple[Sheet, ...], tuple[int, ...]]:
    first: dict[int, Sheet] = {}
    differ: set[int] = set()
    for entry in entries:
        if "sheet" in entry.body:
            number = entry.body["sheet"]
            sheet = Sheet(number, _some(entry.body["dots"]), entry.body.get("people"))
            before = first.setdefault(number, sheet)
            if not _alike(before, sheet):
                differ.add(number)
            first[number] = replace(before, people=before.people or sheet.people)
    return tuple(first[number] for number in sorted(first)), tuple(sorted(differ))


def _alike(one: Sheet, other: Sheet) -> bool:
    """Whether a sheet says the same a second time; who sat there may have been left out once."""
    return one.dots == other.dots and (not one.people or not other.people or one.people == other.people)


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
