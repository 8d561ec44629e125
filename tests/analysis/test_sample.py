"""What must hold for figures from rows, whatever people answered and however they are weighted."""

from math import isfinite

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.design import Design
from analysis.quantiles import quantile
from analysis.regression import regression
from analysis.sample import (
    by,
    cross,
    independence,
    mean,
    mean_figures,
    ratio,
    share_figures,
    shares,
    total,
)
from analysis.significance import contrast

OPTIONS = ("often", "seldom", "never")
some = settings(max_examples=15, deadline=None)


@st.composite
def surveys(draw: st.DrawFn, fewest: int = 0) -> pd.DataFrame:
    """Up to 30 people with a weight, a group, a table they sat at, one answer and one number, some left blank."""
    person = st.fixed_dictionaries({
        "w": st.floats(0.1, 20),
        "group": st.sampled_from("abc"),
        "table": st.sampled_from(["t1", "t2", None]),
        "answer": st.sampled_from([*OPTIONS, None]),
        "number": st.sampled_from([0.0, 1.0, 2.5, 7.0, None]),
    })  # fmt: skip
    columns = ["w", "group", "table", "answer", "number"]
    people = pd.DataFrame(draw(st.lists(person, min_size=max(fewest, 1), max_size=30)), columns=columns)
    return people.astype({"w": float, "number": float})


def design(people: pd.DataFrame, scale: float = 1.0) -> Design:
    return Design(people["w"].to_numpy() * scale, clusters=people["table"])


@some
@given(surveys())
def test_every_figure_is_a_number_or_none_with_a_reason(people: pd.DataFrame) -> None:
    town = design(people)
    tables = [
        share_figures(shares(town, people["answer"])),
        share_figures(by(shares, town, people["answer"], people["group"]), "korn_graubard"),
        mean_figures(by(mean, town, people["number"], people["group"])),
        mean_figures(ratio(town, people["number"], people["w"])),
        pd.DataFrame(quantile(town, people["number"], [0.1, 0.5]), dtype=object),
    ]
    for table in tables:
        for row in table.to_dict("records"):
            assert all(isfinite(value) for value in row.values() if isinstance(value, float))
            assert row["estimate"] is not None or row["reason"] == "no_answers"
            assert row["low"] is not None or row["high"] is not None or row["reason"]


@some
@given(surveys(), st.sampled_from([1e-6, 0.5, 3000.0]))
def test_the_scale_of_the_weights_changes_nothing(people: pd.DataFrame, scale: float) -> None:
    one, other = (share_figures(shares(design(people, by_), people["answer"])) for by_ in (1.0, scale))
    same_numbers(one, other)
    tests = [independence(design(people, by_), people["group"], people["answer"]) for by_ in (1.0, scale)]
    assert tests[0].reason == tests[1].reason
    assert tests[0].reason or tests[0].statistic == pytest.approx(tests[1].statistic, rel=1e-6, abs=1e-9)


@some
@given(surveys(), st.randoms(use_true_random=False))
def test_the_order_of_people_changes_nothing(people: pd.DataFrame, chance) -> None:
    order = list(range(len(people)))
    chance.shuffle(order)
    mixed = people.iloc[order].reset_index(drop=True)
    same_numbers(*(share_figures(shares(design(p), p["answer"])) for p in (people, mixed)))
    assert [quantile(design(p), p["number"], [0.5])[0]["n"] for p in (people, mixed)] == [people["number"].count()] * 2


@some
@given(surveys())
def test_merging_two_options_adds_their_shares(people: pd.DataFrame) -> None:
    merged = people["answer"].replace({"seldom": "some", "often": "some"})
    apart, together = shares(design(people), people["answer"]), shares(design(people), merged)
    found, whole = (dict(zip(e.names, e.values, strict=True)) for e in (apart, together))
    assert whole.get("some", 0) == pytest.approx(found.get("seldom", 0) + found.get("often", 0))
    picked = [name in ("seldom", "often") for name in apart.names]
    if "some" in whole:
        place = together.names.index("some")
        added = float(np.array(picked) @ apart.covariance @ np.array(picked))
        assert together.covariance[place, place] == pytest.approx(added, abs=1e-12)


