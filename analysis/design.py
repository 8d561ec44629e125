"""How people came into a survey, and what that does to the spread of its figures.

Linearisation: every figure has one influence value per person (how much the figure moves with that person); the
figure's variance is that of the influences' sum over the design. Särndal, Swensson and Wretman, Model Assisted Survey
Sampling, 1992, chapter 5; conventions of R's survey package 4.1.1 with lonely.psu = "remove".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.calibration import Calibration, group_sums
from analysis.weights import Codes, Numbers, positive


@dataclass(frozen=True, eq=False)
class Design:
    """The people of one whole round: one entry per person and array, blanks and every district included.

    `weights`: positive; all 1 when nobody is weighted. `strata`: parts that were asked for themselves (a blank is a
    stratum of its own). `clusters`: people who answered together, such as a table of a workshop (a blank is a person
    alone); they are nested in strata. `fpc`: how many units (clusters, else people) each person's stratum has
    altogether. `calibration`: what the weights were fitted to, whose residuals the variance is taken of; empty, the
    weights count as fixed. Raises `WeightingRefused` for weights that are none and `ValueError` for other lengths.
    """

    weights: Numbers
    strata: Sequence[object] | npt.NDArray[np.generic] | pd.Series | None = None
    clusters: Sequence[object] | npt.NDArray[np.generic] | pd.Series | None = None
    fpc: npt.ArrayLike | None = None
    calibration: tuple[Calibration, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "weights", positive(self.weights))
        for name in ("strata", "clusters", "fpc"):
            part = getattr(self, name)
            if part is not None and len(part) != len(self):
                raise ValueError(f"{name}: {len(part)} entries for {len(self)} people")

    def __len__(self) -> int:
        return len(self.weights)

    @cached_property
    def degrees(self) -> int:
        """Give the degrees of freedom: units less strata (R: degf)."""
        return self.degrees_of(np.ones(len(self), dtype=bool))

    def degrees_of(self, people: npt.NDArray[np.bool_]) -> int:
        """Give the degrees of freedom among some people: their units less their strata."""
        units, strata = (np.bincount(codes[people]) for codes in (self._units, self._strata))
        return int(np.count_nonzero(units) - np.count_nonzero(strata))

    @cached_property
    def lonely(self) -> int:
        """Count the strata with one unit only: they show no spread and are left out of every variance."""
        return int(np.sum(self._sizes == 1))

    def covariance(self, influence: Numbers) -> Numbers:
        """Give the k × k covariance of figures from their n × k influence values (0 for people outside a domain).

        Σ_h (1-f_h) k_h/(k_h-1) Σ_j (Z_hj - mean_h)(Z_hj - mean_h)' over strata h and their k_h units j, Z_hj the
        sum in a unit, f_h = k_h / fpc_h; influences are first made residuals of the calibration. Without strata and
        clusters it is n/(n-1) Σ z z' with n the whole round, also for a domain and with blanks.
        """
        values = np.asarray(influence, dtype=float).reshape(len(self), -1)
        for fitted in self.calibration:
            values = fitted.residuals(values)
        sums = group_sums(self._units, values)
        means = group_sums(self._stratum_of, sums) / self._sizes[:, None]
        centred = sums - means[self._stratum_of]
        found: Numbers = (centred * self._scale[self._stratum_of, None]).T @ centred
        return found

    @cached_property
    def _strata(self) -> Codes:
        return np.zeros(len(self), dtype=np.intp) if self.strata is None else _codes(self.strata)

    @cached_property
    def _units(self) -> Codes:
        if self.clusters is None:
            return np.arange(len(self))
        return np.unique(np.stack([self._strata, _alone(self.clusters)]), axis=1, return_inverse=True)[1].ravel()

    @cached_property
    def _stratum_of(self) -> Codes:
        """The stratum of each unit."""
        return self._strata[np.unique(self._units, return_index=True)[1]]

    @cached_property
    def _sizes(self) -> Codes:
        """The number of units in each stratum."""
        return np.bincount(self._stratum_of)

    @cached_property
    def _scale(self) -> Numbers:
        """(1-f) k/(k-1) per stratum; 0 where a single unit says nothing about spread."""
        scale: Numbers = np.where(self._sizes > 1, self._sizes / np.maximum(self._sizes - 1, 1), 0.0)
        if self.fpc is None:
            return scale
        whole = np.zeros(len(self._sizes))
        whole[self._strata] = np.asarray(self.fpc, dtype=float)
        return scale * (1 - self._sizes / whole)


def _codes(values: object) -> Codes:
    return pd.factorize(pd.Series(values), use_na_sentinel=False)[0]


def _alone(clusters: object) -> Codes:
    """Number the clusters, whoever has none being one of their own."""
    codes, names = pd.factorize(pd.Series(clusters))
    return np.where(codes >= 0, codes, len(names) + np.arange(len(codes)))
