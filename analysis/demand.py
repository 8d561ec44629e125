"""Which activities? What people picked, how often, and whether they have it already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, Literal

import pandas as pd

from analysis.codebook import NO_ANSWER, NONE, OTHER, TICKS, Variable
from analysis.cube import Cube
from analysis.estimates import picks, table

Reading = Literal["nothing", "list", "tiers", "ranks"]

TIERS_FROM = 10
RANKS_FROM = 30
OFTEN_FROM = 0.4
SOMETIMES_FROM = 0.2
ALL_PICKS_WARNING = 0.25
Z90 = 1.2815515655446004
"""The normal quantile of a chance of 0.9."""

FREQUENCY = ("weekly", "monthly", "few")
AVAILABILITY = ("use", "unsuitable", "none", "unknown")
COLUMNS = (
    "activity", "label", "picked", "n", "estimate", "low", "high", "weekly", "monthly", "few", "use", "unsuitable",
    "none", "unknown", "unsaid", "unserved", "rank", "tier", "band", "reason",
)  # fmt: skip


@dataclass(frozen=True)
class Demand:
    """The wishes of a place.

    `table`: DataFrame, one row per activity, the largest share first: `picked` of `n` people with share and range
    (`n` is smaller for an activity that only some could pick);
    `weekly`, `monthly`, `few` how often they would come; of those who picked it `use` go already, for `unsuitable` it
    does not suit, `none` say it is not here, `unknown` do not know, `unsaid` did not say; `unserved` = picked - use.
    `rank` (equal counts share one) from 30 people on; `tier` often, sometimes or seldom from 10 to 29; `band` 0, 1, …
    of what cannot be told apart. What does not apply is None.
    `base`: people who answered. `reading`: how the table may be read (nothing, list under 10, tiers, ranks).
    `used_all`: how many used all their picks; `limited` when that is more than a quarter of them: what lies lower
    may only have found no place.
    """

    table: pd.DataFrame
    base: int
    reading: Reading
    used_all: int
    limited: bool


def demand(cube: Cube, at_most: int = 5, both: Mapping[tuple[str, str], int] | None = None) -> Demand:
    """Gather what people would come to, from the items that measure demand_pick, frequency and availability.

    "Other" and "none of these" are answers, so they are in the base, but nobody can open them: they get no row.

    `at_most`: picks allowed per person. `both`: people who picked both of two activities, if it was counted.
    """
    picked = picks(cube, "demand_pick")
    base = int(max(picked["n"], default=0))
    listed = picked[~picked["option"].isin((OTHER, NONE))].to_dict("records")
    listed.sort(key=lambda row: (-_of(row), -row["count"]))
    reading = _reading(base)
    counts, of = [int(row["count"]) for row in listed], [int(row["n"]) for row in listed]
    bands = bands_of([row["option"] for row in listed], counts, base, both, of)
    rows = [
        {
            **_share(row),
            **_detail(cube, "frequency", row["option"], FREQUENCY),
            **_served(cube, row["option"], row["count"]),
            "rank": 1 + sum(_of(other) > _of(row) for other in listed) if reading == "ranks" else None,
            "tier": tier(row["count"], row["n"]) if reading == "tiers" else None,
            "band": band,
        }
        for row, band in zip(listed, bands, strict=True)
    ]
    used_all = _used_all(cube, at_most)
    return Demand(table(rows, COLUMNS), base, reading, used_all, bool(base) and used_all / base > ALL_PICKS_WARNING)


def tier(picked: int, n: int) -> str | None:
    """Say how often something is wanted: often from two in five, sometimes from one in five, else seldom."""
    if n == 0:
        return None
    share = picked / n
    return "often" if share >= OFTEN_FROM else "sometimes" if share >= SOMETIMES_FROM else "seldom"


def _of(row: Mapping[Any, Any]) -> float:
    """The share by which activities are compared, since not everybody could pick each of them."""
    return float(row["count"] / row["n"]) if row["n"] else 0.0


def bands_of(
    activities: Sequence[str],
    counts: Sequence[int],
    base: int,
    both: Mapping[tuple[str, str], int] | None = None,
    of: Sequence[int] | None = None,
) -> list[int | None]:
    """Number the bands of activities, sorted by share, that cannot be told apart; `of` = how many could pick each.

    A band begins with its most picked activity; all that follow belong to it while the chance that the first is
    truly ahead stays under 0.9; the next begins the next band. Neighbours across a border may be close, too.
    """
    bands: list[int | None] = []
    first, band = 0, 0
    for at, activity in enumerate(activities):
        pair = _both(activities[first], activity, both)
        could = (of[first], of[at]) if of else (base, base)
        if at > first and told_apart(counts[first], counts[at], base, pair, could):
            first, band = at, band + 1
        bands.append(band if base else None)
    return bands


def told_apart(more: int, fewer: int, base: int, both: int | None = None, could: tuple[int, int] | None = None) -> bool:
    """Say whether the first is truly ahead with a chance of at least 0.9.

    Only people who picked one and not the other decide (McNemar, Psychometrika 12 (1947), 153-157): a - b must reach
    1.2816 √(a + b - 2·both). Where `both` was not counted, a·b/base is taken, as if the picks were independent.
    Where not equally many `could` pick each, their shares p and q of n and m people are compared instead: p - q must
    reach 1.2816 √(p(1-p)/n + q(1-q)/m) (Newcombe, Statistics in Medicine 17 (1998), 873-890, method 1).
    """
    if could and could[0] != could[1]:
        return all(could) and _shares_apart(more / could[0], fewer / could[1], *could)
    together = more * fewer / base if both is None and base else both or 0
    return more > fewer and more - fewer >= Z90 * sqrt(max(more + fewer - 2 * together, 0.0))


def _shares_apart(more: float, fewer: float, n: int, m: int) -> bool:
    return more > fewer and more - fewer >= Z90 * sqrt(more * (1 - more) / n + fewer * (1 - fewer) / m)


def _both(one: str, two: str, both: Mapping[tuple[str, str], int] | None) -> int | None:
    return None if both is None else both.get((one, two), both.get((two, one)))


def _reading(base: int) -> Reading:
    if base == 0:
        return "nothing"
    if base < TIERS_FROM:
        return "list"
    return "tiers" if base < RANKS_FROM else "ranks"


def _share(row: dict[Any, Any]) -> dict[str, Any]:
    kept = {key: row[key] for key in ("label", "n", "estimate", "low", "high", "reason")}
    return {"activity": row["option"], "picked": row["count"], **kept}


def _detail(cube: Cube, role: str, activity: str, options: Sequence[str]) -> dict[str, int]:
    """Read one column of the cards: what people said about the activity they picked."""
    found: Variable | None = next((v for v in cube.codebook.by_role(role) if v.option == activity), None)
    counts = cube.options(found.item) if found else {}
    return {option: counts.get(option, 0) for option in options}


def _served(cube: Cube, activity: str, picked: int) -> dict[str, int]:
    said = _detail(cube, "availability", activity, AVAILABILITY)
    return {**said, "unsaid": max(picked - sum(said.values()), 0), "unserved": max(picked - said["use"], 0)}


def _used_all(cube: Cube, at_most: int) -> int:
    ticks = next((v for v in cube.codebook.by_role("demand_pick") if v.option == TICKS), None)
    counts = cube.options(ticks.item) if ticks else {}
    return sum(n for option, n in counts.items() if option not in NO_ANSWER and float(option) >= at_most)
