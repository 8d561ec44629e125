"""Ranges of a share: what chance alone leaves open, never who did not come.

Wilson on Kish's effective number is what is printed; Korn and Graubard's where clusters or residuals of a calibration
enter; the others are there to be compared. The functions with plain names take numbers that are in order and raise
`ValueError` for others; `share_range` takes whatever there is and says why there is no range.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import asin, exp, isfinite, log, pi, sin, sqrt
from typing import Literal

Z95 = 1.959963984540054
"""The normal quantile of a 95 % range."""
ALPHA = 0.05

Method = Literal[
    "wilson", "korn_graubard", "beta", "xlogit", "logit", "mean", "asin", "likelihood", "clopper_pearson", "jeffreys",
    "wald",
]  # fmt: skip
Pair = tuple[float, float]


@dataclass(frozen=True)
class Basis:
    """What a figure rests on: people asked (`rows`) and answering (`n`), as good as `n_eff`; degrees of freedom."""

    rows: int
    n: int
    n_eff: float
    degrees: int


@dataclass(frozen=True)
class Range:
    """From `low` to `high` with the method in fact used; without a range both are None and `reason` says why."""

    low: float | None
    high: float | None
    method: str
    reason: str = ""


def wilson(share: float, n: float, z: float = Z95) -> Pair:
    """Give the range of a share that never leaves 0 to 1 and is honest for small groups (n or n_eff > 0).

    (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n): Wilson, JASA 22 (1927), 209-212.
    """
    _check(share, n)
    square = z * z
    middle = share + square / (2 * n)
    half = z * sqrt(share * (1 - share) / n + square / (4 * n * n))
    low, high = ((middle + sign * half) / (1 + square / n) for sign in (-1, 1))
    return min(max(low, 0.0), share), max(min(high, 1.0), share)


def clopper_pearson(share: float, n: float) -> Pair:
    """Give the exact range: quantiles of Beta(np, n(1-p)+1) and Beta(np+1, n(1-p)); n may be an effective number.

    Clopper and Pearson, Biometrika 26 (1934), 404-413.
    """
    _check(share, n)
    yes, no = n * share, n * (1 - share)
    low = _beta_quantile(yes, no + 1, ALPHA / 2) if yes > 0 else 0.0
    high = _beta_quantile(yes + 1, no, 1 - ALPHA / 2) if no > 0 else 1.0
    return low, high


def jeffreys(share: float, n: float) -> Pair:
    """Give the quantiles of Beta(np + ½, n(1-p) + ½). Brown, Cai and DasGupta, Statistical Science 16 (2001)."""
    _check(share, n)
    yes, no = n * share + 0.5, n * (1 - share) + 0.5
    return _beta_quantile(yes, no, ALPHA / 2), _beta_quantile(yes, no, 1 - ALPHA / 2)


def wald(share: float, n: float, z: float = Z95) -> Pair:
    """Give p ± z√(p(1-p)/n): for comparison only, it leaves 0 to 1 and is far too short for small groups."""
    _check(share, n)
    half = z * sqrt(share * (1 - share) / n)
    return share - half, share + half


def beta(share: float, variance: float, rows: int, degrees: int) -> Pair:
    """Give R's svyciprop method 'beta': Clopper and Pearson's range on n* = p(1-p)/V · (t_{rows-1} / t_degrees)².

    Needs 0 < p < 1 and V > 0. Korn and Graubard, Survey Methodology 24 (1998), 193-201.
    """
    return clopper_pearson(share, _korn_graubard_n(share, variance, rows, degrees))


def korn_graubard(share: float, variance: float, rows: int, degrees: int, n: float) -> Pair:
    """Give the same with n* never above the `n` who answered: no range from more cases than there are."""
    return clopper_pearson(share, min(n, _korn_graubard_n(share, variance, rows, degrees)))


def xlogit(share: float, variance: float, degrees: int) -> Pair:
    """Give logit(p) ± t √V / (p(1-p)), transformed back; R's 'logit' finds the same by a regression."""
    middle = log(share / (1 - share))
    half = _t(degrees) * sqrt(variance) / (share * (1 - share))
    return 1 / (1 + exp(half - middle)), 1 / (1 + exp(-half - middle))


