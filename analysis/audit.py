"""What can be worked out from everything that is published together: the range of each figure that stays hidden.

A published figure is a linear statement about unknown counts of people. Whoever reads all of them knows no more than
that every count is a whole number, none is negative, and all statements hold; the smallest and the largest value of a
hidden figure under these rules are what it is really hidden by (Fischetti and Salazar, J. Amer. Statist. Assoc. 95
(2000), 916-928). Standard library, and scipy's linear programmes where whole numbers alone do not settle it.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from analysis.bounds import Bounds, Contradiction, tightened
from analysis.programme import extremes, weighing

Cell = Hashable
Terms = tuple[tuple[Cell, int], ...]

__all__ = ["Audit", "Cell", "Contradiction", "Protected", "Range", "Statement", "audit"]

MOST_TRIED = 60
"""Up to so many statements behind a leak are tried one by one for whether the leak needs them."""


@dataclass(frozen=True)
class Statement:
    """One published figure: `low` ≤ Σ factor · people in cell ≤ `high`; None where it says nothing.

    `source` says in codes where it is read, for example `page:sl:polje:table`.
    """

    source: str
    terms: Terms
    low: int | None
    high: int | None


@dataclass(frozen=True)
class Protected:
    """A sum of cells that must not become readable: its range has to be at least `threshold` wide and reach it."""

    code: str
    cells: tuple[Cell, ...]
    threshold: int


@dataclass(frozen=True)
class Range:
    """What can be worked out about one protected sum; `high` is None where nothing limits it.

    `sources`: the statements that reveal it, empty when it is safe.
    """

    code: str
    low: int
    high: int | None
    threshold: int
    sources: tuple[str, ...] = ()

    @property
    def exactly_disclosed(self) -> bool:
        """Only one value is possible."""
        return self.low == self.high

    @property
    def below_threshold(self) -> bool:
        """Everybody can tell that it is fewer people than the threshold."""
        return self.high is not None and self.high < self.threshold

    @property
    def safe(self) -> bool:
        """Wide enough, and not surely small."""
        return not self.below_threshold and (self.high is None or self.high - self.low >= self.threshold)


@dataclass(frozen=True)
class Audit:
    """The range of every protected sum, in the order they were given."""

    ranges: tuple[Range, ...]

    @property
    def leaks(self) -> tuple[Range, ...]:
        """Those that are not safe, each with the statements that reveal it."""
        return tuple(found for found in self.ranges if not found.safe)

    @property
    def safe(self) -> bool:
        """Nothing that is protected can be worked out."""
        return not self.leaks


def audit(statements: Iterable[Statement], protected: Iterable[Protected], *, explained: bool = True) -> Audit:
    """Work out the range of every protected sum from all statements together.

    `explained`: look for the statements behind each leak, too, which takes much longer than finding it.
    Statements that cannot all be true at once raise `Contradiction`: then a page shows something wrong.
    """
    said = _merged(statements)
    known = tightened(said)
    parts = _Parts(said, known)
    return Audit(tuple(_examined(wanted, parts, explained) for wanted in protected))


@dataclass(frozen=True)
class Merged:
    """Statements about the same cells as one, with the sources that give its limits."""

    terms: Terms
    low: int | None
    high: int | None
    sources: tuple[str, ...] = field(default=())


def _merged(statements: Iterable[Statement]) -> tuple[Merged, ...]:
    """Three languages and two downloads repeat each other: one statement for each set of cells."""
    same: dict[frozenset[tuple[Cell, int]], list[Statement]] = {}
    for one in statements:
        same.setdefault(frozenset(one.terms), []).append(one)
    return tuple(_strictest(group) for group in same.values())


def _strictest(group: Sequence[Statement]) -> Merged:
    low = max((one.low for one in group if one.low is not None), default=None)
    high = min((one.high for one in group if one.high is not None), default=None)
    if low is not None and high is not None and low > high:
        raise Contradiction([one.source for one in group])
    telling = [one.source for one in group if (one.low is not None and one.low == low) or one.high == high]
    return Merged(group[0].terms, low, high, tuple(dict.fromkeys(telling)))


class _Parts:
    """The statements in parts that have no unknown cell in common, so that each is solved on its own."""

    def __init__(self, said: Sequence[Merged], known: Mapping[Cell, Bounds]) -> None:
        self.known = known
        self._open = [one for one in said if any(not known[cell].fixed for cell, _ in one.terms)]
        self._leader: dict[Cell, Cell] = {}
        for one in self._open:
            self._join([cell for cell, _ in one.terms if not known[cell].fixed])
        self._members: dict[Cell, list[Merged]] = {}
        for one in self._open:
            free = next(cell for cell, _ in one.terms if not known[cell].fixed)
            self._members.setdefault(self._head(free), []).append(one)
        self.all = said

    def of(self, cells: Iterable[Cell]) -> list[Merged]:
        """The statements that say anything about these cells, directly or through others."""
        heads = dict.fromkeys(self._head(cell) for cell in cells if cell in self._leader)
        return [one for head in heads for one in self._members.get(head, [])]

    def _join(self, cells: Sequence[Cell]) -> None:
        for cell in cells:
            self._leader.setdefault(cell, cell)
            self._leader[self._head(cell)] = self._head(cells[0])

    def _head(self, cell: Cell) -> Cell:
        while self._leader[cell] != cell:
            self._leader[cell] = self._leader[self._leader[cell]]
            cell = self._leader[cell]
        return cell


def _examined(wanted: Protected, parts: _Parts, explained: bool) -> Range:
    free = Bounds(0, None)
    bounds = {cell: parts.known.get(cell, free) for cell in wanted.cells}
    told = parts.of(cell for cell, found in bounds.items() if not found.fixed)
    low, high = _range_of(wanted.cells, told, parts.known)
    found = Range(wanted.code, low, high, wanted.threshold)
    if found.safe or not explained:
        return found
    return Range(wanted.code, low, high, wanted.threshold, _revealing(wanted, parts.all))


def _range_of(cells: Sequence[Cell], told: Sequence[Merged], known: Mapping[Cell, Bounds]) -> tuple[int, int | None]:
    """The smallest and largest sum of these cells; those that are settled need no programme."""
    settled = sum(known[cell].low for cell in cells if cell in known and known[cell].fixed)
    unknown = [cell for cell in cells if cell not in known or not known[cell].fixed]
    if not unknown:
        return settled, settled
    low, high = extremes(unknown, told, known)
    return settled + low, None if high is None else settled + high


def _revealing(wanted: Protected, said: Sequence[Merged]) -> tuple[str, ...]:
    """A smallest set of statements that already gives the figure away: each of them is needed."""
    needed = _reaching(wanted.cells, said)
    if len(needed) > MOST_TRIED:
        weighed = weighing(wanted.cells, needed)
        needed = weighed if _leaks(wanted, weighed) else needed
    if len(needed) <= MOST_TRIED:
        for one in reversed(list(needed)):  # what lies far from the figure is let go first
            fewer = [other for other in needed if other is not one]
            if _leaks(wanted, fewer):
                needed = fewer
    return tuple(dict.fromkeys(source for one in needed for source in one.sources))


def _reaching(cells: Sequence[Cell], said: Sequence[Merged]) -> list[Merged]:
    """The statements that are tied to these cells, through whatever other cells."""
    reached, kept = set(cells), list[Merged]()
    waiting = list(said)
    while near := [one for one in waiting if any(cell in reached for cell, _ in one.terms)]:
        kept += near
        reached |= {cell for one in near for cell, _ in one.terms}
        waiting = [one for one in waiting if one not in near]
    return kept


def _leaks(wanted: Protected, said: Sequence[Merged]) -> bool:
    known = tightened(said)
    low, high = _range_of(wanted.cells, said, known)
    return not Range(wanted.code, low, high, wanted.threshold).safe
