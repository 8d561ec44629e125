import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.together import Table, agreement, borda, dots, stamps, top

SURVEY = {"cafe": 31, "choir": 28, "walk": 24, "exercise": 22, "garden": 21, "crafts": 15, "chess": 0}
WORKSHOP = {"cafe": 0.3, "crafts": 0.25, "walk": 0.2, "repair": 0.15, "garden": 0.1}


def test_three_stamps_are_counted_and_people_are_never_added() -> None:
    found = {s.activity: (s.survey, s.workshop, s.asked) for s in stamps(SURVEY, WORKSHOP, ["memory", "walk"])}
    assert found == {
        "walk": (True, True, True),
        "cafe": (True, True, False),
        "garden": (True, True, False),
        "choir": (True, False, False),
        "crafts": (False, True, False),
        "exercise": (True, False, False),
        "memory": (False, False, True),
        "repair": (False, True, False),
    }
    assert [s.count for s in stamps(SURVEY, WORKSHOP, ["walk"])] == [3, 2, 2, 1, 1, 1, 1]


def test_never_more_than_five_are_the_first_five_and_nothing_nobody_wants() -> None:
    assert top({"a": 6, "b": 5, "c": 4, "d": 4, "e": 3, "f": 3}) == {"a", "b", "c", "d"}
    assert top({"a": 6, "b": 0}) == {"a"}
    assert top(dict.fromkeys("abcdef", 2)) == set()
    assert top({}) == set()


def test_below_ten_common_activities_the_same_are_counted() -> None:
    found = agreement(SURVEY, WORKSHOP)
    assert found.common == ("cafe", "crafts", "garden", "walk")
    assert (found.correlation, found.reason) == (None, "few")
    assert (found.same, found.of) == (4, 4)
    assert [d.activity for d in found.disagreements] == ["crafts"]
    assert (found.disagreements[0].survey, found.disagreements[0].workshop) == (4, 2)


def test_three_of_five_the_same() -> None:
    survey = {a: 9 - i for i, a in enumerate("abcdefgh")}
    workshop = {a: 9 - i for i, a in enumerate("abcfghde")}
    found = agreement(survey, workshop)
    assert (found.same, found.of) == (3, 5)
    assert [d.activity for d in found.disagreements] == ["d", "e", "f"]


def test_from_ten_common_activities_there_is_a_rank_correlation() -> None:
    from scipy.stats import spearmanr

    survey = dict(zip("abcdefghij", [9, 9, 7, 5, 5, 5, 3, 2, 1, 0], strict=True))
    workshop = dict(zip("abcdefghij", [3, 5, 5, 1, 0, 2, 2, 4, 0, 0], strict=True))
    found = agreement(survey, workshop)
    expected = spearmanr(list(survey.values()), list(workshop.values())).statistic
    assert found.correlation == pytest.approx(expected, rel=1e-12)
    assert agreement(survey, survey).correlation == pytest.approx(1)
    assert agreement(survey, dict.fromkeys("abcdefghij", 1)).reason == "all_alike"
    assert agreement({"a": 1}, {"b": 1}).reason == "nothing_common"


def test_dots_are_shares_of_a_table_averaged_by_its_people() -> None:
    found = dots([Table(6, {"cafe": 12, "choir": 6}), Table(3, {"cafe": 1, "garden": 1}), Table(4, {"cafe": 0})])
    share = dict(zip(found.table["theme"], found.table["share"], strict=True))
    assert share == pytest.approx({"cafe": (6 * 12 / 18 + 3 / 2) / 9, "choir": 6 * 6 / 18 / 9, "garden": 3 / 2 / 9})
    assert (found.participants, found.tables, found.empty, found.reason) == (9, 2, 1, "few_tables")
    assert found.table["low"].tolist() == [None, None, None]
    assert found.table["tables"].tolist() == [2, 1, 1]


def test_from_five_tables_on_they_are_drawn_again() -> None:
    tables = [Table(4, {"cafe": n, "choir": 6 - n}) for n in (1, 2, 3, 4, 5)]
    found = dots(tables)
    row = found.table.set_index("theme").loc["cafe"]
    assert row["share"] == pytest.approx(0.5)
    assert 0.5 - 0.17 < row["low"] < 0.5 < row["high"] < 0.5 + 0.17
    assert dots(tables[::-1]).table.equals(found.table)
    assert dots([Table(4, {"cafe": 3, "choir": 3})] * 5).table["low"].tolist() == [0.5, 0.5]


def test_no_dots_and_impossible_dots() -> None:
    assert dots([]).reason == "no_answers"
    assert dots([Table(3, {})]).empty == 1
    for wrong in (Table(0, {"cafe": 1}), Table(3, {"cafe": -1})):
        with pytest.raises(ValueError, match="participant"):
            dots([wrong])


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(1, 9), st.lists(st.integers(0, 9), min_size=3, max_size=3)), max_size=7))
def test_shares_of_dots_add_up_to_one(drawn: list[tuple[int, list[int]]]) -> None:
    found = dots([Table(n, dict(zip("abc", laid, strict=True))) for n, laid in drawn], resamples=50)
    if not found.tables:
        assert found.reason == "no_answers"
        return
    assert sum(found.table["share"]) == pytest.approx(1)
    assert all(row["low"] is None or row["low"] <= row["high"] for row in found.table.to_dict("records"))


def test_borda_gives_what_people_left_out_the_mean_of_the_remaining_ranks() -> None:
    found = borda([["a", "b"], ["c"], []], "abcd")
    assert found == pytest.approx({"a": (1 + 1 / 3) / 2, "b": (2 / 3 + 1 / 3) / 2, "c": (1 + 1 / 6) / 2, "d": 0.25})
    assert list(found) == ["a", "c", "b", "d"]


def test_borda_refuses_what_is_no_order() -> None:
    assert borda([], "ab") == {"a": None, "b": None}
    assert borda([["a"]], "a") == {"a": None}
    assert borda([["a"]], "ab") == {"a": 1, "b": 0}
    for wrong in (["a", "a"], ["z"]):
        with pytest.raises(ValueError, match="order"):
            borda([wrong], "ab")


@given(st.lists(st.permutations("abcde"), min_size=1, max_size=9), st.integers(1, 5))
def test_borda_points_average_to_one_half(orders: list[list[str]], kept: int) -> None:
    found = borda([order[:kept] for order in orders], "abcde")
    assert np.mean([points for points in found.values() if points is not None]) == pytest.approx(0.5)