@some
@given(surveys())
def test_unweighted_is_a_weight_of_one_each(people: pd.DataFrame) -> None:
    found = mean(Design(np.ones(len(people))), people["number"])
    known = people["number"].dropna()
    assert len(found.names) == (not known.empty)
    if not known.empty:
        assert found.values[0] == pytest.approx(known.mean())
        n = len(people)
        spread = ((known - known.mean()) ** 2).sum() / len(known) ** 2
        assert found.errors()[0] == (pytest.approx((n / (n - 1) * spread) ** 0.5) if n > 1 else None)
        assert found.bases[0].n_eff == pytest.approx(len(known))


@some
@given(surveys())
def test_a_share_lies_in_its_range_between_0_and_1(people: pd.DataFrame) -> None:
    for method in ("wilson", "korn_graubard", "xlogit", "clopper_pearson", "jeffreys"):
        for row in share_figures(shares(design(people), people["answer"]), method).to_dict("records"):
            if row["low"] is not None:
                assert 0 <= row["low"] <= row["high"] <= 1
                # Jeffreys' range of nobody starts above 0: that is its definition.
                assert method == "jeffreys" or row["low"] <= row["estimate"] + 1e-12 <= row["high"] + 2e-12


def same_numbers(one: pd.DataFrame, other: pd.DataFrame) -> None:
    assert one[["name", "n", "reason"]].to_dict("records") == other[["name", "n", "reason"]].to_dict("records")
    for column in ("n_eff", "estimate", "se", "low", "high"):
        for a, b in zip(one[column], other[column], strict=True):
            assert a == b if a is None or b is None else a == pytest.approx(b, rel=1e-9, abs=1e-12)


def town(*answers: str | None, **how: object) -> tuple[Design, pd.Series]:
    return Design(np.ones(len(answers)), **how), pd.Series(answers, dtype=object, name="asked")


def test_all_blank_is_no_figure_because_nobody_answered() -> None:
    table = share_figures(mean(town(None, None)[0], pd.Series([None, None], dtype=float, name="asked")))
    assert (
        table.to_dict("records")[0] | {"n": 0, "estimate": None, "reason": "no_answers"} == table.to_dict("records")[0]
    )
    assert independence(*town(None, None), pd.Series(["a", "b"])).reason == "no_answers"


def test_one_person_has_a_share_and_a_range_but_no_standard_error() -> None:
    row = share_figures(shares(*town("yes"))).to_dict("records")[0]
    assert (row["estimate"], row["se"], row["n"]) == (1.0, None, 1)
    assert row["low"] < 0.3
    assert row["high"] == 1
    assert mean_figures(mean(town("x")[0], pd.Series([4.0])))["reason"].tolist() == ["one_unit"]


def test_everybody_and_nobody_have_a_range_by_the_exact_method() -> None:
    people, answers = town("yes", "yes", "yes", "yes")
    table = share_figures(shares(people, answers), "korn_graubard")
    assert table.loc[0, "method"] == "clopper_pearson"
    assert table.loc[0, "low"] == pytest.approx(0.3976, abs=1e-4)


def test_strata_of_one_unit_show_no_spread_and_say_so() -> None:
    people, answers = town("yes", "no", "yes", strata=["a", "b", "c"])
    assert people.lonely == 3
    row = share_figures(shares(people, answers), "xlogit").to_dict("records")[0]
    assert (row["se"], row["reason"]) == (None, "one_unit")
    assert mean_figures(mean(people, pd.Series([1.0, 2, 3])))["se"].tolist() == [None]
    assert independence(people, answers, pd.Series(["a", "b", "a"])).reason == "one_unit"


def test_a_stratum_of_one_unit_is_left_out_of_the_spread() -> None:
    people, _ = town(*"abcde", strata=["a", "a", "b", "b", "c"])
    values = pd.Series([1.0, 2, 3, 4, 100])
    two = mean(people, values, np.array([True, True, True, True, False]))
    assert people.degrees == 2
    assert two.errors()[0] == pytest.approx((2 * 2 * (0.5 / 4) ** 2 * 2) ** 0.5)


