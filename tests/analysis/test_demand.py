from math import isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.demand import bands_of, demand, tier, told_apart
from tests.analysis.places import ACTIVITIES, place

few_examples = settings(max_examples=20)
picked = st.lists(st.sets(st.sampled_from(ACTIVITIES)), max_size=45)


def test_unserved_are_those_who_picked_it_and_do_not_go_already() -> None:
    haves = ["use", "unsuitable", "none", "unknown", "_blank", "none"]
    cube = place([{"picks": ["cafe"], "cafe.have": have, "cafe.often": "weekly"} for have in haves] + [{"picks": []}])
    row = demand(cube).table.iloc[0]
    assert row["activity"] == "cafe"
    assert row[["picked", "n", "weekly"]].tolist() == [6, 7, 6]
    assert row[["use", "unsuitable", "none", "unknown", "unsaid", "unserved"]].tolist() == [1, 1, 2, 1, 1, 5]


def test_who_left_the_question_blank_is_not_in_the_base() -> None:
    found = demand(place([{"picks": ["cafe"]}, {"picks": []}, {}]))
    assert found.base == 2
    assert found.table["n"].tolist() == [2, 2, 2, 2]


def test_other_and_none_of_these_are_in_the_base_but_nobody_can_open_them() -> None:
    found = demand(place([{"picks": ["cafe"]}, {"picks": ["none"]}, {"picks": ["other"]}]))
    assert found.base == 3
    assert sorted(found.table["activity"]) == sorted(ACTIVITIES)


@pytest.mark.parametrize(
    ("people", "reading"), [(0, "nothing"), (9, "list"), (10, "tiers"), (29, "tiers"), (30, "ranks")]
)
def test_few_people_are_read_as_a_list_some_in_tiers_and_many_in_ranks(people: int, reading: str) -> None:
    found = demand(place([{"picks": ["chess"]}] * people))
    assert found.reading == reading
    assert found.table["rank"].notna().all() == (reading == "ranks")
    assert found.table["tier"].notna().all() == (reading == "tiers")


def test_equal_counts_share_a_rank() -> None:
    found = demand(place([{"picks": ["cafe", "chess"]}] * 30 + [{"picks": ["choir"]}] * 5))
    assert found.table["rank"].tolist() == [1, 1, 3, 4]


def test_tiers_begin_at_two_and_one_in_five() -> None:
    assert [tier(n, 20) for n in (8, 7, 4, 3, 0)] == ["often", "sometimes", "sometimes", "seldom", "seldom"]
    assert tier(0, 0) is None


def test_a_warning_says_when_more_than_a_quarter_used_all_their_picks() -> None:
    greedy, modest = {"picks": ["cafe", "chess"]}, {"picks": ["cafe"]}
    assert demand(place([greedy, modest, modest, modest]), at_most=2).limited is False
    limited = demand(place([greedy, greedy, modest, modest, {}]), at_most=2)
    assert (limited.used_all, limited.limited) == (2, True)


def test_what_cannot_be_told_apart_shares_a_band() -> None:
    counts = [31, 28, 24, 22, 21, 15, 13, 11, 10, 9, 7, 5]
    assert bands_of([str(n) for n in counts], counts, 61) == [0, 0, 0, 1, 1, 2, 2, 2, 2, 3, 3, 3]


def test_knowing_who_picked_both_tells_more_apart() -> None:
    assert not told_apart(28, 22, 61)
    assert told_apart(28, 22, 61, both=22)
    assert bands_of(["a", "b"], [28, 22], 61, {("b", "a"): 22}) == [0, 1]


def test_equal_counts_are_never_told_apart() -> None:
    assert not told_apart(12, 12, 30, both=12)


@few_examples
@given(picked)
def test_no_nan_leaves_and_numbers_fit_together(people: list[set[str]]) -> None:
    found = demand(place([{"picks": sorted(picks)} for picks in people]))
    for row in found.table.to_dict("records"):
        assert all(value is None or isinstance(value, str) or isfinite(value) for value in row.values())
        assert row["unserved"] == row["unsuitable"] + row["none"] + row["unknown"] + row["unsaid"]
        assert row["picked"] <= row["n"] == found.base
        assert (row["estimate"] is None) == (row["reason"] == "no_answers")


@few_examples
@given(picked)
def test_bands_follow_the_order_of_the_picks(people: list[set[str]]) -> None:
    table = demand(place([{"picks": sorted(picks)} for picks in people])).table
    assert table["picked"].is_monotonic_decreasing
    assert [band for band in table["band"] if band is not None] == sorted(b for b in table["band"] if b is not None)


def test_an_activity_that_only_some_could_pick_is_compared_by_its_share() -> None:
    # 10 of 12 people is more than 15 of 40, and 3 of 12 cannot be told apart from 15 of 40.
    assert told_apart(10, 15, 40, could=(12, 40))
    assert not told_apart(15, 3, 40, could=(40, 12))
    assert bands_of(["new", "old", "rare"], [10, 15, 1], 40, of=[12, 40, 40]) == [0, 1, 2]
    assert not told_apart(1, 0, 40, could=(40, 0))
