"""Weighted shares, means and medians from a cube, with the covariances that comparisons need.

Every figure here equals the one from rows of people (and R's survey package) to rounding, as long as all people of a
cell have the same weight. What needs whole people (clusters, weights of single persons) is not here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np
import pandas as pd

from analysis.codebook import YES, Measure
from analysis.estimates import SHARE_COLUMNS, table
from analysis.intervals import Basis, Method, share_range
from analysis.kinds import Kinds, Mask, cells_in, groups_of, kinds_of
from analysis.significance import Test, half_widths, rao_scott
from analysis.weighted import Numbers, Weighted

WEIGHTED_COLUMNS = (*SHARE_COLUMNS, "deff")
SCORE_COLUMNS = (
    "item", "label", "n", "n_eff", "estimate", "se", "low", "high", "method", "weighting", "reason", "deff",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Figures:
    """Estimates that belong together, with their k × k covariance.

    `names`: (group, option) of each; the group is empty where everybody is meant. A group that nobody answered is left
    out, so `values` are always numbers. `bases`: what each rests on.
    """

    names: tuple[tuple[Any, str], ...]
    values: Numbers
    covariance: Numbers
    bases: tuple[Basis, ...]

    def at(self, group: Any, option: str) -> int | None:
        """Find a figure's place; None where there is no such figure."""
        return self.names.index((group, option)) if (group, option) in self.names else None


def share_figures(weighted: Weighted, item: str, by: str | None = None) -> Figures:
    """Give the shares of all options (in each group of `by`) with their covariances, blanks left out of the base.

    p = Σ w 1[option] / Σ w; influence (1[option] - p) / Σ w for those of the group who answered.
    """
    kinds = kinds_of(weighted, item)
    options = kinds.options(weighted.cube.codebook.item(item))
    groups = [(group, cells_in(weighted, by, group)) for group in groups_of(weighted, by)]
    return _joined(weighted, kinds, [(group, _shares(weighted, kinds, options, cells)) for group, cells in groups])


def joint_figures(weighted: Weighted, item: str, by: str) -> Figures:
    """Give the shares of group × option among all who answered, row by row, with covariances."""
    kinds = kinds_of(weighted, item)
    options = [o for o in kinds.options(weighted.cube.codebook.item(item)) if o in set(kinds.option)]
    everybody = np.ones(len(weighted.cells), dtype=bool)
    parts = []
    for group in groups_of(weighted, by):
        inside = cells_in(weighted, by, group)
        if inside[kinds.cell].any():
            parts.append((group, _shares(weighted, kinds, options, everybody, inside)))
    return _joined(weighted, kinds, parts)


