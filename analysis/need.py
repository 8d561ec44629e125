"""Is there a need? A count of people, never a share of those who happened to answer (standard library only)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Verdict = Literal["enough_to_start", "enough_for_group", "no_need", "too_few"]

REGULAR = ("weekly", "monthly")
TO_START = 30
FOR_A_GROUP = 12
TO_FIND_NO_NEED = 100
WAYS_TO_FIND_NO_NEED = 2
A_WAY = 10
"""Answers from which on a way of asking counts as a way, so that one stray paper form does not settle anything."""


@dataclass(frozen=True)
class Need:
    """The verdict with all it rests on; `halved` is what is compared with the thresholds."""

    regulars: int
    halved: int
    verdict: Verdict
    answers: int
    ways: int


def need(counts: Mapping[str, int], answers: int, ways: int) -> Need:
    """Judge whether enough people would come regularly.

    `counts`: people per option of the intent question. `answers`: people who answered it. `ways`: ways of asking
    that reached people, see `ways_of_asking`. Regulars are those who would come weekly or monthly; on paper people
    promise more than they later do, so half of them, rounded down, must reach 30 to start a space, 12 for one group.
    Fewer mean "no need found" only after 100 answers by two ways of asking, and "too few answers" otherwise.
    """
    regulars = sum(counts.get(option, 0) for option in REGULAR)
    halved = regulars // 2
    return Need(regulars, halved, _verdict(halved, answers, ways), answers, ways)


def ways_of_asking(by_channel: Mapping[str, int]) -> int:
    """Count the channels through which at least 10 people answered; a channel without a name is none."""
    return sum(1 for channel, people in by_channel.items() if channel and people >= A_WAY)


def _verdict(halved: int, answers: int, ways: int) -> Verdict:
    if halved >= TO_START:
        return "enough_to_start"
    if halved >= FOR_A_GROUP:
        return "enough_for_group"
    searched = answers >= TO_FIND_NO_NEED and ways >= WAYS_TO_FIND_NO_NEED
    return "no_need" if searched else "too_few"
