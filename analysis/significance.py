"""Is a difference more than chance? From estimates and their covariance only, so that rows and cubes share it.

A p-value comes from a survival function (1 - F(x) loses all digits below 1e-16), and never alone: the difference
and its range stand beside it, and several comparisons are adjusted together (Holm).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, sqrt

import numpy as np
import numpy.typing as npt

from analysis.intervals import ALPHA, Z95
from analysis.weights import Numbers

ROUNDING = 1e-12
"""A variance below this share of its parts, or of a simple sample's, is rounding, not spread."""


@dataclass(frozen=True)
class Contrast:
    """A difference with its standard error, 95 % range and two-sided p; None with a `reason` where there is none."""

    estimate: float | None = None
    se: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    reason: str = ""


@dataclass(frozen=True)
class Test:
    """A test's statistic with its degrees of freedom (the second None for a chi-square) and p; None with a `reason`."""

    __test__ = False  # for pytest: not a class of tests

    statistic: float | None = None
    first: float | None = None
    second: float | None = None
    p: float | None = None
    reason: str = ""


@dataclass(frozen=True)
class Trend:
    """Change per unit of time over rounds, and whether a straight line is enough (`misfit`; needs three rounds)."""

    slope: Contrast
    misfit: Test


def contrast(
    estimates: npt.ArrayLike, covariance: npt.ArrayLike, coefficients: npt.ArrayLike, degrees: float | None = None
) -> Contrast:
    """Compare estimates: c'θ with variance c'Vc, e.g. coefficients (1, -1); for independent rounds V is diagonal.

    Range and p are normal, or t with `degrees`, where that is given. Reasons: no_answers (an estimate is missing),
    all_alike (no spread: the variance is 0), one_unit (no degrees of freedom).
    """
    theta, c = np.asarray(estimates, dtype=float), np.asarray(coefficients, dtype=float)
    difference = float(c @ theta) if theta.size else float("nan")
    if not isfinite(difference):
        return Contrast(reason="no_answers")
    if degrees is not None and degrees < 1:
        return Contrast(difference, reason="one_unit")
    matrix = np.asarray(covariance, dtype=float)
    variance = float(c @ matrix @ c)
    if not variance > ROUNDING * float(c**2 @ np.diag(matrix)):
        return Contrast(difference, reason="all_alike")
    se = sqrt(variance)
    half = half_widths(degrees) * se
    return Contrast(difference, se, difference - half, difference + half, two_sided(difference / se, degrees))


def wald_statistic(estimates: npt.ArrayLike, covariance: npt.ArrayLike) -> float | None:
    """Give θ'V⁻¹θ; None where V has no inverse."""
    theta, matrix = np.atleast_1d(np.asarray(estimates, float)), np.atleast_2d(np.asarray(covariance, float))
    if not np.all(np.isfinite(matrix)) or np.linalg.matrix_rank(matrix, hermitian=True) < len(theta):
        return None
    return float(theta @ np.linalg.solve(matrix, theta))


def rao_scott(
    shares: npt.ArrayLike, covariance: npt.ArrayLike, shape: tuple[int, int], n: float, degrees: float
) -> Test:
    """Test whether rows and columns of a table of weighted `shares` go together (Rao–Scott, second order; R: F).

    `shares`: r·c cells, row by row, adding up to 1, with their covariance; `n` people; `degrees` of the design.
    X² on n · shares; Δ = (C'D⁻¹C/n)⁻¹ (C'D⁻¹VD⁻¹C), C the interaction contrasts made orthogonal to the main effects,
    D = diag(shares); F = X²/trΔ on d0 = (trΔ)²/tr(Δ²) and d0 · degrees. F does not depend on `n`.
    Rao and Scott, Annals of Statistics 12 (1984), 46-60.
    Reasons: one_unit, one_group, empty_group (a row or column of nobody), all_alike.
    """
    delta = _design_effects(shares, covariance, shape, n) if degrees >= 1 else "one_unit"
    if isinstance(delta, str):
        return Test(reason=delta)
    trace = float(np.trace(delta))
    first = trace**2 / float(np.trace(delta @ delta))
    statistic = pearson(shares, shape, n) / trace
    return Test(statistic, first, first * degrees, f_survival(statistic, first, first * degrees))


