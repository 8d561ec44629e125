"""What can be worked out from everything that is published together: the range of each figure that stays hidden.

A published figure is a linear statement about unknown counts of people. Whoever reads all of them knows no more than
that every count is a whole number, none is negative, and all statements hold; the smallest and the largest value of a
hidden figure under these rules are what it is really hidden by (Fischetti and Salazar, J. Amer. Statist. Assoc. 95
(2000), 916-928). Standard library, and scipy's linear programmes where whole numbers alone do not settle it.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from analysis.bounds import Bounds, Contradiction, tightened
from analysis.programme import System, weighing

Cell = Hashable
Terms = tuple[tuple[Cell, int], ...]

__all__ = ["Audit", "Cell", "Contradiction", "Protected", "Range", "Statement", "audit", "explain"]

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


def audit(
    statements: Iterable[Statement], protected: Iterable[Protected], *, explained: bool = True, exact: bool = True
) -> Audit:
    """Work out the range of every protected sum from all statements together.

    `explained`: look for the statements behind each leak, too, which takes much longer than finding it. `exact`: give
    the whole range of those that are safe, too; else it is enough to know two values far enough apart, which any
    solution for a neighbour may show. Statements that cannot all be true at once raise `Contradiction`: then a page
    shows something wrong.
    """
    said = _merged(statements)
    parts = _Parts(said, tightened(said))
    ranges = [_examined(wanted, parts, exact=exact) for wanted in protected]
    if not explained:
        return Audit(tuple(found for found, _ in ranges))
    return Audit(tuple(found if found.safe else _explained(found, wanted, said) for found, wanted in ranges))


def explain(statements: Iterable[Statement], wanted: Protected) -> tuple[str, ...]:
    """The sources of a smallest set of statements that gives this sum away; empty when nothing does."""
    said = _merged(statements)
    return _revealing(wanted, said) if _leaks(wanted, said) else ()


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
        same.setdefault(frozenset(_gathered(one.terms)), []).append(one)
    return tuple(_strictest(group) for group in same.values())


def _gathered(terms: Terms) -> Terms:
    """Each cell once; one that counts nothing says nothing, as in a share of 95 per cent rounded to tens."""
    factors: dict[Cell, int] = {}
    for cell, factor in terms:
        factors[cell] = factors.get(cell, 0) + factor
    return tuple((cell, factor) for cell, factor in factors.items() if factor)


def _strictest(group: Sequence[Statement]) -> Merged:
    low = max((one.low for one in group if one.low is not None), default=None)
    high = min((one.high for one in group if one.high is not None), default=None)
    if low is not None and high is not None and low > high:
        raise Contradiction([one.source for one in group])
    telling = [one.source for one in group if (one.low is not None and one.low == low) or one.high == high]
    return Merged(_gathered(group[0].terms), low, high, tuple(dict.fromkeys(telling)))


class _Parts:
    """The statements in parts that have no unknown cell in common, so that each is solved on its own."""

    def __init__(self, said: Sequence[Merged], known: Mapping[Cell, Bounds]) -> None:
        self.known = known
        self._leader: dict[Cell, Cell] = {}
        free = [[cell for cell, _ in one.terms if not known[cell].fixed] for one in said]
        for cells in filter(None, free):
            self._join(cells)
        self._members: dict[Cell, list[Merged]] = {}
        for one, cells in zip(said, free, strict=True):
            if cells:
                self._members.setdefault(self._head(cells[0]), []).append(one)
        self._systems: dict[tuple[Cell, ...], System] = {}
        self.seen: dict[tuple[Cell, ...], list[Mapping[Cell, int]]] = {}

    def of(self, cells: Iterable[Cell]) -> tuple[Cell, ...]:
        """The parts that say anything about these cells, directly or through others."""
        return tuple(dict.fromkeys(self._head(cell) for cell in cells))

    def system(self, heads: tuple[Cell, ...]) -> System:
        """The programme of these parts, set up once."""
        if heads not in self._systems:
            told = [one for head in heads for one in self._members[head]]
            self._systems[heads] = System(told, self.known)
        return self._systems[heads]

    def limited(self, cell: Cell) -> bool:
        """Whether any statement is about this cell."""
        return cell in self.known

    def _join(self, cells: Sequence[Cell]) -> None:
        for cell in cells:
            self._leader.setdefault(cell, cell)
            self._leader[self._head(cell)] = self._head(cells[0])

    def _head(self, cell: Cell) -> Cell:
        while self._leader[cell] != cell:
            self._leader[cell] = self._leader[self._leader[cell]]
            cell = self._leader[cell]
        return cell


def _examined(wanted: Protected, parts: _Parts, *, exact: bool = True) -> tuple[Range, Protected]:
    limited = [cell for cell in wanted.cells if parts.limited(cell)]
    settled = sum(parts.known[cell].low for cell in limited if parts.known[cell].fixed)
    unknown = [cell for cell in limited if not parts.known[cell].fixed]
    endless = len(limited) < len(wanted.cells)

    def ranged(low: int, high: int | None) -> Range:
        top = None if endless or high is None else settled + high
        return Range(wanted.code, settled + low, top, wanted.threshold)

    if not unknown:
        return ranged(0, 0), wanted
    heads = parts.of(unknown)
    seen = [sum(fitting[cell] for cell in unknown) for fitting in parts.seen.get(heads, ())]
    if not exact and seen and (known := ranged(min(seen), max(seen))).safe:
        return known, wanted
    least, most = parts.system(heads).least(unknown), parts.system(heads).most(unknown)
    parts.seen.setdefault(heads, []).extend(one.fitting for one in (least, most) if one.fitting)
    return ranged(least.value or 0, most.value), wanted


def _explained(found: Range, wanted: Protected, said: Sequence[Merged]) -> Range:
    return replace(found, sources=_revealing(wanted, said))


def _revealing(wanted: Protected, said: Sequence[Merged]) -> tuple[str, ...]:
    """A smallest set of statements that already gives the figure away: each of them is needed."""
    needed = _reaching(wanted.cells, said)
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
        reached = {cell for one in near for cell, _ in one.terms}
        waiting = [one for one in waiting if not any(one is other for other in near)]
    return kept


def _leaks(wanted: Protected, said: Sequence[Merged]) -> bool:
    found, _ = _examined(wanted, _Parts(said, tightened(said)))
    return not found.safe
