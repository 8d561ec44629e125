"""Differences and tests from estimates and covariances; whatever cannot be told says why."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.significance import (
    Contrast,
    Test,
    contrast,
    half_widths,
    holm,
    rao_scott,
    rao_scott_chisq,
    trend,
    two_sided,
    wald,
    wald_statistic,
)

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
    difference = None if reason == "no_answers" else estimates[0] - estimates[1]
    assert found == Contrast(difference, None, None, None, None, reason)


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
    found = trend(times, [0.1, 0.2], np.diag(variances))
    assert found.slope == Contrast(None, None, None, None, None, reason)
    assert found.misfit == Test(None, None, None, None, reason)


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
    assert rao_scott_chisq([0.5, 0.5], simple([0.5, 0.5], 80), (1, 2), 80) == nothing("one_group")
    assert wald([1, 1, 1, 1], np.zeros((4, 4)), (2, 2), 1) == nothing("all_alike")
    assert wald([1, 1], np.zeros((2, 2)), (2, 1), 9) == nothing("one_group")
    assert wald([1, 1, 1, 1], np.zeros((4, 4)), (2, 2), 0) == nothing("one_unit")


@pytest.mark.parametrize("shares", [[0.5, 0, 0.5, 0], [0.5, 0.5, 0, 0]])
def test_a_row_or_a_column_of_nobody_is_no_table(shares: list[float]) -> None:
    assert rao_scott(shares, simple(shares, 80), (2, 2), 80, 79) == nothing("empty_group")


def test_a_cell_of_nobody_says_nothing_about_its_spread() -> None:
    shares = [0.5, 0, 0.25, 0.25]
    found = rao_scott(shares, simple(shares, 90), (2, 2), 90, 89)
    assert (found.statistic, found.first) == (pytest.approx(30 / 0.9), pytest.approx(1))


def test_people_who_say_twice_the_same_show_no_spread() -> None:
    shares = [1 / 3, 0, 0, 0, 1 / 3, 0, 0, 0, 1 / 3]
    assert rao_scott(shares, simple(shares, 90), (3, 3), 90, 89) == nothing("all_alike")


def nothing(reason: str) -> Test:
    return Test(None, None, None, None, reason)


def test_the_range_and_chance_of_a_difference_are_t_where_degrees_are_given() -> None:
    found = contrast([1.0, 3.0], np.diag([2.0, 2.0]), [-1, 1], 1)
    assert (found.low, found.high) == pytest.approx((2 - 2 * 12.706204736174698, 2 + 2 * 12.706204736174698))
    assert found.p == pytest.approx(0.5)
    assert half_widths(1) == pytest.approx(12.706204736174698)
    normal = contrast([1.0, 3.0], np.diag([2.0, 2.0]), [-1, 1])
    assert (normal.low, normal.high) == pytest.approx((2 - 2 * 1.959963984540054, 2 + 2 * 1.959963984540054))
    assert normal.p == pytest.approx(0.31731050786291415)


def test_the_size_of_the_contrast_does_not_turn_rounding_into_spread() -> None:
    whole = np.full((2, 2), 1.0) + np.diag([1e-14, 1e-14])
    for times in (1e-3, 1, 1e3):
        assert contrast([1.0, 2.0], whole, [times, -times]).reason == "all_alike"
    assert contrast([1.0, 2.0], np.diag([0.0, 1.0]), [1, -1]).se == 1


def test_columns_of_a_table_of_figures_can_be_compared() -> None:
    shares = np.array([0.2, 0.5], dtype=object)
    spread = np.diag([0.01, 0.03]).astype(object)
    assert contrast(shares, spread, np.array([-1, 1], dtype=object)).se == pytest.approx(0.2)
    assert contrast(np.array([0.2, None], dtype=object), spread, [-1, 1]).reason == "no_answers"
    years = np.array([2024, 2026], dtype=object)
    assert trend(years, shares, spread).slope.estimate == pytest.approx(0.15)
    assert trend(years, np.array([0.2, None], dtype=object), spread).slope.reason == "no_answers"


def test_the_distance_of_several_figures_in_their_own_spread() -> None:
    assert wald_statistic([1.0, 2.0], [[2.0, 1.0], [1.0, 2.0]]) == pytest.approx(2.0)
    assert wald_statistic(3.0, 2.0) == pytest.approx(4.5)
    assert wald_statistic([1.0], [[0.0]]) is None
    assert wald_statistic([1.0, 1.0], [[1.0, 1.0], [1.0, 1.0]]) is None
    assert wald_statistic([1.0, 1.0], [[1.0, np.inf], [np.inf, 1.0]]) is None


def test_a_slope_is_t_where_degrees_are_given() -> None:
    free, few = (trend([1, 2], [0.1, 0.3], np.diag([0.01, 0.01]), degrees).slope for degrees in (None, 3))
    assert few.se == free.se
    assert few.high - few.low == pytest.approx(2 * half_widths(3) * few.se)


def test_a_bend_is_measured_with_its_degrees() -> None:
    found = trend([1, 2, 3], [0.1, 0.4, 0.1], np.diag([0.01] * 3)).misfit
    assert (found.statistic, found.first, found.second) == (pytest.approx(0.3**2 / 0.01 * 2 / 3), 1, None)
    assert found.p == pytest.approx(two_sided(found.statistic**0.5))


TWO_BY_TWO = [20, 10, 10, 20]
TWO_BY_THREE = [20, 10, 15, 5, 30, 20]


@pytest.mark.parametrize("deff", [1.0, 2.5])
def test_a_simple_sample_has_pearsons_test_and_a_design_effect_divides_it(deff: float) -> None:
    shares = [n / 60 for n in TWO_BY_TWO]
    found = rao_scott_chisq(shares, deff * simple(shares, 60), (2, 2), 60)
    assert (found.statistic, found.first, found.second) == (pytest.approx(20 / 3), 1, None)
    assert found.p == pytest.approx(two_sided((20 / 3 / deff) ** 0.5))
    second_order = rao_scott(shares, deff * simple(shares, 60), (2, 2), 60, 1)
    assert second_order.statistic == pytest.approx(20 / 3 / deff)
    assert (second_order.first, second_order.second) == (pytest.approx(1), pytest.approx(1))


def test_a_larger_table_has_the_mean_of_its_design_effects() -> None:
    shares = [n / 100 for n in TWO_BY_THREE]
    found = rao_scott_chisq(shares, 2 * simple(shares, 100), (2, 3), 100)
    expected = np.outer([45, 55], [25, 40, 35]) / 100
    statistic = float(((np.reshape(TWO_BY_THREE, (2, 3)) - expected) ** 2 / expected).sum())
    assert (found.statistic, found.first) == (pytest.approx(statistic), 2)
    assert found.p == pytest.approx(np.exp(-statistic / 4))


def distances(totals: np.ndarray) -> np.ndarray:
    """Tell how far the cells beyond the first row and column are from row · column / all."""
    table = totals.reshape(2, 3)
    return (table - np.outer(table.sum(axis=1), table.sum(axis=0)) / table.sum())[1:, 1:].ravel()


@pytest.mark.parametrize(("adjusted", "second", "factor"), [(False, 30, 1 / 2), (True, 29, 29 / 60)])
def test_walds_test_is_the_distance_from_independence_in_its_own_spread(
    adjusted: bool, second: int, factor: float
) -> None:
    totals = np.array(TWO_BY_THREE, dtype=float)
    spread = 1e4 * simple(list(totals / 100), 100) + np.diag([1.0, 2, 3, 4, 5, 6])
    found = wald(totals, spread, (2, 3), 30, adjusted=adjusted)
    slopes = np.array([(distances(totals + h) - distances(totals - h)) / 2e-4 for h in 1e-4 * np.eye(6)]).T
    squared = distances(totals) @ np.linalg.inv(slopes @ spread @ slopes.T) @ distances(totals)
    assert found.statistic == pytest.approx(squared * factor, rel=1e-6)
    assert (found.first, found.second) == (2, second)
    assert found.p == pytest.approx((1 + 2 * found.statistic / second) ** (-second / 2))


def test_walds_test_needs_as_many_units_as_it_has_contrasts() -> None:
    shares = [n / 100 for n in TWO_BY_THREE]
    spread = 1e4 * simple(shares, 100)
    assert wald(TWO_BY_THREE, spread, (2, 3), 1).second == 1
    assert wald(TWO_BY_THREE, spread, (2, 3), 1, adjusted=True) == nothing("one_unit")
    assert wald(TWO_BY_THREE, spread, (2, 3), 2, adjusted=True).second == 1
