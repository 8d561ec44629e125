"""What weights were fitted to, and the residuals that are left of a figure once that is known.

A figure that goes with age varies less when the weights hold the ages of the census: only its residual from the
calibration does. As R's survey package 4.1.1 takes them in svyrecvar.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.weights import Codes, Numbers, Raked, WeightingRefused, positive

SWEEPS = 10
"""R goes over the raking margins ten times."""
Distance = Literal["linear", "raking", "logit"]


class Calibration(Protocol):
    """Anything weights were fitted to."""

    def residuals(self, influence: Numbers) -> Numbers:
        """Take out of n × k influence values what the calibration explains."""


@dataclass(frozen=True, eq=False)
class PostStrata:
    """Cells whose population the weights hold: z - w · Σ(z w0/w) / Σw0 within each cell, w0 the weights before."""

    cells: Codes
    base: Numbers
    weights: Numbers

    def residuals(self, influence: Numbers) -> Numbers:
        """Take the weighted mean of its cell out of each value."""
        sums = group_sums(self.cells, influence * (self.base / self.weights)[:, None])
        held = np.bincount(self.cells, self.base)
        return influence - self.weights[:, None] * (sums / held[:, None])[self.cells]


@dataclass(frozen=True, eq=False)
class RakingMargins:
    """Margins whose population the weights hold: ten times over them, z - w · (plain mean of z/w in the category).

    `weights`: those after each margin of the last sweep; converged, they are all the same. A code of -1 (not stated)
    is left as it is.
    """

    margins: tuple[Codes, ...]
    weights: tuple[Numbers, ...]

    def residuals(self, influence: Numbers) -> Numbers:
        """Take the mean of each of its categories out of each value.

        Weights after two margins differ by a factor that all people of a joint cell share, so sums per cell are
        enough to go over the margins: a hundred thousand people cost as much as their few hundred cells.
        """
        last = self.weights[-1][:, None]
        cells, first = self._cells
        sums, people = group_sums(cells, influence / last), np.bincount(cells).astype(float)[:, None]
        fit: Numbers = np.zeros_like(sums)
        for _ in range(SWEEPS):
            for codes, weights in zip(self.margins, self.weights, strict=True):
                ratio = (self.weights[-1] / weights)[first][:, None]
                fit = fit + _means(codes[first], ratio * (sums - people * fit), people) / ratio
        left: Numbers = influence - last * fit[cells]
        return left

    @cached_property
    def _cells(self) -> tuple[Codes, Codes]:
        """The joint cell of each person, and one person of each cell."""
        joint = np.stack(self.margins, axis=1)
        _, first, cells = np.unique(joint, axis=0, return_index=True, return_inverse=True)
        return cells.ravel(), first


@dataclass(frozen=True, eq=False)
class Regressors:
    """Totals of a model matrix that the weights hold: residuals of the least squares of z/(g√w0) on X√w0, times g√w0.

    Deville and Särndal, JASA 87 (1992), 376-382.
    """

    matrix: Numbers
    base: Numbers
    weights: Numbers

    def residuals(self, influence: Numbers) -> Numbers:
        """Take the fit of the model matrix out of each value."""
        root = np.sqrt(self.base)
        scale = (self.weights / root)[:, None]
        basis, _ = np.linalg.qr(self.matrix * root[:, None])
        values = influence / scale
        left: Numbers = (values - basis @ (basis.T @ values)) * scale
        return left


def post_strata(table: pd.DataFrame, base: npt.ArrayLike, weights: Numbers) -> PostStrata:
    """Name the cells over all columns of `table` that `weights` were post-stratified to, from `base` weights."""
    cells = table.groupby(list(table.columns), dropna=False, sort=False).ngroup()
    return PostStrata(cells.to_numpy().astype(np.intp), positive(base), weights)


def raking_margins(table: pd.DataFrame, margins: Sequence[str], raked: Raked) -> RakingMargins:
    """Name the columns of `table` that the weights were raked to, in the order they were."""
    return RakingMargins(tuple(pd.factorize(table[name])[0] for name in margins), raked.steps)


def calibrate(
    matrix: npt.ArrayLike,
    base: npt.ArrayLike,
    totals: npt.ArrayLike,
    distance: Distance = "linear",
    *,
    bounds: tuple[float, float] = (0.7, 1.4),
    tolerance: float = 1e-7,
    most: int = 50,
) -> Regressors:
    """Fit weights so that the columns of an n × k `matrix` have the population's `totals`, staying near `base`.

    w = w0 · F(Xλ): linear F = 1 + u (the regression estimator, one step; weights may be negative and are then
    refused), raking F = exp u, logit F between `bounds` as in Deville and Särndal. Newton's method until each total
    is met to `tolerance` · (1 + |total|). Raises `WeightingRefused` (bad_weight, not_reached, no_answers).
    """
    x, start, wanted = np.asarray(matrix, dtype=float), positive(base), np.asarray(totals, dtype=float)
    slopes = np.zeros(x.shape[1])
    for _ in range(most):
        factors, change = _factors(x @ slopes, distance, bounds)
        weights = start * factors
        miss = wanted - x.T @ weights
        if np.all(np.abs(miss) < tolerance * (1 + np.abs(wanted))):
            return Regressors(x, start, positive(weights))
        step, *_ = np.linalg.lstsq((x * (start * change)[:, None]).T @ x, miss, rcond=None)
        slopes = slopes + step
    raise WeightingRefused("not_reached", distance)


def group_sums(codes: Codes, values: Numbers) -> Numbers:
    """Add up the rows of an n × k array by the code of each row: one row per code, all of which occur."""
    order = np.argsort(codes, kind="stable")
    starts = np.flatnonzero(np.diff(codes[order], prepend=-1))
    return np.add.reduceat(values[order], starts, axis=0)


def _factors(u: Numbers, distance: Distance, bounds: tuple[float, float]) -> tuple[Numbers, Numbers]:
    """Give F(u) and its derivative."""
    if distance == "linear":
        return 1 + u, np.ones_like(u)
    if distance == "raking":
        grown = np.exp(np.minimum(u, 500))
        return grown, grown
    low, high = bounds
    speed = (high - low) / ((1 - low) * (high - 1))
    grown = np.exp(np.clip(speed * u, -500, 500))
    whole = high - 1 + (1 - low) * grown
    factors = (low * (high - 1) + high * (1 - low) * grown) / whole
    return factors, speed * (factors - low) * (high - factors) / (high - low)


def _means(codes: Codes, sums: Numbers, people: Numbers) -> Numbers:
    """Give each cell the mean of its category, from sums and people per cell; 0 where it is not stated."""
    stated, means = codes >= 0, np.zeros_like(sums)
    held = group_sums(codes[stated], sums[stated]) / group_sums(codes[stated], people[stated])
    means[stated] = held[codes[stated]]
    return means
