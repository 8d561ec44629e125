"""Ranges of a share: always between 0 and 1, always with the share inside, and none without a reason."""

from math import nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.intervals import Basis, share_range, wilson

METHODS = ("wilson", "korn_graubard", "beta", "xlogit", "logit", "asin", "likelihood", "clopper_pearson")


@settings(max_examples=40)
@given(st.sampled_from(METHODS), st.integers(0, 40), st.integers(2, 40), st.floats(1, 3))
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


@pytest.mark.parametrize(("share", "n"), [(9, 14), (-0.1, 14), (0.5, 0), (nan, 3)])
def test_counts_in_the_place_of_shares_are_not_taken(share: float, n: float) -> None:
    with pytest.raises(ValueError):
        wilson(share, n)
