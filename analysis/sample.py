"""Figures from the rows of people: means, shares, totals, ratios, by group, with all their covariances.

Every function takes the `Design` of a whole round and values with one entry per person. A blank (None, NaN) leaves the
base of a figure but stays in the round, as in R's survey package 4.1.1 (svymean with na.rm, svyby, svytotal …).
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.design import Design
from analysis.estimates import table
from analysis.intervals import Basis, Method, share_range
from analysis.significance import Test, half_widths, rao_scott, rao_scott_chisq, wald
from analysis.weights import Numbers, kish

Mask = npt.NDArray[np.bool_]
Values = pd.Series | pd.DataFrame

COLUMNS = ("name", "n", "n_eff", "estimate", "se", "low", "high", "method", "reason")


@dataclass(frozen=True, eq=False)
class Estimates:
    """k figures of one design with their n × k influence values, so that any two of them can be compared.

    `names`, `values` and `bases` are in step. `simple`: the variance each would have if people were drawn with
    replacement and equal weights (None where that has no meaning), `whole` the sum of weights it rests on. `missing`
    tells, by name, why a figure that was asked for does not exist (no_answers).
    """

    design: Design
    names: tuple[Hashable, ...]
    values: Numbers
    influence: Numbers
    bases: tuple[Basis, ...]
    simple: Numbers | None = None
    whole: Numbers = field(default_factory=lambda: np.zeros(0))
    missing: Mapping[Hashable, str] = field(default_factory=dict)

    @cached_property
    def covariance(self) -> Numbers:
        """Give the k × k covariance of the figures."""
        return self.design.covariance(self.influence)

    def errors(self) -> list[float | None]:
        """Give the standard errors; None where the design has no degrees of freedom and so shows no spread."""
        found = np.sqrt(np.clip(np.diag(self.covariance), 0, None))
        return [float(se) if self.design.degrees > 0 else None for se in found]

    def design_effects(self, replace: bool = True) -> list[float | None]:
        """Give variance / that of a simple sample (R: deff='replace'; `replace` False: deff=TRUE, (W-n)/W of it).

        None where all gave the same answer, where one person answered, or where that comparison has no meaning.
        """
        if self.simple is None:
            return [None] * len(self.names)
        n = np.array([basis.n for basis in self.bases], dtype=float)
        simple = self.simple if replace else self.simple * (self.whole - n) / self.whole
        return [float(v / s) if s > 0 else None for v, s in zip(np.diag(self.covariance), simple, strict=True)]


@dataclass(frozen=True, eq=False)
class Table:
    """Two questions crossed: shares and totals of the cells, named (row, column), row by row, in sorted order."""

    shares: Estimates
    totals: Estimates
    shape: tuple[int, int]


def mean(design: Design, values: Values, where: Mask | None = None) -> Estimates:
    """Give the weighted means of one or more columns among the people `where` (R: svymean, subset).

    m = Σ w y / Σ w over those who left none of the columns blank; influence w (y - m) / Σ w, 0 for all others.
    Yes/no answers as 1 and 0 give shares, the difference of two columns the mean gap on complete pairs.
    """
    return _mean(design, values, where, total=False)


def total(design: Design, values: Values, where: Mask | None = None) -> Estimates:
    """Give the weighted totals Σ w y; influence w y (R: svytotal). Weights must be on the population's scale."""
    return _mean(design, values, where, total=True)


def shares(design: Design, answers: pd.Series, where: Mask | None = None) -> Estimates:
    """Give the share of each answer, in sorted order, among those who answered (R: svymean of a factor)."""
    return mean(design, indicators(answers), where)


