"""Small places and groups are merged, and nobody is lost on the way."""

from hypothesis import given
from hypothesis import strategies as st

from analysis.disclosure import Group, merge_small
from analysis.merging import merge_groups, merge_places

NEXT = {"gaj": "breg", "log": "gaj", "breg": "vrh", "vrh": None}


def test_a_place_under_ten_joins_the_neighbour_that_was_named() -> None:
    assert merge_places({"breg": 30, "gaj": 9, "vrh": 12}, NEXT, 10) == (
        Group(("breg", "gaj"), 39),
        Group(("vrh",), 12),
    )


def test_two_small_places_go_on_to_the_next_neighbour() -> None:
    merged = merge_places({"breg": 30, "gaj": 4, "log": 3, "vrh": 12}, NEXT, 10)
    assert merged == (Group(("breg", "gaj", "log"), 37), Group(("vrh",), 12))


def test_without_a_named_neighbour_the_smallest_place_takes_it_in() -> None:
    """If people from elsewhere were only left out, they would be the town less all its districts."""
    assert merge_places({"breg": 30, "vrh": 12, "outside": 3}, {}, 10)[1] == Group(("vrh", "outside"), 15)


def test_a_place_without_answers_has_nobody_to_protect() -> None:
    assert merge_places({"breg": 30, "gaj": 0}, NEXT, 10) == (Group(("breg",), 30), Group(("gaj",), 0))
    assert merge_places({"gaj": 9}, NEXT, 10) == ()


def test_a_place_of_just_enough_answers_stays_by_itself() -> None:
    assert merge_places({"breg": 10, "gaj": 10}, NEXT, 10) == (Group(("breg",), 10), Group(("gaj",), 10))
    assert merge_places({"gaj": 10}, NEXT, 10) == (Group(("gaj",), 10),)


def test_one_person_alone_is_somebody_to_protect() -> None:
    assert merge_places({"breg": 30, "gaj": 1}, NEXT, 10) == (Group(("breg", "gaj"), 31),)


def test_a_place_without_answers_takes_nobody_in() -> None:
    """Together with nobody a small place would be as small as before."""
    merged = merge_places({"breg": 30, "gaj": 0, "outside": 3}, {}, 10)
    assert merged == (Group(("breg", "outside"), 33), Group(("gaj",), 0))


@given(st.dictionaries(st.sampled_from("abcdefg"), st.integers(0, 30)), st.data())
def test_merging_places_loses_nobody_and_leaves_no_small_one(answers: dict[str, int], data: st.DataObject) -> None:
    known = st.one_of(st.none(), st.sampled_from("abcdefg"))
    neighbours = {code: data.draw(known) for code in answers}
    merged = merge_places(answers, neighbours, 10)
    if sum(answers.values()) < 10:
        assert merged == ()
        return
    assert sorted(code for group in merged for code in group.codes) == sorted(answers)
    assert all(group.n == sum(answers[code] for code in group.codes) for group in merged)
    assert all(group.n == 0 or group.n >= 10 for group in merged)


def test_other_and_not_said_are_one_group_that_joins_its_neighbour_while_it_is_small() -> None:
    genders = merge_groups({"f": 40, "m": 35, "x": 6, "": 7}, ("f", "m"), 10)
    assert genders == (Group(("f",), 40), Group(("m",), 35), Group(("", "x"), 13))
    assert merge_groups({"f": 40, "m": 35, "x": 1, "": 2}, ("f", "m"), 10)[1] == Group(("m", "", "x"), 38)
    assert merge_groups({"f": 4, "m": 3}, ("f", "m"), 10) == ()


def test_groups_that_nobody_belongs_to_are_left_out() -> None:
    assert merge_groups({"young": 0, "old": 12}, ("young", "old"), 10) == (Group(("old",), 12),)


@given(st.lists(st.integers(0, 40), max_size=9), st.integers(1, 12))
def test_merging_leaves_no_group_under_the_minimum_and_loses_nobody(sizes: list[int], minimum: int) -> None:
    groups = [(f"g{i}", n) for i, n in enumerate(sizes)]
    merged = merge_small(groups, minimum)
    if sum(sizes) < minimum:
        assert merged == ()
        return
    assert all(group.n >= minimum for group in merged)
    assert [code for group in merged for code in group.codes] == [code for code, _ in groups]
    assert sum(group.n for group in merged) == sum(sizes)


def test_a_small_age_group_joins_its_smaller_neighbour() -> None:
    merged = merge_small([("up_to_29", 3), ("30_64", 24), ("65_up", 31)], 5)
    assert [(group.codes, group.n) for group in merged] == [(("up_to_29", "30_64"), 27), (("65_up",), 31)]


def test_a_small_group_in_the_middle_joins_the_smaller_side() -> None:
    assert [group.codes for group in merge_small([("a", 24), ("b", 3), ("c", 9)], 5)] == [("a",), ("b", "c")]
    assert [group.codes for group in merge_small([("a", 9), ("b", 3), ("c", 24)], 5)] == [("a", "b"), ("c",)]


def test_a_group_of_just_enough_people_stays_by_itself() -> None:
    assert [group.n for group in merge_small([("up_to_29", 5), ("30_64", 24)], 5)] == [5, 24]
