"""What whole numbers alone settle, statement by statement."""

import pytest

from analysis.audit import Merged
from analysis.bounds import ROUNDS, Bounds, Contradiction, tightened


def said(source: str, low: int | None, high: int | None, **factors: int) -> Merged:
    return Merged(tuple(factors.items()), low, high, (source,))


def test_nobody_is_fewer_than_nobody() -> None:
    assert tightened([said("some", None, None, a=1)]) == {"a": Bounds(0, None)}


def test_a_part_is_at_most_the_whole_less_the_least_of_the_others() -> None:
    found = tightened([said("b", 3, None, b=1), said("all", 10, 10, a=1, b=1, c=1)])
    assert found == {"a": Bounds(0, 7), "b": Bounds(3, 10), "c": Bounds(0, 7)}


def test_a_part_is_at_least_the_whole_less_the_most_of_the_others() -> None:
    found = tightened([said("a", None, 2, a=1), said("b", None, 3, b=1), said("all", 9, None, a=1, b=1, c=1)])
    assert found == {"a": Bounds(0, 2), "b": Bounds(0, 3), "c": Bounds(4, None)}


def test_only_one_without_end_is_found_from_the_others() -> None:
    assert tightened([said("two", 4, None, a=1, b=1)]) == {"a": Bounds(0, None), "b": Bounds(0, None)}


def test_what_a_statement_takes_away_counts_the_other_way_round() -> None:
    more = [said("b", 5, 8, b=1), said("more", 2, None, a=1, b=-1)]
    assert tightened(more) == {"a": Bounds(7, None), "b": Bounds(5, 8)}
    fewer = [said("a", 2, 4, a=1), said("fewer", 1, 2, a=1, b=-1)]
    assert tightened(fewer) == {"a": Bounds(2, 4), "b": Bounds(0, 3)}


def test_people_come_whole_and_what_that_settles_goes_round_once_more() -> None:
    """Three to five people in pairs are two pairs, and so four people."""
    found = tightened([said("range", 3, 5, a=1), said("pairs", 0, 0, a=1, pair=-2)])
    assert found == {"a": Bounds(4, 4), "pair": Bounds(2, 2)}
    assert found["a"].fixed
    assert tightened([said("thrice", 4, 11, a=3)]) == {"a": Bounds(2, 3)}


def test_the_statement_that_cannot_be_true_beside_the_others_is_named() -> None:
    with pytest.raises(Contradiction, match="poster") as refused:
        tightened([said("page", 6, None, a=1), said("poster", None, 5, a=1, b=1)])
    assert refused.value.sources == ("poster",)


def test_limits_that_creep_for_ever_are_left_to_the_linear_programme() -> None:
    """Each has one person more than the other."""
    found = tightened([said("more", 1, None, a=1, b=-1), said("fewer", 1, None, b=1, a=-1)])
    assert found == {"a": Bounds(2 * ROUNDS - 1, None), "b": Bounds(2 * ROUNDS, None)}
