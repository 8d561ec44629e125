"""Weights on a cube: one weight per cell of like people, and exact variances without a single row of a person.

With equal start weights all people of a cell (round, district, channel, access, age, gender) have the same weight,
so raking the cells' counts equals raking the people. People of one cell who gave the same answer have the same
influence on a figure, so counting them once and multiplying equals adding them up one by one. Figures equal those
from rows to rounding: Lumley, Complex Surveys, 2010, 2.2 and 7.2; R's survey package 4.1.1.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.cube import DIMENSIONS, Cube
from analysis.weights import Kish, kish, post_stratify, rake, trim

Numbers = npt.NDArray[np.float64]
Codes = npt.NDArray[np.intp]
Weighting = Literal["none", "raked", "poststratified", "trimmed"]
Bands = Mapping[str, Mapping[Any, Any]]
"""Per dimension: the category that each code belongs to; a code without one is "not stated"."""

SWEEPS = 10
"""As often as R goes over the margins when it takes the residuals of a raked design."""


@dataclass(frozen=True, eq=False)
class Weighted:
    """A cube of one round with the weight of the people in each cell.

    `cells`: the cube's cells in their order; `weights`: of one person of each cell. `calibration`: per margin that
    the weights were fitted to, the category number of each cell (-1: not stated); empty where variances take the
    weights as fixed. `fitted`: the weights the calibration ended with, before any trimming. `strata`: the stratum
    number of each cell, or None. `iterations` and `worst` (largest relative miss of a margin) of the raking.
    """

    cube: Cube
    weights: Numbers
    weighting: Weighting = "none"
    calibration: tuple[Codes, ...] = ()
    fitted: Numbers | None = None
    strata: Codes | None = None
    iterations: int = 0
    worst: float = 0.0

    @property
    def cells(self) -> pd.DataFrame:
        return self.cube.cells

    @cached_property
    def people(self) -> Numbers:
        """People per cell."""
        return self.cells["n"].to_numpy(dtype=float)

    def kish(self) -> Kish:
        """Say what the unequal weights cost over everybody who answered."""
        return kish(self.weights, self.people)

    def degrees(self, cells: npt.NDArray[np.bool_] | None = None) -> int:
        """Degrees of freedom (of the people in some cells), as R's degf: people less strata."""
        people = self.people if cells is None else self.people * cells
        strata = 1 if self.strata is None else len(np.unique(self.strata[people > 0]))
        return int(people.sum()) - strata

    def with_fixed_weights(self) -> "Weighted":
        """Take the weights as fixed, a little conservative after raking: the plain default."""
        return replace(self, calibration=())

    def by_strata(self, *dimensions: str) -> "Weighted":
        """Take the cells' values of these dimensions as strata; a stratum of one person adds no variance."""
        return replace(self, strata=_numbered(self.cells[list(dimensions)]))

    def trimmed(self, low: float, high: float, strict: bool = True) -> "Weighted":
        """Bring weights between `low` and `high` times the mean; margins no longer hold afterwards.

        Residuals are still taken with the weights before trimming, as R does. Raises `WeightingRefused`.
        """
        mean = float(self.weights @ self.people / self.people.sum())
        cut = trim(self.weights, low * mean, high * mean, strict, counts=self.people)
        return replace(self, weights=cut, weighting="trimmed", fitted=self._fitted)

    def covariance(self, cell: Codes, n: Numbers, influence: Numbers) -> Numbers:
        """Give the covariance matrix (k × k) of k linear figures.

        `cell` (t): the cell's row number of each kind of people, `n` (t): how many, `influence` (t × k): what one of
        them adds to each figure per unit of weight. Everybody else of a cell adds nothing.
        Σ_h n_h/(n_h-1) Σ (z - mean_h)(z - mean_h)', z = w·u less the averages of z/w in each margin's categories.
        """
        ratio = (self.weights / self._fitted)[:, None]
        silent = self.people - np.bincount(cell, n, len(self.people))
        fit = self._fit(ratio * self._per_cell(cell, n[:, None] * influence))
        z = self._fitted[cell, None] * (ratio[cell] * influence - fit[cell])
        rest = -self._fitted[:, None] * fit
        return self._spread(np.r_[cell, np.arange(len(silent))], np.r_[n, silent], np.vstack([z, rest]))

    def within(self, cell: Codes, squares: Numbers) -> float:
        """Add what numbers of one kind differ among themselves: Σ n_h/(n_h-1) Σ w² · squares (for numbers in bins)."""
        strata, factor, _ = self._strata()
        return float(factor[strata[cell]] * self.weights[cell] ** 2 @ squares)

    @property
    def _fitted(self) -> Numbers:
        return self.weights if self.fitted is None else self.fitted

    def _fit(self, sums: Numbers) -> Numbers:
        """What the margins explain of the influence: averages over people, taken out margin by margin."""
        fit = np.zeros_like(sums)
        for _ in range(SWEEPS if self.calibration else 0):
            for codes in self.calibration:
                fit += self._averages(codes, sums - self.people[:, None] * fit)
        return fit

    def _averages(self, codes: Codes, sums: Numbers) -> Numbers:
        """The average per person of each category, given back to its cells; nothing for those not stated."""
        groups = codes + 1
        people = np.bincount(groups, self.people, groups.max() + 1)
        totals = _add_up(groups, sums, len(people))
        means = totals / np.where(people > 0, people, 1)[:, None]
        means[0] = 0
        return np.asarray(means[groups])

    def _per_cell(self, cell: Codes, values: Numbers) -> Numbers:
        return _add_up(cell, values, len(self.people))

    def _strata(self) -> tuple[Codes, Numbers, Numbers]:
        """The stratum of each cell, n/(n-1) of each stratum (0 for one person), and n."""
        strata = np.zeros(len(self.people), dtype=np.intp) if self.strata is None else self.strata
        sizes = np.bincount(strata, self.people).astype(float)
        if self.strata is None:
            sizes = np.array([float(self.cube.whole_total())])
        several = sizes > 1
        return strata, np.where(several, sizes / np.where(several, sizes - 1, 1), 0.0), sizes

    def _spread(self, cell: Codes, n: Numbers, z: Numbers) -> Numbers:
        strata, factor, sizes = self._strata()
        stratum, weighed = strata[cell], n[:, None] * z
        sums = _add_up(stratum, weighed, len(sizes))
        within = (factor[stratum, None] * weighed).T @ z
        return np.asarray(within - (sums * (factor / sizes)[:, None]).T @ sums)


