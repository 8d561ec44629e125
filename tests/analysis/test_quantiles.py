"""Medians and their ranges, worked out by hand: Woodruff's way needs only a share, its error and Student's t."""

import numpy as np
import pandas as pd
import pytest

from analysis.design import Design
from analysis.quantiles import quantile

ONE_TO_NINE = pd.Series(range(1, 10), dtype=float)
T8 = 2.306004135204166  # Student's t, 97.5 %, 8 degrees


def equal(people: int) -> Design:
    return Design(np.ones(people))


def test_the_middle_of_nine_with_its_range() -> None:
    # Up to 5 lie 5/9; se = sqrt(5/9 * 4/9 / 8) = 0.1757; 5/9 -+ 0.4051 is 0.1504 and 0.9607: the 2nd and the 9th.
    (row,) = quantile(equal(9), ONE_TO_NINE, [0.5])
    assert (row["name"], row["n"], row["estimate"], row["low"], row["high"]) == (0.5, 9, 5.0, 2.0, 9.0)
    assert row["se"] == pytest.approx((9 - 2) / (2 * T8))
    assert (row["method"], row["reason"]) == ("woodruff", "")


def test_a_range_that_runs_past_the_last_answer_has_no_end_there() -> None:
    # Up to 8 lie 8/9; se = sqrt(8/9 * 1/9 / 8) = 0.1111; 8/9 - 0.2562 = 0.6327 is the 6th, 1.1451 is nobody.
    (row,) = quantile(equal(9), ONE_TO_NINE, [0.8])
    assert (row["estimate"], row["low"], row["high"], row["se"]) == (8.0, 6.0, None, None)
    assert (row["method"], row["reason"]) == ("woodruff", "open_end")


def test_two_people_have_a_middle_and_no_range() -> None:
    (row,) = quantile(equal(2), pd.Series([1.0, 2.0]), [0.5])
    assert (row["estimate"], row["low"], row["high"], row["reason"]) == (1.0, None, None, "open_end")


def test_one_person_has_no_range_at_all() -> None:
    (row,) = quantile(equal(1), pd.Series([4.0]), [0.5])
    assert (row["estimate"], row["low"], row["high"]) == (4.0, None, None)
    assert (row["method"], row["reason"]) == ("woodruff", "one_unit")


def test_the_whole_lies_up_to_the_largest_and_nothing_below_the_smallest() -> None:
    largest, none, more = quantile(equal(9), ONE_TO_NINE, [1.0, 0.0, 1.5])
    assert (largest["estimate"], none["estimate"], more["estimate"]) == (9.0, None, None)


def test_only_those_asked_for_count_and_blanks_do_not() -> None:
    values = pd.Series([*range(1, 10), 100.0, 200.0, np.nan], dtype=float)
    mine = np.array([True] * 9 + [False, False, True])
    (row,) = quantile(equal(12), values, [0.5], mine)
    assert (row["n"], row["estimate"]) == (9, 5.0)
    nobody = quantile(equal(12), values, [0.25], np.array([False] * 11 + [True]))
    assert (nobody[0]["name"], nobody[0]["n"], nobody[0]["reason"]) == (0.25, 0, "no_answers")
    # The whole round stays in the error: F = 5/9, influence 1/9 each of 12 people, 12/11 for the mean of all.
    share = np.array([1.0] * 5 + [0.0] * 4) - 5 / 9
    se = np.sqrt(12 / 11 * np.sum((share / 9) ** 2))
    t11 = 2.200985160082949
    low, high = 5 / 9 - t11 * se, 5 / 9 + t11 * se
    assert (row["low"], row["high"]) == (float(np.ceil(low * 9)), float(np.ceil(high * 9)))


def test_a_heavy_person_pulls_the_middle() -> None:
    (row,) = quantile(Design(np.array([1.0, 1.0, 5.0])), pd.Series([1.0, 2.0, 3.0]), [0.5])
    assert row["estimate"] == 3.0
