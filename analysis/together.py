"""The survey beside the workshop: two kinds of evidence, compared and never added."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.estimates import table

TOP = 5
CORRELATION_FROM = 10
TABLES_FROM = 5
SEED = 2026
RESAMPLES = 1000


@dataclass(frozen=True)
class Stamps:
    """Three marks of one activity: among the survey's first five, among the workshop's, asked for by a group."""

    activity: str
    survey: bool
    workshop: bool
    asked: bool

    @property
    def count(self) -> int:
        """How many of the three it has."""
        return self.survey + self.workshop + self.asked


def stamps(
    survey: Mapping[str, float], workshop: Mapping[str, float], asked: Collection[str] = ()
) -> tuple[Stamps, ...]:
    """Stamp every activity of the survey, the workshop or a group's request; most stamps first, then by name.

    `survey`, `workshop`: activity → people or share of dots, only for comparing inside each. `asked`: activities that
    a group has asked for by itself, which is one mark and not as many votes as the group has members.
    """
    firsts = top(survey), top(workshop)
    known = sorted({*survey, *workshop, *asked})
    found = [Stamps(a, a in firsts[0], a in firsts[1], a in asked) for a in known]
    return tuple(sorted((s for s in found if s.count), key=lambda s: (-s.count, s.activity)))


def top(counts: Mapping[str, float], most: int = TOP) -> frozenset[str]:
    """Name the first five, or fewer: those that tie for the last place are out when there is no room for all.

    What nobody wants is never among them. Never more than `most`, so that a tie of many stamps none of them.
    """
    wanted = {a: n for a, n in counts.items() if n > 0}
    return frozenset(a for a, n in wanted.items() if sum(other >= n for other in wanted.values()) <= most)


@dataclass(frozen=True)
class Apart:
    """One activity on which survey and workshop differ, with its rank in each among the common ones."""

    activity: str
    survey: float
    workshop: float


@dataclass(frozen=True)
class Agreement:
    """How far the two orders agree on the activities that both have.

    `correlation`: Spearman's, from 10 common activities on, else None. `same` of `of`: how many of the first are the
    same ("3 of 5 the same"), printed when there is no correlation. `disagreements`: where the ranks lie furthest
    apart. `reason`: few (no correlation, fewer than 10 in common), all_alike, or nothing_common.
    """

    common: tuple[str, ...]
    correlation: float | None
    same: int
    of: int
    disagreements: tuple[Apart, ...]
    reason: str = ""


def agreement(survey: Mapping[str, float], workshop: Mapping[str, float], most: int = 3) -> Agreement:
    """Compare two orders on what both asked about; `most` disagreements are named, at least 2 ranks apart.

    Spearman's rank correlation with equal counts sharing the mean of their ranks: American Journal of Psychology 15
    (1904), 72-101. It says how far two orders agree, not how sure either is.
    """
    common = tuple(sorted(survey.keys() & workshop.keys()))
    if not common:
        return Agreement((), None, 0, 0, (), "nothing_common")
    ranks = {a: pair for a, *pair in zip(common, _ranks(survey, common), _ranks(workshop, common), strict=True)}
    firsts = [top({a: of[a] for a in common}) for of in (survey, workshop)]
    correlation, reason = _correlation(list(ranks.values()))
    far = sorted(ranks, key=lambda a: (-abs(ranks[a][0] - ranks[a][1]), a))
    apart = tuple(Apart(a, *ranks[a]) for a in far if abs(ranks[a][0] - ranks[a][1]) >= 2)
    return Agreement(common, correlation, len(firsts[0] & firsts[1]), min(TOP, *map(len, firsts)), apart[:most], reason)


def _ranks(counts: Mapping[str, float], of: Sequence[str]) -> list[float]:
    """Rank from 1, equal counts at the mean of their ranks."""
    numbers = [counts[a] for a in of]
    return [sum(o > n for o in numbers) + (1 + sum(o == n for o in numbers)) / 2 for n in numbers]


def _correlation(ranks: list[list[float]]) -> tuple[float | None, str]:
    if len(ranks) < CORRELATION_FROM:
        return None, "few"
    numbers = np.array(ranks)
    centred = numbers - numbers.mean(axis=0)
    spread = np.sqrt((centred**2).sum(axis=0)).prod()
    return (float(centred.prod(axis=1).sum() / spread), "") if spread else (None, "all_alike")


@dataclass(frozen=True)
class Table:
    """The dots of one table of a workshop: how many people sat there, and theme → dots."""

    participants: int
    dots: Mapping[str, int]


@dataclass(frozen=True)
class Dots:
    """What a workshop's dots say, with what they rest on.

    `table`: DataFrame[theme, share, low, high, tables], largest share first; `low`, `high` the middle 80 % when whole
    tables are drawn again, None under 5 tables. They say how far the tables agree; nothing about people who were not
    there, since a room is not a sample. `empty`: tables that laid no dots and are left out.
    """

    table: pd.DataFrame
    participants: int
    tables: int
    empty: int
    seed: int
    reason: str = ""


def dots(tables: Iterable[Table], seed: int = SEED, resamples: int = RESAMPLES) -> Dots:
    """Average the shares of dots over tables, by participants; raw dots are never added over tables.

    share = Σ participants × (dots of the theme / dots of the table) / Σ participants. A table without participants or
    with negative dots is a `ValueError`.
    """
    listed = list(tables)
    if any(t.participants < 1 or min(t.dots.values(), default=0) < 0 for t in listed):
        raise ValueError("each table needs at least one participant, and no dots below 0")
    used = [t for t in listed if sum(t.dots.values())]
    themes = sorted({theme for t in used for theme in t.dots})
    people = sum(t.participants for t in used)
    if not used:
        return Dots(table([], _DOTS), 0, 0, len(listed), seed, "no_answers")
    shares = np.array(
        sorted([t.participants, *(t.dots.get(x, 0) / sum(t.dots.values()) for x in themes)] for t in used)
    )
    means = _averaged(shares, np.ones((1, len(used))))[0]
    low, high = _ranges(shares, seed, resamples)
    with_dots = [int(n) for n in (shares[:, 1:] > 0).sum(axis=0)]
    rows = [
        {"theme": themes[i], "share": float(means[i]), "low": low[i], "high": high[i], "tables": with_dots[i]}
        for i in sorted(range(len(themes)), key=lambda i: (-means[i], themes[i]))
    ]
    reason = "" if len(used) >= TABLES_FROM else "few_tables"
    return Dots(table(rows, _DOTS), people, len(used), len(listed) - len(used), seed, reason)


_DOTS = ("theme", "share", "low", "high", "tables")


def _averaged(shares: np.ndarray, times: np.ndarray) -> np.ndarray:
    """Average for each row of `times` (how often each table was drawn)."""
    weights = times * shares[:, 0]
    averaged: np.ndarray = weights @ shares[:, 1:] / weights.sum(axis=1, keepdims=True)
    return averaged


def _ranges(shares: np.ndarray, seed: int, resamples: int) -> tuple[list[float | None], list[float | None]]:
    tables, themes = len(shares), shares.shape[1] - 1
    if tables < TABLES_FROM:
        return [None] * themes, [None] * themes
    times = np.random.default_rng(seed).multinomial(tables, np.full(tables, 1 / tables), resamples)
    low, high = np.quantile(_averaged(shares, times.astype(float)), (0.1, 0.9), axis=0)
    return [float(n) for n in low], [float(n) for n in high]


def borda(orders: Iterable[Sequence[str]], options: Sequence[str]) -> dict[str, float | None]:
    """Average how high people put each option: 1 always first, 0 always last, highest first.

    Each person's (m - rank) / (m - 1) of m options; options a person left out share the mean of the remaining ranks.
    An empty order is no answer. None for all without answers, or with a single option. An option that is not offered,
    or named twice, is a `ValueError`. (Borda, Histoire de l'Académie royale des sciences, 1781.)
    """
    listed, m = [list(order) for order in orders if order], len(options)
    for order in listed:
        if len(set(order)) < len(order) or set(order) - set(options):
            raise ValueError(f"{order} is no order of the options; name each at most once")
    if not listed or m < 2:
        return dict.fromkeys(options)
    points = {option: sum(_points(order, option, m) for order in listed) / len(listed) for option in options}
    return {option: points[option] for option in sorted(options, key=lambda option: -points[option])}


def _points(order: list[str], option: str, m: int) -> float:
    rank = order.index(option) + 1 if option in order else (len(order) + 1 + m) / 2
    return (m - rank) / (m - 1)
