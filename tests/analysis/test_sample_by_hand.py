"""Figures from rows counted by hand: values, errors, bases, design effects and tests of few people."""

import numpy as np
import pandas as pd
import pytest

from analysis.design import Design
from analysis.intervals import Basis, share_range
from analysis.sample import (
    COLUMNS,
    by,
    cross,
    independence,
    joined,
    mean,
    mean_figures,
    ratio,
    share_figures,
    shares,
    total,
)
from analysis.significance import half_widths, two_sided

FIVE = Design(np.array([1.0, 2, 1, 2, 2]))
NUMBERS = pd.Series([1.0, 2, 4, 5, None])


def test_a_row_of_a_mean_tells_its_range_by_t() -> None:
    (row,) = mean_figures(mean(FIVE, NUMBERS)).to_dict("records")
    se = (5 / 4 * sum((w * (y - 19 / 6) / 6) ** 2 for w, y in ((1, 1), (2, 2), (1, 4), (2, 5)))) ** 0.5
    assert row == {
        "name": 0, "n": 4, "n_eff": pytest.approx(3.6), "estimate": pytest.approx(19 / 6), "se": pytest.approx(se),
        "low": pytest.approx(19 / 6 - half_widths(4) * se), "high": pytest.approx(19 / 6 + half_widths(4) * se),
        "method": "t", "reason": "",
    }  # fmt: skip


def test_a_share_has_its_error_and_its_range_by_the_method_asked_for() -> None:
    answers = pd.Series(["no", "no", "yes", "yes", None])
    found = shares(FIVE, answers)
    table = share_figures(found, "xlogit")
    assert table["name"].tolist() == ["no", "yes"]
    expected = share_range(0.5, float(found.covariance[0, 0]), Basis(5, 4, 3.6, 4), "xlogit")
    (row, _) = table.to_dict("records")
    assert (row["low"], row["high"], row["method"]) == (
        pytest.approx(expected.low),
        pytest.approx(expected.high),
        "xlogit",
    )
    assert row["se"] == pytest.approx(found.covariance[0, 0] ** 0.5)
    assert tuple(table.columns) == COLUMNS


def test_figures_without_spread_and_figures_that_are_missing_stay_in_the_table() -> None:
    people = Design(np.ones(4), strata=[*"abcd"])
    group = pd.Series(["x", "x", "y", "z"])
    table = mean_figures(by(mean, people, pd.Series([1.0, 2, 3, None]), group))
    assert table.to_dict("records") == [
        {"name": "x", "n": 2, "n_eff": 2, "estimate": 1.5, "se": None, "low": None, "high": None}
        | {"method": "t", "reason": "one_unit"},
        {"name": "y", "n": 1, "n_eff": 1, "estimate": 3, "se": None, "low": None, "high": None}
        | {"method": "t", "reason": "one_unit"},
        {"name": "z", "n": 0, "n_eff": 0, "estimate": None, "se": None, "low": None, "high": None}
        | {"method": None, "reason": "no_answers"},
    ]


def test_a_group_of_one_person_has_an_error_of_the_round_but_no_range() -> None:
    people, group = Design(np.ones(3)), pd.Series(["x", "x", "y"])
    two, one = mean_figures(by(mean, people, pd.Series([1.0, 3, 4]), group)).to_dict("records")
    assert (two["reason"], one["reason"]) == ("", "one_unit")
    assert (one["estimate"], one["se"], one["low"], one["high"]) == (4, 0, None, None)
    assert two["high"] - two["estimate"] == pytest.approx(half_widths(1) * two["se"])


def test_a_ratio_and_its_spread_by_hand() -> None:
    found = ratio(FIVE, NUMBERS, pd.Series([1.0, 1, None, 2, 3]), np.array([True, True, True, True, True]))
    assert found.names == ("ratio",)
    assert found.values.tolist() == pytest.approx([15 / 7])
    influence = [1 * (1 - 15 / 7) / 7, 2 * (2 - 15 / 7) / 7, 0, 2 * (5 - 30 / 7) / 7, 0]
    assert found.errors() == pytest.approx([(5 / 4 * sum(i * i for i in influence)) ** 0.5])
    assert found.bases == (Basis(5, 3, pytest.approx(25 / 9), 4),)
    assert found.design_effects() == [None]


def test_a_ratio_among_some_and_a_ratio_to_nothing() -> None:
    some_people = np.array([True, True, False, False, False])
    found = ratio(FIVE, NUMBERS, pd.Series([1.0, 1, 1, 1, 1]), some_people)
    assert found.values[0] == pytest.approx(5 / 3)
    assert found.bases == (Basis(2, 2, pytest.approx(1.8), 1),)
    half = pd.Series([0.25, 0.375, None, None, None])
    assert ratio(FIVE, NUMBERS, half).values[0] == pytest.approx(5)
    assert ratio(FIVE, NUMBERS, pd.Series([0.0] * 5)).missing == {"ratio": "all_zero"}
    blank = pd.Series([None] * 5, dtype=float)
    nothing = ratio(FIVE, NUMBERS, blank)
    assert nothing.missing == {"ratio": "no_answers"}
    assert mean_figures(nothing)[["name", "reason"]].to_numpy().tolist() == [["ratio", "no_answers"]]