def test_who_has_no_stratum_is_in_one_of_their_own() -> None:
    people = Design([1, 1, 1, 1, 3], strata=["a", "a", None, None, None])
    assert (people.degrees, people.lonely) == (3, 0)
    assert mean(people, pd.Series([5.0, 5, 2, 2, 2])).errors()[0] > 0
    apart = total(people, pd.Series([5.0, 5, 1, 1, 0]))
    assert apart.errors() == pytest.approx([(3 / 2 * 2 / 3) ** 0.5])


def test_people_without_a_table_are_alone_beside_several_tables() -> None:
    people = Design(np.ones(6), clusters=["t", "u", None, "t", "u", None])
    assert people.degrees == 3
    assert total(people, pd.Series([1.0, 0, 0, 1, 0, 0])).errors() == pytest.approx([(4 / 3 * 3) ** 0.5])


def test_people_of_one_table_count_as_one() -> None:
    together = Design(np.ones(4), clusters=["t", "t", None, None])
    assert (together.degrees, Design(np.ones(4)).degrees) == (2, 3)
    values = pd.Series([1.0, 1.0, 0.0, 0.0])
    assert mean(together, values).errors()[0] > mean(Design(np.ones(4)), values).errors()[0]


def test_a_whole_population_has_no_spread() -> None:
    found = mean(Design(np.ones(3), fpc=[3, 3, 3]), pd.Series([1.0, 2, 9]))
    assert found.errors() == [0]


def test_lengths_that_do_not_fit_are_said() -> None:
    with pytest.raises(ValueError, match="strata: 1 entries for 2 people"):
        Design(np.ones(2), strata=["a"])


def test_an_empty_group_is_named_as_missing() -> None:
    people, answers = town("yes", "no", None)
    table = share_figures(by(shares, people, answers, pd.Series(["a", "a", "b"])))
    assert table[["name", "reason"]].to_numpy().tolist() == [[("a", "no"), ""], [("a", "yes"), ""], ["b", "no_answers"]]


def test_a_gap_is_that_of_people_who_said_both() -> None:
    wants, has = pd.Series([5.0, 4, 3, None]), pd.Series([1.0, 2, None, 5])
    found = mean(Design(np.ones(4)), wants - has)
    assert (found.values[0], found.bases[0].n) == (3, 2)


def test_a_crossed_table_adds_up() -> None:
    people, answers = town("yes", "no", "yes", "no", None)
    table = cross(people, pd.Series([*"aabb", "c"]), answers)
    assert table.shape == (2, 2)
    assert table.shares.values.sum() == pytest.approx(1)
    assert table.totals.values.tolist() == [1, 1, 1, 1]
    assert total(people, pd.Series([1.0, 2, 3, None, 0])).values.tolist() == [6]


def test_one_group_and_columns_that_repeat_are_no_test_and_no_line() -> None:
    people, answers = town("yes", "no", "yes")
    assert independence(people, pd.Series([*"aaa"]), answers).reason == "one_group"
    twice = pd.DataFrame({"one": [1.0, 1, 1], "same": [2.0, 2, 2]})
    assert regression(people, twice, pd.Series([1.0, 2, 3])).missing == {"one": "all_alike", "same": "all_alike"}


def test_a_median_past_the_answers_has_an_open_end() -> None:
    (row,) = quantile(Design(np.ones(3)), pd.Series([1.0, 2, 3]), [0.5])
    assert (row["estimate"], row["low"], row["high"], row["se"]) == (2, None, None, None)
    assert row["reason"] == "open_end"
    assert quantile(Design(np.ones(1)), pd.Series([None], dtype=float), [0.5])[0]["reason"] == "no_answers"


def test_the_difference_of_two_groups_needs_both() -> None:
    people, answers = town("yes", "no", "yes", "no")
    found = by(mean, people, (answers == "yes").astype(float), pd.Series([*"aabb"]))
    assert contrast(found.values, found.covariance, [1, -1]).estimate == 0
    assert contrast([], np.zeros((0, 0)), []).reason == "no_answers"