def independence(weighted: Weighted, item: str, by: str) -> Test:
    """Test whether groups answered differently (Rao–Scott F; R: svychisq)."""
    found = joint_figures(weighted, item, by)
    rows = len({group for group, _ in found.names})
    if not rows:
        return Test(reason="no_answers")
    shape = (rows, len(found.names) // rows)
    return rao_scott(found.values, found.covariance, shape, found.bases[0].n, weighted.degrees())


def pair_figures(weighted: Weighted, one: str, other: str, both: pd.DataFrame) -> Figures:
    """Give the shares of two options of one multiple choice with their covariance; names are ("", item).

    `both`: DataFrame[the cube's dimensions, n], people who picked both. In each cell the same people must have
    answered both, and no more can have picked both than one: else a `ValueError`.
    """
    first, second, cells = kinds_of(weighted, one), kinds_of(weighted, other), len(weighted.cells)
    base = first.per_cell(cells)
    yes, no = (kinds.only(kinds.option == YES).per_cell(cells) for kinds in (first, second))
    together = np.bincount(weighted.cube.cell_numbers(both), both["n"].to_numpy(dtype=float), cells)
    n = np.r_[together, yes - together, no - together, base - yes - no + together]
    if n.min(initial=0) < 0 or not np.array_equal(base, second.per_cell(cells)):
        raise ValueError(f"{one} and {other} were not answered by the same people")
    y = np.repeat(np.array([[1.0, 1.0], [1.0, 0.0], [0.0, 1.0], [0.0, 0.0]]), cells, axis=0)
    kinds = Kinds(np.tile(np.arange(cells), 4), n, np.full(4 * cells, ""), y[:, 0], np.zeros(4 * cells))
    part = _linear(weighted, kinds, y, [one, other], np.ones(cells, dtype=bool))
    return _joined(weighted, kinds, [("", part)])


def shares(weighted: Weighted, item: str, by: str | None = None, interval: Method = "wilson") -> pd.DataFrame:
    """Tell which weighted share of those who answered chose each option.

    Columns as `estimates.shares` (`count` and `n` are people, unweighted) and `deff` = variance / variance of a simple
    sample with replacement, R's deff='replace'. One row per option (a yes/no item: only `yes`) and, with `by`, per
    value of that dimension, which is then the first column.
    """
    variable, kinds = weighted.cube.codebook.item(item), kinds_of(weighted, item)
    found = share_figures(weighted, item, by)
    options = [YES] if variable.measure is Measure.BINARY else kinds.options(variable)
    rows = []
    for group in groups_of(weighted, by):
        inside = cells_in(weighted, by, group)[kinds.cell]
        for option in options:
            label = dict(variable.options).get(option, option)
            count = int(kinds.n[inside & (kinds.option == option)].sum())
            row = _share_row(found, found.at(group, option), count, interval)
            said = {"item": item, "option": option, "label": label, "count": count, "weighting": weighted.weighting}
            rows.append({**({} if by is None else {by: group}), **said, **row})
    return table(rows, WEIGHTED_COLUMNS if by is None else (by, *WEIGHTED_COLUMNS))


def mean_figures(weighted: Weighted, item: str, by: str | None = None) -> Figures:
    """Give the means of a number, or of the scores of an ordinal item, with their covariances (options empty)."""
    kinds = kinds_of(weighted, item)
    groups = [(group, cells_in(weighted, by, group)) for group in groups_of(weighted, by)]
    return _joined(weighted, kinds, [(g, _linear(weighted, kinds, kinds.score[:, None], [""], c)) for g, c in groups])


def means(weighted: Weighted, item: str, by: str | None = None) -> pd.DataFrame:
    """Tell the weighted mean of a number, or of the scores of an ordinal item (`Variable.scores`), ± t se.

    One row, or with `by` one per value of that dimension. What cannot be computed is None, and `reason` says why:
    no_answers, one_answer, all_alike (no spread: se 0, no design effect), one_unit (no degrees of freedom).
    """
    kinds, found = kinds_of(weighted, item), mean_figures(weighted, item, by)
    label = weighted.cube.codebook.item(item).label
    rows = []
    for group in groups_of(weighted, by):
        part = kinds.only(cells_in(weighted, by, group)[kinds.cell])
        said = {"item": item, "label": label, "method": "t", "weighting": weighted.weighting}
        row = _mean_row(weighted, part, found, found.at(group, ""))
        rows.append({**({} if by is None else {by: group}), **said, **row})
    return table(rows, SCORE_COLUMNS if by is None else (by, *SCORE_COLUMNS))


def median(weighted: Weighted, item: str, by: str | None = None, group: Any = "") -> float | None:
    """Give the smallest score that at least half of the weight does not exceed (R: svyquantile, qrule 'math').

    None where nobody answered. Numbers counted in bins have no exact median: `ValueError`.
    """
    kinds = kinds_of(weighted, item)
    if (kinds.within > 1e-9 * np.maximum(1, kinds.n * kinds.score**2)).any():
        raise ValueError(f"{item} was counted in bins; a median needs its values")
    kinds = kinds.only(cells_in(weighted, by, group)[kinds.cell])
    order = np.argsort(kinds.score, kind="stable")
    held = np.cumsum((weighted.weights[kinds.cell] * kinds.n)[order])
    if not held.size:
        return None
    return float(kinds.score[order][np.searchsorted(held, held[-1] / 2 * (1 - 1e-14))])


@dataclass(frozen=True, eq=False)
class _Part:
    """Figures of one group before they are joined: their options, values, influences (kinds × k) and base."""

    options: Sequence[str]
    values: Numbers
    influence: Numbers
    basis: Basis
    within: float = 0.0


def _shares(
    weighted: Weighted, kinds: Kinds, options: Sequence[str], cells: Mask, chosen_in: Mask | None = None
) -> _Part | None:
    """Shares among the people in `cells`; with `chosen_in`, an option counts only when chosen there."""
    chosen = np.array([kinds.option == option for option in options], dtype=float).reshape(len(options), -1).T
    if chosen_in is not None:
        chosen = chosen * chosen_in[kinds.cell][:, None]
    return _linear(weighted, kinds, chosen, options, cells)


def _linear(weighted: Weighted, kinds: Kinds, y: Numbers, options: Sequence[str], cells: Mask) -> _Part | None:
    """Means of the columns of y among the people in `cells`, and what each kind of people adds to them."""
    weights = weighted.weights[kinds.cell] * cells[kinds.cell]
    held = weights * kinds.n
    total = float(held.sum())
    if not total:
        return None
    values = held @ y / total
    inside = cells[kinds.cell][:, None]
    n_eff = total**2 / float(weights**2 @ kinds.n)
    asked, n = int((weighted.people * cells).sum()), int(kinds.n @ cells[kinds.cell])
    basis = Basis(asked, n, n_eff, weighted.degrees(cells))
    within = weighted.within(kinds.cell, kinds.within * cells[kinds.cell]) / total**2
    return _Part(options, values, (y - values) * inside / total, basis, within)


def _joined(weighted: Weighted, kinds: Kinds, parts: Sequence[tuple[Any, _Part | None]]) -> Figures:
    known = [(group, part) for group, part in parts if part is not None]
    if not known:
        return Figures((), np.zeros(0), np.zeros((0, 0)), ())
    influence = np.hstack([part.influence for _, part in known])
    covariance = weighted.covariance(kinds.cell, kinds.n, influence)
    covariance += np.diag(np.concatenate([np.full(len(part.options), part.within) for _, part in known]))
    return Figures(
        tuple((group, option) for group, part in known for option in part.options),
        np.concatenate([part.values for _, part in known]),
        covariance,
        tuple(part.basis for _, part in known for _ in part.options),
    )


def _share_row(found: Figures, at: int | None, count: int, interval: Method) -> dict[str, Any]:
    if at is None:
        return {"n": 0, "method": interval, "reason": "no_answers"}
    basis, variance = found.bases[at], float(found.covariance[at, at])
    share = min(max(float(found.values[at]), 0.0), 1.0)
    limits = share_range(share, variance, basis, interval)
    row: dict[str, Any] = {
        "n": basis.n,
        "n_eff": basis.n_eff,
        "estimate": share,
        "low": limits.low,
        "high": limits.high,
    }
    row |= {"method": limits.method, "reason": limits.reason}
    return row | _error(variance, share * (1 - share), basis, 0 < count < basis.n, limits.reason)


def _mean_row(weighted: Weighted, kinds: Kinds, found: Figures, at: int | None) -> dict[str, Any]:
    if at is None:
        return {"n": 0, "reason": "no_answers"}
    basis, mean = found.bases[at], float(found.values[at])
    weights = weighted.weights[kinds.cell]
    squares = weights @ (kinds.n * (kinds.score - mean) ** 2 + kinds.within)
    spread = float(squares / (weights @ kinds.n))
    row: dict[str, Any] = {"n": basis.n, "n_eff": basis.n_eff, "estimate": mean}
    row |= _error(float(found.covariance[at, at]), spread, basis, spread > 0, "")
    if row["se"] is None:
        return row
    half = half_widths(basis.degrees) * row["se"]
    return row | {"low": mean - half, "high": mean + half}


def _error(variance: float, spread: float, basis: Basis, differ: bool, reason: str) -> dict[str, Any]:
    """The standard error, the design effect, and why one of them is missing."""
    if basis.n == 1:
        return {"se": None, "deff": None, "reason": "one_answer"}
    if basis.degrees < 1:
        return {"se": None, "deff": None, "reason": "one_unit"}
    effect = variance * (basis.n - 1) / spread if differ and spread > 0 else None
    return {"se": sqrt(max(variance, 0.0)), "deff": effect, "reason": reason or ("" if differ else "all_alike")}
