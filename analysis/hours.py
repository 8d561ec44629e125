"""When people can come: the best hour, a second one, and who is left out by both."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import pandas as pd

from analysis.codebook import NO_ANSWER, YES, Codebook
from analysis.disclosure import LEAD_MINIMUM

VARIES = "varies"
"""Who answers "it varies" can come, but not in any hour one could plan."""

COMMON_SHARE = 1 / 3
"""From one in three on, an hour counts as one in which people can come."""


@dataclass(frozen=True)
class When:
    """How many of `base` people can come in each slot; people may name several."""

    slots: Mapping[str, int] = field(default_factory=dict)
    base: int = 0

    def common(self) -> frozenset[str]:
        """List the slots in which at least one person in three can come: where a room must be open."""
        return frozenset(s for s, n in self.slots.items() if s != VARIES and n and n >= COMMON_SHARE * self.base)

    def best(self) -> str | None:
        """Name the slot in which most can come; among equals the first of the questionnaire, None where nobody can."""
        planned = {slot: n for slot, n in self.slots.items() if slot != VARIES and n}
        return max(planned, key=lambda slot: planned[slot], default=None)


class PairRow(Protocol):
    """How many people gave two answers together, as the tally counts declared crossings."""

    @property
    def item(self) -> str: ...
    @property
    def option(self) -> str: ...
    @property
    def other_item(self) -> str: ...
    @property
    def other_option(self) -> str: ...
    @property
    def n(self) -> int: ...


def when_wanted(pairs: Iterable[PairRow], codebook: Codebook) -> dict[str, When]:
    """Tell for each activity when those who picked it can come: activity → `When`.

    `pairs`: the crossing of picks and times (items with the roles demand_pick and time). Who did not answer the
    question of times is in no base. An activity whose crossing was not counted is not in the result.
    """
    wanted = {v.item: v.option for v in codebook.options_of("demand_pick")}
    times = {v.item: v.option for v in codebook.options_of("time")}
    counted = {activity: {slot: [0, 0] for slot in times.values()} for activity in wanted.values()}
    for row in pairs:
        if row.item in wanted and row.other_item in times and row.option == YES and row.other_option not in NO_ANSWER:
            cell = counted[wanted[row.item]][times[row.other_item]]
            cell[0] += row.n if row.other_option == YES else 0
            cell[1] += row.n
    return {activity: found for activity, slots in counted.items() if (found := _when(slots)).base}


def _when(slots: Mapping[str, list[int]]) -> When:
    return When({slot: yes for slot, (yes, _) in slots.items()}, max((of for _, of in slots.values()), default=0))


@dataclass(frozen=True)
class LeftOut:
    """A group nobody of whom can come in the best hour: which dimension, which group, how many people it is."""

    dimension: str
    group: str
    n: int


@dataclass(frozen=True)
class BestHour:
    """The hour in which most can come, and who is left out.

    `slot` reaches `reached` of `of` people; `second` adds `more` of the rest; `left` can come in neither. `tied`: other
    slots that reach just as many as the best. `left_out`: groups nobody of whom can come in the best hour;
    `still_left_out`: those of them whom the second does not reach either. `reason`: no_answers or nobody_can.
    """

    slot: str | None
    reached: int
    of: int
    tied: tuple[str, ...] = ()
    second: str | None = None
    more: int = 0
    left: int = 0
    left_out: tuple[LeftOut, ...] = ()
    still_left_out: tuple[LeftOut, ...] = ()
    reason: str = ""


def best_hour(times: pd.DataFrame, groups: pd.DataFrame | None = None, minimum: int = LEAD_MINIMUM) -> BestHour:
    """Find the best hour, the second that reaches most of the rest, and the groups nobody of whom can come.

    `times`: people × slots, 1 can come, 0 cannot; only people who answered; "it varies" is no hour to plan. `groups`:
    the same people × dimensions (age, gender …); an empty cell is "did not say". Groups under `minimum` people are
    not named, because a sentence about them would be one about persons. Among equals the first slot wins.
    """
    planned = times[[slot for slot in times.columns if slot != VARIES]].astype(bool)
    of = len(planned)
    if not of or not planned.to_numpy().any():
        return BestHour(None, 0, of, left=of, reason="nobody_can" if of else "no_answers")
    counts = planned.sum()
    slot = str(counts.idxmax())
    rest = planned[~planned[slot]]
    second, more = _second(rest)
    can = planned[slot] | planned[second] if second else planned[slot]
    return BestHour(
        slot=slot,
        reached=int(counts[slot]),
        of=of,
        tied=tuple(str(other) for other in counts.index[counts == counts[slot]] if other != slot),
        second=second,
        more=more,
        left=int((~can).sum()),
        left_out=_left_out(planned[slot], groups, minimum),
        still_left_out=_left_out(can, groups, minimum),
    )


def _second(rest: pd.DataFrame) -> tuple[str | None, int]:
    counts = rest.sum()
    if rest.empty or not counts.max():
        return None, 0
    return str(counts.idxmax()), int(counts.max())


def _left_out(can: pd.Series, groups: pd.DataFrame | None, minimum: int) -> tuple[LeftOut, ...]:
    if groups is None:
        return ()
    found = []
    for dimension in groups.columns:
        known = groups[dimension].notna() & (groups[dimension] != "")
        for group, of in can[known].groupby(groups.loc[known, dimension]):
            if len(of) >= minimum and not of.any():
                found.append(LeftOut(str(dimension), str(group), len(of)))
    return tuple(found)
