"""Not known or not there? And by which ways of telling people hear."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd

from analysis.codebook import NO_ANSWER, NONE, TICKS, YES
from analysis.cube import Cube
from analysis.disclosure import AGE_BANDS
from analysis.estimates import table
from analysis.matching import REPORTED_SHARE, REPORTS, Match

Verdict = Literal["tell_people", "ask", "known", "missing", "too_far", "no_wish"]

EXACT_UP_TO = 12
"""Ways of telling up to which every set is tried: 4,096 of them."""

MOST = 0.8
MOST_CHANNELS = 5
COLUMNS = (
    "activity", "picked", "unaware", "share", "use", "unsuitable", "exists", "within_reach", "verdict",
)  # fmt: skip


def awareness(matches: Iterable[Match]) -> pd.DataFrame:
    """Tell for each activity whether it is unknown or missing, largest gap first.

    DataFrame[activity, picked, unaware, share, use, unsuitable, exists, within_reach, verdict]. `share` = unaware /
    picked: of those who want it, who say that there is none or do not know; None where nobody wants it. `verdict`:
    no_wish (nobody picked it), missing (nothing of it runs anywhere), too_far (it runs, but not within reach), known
    (nobody says otherwise, or fewer than a third), ask (1 or 2 people say there is none: the list may be wrong, so ask
    before blaming anybody), tell_people (3 people and a third of those who want it do not know).
    """
    rows = [_row(match) for match in matches]
    return table(sorted(rows, key=lambda row: (-(row["share"] or 0.0), -row["picked"], row["activity"])), COLUMNS)


def _row(match: Match) -> dict[str, Any]:
    return {
        "activity": match.activity,
        "picked": match.picked,
        "unaware": match.unaware,
        "share": match.unaware / match.picked if match.picked else None,
        "use": match.use,
        "unsuitable": match.unsuitable,
        "exists": len(match.exists),
        "within_reach": len(match.within_reach),
        "verdict": _verdict(match),
    }


def _verdict(match: Match) -> Verdict:
    if not match.picked:
        return "no_wish"
    if not match.within_reach:
        return "too_far" if match.exists else "missing"
    if not match.unaware:
        return "known"
    if match.unaware < REPORTS:
        return "ask"
    return "tell_people" if match.unaware >= REPORTED_SHARE * match.picked else "known"


def barriers(cube: Cube) -> dict[str, dict[str, int]]:
    """Tell why what exists does not suit: activity → reason → people, the reasons given by nobody left out."""
    found = {v.option: cube.options(v.item) for v in cube.codebook.by_role("barrier") if v.option}
    said = {activity: _given(counts) for activity, counts in found.items()}
    return {activity: counts for activity, counts in said.items() if counts}


def _given(counts: Mapping[str, int]) -> dict[str, int]:
    return {why: n for why, n in counts.items() if n and why not in NO_ANSWER}


def hears_by(
    cube: Cube, dimension: str = "age", groups: Mapping[str, tuple[str, ...]] | None = None, role: str = "channel"
) -> pd.DataFrame:
    """Count how people of each group hear about events; counts only, since groups are small.

    DataFrame[channel, all, <groups…>], a row per way of telling in the order of the questionnaire and a last row
    `_base`: people who answered. `groups`: group → codes of the dimension, by default the age bands, and for any other
    dimension its own values. By `dimension="channel"` it shows whether the way of asking decided the answer: people
    asked on Facebook use Facebook.
    """
    of = groups or (AGE_BANDS if dimension == "age" else {str(g): (g,) for g in cube.groups(dimension)})
    slices = {"all": cube, **{group: cube.slice(**{dimension: list(codes)}) for group, codes in of.items()}}
    ways = cube.codebook.options_of(role)
    rows = [
        {"channel": v.option, **{group: part.options(v.item).get(YES, 0) for group, part in slices.items()}}
        for v in ways
    ]
    ticks = f"{ways[0].question}.{TICKS}" if ways else ""
    base = {"channel": "_base", **{group: part.base(ticks) for group, part in slices.items()}}
    return table([*rows, base] if ways else [], ("channel", "all", *of))


@dataclass(frozen=True)
class Cover:
    """Some ways of telling and how many people at least one of them reaches.

    `channels` in the order in which they add most; `reached` of `of` people; `steps`: reached after each of them.
    `exact`: every set of this size was tried, so no other reaches more. `reason`: no_answers, nobody_reached, or
    not_enough (even all of them reach fewer than was asked for).
    """

    channels: tuple[str, ...]
    reached: int
    of: int
    steps: tuple[int, ...]
    exact: bool
    reason: str = ""


def best_channels(hears: pd.DataFrame, most: int = 3) -> Cover:
    """Find the `most` ways of telling that together reach most people, fewer when one more would reach nobody new.

    `hears`: people × ways of telling, 1 or 0, everybody who answered, those who hear nothing too (they count among
    `of` and no way reaches them; a column `none` is passed over). Up to 12 ways every set is tried; beyond, the way
    that reaches most of the rest is added (greedy cover, at least 63 % of the best: Nemhauser, Wolsey, Fisher,
    Mathematical Programming 14 (1978), 265-294). Among equals the earlier columns win.
    """
    ways, of = _ways(hears), len(hears)
    if not of or not hears[ways].to_numpy().any():
        return Cover((), 0, of, (), len(ways) <= EXACT_UP_TO, "nobody_reached" if of else "no_answers")
    if len(ways) <= EXACT_UP_TO:
        return _cover(hears, _exact(hears, ways, most), True)
    return _cover(hears, greedy(hears, most), False)


def smallest_set(hears: pd.DataFrame, share: float = MOST) -> Cover:
    """Find the fewest ways of telling that reach this share of people, by the same rules as `best_channels`."""
    found = best_channels(hears, 1)
    for most in range(2, len(_ways(hears)) + 1):
        if found.reason or found.reached >= share * found.of:
            return found
        found = best_channels(hears, most)
    if found.reason or found.reached >= share * found.of:
        return found
    return Cover(found.channels, found.reached, found.of, found.steps, found.exact, "not_enough")


def greedy(hears: pd.DataFrame, most: int = MOST_CHANNELS) -> tuple[str, ...]:
    """List ways of telling, each time the one that reaches most of those not reached yet."""
    chosen: list[str] = []
    rest = hears[_ways(hears)].astype(bool)
    while len(chosen) < most and not rest.empty and rest.to_numpy().any():
        best = str(rest.sum().idxmax())
        chosen.append(best)
        rest = rest[~rest[best]]
    return tuple(chosen)


def _ways(hears: pd.DataFrame) -> list[str]:
    return [str(way) for way in hears.columns if way != NONE]


def _cover(hears: pd.DataFrame, chosen: Sequence[str], exact: bool) -> Cover:
    ordered = greedy(hears[list(chosen)], len(chosen))
    reached = tuple(int(hears[list(ordered[: n + 1])].any(axis=1).sum()) for n in range(len(ordered)))
    return Cover(ordered, reached[-1], len(hears), reached, exact)


def _exact(hears: pd.DataFrame, ways: list[str], most: int) -> tuple[str, ...]:
    """Try every set: people missed by a set are those whose ways all lie outside it, summed over subsets."""
    bits = 1 << np.arange(len(ways))
    patterns = hears[ways].astype(bool).to_numpy().astype(np.int64) @ bits
    within = np.bincount(patterns, minlength=1 << len(ways))
    sets = np.arange(len(within))
    for bit in bits:
        having = sets[(sets & bit) > 0]
        within[having] += within[having ^ bit]
    missed = within[(len(within) - 1) ^ sets]
    sizes = ((sets[:, None] & bits) > 0).sum(axis=1)
    return _ways_of(_fewest(missed, sizes, most, bits), ways)


def _fewest(missed: np.ndarray, sizes: np.ndarray, most: int, bits: np.ndarray) -> int:
    """Among sets small enough, take the one missing fewest, then the smallest, then that of the earliest columns."""
    allowed = np.flatnonzero(sizes <= most)
    early = ((allowed[:, None] & bits) > 0) @ (bits[::-1])
    return int(allowed[np.lexsort((-early, sizes[allowed], missed[allowed]))[0]])


def _ways_of(chosen: int, ways: list[str]) -> tuple[str, ...]:
    return tuple(way for place, way in enumerate(ways) if chosen >> place & 1)