def test_equal_weights_without_blanks_have_no_design_effect() -> None:
    people, values = Design(np.full(5, 4.0)), pd.Series([1.0, 2, 4, 5, 9])
    for estimate in (mean, total):
        found = estimate(people, values)
        assert found.design_effects() == pytest.approx([1])
        assert found.design_effects(replace=False) == pytest.approx([20 / 15])


def test_a_design_effect_is_that_of_each_group_and_none_where_all_agree() -> None:
    people, group = Design(np.full(6, 2.0)), pd.Series([*"aabbbc"])
    found = by(mean, people, pd.Series([1.0, 3, 2, 4, 9, 5]), group)
    assert found.design_effects() == pytest.approx([6 / 5 * 1 / 2, 6 / 5 * 2 / 3, None])
    assert by(mean, people, pd.Series([1.0, 1, 2, 4, 9, 5]), group).design_effects()[0] is None
    assert found.design_effects(replace=False)[:2] == pytest.approx([2 * 0.6, 2 * 0.8])


def test_figures_of_different_kinds_side_by_side_have_no_design_effect() -> None:
    parts = [("mean", mean(FIVE, NUMBERS)), ("per", ratio(FIVE, NUMBERS, pd.Series([1.0, 2, 3, 4, 5])))]
    found = joined(FIVE, parts)
    assert found.names == ("mean", "per")
    assert found.design_effects() == [None, None]
    assert joined(FIVE, [("only", mean(FIVE, pd.Series([None] * 5, dtype=float)))]).missing == {"only": "no_answers"}
    assert joined(FIVE, []).names == ()


def test_a_total_of_some_people_leaves_the_others_out() -> None:
    some_people = np.array([True, True, False, False, True])
    found = total(FIVE, NUMBERS, some_people)
    assert found.values.tolist() == [5]
    influence = np.array([1, 4, 0, 0, 0.0])
    assert found.errors() == pytest.approx([(5 / 4 * ((influence - 1) ** 2).sum()) ** 0.5])
    assert found.bases == (Basis(3, 2, pytest.approx(1.8), 2),)


def test_a_crossed_table_of_some_people_counts_only_them() -> None:
    rows, columns = pd.Series([*"aabb", None]), pd.Series([*"xyxy", "z"])
    table = cross(FIVE, rows, columns, np.array([True, True, True, False, True]))
    assert table.totals.names == (("a", "x"), ("a", "y"), ("b", "x"), ("b", "y"))
    assert table.totals.values.tolist() == [1, 2, 1, 0]
    assert table.shares.values.tolist() == [0.25, 0.5, 0.25, 0]
    assert table.totals.bases[0].n == 3


PAIRS = [("a", "x")] * 20 + [("a", "y")] * 10 + [("b", "x")] * 10 + [("b", "y")] * 20


def pairs(extra: str = "y") -> tuple[Design, pd.Series, pd.Series]:
    """Sixty people by two questions; with `extra` z, five of those with b and y say z."""
    rows, columns = pd.Series([row for row, _ in PAIRS]), pd.Series([column for _, column in PAIRS])
    columns[55:] = extra
    return Design(np.ones(60)), rows, columns


def test_two_questions_are_tested_by_the_statistic_asked_for() -> None:
    people, rows, columns = pairs()
    by_share = independence(people, rows, columns)
    assert (by_share.statistic, by_share.first, by_share.second) == pytest.approx((20 / 3 * 59 / 60, 1, 59))
    simple = independence(people, rows, columns, "Chisq")
    assert (simple.statistic, simple.first, simple.second) == (pytest.approx(20 / 3), 1, None)
    assert simple.p == pytest.approx(two_sided((20 / 3 * 59 / 60) ** 0.5))
    by_total = independence(people, rows, columns, "Wald")
    assert (by_total.statistic, by_total.first, by_total.second) == (pytest.approx(59 / 8), 1, 59)


def test_walds_test_of_a_larger_table_can_be_adjusted() -> None:
    plain, adjusted = (independence(*pairs("z"), statistic) for statistic in ("Wald", "adjWald"))
    assert (plain.second, adjusted.second) == (59, 58)
    assert adjusted.statistic == pytest.approx(plain.statistic * 58 / 59)


def test_columns_of_a_table_of_objects_are_numbers() -> None:
    columns = pd.DataFrame({"one": [1, 2, None], "other": [2.5, None, 3]}, dtype=object)
    found = mean(Design([1, 1, 1]), columns)
    assert (found.values.tolist(), found.bases[0].n) == ([1, 2.5], 1)
