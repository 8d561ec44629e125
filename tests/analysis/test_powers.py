"""The four powers: parts always add up to the whole, whatever has two of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.powers import POWERS, divide, hours_a_year

GIVES = {"choir": ("S", "A"), "course": ("Z",), "point": ("I",), "walk": ()}


def test_two_powers_share_an_activity_and_two_activities_share_an_hour() -> None:
    assert divide([(["choir"], 10), (["course"], 4)], GIVES) == {"S": 5, "Z": 4, "A": 5}
    assert divide([(["choir", "course"], 8)], GIVES) == {"S": 2, "Z": 4, "A": 2}
    assert divide([(["walk"], 3), (["chess"], 1), ([], 2)], GIVES) == {"": 6}
    assert divide([], GIVES) == {}


@given(st.lists(st.tuples(st.lists(st.sampled_from([*GIVES, "chess"]), max_size=4), st.floats(0, 1e4))))
def test_the_parts_add_up_to_the_whole(amounts: list[tuple[list[str], float]]) -> None:
    found = divide(amounts, GIVES)
    assert sum(found.values()) == pytest.approx(sum(amount for _activities, amount in amounts))
    assert set(found) <= {*POWERS, ""}


def test_hours_follow_the_rhythm() -> None:
    assert hours_a_year(120, "monthly") == 24
    assert hours_a_year(60, "weekly") == hours_a_year(60, "") == 52
    assert hours_a_year(60, "when the moon is full") is None
