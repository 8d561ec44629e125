"""How far people would go, beside how far something is (standard library only)."""

from collections.abc import Mapping
from math import inf

LIMITS: dict[str, float] = {"min10": 10, "min20": 20, "min30": 30, "more": inf}
"""The answers of the question how far one would go, in minutes."""

MOST = 0.5
SOME = 0.25


def accepted(counts: Mapping[str, int]) -> str | None:
    """Name the furthest answer that at least half of those who answered would go: min10, min20, min30 or more.

    `counts`: people per answer. None where nobody answered.
    """
    far = [answer for answer, limit in LIMITS.items() if (share := would_go(limit, counts)) and share >= MOST]
    return far[-1] if far else None


def would_go(minutes: float, counts: Mapping[str, int]) -> float | None:
    """Tell which share of those who answered would go so many minutes; None where nobody answered."""
    of = sum(counts.get(answer, 0) for answer in LIMITS)
    if not of:
        return None
    return sum(counts.get(answer, 0) for answer, limit in LIMITS.items() if limit >= minutes) / of


def in_reach(minutes: int | None, counts: Mapping[str, int]) -> float:
    """Grade whether something so many minutes away is within reach: 1, 0.5 or 0.

    1 in the place itself, or when at least half of those who answered would go that far; 0.5 when a quarter would, or
    when the way or the answers are not known; else 0.
    """
    if minutes == 0:
        return 1.0
    share = None if minutes is None else would_go(minutes, counts)
    if share is None:
        return 0.5
    return 1.0 if share >= MOST else 0.5 if share >= SOME else 0.0