def ratio(design: Design, above: pd.Series, below: pd.Series, where: Mask | None = None) -> Estimates:
    """Give Σ w y / Σ w x on complete pairs; influence w (y - r x) / Σ w x (R: svyratio)."""
    y, people = answered(pd.concat([above, below], axis=1), where)
    held = float(design.weights @ y[:, 1])
    if not people.any() or held == 0:
        return nothing(design, ["ratio"], "no_answers" if not people.any() else "all_zero")
    found = float(design.weights @ y[:, 0]) / held
    influence = design.weights * (y[:, 0] - found * y[:, 1]) / held
    return Estimates(design, ("ratio",), np.array([found]), influence[:, None], (basis_of(design, people, where),))


def by(
    estimate: Callable[[Design, Any, Mask], Estimates], design: Design, values: Values, groups: pd.Series
) -> Estimates:
    """Give an estimate (`mean`, `total`, `shares`) in each group, all in one, so that groups can be compared.

    `groups`: one entry per person; sorted, blanks left out. Names are the groups, or (group, name) when each has
    several figures. The variance stays that of the whole round (R: svyby with covmat).
    """
    parts = [(group, estimate(design, values, (groups == group).to_numpy())) for group in categories(groups)]
    return joined(design, parts)


def joined(design: Design, parts: Iterable[tuple[Hashable, Estimates]]) -> Estimates:
    """Put figures of one design side by side, named by their part, or (part, name) where a part has several."""
    named = [(part, found) for part, found in parts if len(found.names)]
    missing = {part: reason for part, found in parts if not found.names for reason in found.missing.values()}
    if not named:
        return nothing(design, list(missing), "no_answers")
    return Estimates(
        design,
        tuple(part if len(found.names) == 1 else (part, name) for part, found in named for name in found.names),
        np.concatenate([found.values for _, found in named]),
        np.hstack([found.influence for _, found in named]),
        tuple(basis for _, found in named for basis in found.bases),
        np.concatenate([f.simple for _, f in named if f.simple is not None]) if _all_simple(named) else None,
        np.concatenate([found.whole for _, found in named]),
        missing,
    )


def cross(design: Design, rows: pd.Series, columns: pd.Series, where: Mask | None = None) -> Table:
    """Give the shares and totals of every cell of a table of two questions, among those who answered both."""
    both = _where(design, where) & rows.notna().to_numpy() & columns.notna().to_numpy()
    levels = categories(rows[both]), categories(columns[both])
    cells = {(r, c): ((rows == r) & (columns == c)).astype(float) for r in levels[0] for c in levels[1]}
    values = pd.DataFrame(cells, index=rows.index)
    shape = (len(levels[0]), len(levels[1]))
    return Table(mean(design, values, both), total(design, values, both), shape)


def independence(
    design: Design, rows: pd.Series, columns: pd.Series, statistic: Literal["F", "Chisq", "Wald", "adjWald"] = "F"
) -> Test:
    """Test whether two questions go together, among those who answered both (R: svychisq; F is what is printed)."""
    cells = cross(design, rows, columns)
    found, totals, shape = cells.shares, cells.totals, cells.shape
    if not found.names:
        return Test(None, None, None, None, "no_answers")
    if statistic == "F":
        return rao_scott(found.values, found.covariance, shape, len(design), design.degrees)
    if statistic == "Chisq":
        return rao_scott_chisq(found.values, found.covariance, shape, len(design))
    return wald(totals.values, totals.covariance, shape, design.degrees, adjusted=statistic == "adjWald")


def share_figures(found: Estimates, method: Method = "wilson") -> pd.DataFrame:
    """Tell shares as a table (COLUMNS), each with its range by `method`; missing ones with their reason."""
    rows = []
    for name, share, se, basis in zip(found.names, found.values, found.errors(), found.bases, strict=True):
        within = min(max(float(share), 0.0), 1.0)
        limits = share_range(within, None if se is None else se**2, basis, method)
        rows.append(row(name, basis, within, se, limits.low, limits.high, limits.method, limits.reason))
    return table([*rows, *_missing(found)], COLUMNS)