def rao_scott_chisq(shares: npt.ArrayLike, covariance: npt.ArrayLike, shape: tuple[int, int], n: float) -> Test:
    """Give the first-order test: Pearson's X² itself, and p of X² / (mean design effect) (R: Chisq)."""
    from scipy.special import chdtrc

    delta = _design_effects(shares, covariance, shape, n)
    if isinstance(delta, str):
        return Test(reason=delta)
    statistic, first = pearson(shares, shape, n), len(delta)
    return Test(statistic, first, None, float(chdtrc(first, statistic * first / float(np.trace(delta)))))


def wald(
    totals: npt.ArrayLike, covariance: npt.ArrayLike, shape: tuple[int, int], degrees: int, *, adjusted: bool = False
) -> Test:
    """Test independence by the distance of cell totals from row · column / all (R: Wald, adjWald).

    Koch, Freeman and Freeman, International Statistical Review 43 (1975), 59-78. Unreliable with few degrees of
    freedom: Rao and Scott's is what is printed.
    """
    if min(shape) < 2:
        return Test(reason="one_group")
    cells = np.asarray(totals, dtype=float).reshape(shape)
    distance, slopes = _distance(cells)
    free = np.arange(cells.size).reshape(shape)[1:, 1:].ravel()
    variance = slopes @ np.asarray(covariance, dtype=float) @ slopes.T
    found, first = wald_statistic(distance[free], variance[np.ix_(free, free)]), len(free)
    second = degrees - first + 1 if adjusted else degrees
    if found is None or second < 1:
        return Test(reason="one_unit" if second < 1 else "all_alike")
    statistic = found * second / (first * degrees)
    return Test(statistic, first, second, f_survival(statistic, first, second))


def holm(chances: Sequence[float | None]) -> list[float | None]:
    """Adjust the p-values of several comparisons made together; None stays None and counts for nothing.

    Sorted, p_(i) · (m - i + 1), never falling and at most 1. Holm, Scandinavian Journal of Statistics 6 (1979), 65-70.
    """
    known = sorted((p, place) for place, p in enumerate(chances) if p is not None)
    adjusted: list[float | None] = [None] * len(chances)
    highest = 0.0
    for rank, (p, place) in enumerate(known):
        highest = max(highest, min(1.0, p * (len(known) - rank)))
        adjusted[place] = highest
    return adjusted


def trend(
    times: npt.ArrayLike, estimates: npt.ArrayLike, covariance: npt.ArrayLike, degrees: float | None = None
) -> Trend:
    """Fit a straight line through rounds by generalised least squares: θ = a + b t with θ's covariance.

    The slope b is Σ c_t θ_t with c from (X'V⁻¹X)⁻¹X'V⁻¹, its variance c'Vc; two rounds give their difference per unit
    of time. `misfit`: r'V⁻¹r of the residuals, chi-square with rounds - 2. Reasons: one_round, all_alike (V has no
    inverse), no_answers.
    """
    when, theta = np.asarray(times, dtype=float), np.asarray(estimates, dtype=float)
    matrix = np.asarray(covariance, dtype=float)
    reason = _no_trend(when, theta, matrix)
    if reason:
        return Trend(Contrast(reason=reason), Test(reason=reason))
    line = np.column_stack([np.ones_like(when), when])
    solved = np.linalg.solve(matrix, line)
    fitting = np.linalg.solve(line.T @ solved, solved.T)
    left = theta - line @ (fitting @ theta)
    return Trend(contrast(theta, matrix, fitting[1], degrees), _misfit(left, matrix))


