"""What whole numbers alone settle: exact lower and upper limits of counts, before any linear programme."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

ROUNDS = 50
"""Limits that still creep after so many rounds are left to the linear programme."""


class Contradiction(ValueError):
    """These statements cannot all be true, so at least one page is wrong."""

    def __init__(self, sources: Iterable[str]) -> None:
        self.sources = tuple(dict.fromkeys(sources))
        super().__init__(f"these figures contradict each other: {', '.join(self.sources)}")


class Limits(Protocol):
    """A linear statement: low ≤ Σ factor · cell ≤ high."""

    @property
    def terms(self) -> tuple[tuple[Hashable, int], ...]: ...
    @property
    def low(self) -> int | None: ...
    @property
    def high(self) -> int | None: ...
    @property
    def sources(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class Bounds:
    """A count lies from `low` to `high`; None is no limit."""

    low: int
    high: int | None

    @property
    def fixed(self) -> bool:
        """Only one value is left."""
        return self.low == self.high


def tightened(statements: Sequence[Limits]) -> dict[Hashable, Bounds]:
    """Narrow every count by every statement until nothing changes; exact, with whole numbers only."""
    known: dict[Hashable, Bounds] = {cell: Bounds(0, None) for one in statements for cell, _ in one.terms}
    for _ in range(ROUNDS):
        before = dict(known)
        for one in statements:
            _narrow(one, known)
        if known == before:
            break
    return known


def _narrow(one: Limits, known: dict[Hashable, Bounds]) -> None:
    """Each term is at most the limit less the least that all others come to, and the other way round."""
    least = _Sum([_extreme(factor, known[cell], lowest=True) for cell, factor in one.terms])
    most = _Sum([_extreme(factor, known[cell], lowest=False) for cell, factor in one.terms])
    for at, (cell, factor) in enumerate(one.terms):
        found = _within(known[cell], factor, most.left_of(one.low, at), least.left_of(one.high, at))
        if found.high is not None and found.low > found.high:
            raise Contradiction(one.sources)
        known[cell] = found


class _Sum:
    """The extremes of a statement's terms, some of them without end."""

    def __init__(self, parts: Sequence[int | None]) -> None:
        self.parts = parts
        self.known = sum(part for part in parts if part is not None)
        self.endless = sum(part is None for part in parts)

    def left_of(self, limit: int | None, at: int) -> int | None:
        """What a limit leaves for one term when all the others are at their extreme; None if that has no end."""
        mine = self.parts[at]
        if limit is None or self.endless > (mine is None):
            return None
        return limit - self.known + (mine or 0)


def _extreme(factor: int, bounds: Bounds, *, lowest: bool) -> int | None:
    limit = bounds.low if (factor > 0) == lowest else bounds.high
    return None if limit is None else factor * limit


def _within(bounds: Bounds, factor: int, below: int | None, above: int | None) -> Bounds:
    """The count whose `factor`-fold lies between these limits, rounded to whole people inwards."""
    if factor < 0:
        below, above = (None if limit is None else -limit for limit in (above, below))
        factor = -factor
    low = bounds.low if below is None else max(bounds.low, -(-below // factor))
    highs = [limit for limit in (bounds.high, None if above is None else above // factor) if limit is not None]
    return Bounds(low, min(highs, default=None))
