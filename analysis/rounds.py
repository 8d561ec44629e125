"""Did anything change between two rounds? Only said when the same kind of people were asked in the same way."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from analysis.cube import Cube
from analysis.disclosure import AGE_BANDS
from analysis.intervals import wilson

MOST_MOVED = 0.10
COMPARED_FROM = 30
_EXACT = 1e-9

Verdict = Literal["more", "fewer", "cannot_tell", "refused"]


@dataclass(frozen=True)
class Moved:
    """How far the make-up of the answers moved: the largest move of one group, in shares of those who said so."""

    dimension: str
    group: str
    before: float
    after: float

    @property
    def by(self) -> float:
        """From -1 to 1; 0.10 is 10 points."""
        return self.after - self.before


@dataclass(frozen=True)
class Comparable:
    """Whether two rounds may be compared.

    `reasons`, empty when they may: way_of_asking or age_mix (one group moved by more than 10 points), too_few (under 30
    answers in one of them), age_unknown (nobody said their age in one of them, so nobody knows the mix). `moved`: the
    largest move of each dimension. `partly_same_people`: two rounds of one place are probably partly the same people,
    and nobody can say how many, because no answer is followed over rounds; so it is always said.
    """

    reasons: tuple[str, ...]
    moved: tuple[Moved, ...]
    before: int
    after: int
    partly_same_people: bool = True

    def __bool__(self) -> bool:
        return not self.reasons


def comparable(before: Cube, after: Cube, ages: Mapping[str, tuple[str, ...]] | None = None) -> Comparable:
    """Compare how, and whom, two rounds asked; each cube holds one round of the place, unfiltered.

    `ages`: age bands and the answers in each, by default up_to_29, 30_64, 65_up; who did not say is in no band.
    """
    bands = ages or AGE_BANDS
    channels = [_shares(cube.people("channel")) for cube in (before, after)]
    mixes = [_shares(_banded(cube.people("age"), bands)) for cube in (before, after)]
    moved = [m for m in (_moved("channel", *channels), _moved("age", *mixes)) if m]
    found = {
        "too_few": min(before.total(), after.total()) < COMPARED_FROM,
        "way_of_asking": _too_far("channel", moved),
        "age_unknown": not all(mixes),
        "age_mix": all(mixes) and _too_far("age", moved),
    }
    reasons = tuple(reason for reason, holds in found.items() if holds)
    return Comparable(reasons, tuple(moved), before.total(), after.total())


@dataclass(frozen=True)
class Change:
    """One share in two rounds, with its counts.

    `verdict`: more or fewer (the 95 % range of the difference leaves out 0), cannot_tell, refused with the `reasons`;
    refused gives no difference at all. `difference` = after - before, `low` to `high` its range.
    """

    verdict: Verdict
    before: tuple[int, int]
    after: tuple[int, int]
    difference: float | None = None
    low: float | None = None
    high: float | None = None
    reasons: tuple[str, ...] = ()
    partly_same_people: bool = True


def changed(before: tuple[int, int], after: tuple[int, int], rounds: Comparable, same_item: bool = True) -> Change:
    """Say whether a share changed: (yes, base) in each round, if the rounds may be compared.

    `same_item`: the question and its answers are the same; picks and grids, or a changed wording, never are. Range of
    the difference by Newcombe's hybrid of Wilson ranges (Statistics in Medicine 17 (1998), 873-890, method 10), as if
    the rounds had asked different people; people who answered in both mostly make it narrower.
    """
    reasons = (*rounds.reasons, *(() if same_item else ("other_question",)))
    if not (before[1] and after[1]):
        reasons = (*reasons, "no_answers")
    if reasons:
        return Change("refused", before, after, reasons=reasons)
    (p, (low_p, high_p)), (q, (low_q, high_q)) = ((yes / of, wilson(yes / of, of)) for yes, of in (before, after))
    low = q - p - sqrt((q - low_q) ** 2 + (high_p - p) ** 2)
    high = q - p + sqrt((high_q - q) ** 2 + (p - low_p) ** 2)
    verdict: Verdict = "more" if low > 0 else "fewer" if high < 0 else "cannot_tell"
    return Change(verdict, before, after, q - p, low, high)


def _banded(people: Mapping[str, int], bands: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    return {band: sum(people.get(code, 0) for code in codes) for band, codes in bands.items()}


def _shares(people: Mapping[str, int]) -> dict[str, float]:
    of = sum(people.values())
    return {group: n / of for group, n in people.items()} if of else {}


def _moved(dimension: str, before: Mapping[str, float], after: Mapping[str, float]) -> Moved | None:
    groups = sorted(before.keys() | after.keys())
    moves = [Moved(dimension, group, before.get(group, 0.0), after.get(group, 0.0)) for group in groups]
    return max(moves, key=lambda move: abs(move.by), default=None)


def _too_far(dimension: str, moved: list[Moved]) -> bool:
    return any(m.dimension == dimension and abs(m.by) > MOST_MOVED + _EXACT for m in moved)
