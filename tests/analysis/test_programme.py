"""The least and the most that a sum can be, worked out by hand beside the linear programme."""

import pytest

from analysis.audit import Contradiction, Merged
from analysis.bounds import Bounds
from analysis.programme import Extreme, System, weighing


def said(source: str, cells: str, low: int | None, high: int | None) -> Merged:
    """So many people in the cells together, each letter a cell."""
    return Merged(tuple((cell, 1) for cell in cells), low, high, (source,))


def test_the_least_and_the_most_keep_to_what_is_known_of_single_cells() -> None:
    known = {"a": Bounds(0, None), "b": Bounds(1, 4)}
    system = System([said("sum", "ab", 10, 10)], known)
    assert system.least(["a"]) == Extreme(6, {"a": 6, "b": 4})
    assert system.most(["a"]) == Extreme(9, {"a": 9, "b": 1})
    assert (system.least("ab").value, system.most("ab").value) == (10, 10)
    assert (system.least("aa").value, system.most("aab").value) == (12, 19)


def test_of_a_cell_that_nothing_is_known_of_nobody_may_be_in_it() -> None:
    system = System([said("sum", "ab", None, 10)], {})
    assert (system.least(["a"]).value, system.most(["a"]).value) == (0, 10)


def test_a_lower_limit_alone_counts_and_leaves_the_most_without_end() -> None:
    system = System([said("some", "ab", 4, None), said("few", "b", None, 3)], {})
    assert system.least(["a"]) == Extreme(1, {"a": 1, "b": 3})
    assert system.most(["a"]) == Extreme(None, {})


def test_settled_cells_are_taken_off_the_limits() -> None:
    known = {"a": Bounds(0, None), "b": Bounds(0, 2), "c": Bounds(3, 3)}
    told = [Merged((("a", 1), ("b", 1), ("c", 2)), 15, 16, ("sum",)), said("settled", "c", 3, 3)]
    system = System(told, known)
    assert (system.least(["a"]), system.most(["a"])) == (Extreme(7, {"a": 7, "b": 2}), Extreme(10, {"a": 10, "b": 0}))


def test_without_statements_a_cell_lies_where_it_is_known_to_lie() -> None:
    system = System([], {"a": Bounds(2, 5)}, ["a", "b"])
    assert (system.least(["a"]).value, system.most(["a"]).value) == (2, 5)
    assert (system.least(["b"]).value, system.most(["b"]).value) == (0, None)


def test_fractions_are_rounded_to_people_inside_the_range() -> None:
    """Half of three to five people: two, whatever fractions say."""
    system = System([Merged((("half", 2), ("all", -1)), 0, 0, ("half",)), said("all", ("all",), 3, 5)], {})
    assert system.least(["half"]) == system.most(["half"]) == Extreme(2, {"half": 2, "all": 4})


def test_statements_that_no_people_fit_are_named() -> None:
    system = System([said("page", "ab", 4, 4), said("poster", "ab", 5, 5)], {})
    with pytest.raises(Contradiction, match="page, poster"):
        system.least(["a"])


def test_only_what_holds_the_two_ends_in_place_weighs() -> None:
    sum_, floor, least = said("sum", "ab", None, 10), said("b", "b", 4, None), said("a", "a", 2, None)
    told = [sum_, said("c", "c", None, 7), floor, said("loose", "a", None, 20), least]
    assert weighing(["a"], told) == [sum_, floor, least]


def test_where_one_end_is_free_only_the_other_end_weighs() -> None:
    """Cell z is in no statement, so nothing holds the most of a and z together."""
    least = said("a", "a", 2, None)
    assert weighing(["a", "z"], [said("sum", "ab", None, 10), least]) == [least]
