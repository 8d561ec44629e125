"""Small districts lean on the others: beta-binomial pooling, exact posteriors, chances that one option is ahead.

Pooled shares stand only in a second column of the town's table, never in verdicts, labels, tests or workshops:
they move small districts towards the average, which can hide a real need.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, lgamma, log
from typing import Literal

import pandas as pd

from analysis.estimates import table

Refusal = Literal["", "not_the_town", "several_channels", "few_districts"]
Fixed = Literal["", "few_districts", "at_bound"]

DISTRICTS_TO_POOL = 8
ANSWERS_TO_POOL = 10
DISTRICTS_TO_FIT = 6
FIXED_STRENGTH = 10.0
WEAKEST, STRONGEST = 0.1, 10_000.0
"""Where the search for the strength ends: a strength found there is none that the data speak of."""

TOO_FLAT = 1e-3
"""A log-likelihood that is no better than this beside a bound's has found nothing."""

COLUMNS = ("district", "yes", "n", "estimate", "low", "high", "method", "reason")


@dataclass(frozen=True)
class Prior:
    """What the districts have in common: a Beta distribution of their shares.

    `mean` between 0 and 1; `strength` as a number of answers (A = mean · strength, B = (1-mean) · strength);
    `neg_loglik` the negative log-likelihood there, without the binomial coefficients. `reason` says why the strength
    is the fixed 10 instead of a fitted one: few_districts (under 6) or at_bound; empty where it was fitted.
    """

    mean: float
    strength: float
    neg_loglik: float
    reason: Fixed = ""

    @property
    def a(self) -> float:
        return self.mean * self.strength

    @property
    def b(self) -> float:
        return (1 - self.mean) * self.strength


@dataclass(frozen=True)
class Posterior:
    """A share with its 95 % range, the prior taken as known."""

    mean: float
    low: float
    high: float


def pooling_refused(answers: Mapping[str, int], channels: int, whole_town: bool = True) -> Refusal:
    """Say why pooled shares may not be shown, or give an empty text where they may.

    `answers`: people who answered per district. `channels`: ways of asking among them. Allowed only in the table of
    the whole town, for one channel, and with at least 8 districts of at least 10 answers.
    """
    if not whole_town:
        return "not_the_town"
    if channels != 1:
        return "several_channels"
    enough = sum(1 for n in answers.values() if n >= ANSWERS_TO_POOL)
    return "" if enough >= DISTRICTS_TO_POOL else "few_districts"


def pooled(districts: Mapping[str, tuple[int, int]]) -> pd.DataFrame:
    """Estimate each district's share with the help of the others.

    `districts`: (yes, answers) per district; with weights, rounded counts on the effective number. One row each:
    `district`, `yes`, `n`, `estimate` = (yes + mM)/(n + M), `low`, `high` (quantiles of the Beta posterior), `method`
    pooled, `reason` (of the prior: few_districts, at_bound; no_answers where nobody answered anywhere). The range is
    somewhat too short, since it takes the prior as known. A count outside 0 to n is a `ValueError`.
    """
    if not sum(n for _, n in districts.values()):
        return table([{"district": d, "yes": 0, "n": 0, "reason": "no_answers"} for d in districts], COLUMNS)
    common = prior(districts)
    rows = []
    for district, (yes, n) in districts.items():
        shrunk = posterior(yes, n, common.a, common.b)
        figures = {"estimate": shrunk.mean, "low": shrunk.low, "high": shrunk.high}
        rows.append({"district": district, "yes": yes, "n": n, **figures, "method": "pooled", "reason": common.reason})
    return table(rows, COLUMNS)


def prior(districts: Mapping[str, tuple[int, int]]) -> Prior:
    """Find the mean and strength that make the counts of all districts most likely.

    Minimises -Σ [ ln B(y+A, n-y+B) - ln B(A, B) ], A = mM, B = (1-m)M: Griffiths, Biometrics 29 (1973), 637-648.
    Fewer than 6 districts with answers, or a strength at its bound (districts that differ no more than chance makes
    them, or not at all like each other), give the plain mean and the fixed strength 10, and `reason` says so.
    """
    counts = [(yes, n) for yes, n in districts.values() if n]
    if any(not 0 <= yes <= n for yes, n in districts.values()) or not counts:
        raise ValueError("pooling needs counts of 0 to n, and somebody who answered")
    if len(counts) < DISTRICTS_TO_FIT:
        return _fixed(counts, "few_districts")
    mean, strength, value = _most_likely(counts)
    bounds = [_surprise(counts, mean, bound) for bound in (WEAKEST, STRONGEST)]
    return _fixed(counts, "at_bound") if min(bounds) < value + TOO_FLAT else Prior(mean, strength, value)


def posterior(yes: float, n: float, a: float, b: float) -> Posterior:
    """Give the share of one district for a known prior Beta(a, b): mean (yes+a)/(n+a+b), 95 % range by its quantiles.

    Gelman et al., Bayesian Data Analysis, 2013, 2.4. Something outside 0 ≤ yes ≤ n or a prior without strength is a
    `ValueError`.
    """
    from scipy.special import betaincinv

    if not 0 <= yes <= n or a <= 0 or b <= 0:
        raise ValueError(f"no posterior for {yes} of {n} with the prior {a}, {b}")
    low, high = (float(betaincinv(yes + a, n - yes + b, tail)) for tail in (0.025, 0.975))
    return Posterior((yes + a) / (n + a + b), low, high)


def chance_ahead(one: float, other: float) -> float:
    """Tell how likely it is that of two options of a single choice the first is wanted by more people.

    `one`, `other`: people who chose them (with weights: on the effective number). 1 - I½(one+½, other+½), from
    Dirichlet(counts + ½): both shares over their sum are a Beta. Negative counts are a `ValueError`.
    """
    from scipy.special import betainc

    if one < 0 or other < 0:
        raise ValueError("people who chose an option cannot be fewer than none")
    return float(betainc(other + 0.5, one + 0.5, 0.5))


def chances_ahead(counts: Sequence[float]) -> list[list[float]]:
    """Compare all options of a single choice: row i, column j is the chance that option i is ahead of j."""
    return [[chance_ahead(one, other) for other in counts] for one in counts]


def _fixed(counts: Sequence[tuple[int, int]], reason: Fixed) -> Prior:
    """Half a person each way keeps the mean off 0 and 1, where no Beta distribution exists."""
    yes, n = sum(y for y, _ in counts), sum(n for _, n in counts)
    mean = (yes + 0.5) / (n + 1)
    return Prior(mean, FIXED_STRENGTH, _surprise(counts, mean, FIXED_STRENGTH), reason)


def _most_likely(counts: Sequence[tuple[int, int]]) -> tuple[float, float, float]:
    """Search over logit m and ln M, where no step can leave the possible."""
    from scipy.optimize import minimize

    start = _fixed(counts, "")
    found = minimize(
        lambda at: _surprise(counts, _share(at[0]), exp(at[1])),
        x0=[log(start.mean / (1 - start.mean)), log(start.strength)],
        method="L-BFGS-B",
        bounds=[(-12, 12), (log(WEAKEST), log(STRONGEST))],
        options={"ftol": 1e-15, "gtol": 1e-9},
    )
    return _share(float(found.x[0])), exp(float(found.x[1])), float(found.fun)


def _surprise(counts: Sequence[tuple[int, int]], mean: float, strength: float) -> float:
    a, b = mean * strength, (1 - mean) * strength
    return -sum(_log_beta(y + a, n - y + b) - _log_beta(a, b) for y, n in counts)


def _share(logit: float) -> float:
    return 1 / (1 + exp(-logit))


def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)
