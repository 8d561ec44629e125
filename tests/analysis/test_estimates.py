from math import isfinite

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.codebook import Codebook, Measure, Variable
from analysis.cube import Cube
from analysis.estimates import SHARE_COLUMNS, picks, shares, shares_by_role, standard_error, table
from analysis.intervals import wilson

OPTIONS = ("weekly", "monthly", "no")
CODEBOOK = Codebook((
    Variable("r2", "How often?", Measure.NOMINAL, tuple((o, o) for o in OPTIONS), "intent", "r2"),
    Variable("r3.chess", "Chess", Measure.BINARY, (), "demand_pick", "r3", "chess"),
    Variable("r3.choir", "Choir", Measure.BINARY, (), "demand_pick", "r3", "choir"),
    Variable("r3._ticks", "Ticks", Measure.NUMERIC, (), "demand_pick", "r3", "_ticks"),
))  # fmt: skip
answers = st.lists(st.sampled_from((*OPTIONS, "_blank", "_refused", "_not_asked")), max_size=40)


def asked(values: list[str], times: int = 1) -> Cube:
    people = pd.DataFrame({"r2": pd.Series(values * times, dtype=object), "round": 1})
    return Cube.from_respondents(people, CODEBOOK, {"round": "round"})


@settings(max_examples=20)
@given(answers)
def test_shares_of_a_single_choice_sum_to_one_and_stay_in_their_ranges(values: list[str]) -> None:
    table = shares(asked(values), "r2")
    if table["n"].iloc[0] == 0:
        assert table["estimate"].tolist() == [None] * 3
        return
    assert table["estimate"].sum() == pytest.approx(1)
    assert all(0 <= row.low <= row.estimate <= row.high <= 1 for row in table.itertuples())


@settings(max_examples=20)
@given(answers)
def test_no_nan_leaves_whatever_people_answered(values: list[str]) -> None:
    for row in shares(asked(values), "r2").to_dict("records"):
        assert all(value is None or isinstance(value, str) or isfinite(value) for value in row.values())
        assert (row["estimate"] is None) == (row["reason"] == "no_answers")


@settings(max_examples=20)
@given(answers.filter(bool), st.integers(2, 4))
def test_more_people_of_the_same_mind_change_no_share(values: list[str], times: int) -> None:
    one, many = shares(asked(values), "r2"), shares(asked(values, times), "r2")
    assert many["estimate"].tolist() == pytest.approx(one["estimate"].tolist())
    assert many["count"].tolist() == [n * times for n in one["count"]]


@settings(max_examples=20)
@given(answers)
def test_the_order_of_people_changes_nothing(values: list[str]) -> None:
    pd.testing.assert_frame_equal(shares(asked(values), "r2"), shares(asked(values[::-1]), "r2"))


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_stays_between_0_and_1_and_holds_the_share(counts: tuple[int, int]) -> None:
    count, n = counts
    low, high = wilson(count / n, n)
    assert 0 <= low <= count / n <= high <= 1
    assert low < high


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ([], "no_answers"),
        (["_blank", "_blank"], "no_answers"),
        (["weekly"], "one_answer"),
        (["weekly", "weekly"], "all_alike"),
        (["weekly", "no"], ""),
    ],
)
def test_a_share_that_says_little_says_why(values: list[str], reason: str) -> None:
    assert shares(asked(values), "r2")["reason"].iloc[0] == reason


def test_a_round_of_one_person_has_no_standard_error() -> None:
    assert standard_error(1, 1, 1) is None
    assert shares(asked(["weekly"]), "r2")["se"].iloc[0] is None


def test_picks_are_sorted_by_people_and_leave_the_number_of_ticks_out() -> None:
    people = pd.DataFrame({"r3.chess": [1, 0, 0, None], "r3.choir": [1, 1, 0, None], "r3._ticks": [2, 1, 0, None]})
    table = picks(Cube.from_respondents(people, CODEBOOK, {}), "demand_pick")
    assert table[["option", "label", "count", "n"]].values.tolist() == [
        ["choir", "Choir", 2, 3],
        ["chess", "Chess", 1, 3],
    ]


def test_a_question_nobody_put_has_no_picks() -> None:
    assert picks(asked(["no"]), "feature").empty


def test_a_row_tells_everything_about_a_share() -> None:
    people = pd.DataFrame({"r3.chess": [1, 0, 0, 0, None]})
    table = shares(Cube.from_respondents(people, CODEBOOK, {}), "r3.chess")
    low, high = wilson(0.25, 4)
    assert table.to_dict("records") == [{
        "item": "r3.chess", "option": "yes", "label": "yes", "count": 1, "n": 4, "n_eff": 4.0, "estimate": 0.25,
        "se": pytest.approx((5 / 4 * 0.75 / 16) ** 0.5), "low": low, "high": high, "method": "wilson",
        "weighting": "none", "reason": "",
    }]  # fmt: skip


def test_options_have_the_words_of_the_questionnaire_and_strange_ones_their_code() -> None:
    words = Variable("r2", "How often?", Measure.NOMINAL, (("weekly", "Every week"), ("no", "Never")), "intent", "r2")
    people = pd.DataFrame({"r2": ["weekly", "often"]})
    table = shares(Cube.from_respondents(people, Codebook((words,)), {}), "r2")
    assert table[["option", "label", "count"]].to_numpy().tolist() == [
        ["weekly", "Every week", 1],
        ["no", "Never", 0],
        ["often", "often", 1],
    ]


def test_nobody_who_said_yes_is_counted_as_nobody() -> None:
    people = pd.DataFrame({"r3.chess": [0, 0]})
    row = shares(Cube.from_respondents(people, CODEBOOK, {}), "r3.chess").iloc[0]
    assert (row["option"], row["count"], row["estimate"], row["se"]) == ("yes", 0, 0, 0)


def test_shares_are_found_by_what_a_question_measures() -> None:
    cube = asked(["weekly", "no"])
    pd.testing.assert_frame_equal(shares_by_role(cube, "intent"), shares(cube, "r2"))
    pd.testing.assert_frame_equal(shares_by_role(cube, "intent", by="round"), shares(cube, "r2", by="round"))
    assert shares_by_role(cube, "intent", by="round")["round"].tolist() == [1, 1, 1]


def test_what_nobody_asked_is_an_empty_table_with_its_columns() -> None:
    assert tuple(shares_by_role(asked([]), "awareness").columns) == SHARE_COLUMNS
    assert tuple(shares_by_role(asked([]), "awareness", by="age").columns) == ("age", *SHARE_COLUMNS)


def test_the_standard_error_of_the_smallest_groups() -> None:
    assert standard_error(1, 2, 2) == pytest.approx(0.5)
    assert standard_error(1, 1, 2) == 0
    assert standard_error(0, 0, 9) is None


def test_an_empty_place_beside_a_number_stays_none() -> None:
    assert table([{"share": 0.5}, {}], ["share"])["share"].tolist() == [0.5, None]
