from math import isfinite

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.codebook import Codebook, Measure, Variable
from analysis.cube import Cube
from analysis.estimates import picks, shares, standard_error
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
