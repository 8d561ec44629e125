"""Which places differ? Every pair of them is tested, and all tests of one question are adjusted together."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

from analysis.intervals import ALPHA
from analysis.significance import holm, two_sided

COMPARED_FROM = 30
"""Answers from which on a place is compared: below that a share is no figure yet."""


@dataclass(frozen=True)
class Apart:
    """What can be said about the shares of several places.

    `compared`: the places with enough answers, in the order they came. `apart`: (larger, smaller) of every pair whose
    shares differ by more than chance makes them; no other pair of `compared` can be told apart.
    """

    compared: tuple[str, ...]
    apart: tuple[tuple[str, str], ...]


def told_apart(places: Mapping[str, tuple[int, int]], enough: int = COMPARED_FROM) -> Apart:
    """Compare the shares of all places in pairs; `places` holds (yes, of how many) of each.

    Two independent shares: z = (p - q) / √(r (1-r) (1/n + 1/m)) with r the share of both together, two-sided, adjusted
    over all pairs (Holm, Scandinavian Journal of Statistics 6 (1979), 65-70) and held against 0.05. All pairs are in,
    whichever of them somebody looks at later. Something outside 0 ≤ yes ≤ n is a `ValueError`.
    """
    if any(not 0 <= yes <= n for yes, n in places.values()):
        raise ValueError("a share needs 0 ≤ yes ≤ n")
    compared = tuple(place for place, (_yes, n) in places.items() if n >= max(enough, 1))
    pairs = list(combinations(compared, 2))
    chances = holm([chance_alike(places[one], places[other]) for one, other in pairs])
    apart = [pair for pair, p in zip(pairs, chances, strict=True) if p is not None and p < ALPHA]
    return Apart(compared, tuple(_larger_first(one, other, places) for one, other in apart))


def chance_alike(one: tuple[int, int], other: tuple[int, int]) -> float:
    """The chance of a difference at least this large, if the true shares were the same."""
    (yes, n), (said, m) = one, other
    together = (yes + said) / (n + m)
    spread = together * (1 - together) * (1 / n + 1 / m)
    return 1.0 if spread == 0 else two_sided((yes / n - said / m) / sqrt(spread))


def _larger_first(one: str, other: str, places: Mapping[str, tuple[int, int]]) -> tuple[str, str]:
    (yes, n), (said, m) = places[one], places[other]
    return (one, other) if yes * m > said * n else (other, one)
