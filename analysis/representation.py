"""How well those who answered stand for those who live there: one table, three numbers, and what must be said aloud.

All of it is exact from counts: people who answered and people who live there, per category of one or more margins.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from math import isfinite, sqrt
from typing import Any, Literal

import numpy as np
import pandas as pd

from analysis.estimates import table

COLUMNS = ("group", "n", "population", "census_share", "sample_share", "index", "rate", "reason")

Cause = Literal["largest_weight", "uneven_weights", "empty_cells", "index_outside", "one_way"]

LARGEST_WEIGHT = 5.0
UNEVEN = 2.0
FAR_TOO_UNEVEN = 3.0
EMPTY = 0.05
FAR_TOO_EMPTY = 0.15
INDEX_LOW, INDEX_HIGH = 0.5, 2.0
ONE_WAY = 0.80


@dataclass(frozen=True)
class Fit:
    """How likely counts like these are if everybody answered with the same chance (χ² goodness of fit)."""

    statistic: float
    degrees: int
    p_value: float


@dataclass(frozen=True)
class Representativity:
    """How evenly people took part over the categories, from who answered and who lives there.

    `r` = 1 - 2S(ρ) and `cv` = S(ρ)/mean(ρ) of the rates ρ; `empty` cells have people and no answer, `empty_share` of
    the population lives in them. At rates of a few per cent R is near 1 whatever happens: read the CV.
    """

    r: float | None
    cv: float | None
    empty: int
    empty_share: float | None
    reason: str = ""


@dataclass(frozen=True)
class Notice:
    """One thing a reader must be told before any result: its cause, the figure, and the group it is about."""

    cause: Cause
    value: float
    group: str = ""


def representation(answered: Mapping[Any, int], population: Mapping[Any, int | None]) -> pd.DataFrame:
    """Set people who answered beside people who live there, one row per category.

    Categories are any labels, or tuples of labels for cells of several margins. Columns: `group`, `n` who answered,
    `population`, `census_share` and `sample_share` between 0 and 1, `index` = sample share / census share, `rate` =
    n / population. What cannot be computed is None, and `reason` says why: no_census (the category or another one is
    not counted), no_answers (nobody answered anything), nobody_there (a population of 0).
    """
    groups = list(dict.fromkeys((*population, *answered)))
    n, whole = sum(answered.values()), _whole(population)
    rows = [_row(group, answered.get(group, 0), n, population.get(group), whole) for group in groups]
    return table(rows, COLUMNS)


def dissimilarity(answered: Mapping[Any, int], population: Mapping[Any, int | None]) -> float | None:
    """Tell which part of those who answered would have to be others: ½ Σ |p - P|; None where a share is unknown."""
    compared = representation(answered, population)
    if compared[["sample_share", "census_share"]].isna().to_numpy().any() or compared.empty:
        return None
    return float((compared["sample_share"] - compared["census_share"]).abs().sum() / 2)


def goodness_of_fit(answered: Mapping[Any, int], population: Mapping[Any, int | None]) -> Fit | None:
    """Test whether all categories answered alike: Σ (n - nP)²/(nP) on categories - 1 degrees of freedom (Pearson).

    None where the census is unknown, nobody answered, or there are fewer than two categories with people.
    """
    from scipy.special import gammaincc

    whole, n = _whole(population), sum(answered.get(group, 0) for group in population)
    expected = {g: n * lives / whole for g, lives in population.items() if lives} if whole else {}
    if not n or len(expected) < 2:
        return None
    statistic = sum((answered.get(group, 0) - wanted) ** 2 / wanted for group, wanted in expected.items())
    degrees = len(expected) - 1
    return Fit(statistic, degrees, float(gammaincc(degrees / 2, statistic / 2)))


def representativity(answered: Mapping[Any, int], population: Mapping[Any, int | None]) -> Representativity:
    """Measure how much the rates of taking part differ between categories.

    ρ = n/N per category, S² = Σ N(ρ - mean ρ)²/(ΣN - 1), both weighted by population: Schouten, Cobben and
    Bethlehem, Survey Methodology 35 (2009), 101-113. Only categories with people count. Figures are None with a
    `reason`: no_census, no_answers.
    """
    lives = {group: int(n) for group, n in population.items() if n}
    if _whole(population) is None or sum(lives.values()) < 2:
        return Representativity(None, None, 0, None, "no_census")
    came = np.array([answered.get(group, 0) for group in lives], dtype=float)
    people = np.array(list(lives.values()), dtype=float)
    empty, empty_share = int((came == 0).sum()), float(people[came == 0].sum() / people.sum())
    if not came.any():
        return Representativity(None, None, empty, empty_share, "no_answers")
    rates, mean = came / people, came.sum() / people.sum()
    spread = sqrt(float((people * (rates - mean) ** 2).sum()) / (people.sum() - 1))
    return Representativity(1 - 2 * spread, spread / float(mean), empty, empty_share)


def notices(
    margins: Mapping[str, pd.DataFrame],
    cells: Representativity,
    weights: Mapping[Hashable, float] | np.ndarray | None = None,
    deff: float | None = None,
    channels: Mapping[str, int] | None = None,
) -> tuple[Notice, ...]:
    """List what stands in yellow above the results; an empty tuple where nothing needs saying.

    `margins`: a `representation` table per margin. `weights`: of people or of cells that have answers. `deff`: Kish's.
    `channels`: people per way of asking. Causes: largest_weight (over 5 × the mean), uneven_weights (deff over 2),
    empty_cells (over 5 % of the population), index_outside (a group under half or over twice its share; one notice per
    group), one_way (over 80 % of people by one way of asking).
    """
    found = [*_weights(weights, deff), *_empty(cells)]
    found += [notice for compared in margins.values() for notice in _indices(compared)]
    return (*found, *_one_way(channels or {}))


def districts_unweighted(deff: float | None, empty_share: float | None) -> Cause | None:
    """Say why districts get no weighted figures at all: deff over 3, or over 15 % of people in empty cells."""
    if deff is not None and deff > FAR_TOO_UNEVEN:
        return "uneven_weights"
    return "empty_cells" if empty_share is not None and empty_share > FAR_TOO_EMPTY else None


def _whole(population: Mapping[Any, int | None]) -> int | None:
    """Add up; one unknown part makes the whole unknown, and a place without people is no census."""
    known = [n for n in population.values() if n is not None]
    return sum(known) or None if len(known) == len(population) else None


def _row(group: Any, came: int, n: int, lives: int | None, whole: int | None) -> dict[str, Any]:
    census = lives / whole if lives is not None and whole else None
    sample = came / n if n else None
    return {
        "group": group,
        "n": came,
        "population": lives,
        "census_share": census,
        "sample_share": sample,
        "index": sample / census if sample is not None and census else None,
        "rate": came / lives if lives else None,
        "reason": _reason(census, sample),
    }


def _reason(census: float | None, sample: float | None) -> str:
    if census is None:
        return "no_census"
    if not census:
        return "nobody_there"
    return "no_answers" if sample is None else ""


def _weights(weights: Mapping[Hashable, float] | np.ndarray | None, deff: float | None) -> list[Notice]:
    values = np.asarray(list(weights.values()) if isinstance(weights, Mapping) else weights, dtype=float)
    found = []
    if weights is not None and values.size and isfinite(values.mean()) and values.mean() > 0:
        largest = float(values.max() / values.mean())
        found += [Notice("largest_weight", largest)] if largest > LARGEST_WEIGHT else []
    return found + ([Notice("uneven_weights", deff)] if deff is not None and deff > UNEVEN else [])


def _empty(cells: Representativity) -> list[Notice]:
    share = cells.empty_share
    return [Notice("empty_cells", share)] if share is not None and share > EMPTY else []


def _indices(compared: pd.DataFrame) -> list[Notice]:
    known = [(row["group"], row["index"]) for row in compared.to_dict("records") if row["index"] is not None]
    outside = [(group, index) for group, index in known if not INDEX_LOW <= index <= INDEX_HIGH]
    return [Notice("index_outside", float(index), str(group)) for group, index in outside]


def _one_way(channels: Mapping[str, int]) -> list[Notice]:
    if not (people := sum(channels.values())):
        return []
    way, most = max(channels.items(), key=lambda pair: pair[1])
    return [Notice("one_way", most / people, way)] if most / people > ONE_WAY else []
