"""The yearly sheet of home visits: whether its numbers add up, and how much work they mean for each volunteer.

Standard library only. Figures come in, figures go out; nothing is put into words here.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MOVED = ("moved_home", "moved_away")
PARTS = ("first", "repeat", "died", "moved", "refused", "open")
"""What can have become of a person on the list by the end of a year; everybody is in exactly one."""


@dataclass(frozen=True)
class Sheet:
    """One year: how many people were on the list and what became of them; None where nobody has said."""

    named: int | None = None
    first: int | None = None
    repeat: int | None = None
    died: int | None = None
    moved: int | None = None
    refused: int | None = None
    open: int | None = None
    hours: float | None = None
    least: int | None = None
    most: int | None = None
    held: int | None = None
    """The visits that came about, where they are counted one by one; else each person was visited once."""

    @property
    def explained(self) -> int:
        """The people of whom the sheet says what became of them."""
        return sum(getattr(self, part) or 0 for part in PARTS)

    @property
    def unexplained(self) -> int | None:
        """How many people of the list are missing in the parts; below zero where the parts hold too many."""
        told = any(getattr(self, part) is not None for part in PARTS)
        return self.named - self.explained if self.named is not None and told else None

    @property
    def visits(self) -> int:
        """The visits that came about."""
        return self.held if self.held is not None else (self.first or 0) + (self.repeat or 0)

    @property
    def hours_per_visit(self) -> float | None:
        """Hours for each visit; walks, reading and escorts are among the hours, so it is rough."""
        return self.hours / self.visits if self.hours is not None and self.visits else None


def each(visits: int, least: int | None, most: int | None) -> tuple[int, int, int] | None:
    """Visits for each volunteer: with the most volunteers, with those in the middle, with the fewest."""
    if not visits or not least or not most:
        return None
    middle = (least + most) / 2
    return round(visits / most), round(visits / middle), round(visits / least)


def standing(visits: Sequence[tuple[str, str]]) -> str:
    """What became of one person in a year, from (outcome, kind) of each visit, the earliest first."""
    outcomes = [outcome for outcome, _kind in visits]
    if "died" in outcomes:
        return "died"
    if any(outcome in MOVED for outcome in outcomes):
        return "moved"
    talked = {kind for outcome, kind in visits if outcome == "done"}
    if talked:
        return "first" if "first" in talked else "repeat"
    return "refused" if "refused" in outcomes else "open"


def counted(people: Iterable[Sequence[tuple[str, str]]]) -> dict[str, int]:
    """How many people stand where; a person nobody has visited yet is open."""
    found = Counter(map(standing, people))
    return {part: found[part] for part in PARTS}
