"""Ranges of a share: always between 0 and 1, always with the share inside, and none without a reason."""

from math import asin, log, nan, pi, sin, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.intervals import ALPHA, Basis, Range, clopper_pearson, jeffreys, likelihood, share_range, wald, wilson

METHODS = ("wilson", "korn_graubard", "beta", "xlogit", "logit", "asin", "likelihood", "clopper_pearson")


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=8)
@given(st.integers(0, 40), st.integers(2, 40), st.floats(1, 3))
def test_a_range_holds_the_share_and_stays_between_0_and_1(method, yes: int, n: int, deff: float) -> None:
    share = min(yes, n) / n
    found = share_range(share, deff * share * (1 - share) / n, Basis(n, n, n / deff, n - 1), method)
    assert 0 <= found.low <= share <= found.high <= 1
    assert found.low < found.high


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("share", [0.0, 1.0])
def test_nobody_and_everybody_have_a_range(method, share: float) -> None:
    found = share_range(share, 0.0, Basis(20, 20, 15.0, 19), method)
    assert found.method == (method if method in ("wilson", "clopper_pearson") else "clopper_pearson")
    assert found.high - found.low == pytest.approx(0.21, abs=0.02)


def test_no_range_says_why() -> None:
    assert share_range(None, None, Basis(5, 0, 0.0, 4)).reason == "no_answers"
    assert share_range(nan, 0.1, Basis(5, 5, 5.0, 4)).reason == "no_answers"
    assert share_range(0.5, 0.1, Basis(1, 1, 1.0, 0), "xlogit").reason == "one_unit"
    assert share_range(0.5, 0.0, Basis(4, 4, 4.0, 3), "beta").reason == "one_unit"


def test_no_range_rests_on_more_people_than_answered() -> None:
    calibrated = Basis(30, 30, 30.0, 29)
    capped, of_r = (share_range(0.5, 0.001, calibrated, method) for method in ("korn_graubard", "beta"))
    assert capped.high - capped.low > of_r.high - of_r.low
    assert capped.high == share_range(0.5, None, calibrated, "clopper_pearson").high


@pytest.mark.parametrize(("share", "n"), [(9, 14), (1.5, 14), (-0.1, 14), (0.5, 0), (nan, 3)])
def test_counts_in_the_place_of_shares_are_not_taken(share: float, n: float) -> None:
    for method in (wilson, clopper_pearson, jeffreys, wald):
        with pytest.raises(ValueError, match=f"share {share}, n {n}: a share is from 0 to 1"):
            method(share, n)


AWARDS = 0.638936064050578, 0.0344059179972689**2, Basis(200, 200, 190.0, 197)
"""Schools with an award in R's stratified sample of 200 (svyciprop): share, variance and what they rest on."""


@pytest.mark.parametrize(
    ("method", "low", "high", "digits"),
    [
        ("beta", 0.567218701479749, 0.706354783014459, 1e-9),
        ("xlogit", 0.568721098868047, 0.703675779368256, 1e-9),
        ("logit", 0.568721098868047, 0.703675779368256, 1e-6),
        ("asin", 0.569926322567724, 0.705177805715608, 1e-9),
        ("mean", 0.571084874530262, 0.706787253570895, 1e-9),
        ("likelihood", 0.569395984603679, 0.704785901384176, 5e-6),
    ],
)
def test_the_range_of_a_share_equals_rs_by_each_method(method, low: float, high: float, digits: float) -> None:
    found = share_range(*AWARDS, method)
    assert (found.low, found.high) == pytest.approx((low, high), rel=digits)
    assert (found.method, found.reason) == (method, "")


@pytest.mark.parametrize(
    ("share", "variance", "low", "high"),
    [(0.01, 0.01, 0.0, None), (0.99, 0.01, None, 1.0), (0.5, 0.01, None, None)],
)
def test_the_arcsine_range_stops_at_nobody_and_everybody(
    share: float, variance: float, low: float | None, high: float | None
) -> None:
    found = share_range(share, variance, Basis(30, 30, 30.0, 1), "asin")
    half = 12.706204736174698 * sqrt(variance) / (2 * sqrt(share * (1 - share)))
    middle = asin(sqrt(share))
    assert found.low == pytest.approx(sin(max(middle - half, 0)) ** 2 if low is None else low)
    assert found.high == pytest.approx(sin(min(middle + half, pi / 2)) ** 2 if high is None else high)


@pytest.mark.parametrize("dispersion", [1.0, 1.5])
def test_the_ends_of_a_likelihood_range_are_equally_unlikely(dispersion: float) -> None:
    share, variance, t = 0.3, 0.002, 2.2621571628540993
    ends = likelihood(share, variance, 9, dispersion)
    drops = [share * log(share / end) + (1 - share) * log((1 - share) / (1 - end)) for end in ends]
    assert [2 * share * (1 - share) / variance * drop for drop in drops] == pytest.approx([t**2 * dispersion] * 2)
    assert ends[0] < share < ends[1]
    assert ends == (likelihood(share, variance, 9) if dispersion == 1 else ends)


def test_the_likelihood_range_has_the_dispersion_of_rs_fit() -> None:
    found = share_range(0.3, 0.002, Basis(40, 11, 11.0, 9), "likelihood")
    assert (found.low, found.high) == pytest.approx(likelihood(0.3, 0.002, 9, 1.1))
    alone = share_range(0.3, 0.002, Basis(40, 1, 1.0, 9), "likelihood")
    assert (alone.low, alone.high) == pytest.approx(likelihood(0.3, 0.002, 9, 1.0))


def test_ranges_of_all_and_of_nobody_in_closed_form() -> None:
    chance = ALPHA / 2
    assert clopper_pearson(0, 10) == pytest.approx((0, 1 - chance**0.1))
    assert clopper_pearson(1, 10) == pytest.approx((chance**0.1, 1))
    assert clopper_pearson(0.5, 1) == pytest.approx((clopper_pearson(0.5, 1)[0], 1 - clopper_pearson(0.5, 1)[0]))
    assert jeffreys(0.5, 0.999999999999)[0] == pytest.approx(1 - jeffreys(0.5, 1)[1])
    assert wald(0.5, 100, z=2) == pytest.approx((0.4, 0.6))
    assert wilson(0, 4, z=2) == (0, 0.5)
    assert wilson(0.5, 12, z=2) == pytest.approx((0.25, 0.75))


def test_fewer_than_one_person_of_the_other_mind_leaves_the_exact_range_open() -> None:
    low, high = clopper_pearson(0.95, 15)
    assert 0.95 < high < 1
    assert (1 - high, 1 - low) == pytest.approx(clopper_pearson(1 - 0.95, 15))


def test_a_single_degree_of_freedom_is_enough_for_a_wide_range() -> None:
    found = share_range(0.5, 0.0001, Basis(4, 4, 4.0, 1), "mean")
    assert found == Range(pytest.approx(0.5 - 0.12706204736), pytest.approx(0.5 + 0.12706204736), "mean")


def test_without_a_range_the_method_asked_for_stays_named() -> None:
    assert share_range(None, 0.1, Basis(5, 5, 5.0, 4)) == Range(None, None, "wilson", "no_answers")
    assert share_range(0.5, 0.1, Basis(5, 0, 0.0, 4), "asin") == Range(None, None, "asin", "no_answers")
    assert share_range(0.5, None, Basis(5, 5, 5.0, 4), "mean") == Range(None, None, "mean", "one_unit")