def arcsine(share: float, variance: float, degrees: int) -> Pair:
    """Give arcsin(√p) ± t √V / (2√(p(1-p))), transformed back (R: 'asin')."""
    middle = asin(sqrt(share))
    half = _t(degrees) * sqrt(variance) / (2 * sqrt(share * (1 - share)))
    return sin(max(middle - half, 0.0)) ** 2, sin(min(middle + half, pi / 2)) ** 2


def mean(share: float, variance: float, degrees: int) -> Pair:
    """Give p ± t √V, which may leave 0 to 1 (R: 'mean')."""
    half = _t(degrees) * sqrt(variance)
    return share - half, share + half


def likelihood(share: float, variance: float, degrees: int, dispersion: float = 1.0) -> Pair:
    """Give where 2 n* (p ln(p/q) + (1-p) ln((1-p)/(1-q))) stays under t², with n* = p(1-p)/V (R: 'likelihood').

    R multiplies t² by the `dispersion` of its quasibinomial fit: the sum of weights of those who answered (scaled to
    mean 1 over everybody) / (n - 1); without blanks that is n / (n - 1).
    """
    from scipy.optimize import brentq

    n, limit, tiny = share * (1 - share) / variance, _t(degrees) ** 2 * dispersion, 1e-15

    def beyond(other: float) -> float:
        return 2 * n * (share * log(share / other) + (1 - share) * log((1 - share) / (1 - other))) - limit

    return float(brentq(beyond, tiny, share, xtol=1e-14)), float(brentq(beyond, share, 1 - tiny, xtol=1e-14))


_BY_VARIANCE: Mapping[str, Callable[[float, float, Basis], Pair]] = {
    "beta": lambda p, v, basis: beta(p, v, basis.rows, basis.degrees),
    "korn_graubard": lambda p, v, basis: korn_graubard(p, v, basis.rows, basis.degrees, basis.n),
    "xlogit": lambda p, v, basis: xlogit(p, v, basis.degrees),
    "logit": lambda p, v, basis: xlogit(p, v, basis.degrees),
    "asin": lambda p, v, basis: arcsine(p, v, basis.degrees),
    "mean": lambda p, v, basis: mean(p, v, basis.degrees),
    "likelihood": lambda p, v, basis: likelihood(p, v, basis.degrees, basis.n / max(basis.n - 1, 1)),
}
_BY_NUMBER: Mapping[str, Callable[[float, float], Pair]] = {
    "wilson": wilson,
    "clopper_pearson": clopper_pearson,
    "jeffreys": jeffreys,
    "wald": wald,
}


def share_range(share: float | None, variance: float | None, basis: Basis, method: Method = "wilson") -> Range:
    """Give the range of a share by `method`, or why there is none.

    Nobody or everybody (p = 0 or 1) has variance 0 and so no range by variance: Clopper and Pearson's on n_eff takes
    its place, and `method` of the result says so. No effective number counts for more than the `n` who answered.
    Reasons: no_answers, one_unit (no degrees of freedom, the design shows no spread).
    """
    if share is None or basis.n < 1 or not isfinite(share):
        return Range(None, None, method, "no_answers")
    n = min(basis.n_eff, basis.n)
    if method in _BY_NUMBER:
        return Range(*_BY_NUMBER[method](share, n), method)
    if share <= 0 or share >= 1:
        return Range(*clopper_pearson(share, n), "clopper_pearson")
    if basis.degrees < 1 or not variance:
        return Range(None, None, method, "one_unit")
    return Range(*_BY_VARIANCE[method](share, variance, basis), method)


def _korn_graubard_n(share: float, variance: float, rows: int, degrees: int) -> float:
    return share * (1 - share) / variance * (_t(rows - 1) / _t(degrees)) ** 2


def _t(degrees: float) -> float:
    from scipy.special import stdtrit

    return float(stdtrit(degrees, 1 - ALPHA / 2))


def _beta_quantile(a: float, b: float, chance: float) -> float:
    from scipy.special import betaincinv

    return float(betaincinv(a, b, chance))


def _check(share: float, n: float) -> None:
    if not (0 <= share <= 1 and n > 0):
        raise ValueError(f"share {share}, n {n}: a share is from 0 to 1, of more than nobody")