def mean_figures(found: Estimates) -> pd.DataFrame:
    """Tell means, totals, ratios or slopes as a table (COLUMNS) with the range ± t se; missing ones with a reason."""
    rows = []
    for name, value, se, basis in zip(found.names, found.values, found.errors(), found.bases, strict=True):
        if se is None or basis.degrees < 1:
            rows.append(row(name, basis, float(value), se, method="t", reason="one_unit"))
            continue
        half = half_widths(basis.degrees) * se
        rows.append(row(name, basis, float(value), se, float(value) - half, float(value) + half, "t"))
    return table([*rows, *_missing(found)], COLUMNS)


def indicators(answers: pd.Series) -> pd.DataFrame:
    """Turn answers into one column of 1 and 0 per category; blanks stay blank in all of them."""
    known = answers.notna()
    return pd.DataFrame({c: (answers == c).astype(float).where(known) for c in categories(answers)}, answers.index)


def categories(answers: pd.Series) -> list[Any]:
    """List the categories there are, sorted, blanks left out."""
    return sorted(answers.dropna().unique())


def answered(columns: pd.DataFrame, where: Mask | None) -> tuple[Numbers, Mask]:
    """Give the values (0 where not in the base) and who is in the base: asked, and nothing left blank."""
    values = columns.to_numpy(dtype=float, na_value=np.nan)
    people = np.isfinite(values).all(axis=1)
    if where is not None:
        people &= where
    return np.where(people[:, None], values, 0.0), people


def basis_of(design: Design, people: Mask, where: Mask | None) -> Basis:
    """Give what a figure rests on whose base are `people`, out of those `where`."""
    asked = _where(design, where)
    n_eff = kish(design.weights[people]).n_eff if people.any() else 0.0
    return Basis(int(asked.sum()), int(people.sum()), n_eff, design.degrees_of(asked))


def nothing(design: Design, names: Sequence[Hashable], reason: str) -> Estimates:
    """Give no figures at all, and why."""
    empty: Numbers = np.zeros(0)
    return Estimates(design, (), empty, np.zeros((len(design), 0)), (), missing=dict.fromkeys(names or ("",), reason))


def row(
    name: Hashable, basis: Basis, estimate: float | None = None, se: float | None = None, low: float | None = None,
    high: float | None = None, method: str = "", reason: str = "",
) -> dict[str, Any]:  # fmt: skip
    """Make a row of a table of figures (COLUMNS)."""
    return {
        "name": name, "n": basis.n, "n_eff": basis.n_eff, "estimate": estimate, "se": se, "low": low, "high": high,
        "method": method, "reason": reason,
    }  # fmt: skip


def _mean(design: Design, values: Values, where: Mask | None, *, total: bool) -> Estimates:
    columns = values.to_frame() if isinstance(values, pd.Series) else values
    y, people = answered(columns, where)
    names = tuple(columns.columns)
    if not people.any() or not names:
        return nothing(design, names, "no_answers")
    weights = design.weights * people
    whole = float(weights.sum())
    means = weights @ y / whole
    centred = (y - means) * people[:, None]
    influence = weights[:, None] * y if total else weights[:, None] * centred / whole
    basis = basis_of(design, people, where)
    spread = weights @ centred**2 / whole / max(basis.n - 1, 1)
    scale = whole if total else 1.0
    wholes = np.full(len(names), whole)
    return Estimates(design, names, means * scale, influence, (basis,) * len(names), spread * scale**2, wholes)


def _where(design: Design, where: Mask | None) -> Mask:
    return np.ones(len(design), dtype=bool) if where is None else where


def _all_simple(parts: Sequence[tuple[Hashable, Estimates]]) -> bool:
    return all(found.simple is not None for _, found in parts)


def _missing(found: Estimates) -> list[dict[str, Any]]:
    return [{"name": name, "n": 0, "n_eff": 0.0, "reason": reason} for name, reason in found.missing.items()]