def pearson(shares: npt.ArrayLike, shape: tuple[int, int], n: float) -> float:
    """Give Pearson's X² = n Σ (p_ij - p_i p_j)² / (p_i p_j)."""
    p = np.asarray(shares, dtype=float).reshape(shape)
    expected = np.outer(p.sum(axis=1), p.sum(axis=0))
    return float(n * np.sum((p - expected) ** 2 / expected))


def two_sided(statistic: float, degrees: float | None = None) -> float:
    """Give the chance of a t (or normal) value as far from 0 as this one."""
    from scipy.special import ndtr, stdtr

    tail = ndtr(-abs(statistic)) if degrees is None else stdtr(degrees, -abs(statistic))
    return float(2 * tail)


def half_widths(degrees: float | None = None) -> float:
    """Give the half width of a 95 % range in standard errors: t with `degrees`, or normal."""
    from scipy.special import stdtrit

    return Z95 if degrees is None else float(stdtrit(degrees, 1 - ALPHA / 2))


def f_survival(statistic: float, first: float, second: float) -> float:
    """Give the chance of an F value above this one; degrees of freedom may be fractions."""
    from scipy.special import fdtrc

    return float(fdtrc(first, second, statistic))


def _design_effects(
    shares: npt.ArrayLike, covariance: npt.ArrayLike, shape: tuple[int, int], n: float
) -> Numbers | str:
    """Give Rao and Scott's Δ, or why there is none."""
    if min(shape) < 2:
        return "one_group"
    p = np.asarray(shares, dtype=float)
    cells = p.reshape(shape)
    if not (cells.any(axis=0).all() and cells.any(axis=1).all()):
        return "empty_group"
    inverse = np.divide(1, p, out=np.zeros_like(p), where=p > 0)
    contrasts = _interactions(shape) * inverse[:, None]
    simple = contrasts.T @ (contrasts * p[:, None]) / n
    designed = contrasts.T @ np.asarray(covariance, dtype=float) @ contrasts
    if np.linalg.matrix_rank(simple, hermitian=True) < len(simple):
        return "all_alike"
    delta = np.linalg.solve(simple, designed).astype(float)
    return delta if np.trace(delta) > ROUNDING * len(delta) else "all_alike"


def _interactions(shape: tuple[int, int]) -> Numbers:
    """Give the interaction contrasts of a table, orthogonal to the mean and both main effects."""
    rows, columns = (np.eye(size)[:, 1:] - 1 / size for size in shape)
    return np.kron(rows, columns).astype(float)


def _distance(cells: Numbers) -> tuple[Numbers, Numbers]:
    """Give each cell's distance from independence and its derivative by every cell total."""
    rows, columns, whole = cells.sum(axis=1), cells.sum(axis=0), cells.sum()
    expected = np.outer(rows, columns) / whole
    by_row = np.kron(np.eye(len(rows)), np.outer(columns, np.ones(len(columns)))) / whole
    by_column = np.kron(np.outer(rows, np.ones(len(rows))), np.eye(len(columns))) / whole
    slopes = np.eye(cells.size) - by_row - by_column + expected.ravel()[:, None] / whole
    return (cells - expected).ravel(), slopes


def _no_trend(when: Numbers, theta: Numbers, matrix: Numbers) -> str:
    if len(np.unique(when)) < 2:
        return "one_round"
    if not (np.all(np.isfinite(theta)) and np.all(np.isfinite(matrix))):
        return "no_answers"
    return "all_alike" if np.linalg.matrix_rank(matrix, hermitian=True) < len(theta) else ""


def _misfit(left: Numbers, matrix: Numbers) -> Test:
    from scipy.special import chdtrc

    first = len(left) - 2
    if first < 1:
        return Test(reason="two_rounds")
    statistic = float(left @ np.linalg.solve(matrix, left))
    return Test(statistic, first, None, float(chdtrc(first, statistic)))
