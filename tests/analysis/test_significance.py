"""Differences and tests from estimates and covariances; whatever cannot be told says why."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.significance import contrast, holm, rao_scott, trend, two_sided, wald, wald_statistic

QUARTERS = [0.25, 0.25, 0.25, 0.25]


def simple(shares: list[float], n: int) -> np.ndarray:
    p = np.array(shares)
    return (np.diag(p) - np.outer(p, p)) / n


def test_a_difference_of_two_independent_rounds_adds_their_variances() -> None:
    found = contrast([0.2, 0.5], np.diag([0.01, 0.03]), [-1, 1])
    assert (found.estimate, found.se) == (pytest.approx(0.3), pytest.approx(0.2))
    assert found.p == pytest.approx(two_sided(1.5))
    assert contrast([0.2, 0.5], np.diag([0.01, 0.03]), [-1, 1], 5).p > found.p


@pytest.mark.parametrize(
    ("estimates", "variances", "degrees", "reason"),
    [
        ([0.2, float("nan")], [0.1, 0.1], None, "no_answers"),
        ([1.0, 1.0], [0.0, 0.0], None, "all_alike"),
        ([0.2, 0.4], [0.1, 0.1], 0, "one_unit"),
    ],
)
def test_a_difference_that_cannot_be_told_says_why(
    estimates: list[float], variances: list[float], degrees: int | None, reason: str
) -> None:
    found = contrast(estimates, np.diag(variances), [1, -1], degrees)
    assert (found.se, found.p, found.reason) == (None, None, reason)


def test_a_chance_of_one_in_a_trillion_keeps_its_digits() -> None:
    assert two_sided(10) == pytest.approx(1.523970604832105e-23, rel=1e-12)
    assert two_sided(-40, 200) == pytest.approx(two_sided(40, 200))


@settings(max_examples=20)
@given(st.lists(st.one_of(st.none(), st.floats(0, 1)), max_size=8))
def test_holm_never_lowers_a_chance_and_keeps_their_order(chances: list[float | None]) -> None:
    adjusted = holm(chances)
    known = [(p, a) for p, a in zip(chances, adjusted, strict=True) if p is not None and a is not None]
    assert [a is None for a in adjusted] == [p is None for p in chances]
    assert all(p <= a <= 1 for p, a in known)
    assert [a for _, a in sorted(known)] == sorted(a for _, a in known)


def test_holm_by_hand() -> None:
    assert holm([0.01, 0.04, None, 0.03]) == pytest.approx([0.03, 0.06, None, 0.06])


def test_two_rounds_give_their_difference_per_year() -> None:
    found = trend([2024, 2026], [0.2, 0.5], np.diag([0.01, 0.03]))
    assert (found.slope.estimate, found.slope.se) == (pytest.approx(0.15), pytest.approx(0.1))
    assert found.misfit.reason == "two_rounds"


def test_rounds_on_a_line_fit_it_and_a_bend_does_not() -> None:
    straight = trend([1, 2, 4], [0.1, 0.2, 0.4], np.diag([0.001, 0.002, 0.001]))
    assert straight.slope.estimate == pytest.approx(0.1)
    assert straight.misfit.statistic == pytest.approx(0, abs=1e-12)
    assert trend([1, 2, 3], [0.1, 0.6, 0.1], np.diag([0.001] * 3)).misfit.p < 1e-6


@pytest.mark.parametrize(
    ("times", "variances", "reason"),
    [([1, 1], [0.1, 0.1], "one_round"), ([1, 2], [0.1, 0.0], "all_alike"), ([1, 2], [0.1, np.nan], "no_answers")],
)
def test_rounds_without_a_line_say_why(times: list[float], variances: list[float], reason: str) -> None:
    assert trend(times, [0.1, 0.2], np.diag(variances)).slope.reason == reason


@settings(max_examples=10)
@given(st.floats(0.1, 50))
def test_f_does_not_depend_on_the_number_of_people(times: float) -> None:
    shares = [0.1, 0.4, 0.3, 0.2]
    found = [rao_scott(shares, simple(shares, 100), (2, 2), n, 99) for n in (100, 100 * times)]
    assert found[0].statistic == pytest.approx(found[1].statistic)
    assert found[0].first == pytest.approx(1)
    assert found[0].second == pytest.approx(99)


def test_equal_tables_show_nothing_and_broken_ones_say_why() -> None:
    assert rao_scott(QUARTERS, simple(QUARTERS, 80), (2, 2), 80, 79).p == pytest.approx(1)
    assert rao_scott([0.5, 0.5], simple([0.5, 0.5], 80), (2, 1), 80, 79).reason == "one_group"
    assert rao_scott(QUARTERS, np.zeros((4, 4)), (2, 2), 80, 79).reason == "all_alike"
    assert rao_scott([0.5, 0.5, 0, 0], simple([0.5, 0.5, 0, 0], 80), (2, 2), 80, 79).reason == "empty_group"
    assert rao_scott(QUARTERS, simple(QUARTERS, 80), (2, 2), 80, 0).reason == "one_unit"
    assert wald([1, 1, 1, 1], np.zeros((4, 4)), (2, 2), 9).reason == "all_alike"
    assert wald_statistic([1.0], [[0.0]]) is None
