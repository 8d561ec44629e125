"""Who is missing, as facts: which group, how many live here, and where to ask them next."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any, Literal, NamedTuple

import pandas as pd

from analysis.codebook import NONE, OTHER

Representation = Literal[
    "missing", "clearly_under", "not_clearly_under", "as_expected", "not_clearly_over", "clearly_over", "unknown"
]
Source = Literal["group", "elsewhere", "all", ""]
_CLEAR: dict[str, Representation] = {"missing": "missing", "fewer": "clearly_under", "more": "clearly_over"}


@dataclass(frozen=True)
class Represented:
    """One group as a sentence needs it: `answered` of `base` people who said so, `population` living here.

    `verdict`: missing (nobody, though one in ten of the place: a fact without any range), clearly_over, clearly_under
    (the range leaves out 1), not_clearly_over, not_clearly_under (more or fewer, but it may be chance at this `base`),
    as_expected (exactly their share), unknown with a `reason` (no_census, no_answers, nobody_there).
    """

    dimension: str
    group: str
    verdict: Representation
    answered: int
    base: int
    population: int | None
    place_share: float | None
    ratio: float | None
    low: float | None
    high: float | None
    reason: str = ""


def represented(compared: pd.DataFrame) -> tuple[Represented, ...]:
    """Judge each group of a `coverage` table, in its order."""
    return tuple(_represented(row) for row in compared.to_dict("records"))


def _represented(row: dict[Any, Any]) -> Represented:
    kept = ("dimension", "group", "answered", "base", "population", "place_share", "ratio", "low", "high", "reason")
    return Represented(verdict=_verdict(row), **{key: row[key] for key in kept})


def _verdict(row: dict[Any, Any]) -> Representation:
    if row["verdict"] == "unknown":
        return "unknown"
    if row["verdict"] in _CLEAR:
        return _CLEAR[row["verdict"]]
    if row["ratio"] == 1:
        return "as_expected"
    return "not_clearly_over" if row["ratio"] > 1 else "not_clearly_under"


@dataclass(frozen=True)
class ReachNext:
    """One group to ask next: who, how many of them answered and live here, and by which way they hear.

    `short_of`: how many more answers would bring the group to its share of all who answered now, at least 1.
    `where`: the way of telling named most; `heard_by` of `of` people named it, and `tied` other ways as often. `whose`:
    whose answers that is: `group` (its own), `elsewhere` (the same group in the whole town), `all` (everybody who
    answered here, since nobody knows how this group hears), or empty when nobody was asked.
    """

    dimension: str
    group: str
    verdict: Representation
    answered: int
    population: int | None
    short_of: int
    where: str | None
    heard_by: int
    of: int
    whose: Source
    tied: tuple[str, ...] = ()


def reach_next(
    compared: pd.DataFrame,
    hears: Mapping[str, pd.DataFrame] | None = None,
    minimum: int = 1,
    elsewhere: Mapping[str, pd.DataFrame] | None = None,
) -> tuple[ReachNext, ...]:
    """List the groups to ask next: those missing, then those clearly too few, the largest gap first.

    `compared`: a `coverage` table. `hears`: dimension → `awareness.hears_by` of that dimension, whose columns are the
    groups; `elsewhere`: the same of the whole town. `minimum`: people of a group who must have answered before its own
    way of hearing is taken (a page that must not show small groups gives 5).
    """
    short = [group for group in represented(compared) if group.verdict in ("missing", "clearly_under")]
    found = [_next(group, hears or {}, elsewhere or {}, max(minimum, 1)) for group in short]
    return tuple(sorted(found, key=lambda f: (f.verdict != "missing", -f.short_of, f.dimension, f.group)))


def _next(
    group: Represented, hears: Mapping[str, pd.DataFrame], elsewhere: Mapping[str, pd.DataFrame], minimum: int
) -> ReachNext:
    here, town = hears.get(group.dimension), elsewhere.get(group.dimension)
    asked: list[tuple[Source, _Heard | None]] = [
        ("group", _heard(here, group.group, minimum)),
        ("elsewhere", _heard(town, group.group, minimum)),
        ("all", _heard(here, "all", minimum)),
    ]
    known = ((whose, heard) for whose, heard in asked if heard)
    nobody: tuple[Source, _Heard | None] = ("", None)
    whose, heard = next(known, nobody)
    return ReachNext(
        dimension=group.dimension,
        group=group.group,
        verdict=group.verdict,
        answered=group.answered,
        population=group.population,
        short_of=_short_of(group),
        where=heard.way if heard else None,
        heard_by=heard.n if heard else 0,
        of=heard.of if heard else 0,
        whose=whose,
        tied=heard.tied if heard else (),
    )


class _Heard(NamedTuple):
    """The way of telling that a group named most, by how many of how many, and the ways named as often."""

    way: str
    n: int
    of: int
    tied: tuple[str, ...]


def _heard(hears: pd.DataFrame | None, group: str, minimum: int) -> _Heard | None:
    """Read one column of a `hears_by` table."""
    if hears is None or group not in hears.columns or hears.empty:
        return None
    counts = dict(zip(map(str, hears["channel"]), map(int, hears[group]), strict=True))
    of = counts.pop("_base", 0)
    ways = {way: n for way, n in counts.items() if n and way not in (NONE, OTHER)}
    if of < minimum or not ways:
        return None
    first = max(ways, key=lambda way: ways[way])
    return _Heard(first, ways[first], of, tuple(way for way, n in ways.items() if n == ways[first] and way != first))


def _short_of(group: Represented) -> int:
    """Solve (answered + x) / (base + x) = share of the place: how many more of this group, if only they were asked."""
    share = group.place_share or 0.0
    return max(1, ceil((share * group.base - group.answered) / (1 - share))) if share < 1 else 1
