"""One round of a file made ready: its weights fitted to the census, and the design its variances are taken from.

Whoever is of no category that the census counts stays in, unadjusted on that margin, and is told about.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.calibration import Calibration, post_strata, raking_margins
from analysis.design import Design
from analysis.weights import FEWEST_IN_CATEGORY, Numbers, post_stratify, rake, trim

How = Literal["rake", "poststratify"]
Population = Mapping[tuple[Any, ...], float]
"""People who live there, by the values of all columns of a margin (one) or of a cell (several)."""


@dataclass(frozen=True)
class Census:
    """What weights are fitted to: `columns` of the file, and the population of each category or cell.

    `how` rake: `margins` holds one population per column, by tuples of one value. `how` poststratify: one population
    over all columns, under the key "".
    """

    how: How
    columns: tuple[str, ...]
    margins: Mapping[str, Population]


@dataclass(frozen=True)
class Fitted:
    """Weights with how they came about.

    `weighting`: none, weights, raked or poststratified, with `_trimmed` behind it. `calibration` for `Design`.
    `sweeps` and `worst` of a raking (0 otherwise), `worst` measured before trimming. `unadjusted` and `small`: (place,
    people) of those without a census and of categories with fewer than 5 people.
    """

    weights: Numbers
    weighting: str
    calibration: tuple[Calibration, ...] = ()
    sweeps: int = 0
    worst: float = 0.0
    unadjusted: tuple[tuple[str, int], ...] = ()
    small: tuple[tuple[str, int], ...] = ()


def fit(
    people: pd.DataFrame, base: Numbers | None, census: Census | None, limits: tuple[float, float] | None = None
) -> Fitted:
    """Weight the people of one round, starting from `base` weights (all 1 where there are none).

    `people`: at least the census's columns. `limits`: trimming, as multiples of the mean weight; margins no longer
    hold afterwards, as with R's trimWeights. Raises `WeightingRefused`, above all where people live in a category
    that nobody answered from.
    """
    start = np.ones(len(people)) if base is None else base
    if census is None:
        done = Fitted(start, "none" if base is None else "weights")
    else:
        done = _raked(people, start, census) if census.how == "rake" else _post_stratified(people, start, census)
    if limits is None:
        return done
    mean = float(done.weights.mean())
    cut = trim(done.weights, limits[0] * mean, limits[1] * mean)
    return Fitted(
        cut, f"{done.weighting}_trimmed", done.calibration, done.sweeps, done.worst, done.unadjusted, done.small
    )


def design_of(fitted: Fitted, calibrated: bool, strata: Sequence[Any] | None, clusters: Sequence[Any] | None) -> Design:
    """Make the design of the whole round; with `calibrated`, variances are taken of residuals from the census."""
    known = None if strata is None else pd.Series(strata, dtype=object)
    tables = None if clusters is None else pd.Series(clusters, dtype=object)
    return Design(fitted.weights, known, tables, None, fitted.calibration if calibrated else ())


def _raked(people: pd.DataFrame, start: Numbers, census: Census) -> Fitted:
    wanted = {name: {key[0]: n for key, n in census.margins[name].items()} for name in census.columns}
    known = pd.DataFrame({
        name: people[name].where(people[name].isin([c for c, n in wanted[name].items() if n > 0]), None)
        for name in census.columns
    })  # fmt: skip
    done = rake(known, start, wanted)
    steps = raking_margins(known, census.columns, done)
    left = [place for name in census.columns for place in _left(people[name], known[name], name)]
    few = [place for name in census.columns for place in _few(known[name], name)]
    return Fitted(done.weights, "raked", (steps,), done.iterations, done.worst, tuple(left), tuple(few))


def _post_stratified(people: pd.DataFrame, start: Numbers, census: Census) -> Fitted:
    """Cells that nobody counted keep their share of the start weights; the others hold the rest of the population."""
    table, name = people[list(census.columns)], " × ".join(census.columns)
    wanted = {cell: n for cell, n in census.margins[""].items() if n > 0}
    cells = pd.Series(list(table.itertuples(index=False, name=None)), index=table.index, dtype=object)
    codes, kinds = pd.factorize(cells)
    held = np.bincount(codes, start) / start.sum()
    alone = {cell: float(share) for cell, share in zip(kinds, held, strict=True) if cell not in wanted}
    rest, lives = 1 - sum(alone.values()), sum(wanted.values())
    targets = {cell: n * rest for cell, n in wanted.items()} | {cell: lives * s for cell, s in alone.items()}
    weights = post_stratify(table, start, targets)
    known = cells.where(~cells.isin(list(alone)), None)
    left, few = _left(cells, known, name), _few(known, name)
    return Fitted(weights, "poststratified", (post_strata(table, start, weights),), 0, 0.0, tuple(left), tuple(few))


def _left(said: pd.Series, known: pd.Series, name: str) -> list[tuple[str, int]]:
    counts = said[known.isna()].map(_words).value_counts(sort=False)
    return [(f"{name} = {category}", int(n)) for category, n in counts.items()]


def _few(known: pd.Series, name: str) -> list[tuple[str, int]]:
    counts: pd.Series[int] = known.dropna().map(_words).value_counts(sort=False)
    return [(f"{name} = {category}", int(n)) for category, n in counts.items() if n < FEWEST_IN_CATEGORY]


def _words(category: Any) -> str:
    parts = category if isinstance(category, tuple) else (category,)
    return " × ".join("?" if part is None else str(part) for part in parts)


def masks(people: pd.DataFrame, by: Sequence[str]) -> dict[tuple[str, ...], npt.NDArray[np.bool_]]:
    """Say who belongs to each group: everybody first (a tuple of empty texts), then the groups in order.

    People without a value in one of the columns belong to no group, but to everybody.
    """
    whole = {("",) * len(by): np.ones(len(people), dtype=bool)}
    if not by:
        return whole
    known = people[list(by)].notna().all(axis=1).to_numpy()
    keys = list(people[list(by)].itertuples(index=False, name=None))
    numbers = {
        key: number for number, key in enumerate(sorted({k for k, kept in zip(keys, known, strict=True) if kept}))
    }
    codes = np.array([numbers.get(key, -1) for key in keys])
    return whole | {tuple(map(str, key)): codes == number for key, number in numbers.items()}