def unweighted(cube: Cube) -> Weighted:
    """Let everybody count once, so that the same functions serve with and without weights."""
    _refuse_several_rounds(cube)
    return Weighted(cube, np.ones(len(cube.cells)))


def raked(cube: Cube, margins: Mapping[str, Mapping[Any, float]], bands: Bands | None = None) -> Weighted:
    """Rake the cells' counts to the population's margins.

    `margins`: per dimension the population of each category. `bands`: per dimension the category of each code; a code
    in no band is not stated and stays in, unadjusted on that margin. Raises `WeightingRefused`; a cube of several
    rounds is a `ValueError`.
    """
    _refuse_several_rounds(cube)
    categories = _categories(cube, list(margins), bands or {})
    done = rake(categories, cube.cells["n"], margins)
    weights = done.weights / cube.cells["n"].to_numpy(dtype=float)
    codes = tuple(pd.factorize(categories[name])[0] for name in margins)
    return Weighted(cube, weights, "raked", codes, None, None, done.iterations, done.worst)


def post_stratified(
    cube: Cube, dimensions: Sequence[str], targets: Mapping[tuple[Any, ...], float], bands: Bands | None = None
) -> Weighted:
    """Weight each cell over `dimensions` to its population, `targets` by the tuple of its categories.

    Raises `WeightingRefused`; a cube of several rounds is a `ValueError`.
    """
    _refuse_several_rounds(cube)
    categories = _categories(cube, dimensions, bands or {})
    weights = post_stratify(categories, cube.cells["n"], targets) / cube.cells["n"].to_numpy(dtype=float)
    return Weighted(cube, weights, "poststratified", (_numbered(categories),))


def _refuse_several_rounds(cube: Cube) -> None:
    if set(cube.cells["round"]) - {None} and cube.cells["round"].nunique() > 1:
        raise ValueError("weights belong to one round; slice the cube by round first")


def _categories(cube: Cube, dimensions: Sequence[str], bands: Bands) -> pd.DataFrame:
    unknown = sorted(set(dimensions) - set(DIMENSIONS))
    if unknown:
        raise ValueError(f"a cube has no {', '.join(unknown)}; weight by {', '.join(DIMENSIONS)}")
    columns = {name: _banded(cube.cells[name], bands.get(name)) for name in dimensions}
    return pd.DataFrame(columns, index=cube.cells.index)


def _banded(codes: pd.Series, band: Mapping[Any, Any] | None) -> pd.Series:
    return pd.Series([code if band is None else band.get(code) for code in codes], index=codes.index, dtype=object)


def _numbered(table: pd.DataFrame) -> Codes:
    """Number the combinations of all columns."""
    return np.asarray(table.groupby(list(table.columns), dropna=False, sort=False).ngroup(), dtype=np.intp)


def _add_up(groups: Codes, values: Numbers, size: int) -> Numbers:
    """Sum the rows of `values` per group."""
    found = np.zeros((size, values.shape[1]))
    np.add.at(found, groups, values)
    return found
