from typing import NamedTuple

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analysis.codebook import Codebook, Measure, Variable
from analysis.hours import LeftOut, When, best_hour, when_wanted

SLOTS = ["weekday_am", "weekday_ev", "saturday", "varies"]


def people(*slots: str) -> pd.DataFrame:
    """One person per text, which names the slots they can come in."""
    return pd.DataFrame([[int(slot in said.split()) for slot in SLOTS] for said in slots], columns=SLOTS)


def test_the_second_hour_reaches_most_of_the_rest_and_not_most_of_all() -> None:
    times = people(*["weekday_am"] * 4, *["weekday_am weekday_ev"] * 2, *["saturday"] * 3, "varies", "varies")
    found = best_hour(times)
    assert (found.slot, found.reached, found.of) == ("weekday_am", 6, 11)
    assert (found.second, found.more, found.left) == ("saturday", 3, 2)


def test_a_group_nobody_of_whom_can_come_is_named_when_it_is_large_enough() -> None:
    times = people(*["weekday_am"] * 9, *["weekday_ev"] * 5, *["saturday"] * 4)
    ages = ["65_up"] * 9 + ["up_to_29"] * 5 + ["30_64"] * 4
    found = best_hour(times, pd.DataFrame({"age": ages, "gender": [None] * 18}))
    assert found.left_out == (LeftOut("age", "up_to_29", 5),)
    assert found.still_left_out == ()
    small = best_hour(times, pd.DataFrame({"age": ages}), minimum=4)
    assert small.left_out == (LeftOut("age", "30_64", 4), LeftOut("age", "up_to_29", 5))
    assert small.still_left_out == (LeftOut("age", "30_64", 4),)


def test_hours_that_reach_equally_many_are_named_beside_the_best() -> None:
    found = best_hour(people("saturday", "weekday_ev", "saturday weekday_ev"))
    assert (found.slot, found.tied) == ("weekday_ev", ("saturday",))


def test_without_answers_or_when_nobody_can_plan_there_is_no_best_hour() -> None:
    assert best_hour(people()).reason == "no_answers"
    found = best_hour(people("varies", ""))
    assert (found.slot, found.reason, found.of, found.left) == (None, "nobody_can", 2, 2)


def test_everybody_in_the_best_hour_needs_no_second() -> None:
    found = best_hour(people("saturday", "saturday weekday_ev"))
    assert (found.second, found.more, found.left) == (None, 0, 0)


@given(st.lists(st.sets(st.sampled_from(SLOTS)).map(" ".join), min_size=1, max_size=30), st.integers(0, 2**32 - 1))
def test_the_order_of_people_changes_nothing_and_everybody_is_counted_once(said: list[str], seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(said))
    one, other = best_hour(people(*said)), best_hour(people(*[said[i] for i in order]))
    assert one == other
    assert one.reached + one.more + one.left == one.of == len(said)


def test_an_hour_counts_as_one_in_which_people_can_come_from_one_in_three_on() -> None:
    when = When({"weekday_am": 4, "weekday_ev": 3, "saturday": 0, "varies": 9}, 12)
    assert when.common() == {"weekday_am"}
    assert when.best() == "weekday_am"
    assert When({"varies": 3}, 3).best() is None


class Crossed(NamedTuple):
    item: str
    option: str
    other_item: str
    other_option: str
    n: int


def _yes_no(item: str, role: str) -> Variable:
    return Variable(item, item, Measure.BINARY, (), role, item.split(".")[0], item.split(".")[1])


def test_the_hours_of_those_who_want_something_come_from_the_crossing_of_picks_and_times() -> None:
    book = Codebook((_yes_no("r3.choir", "demand_pick"), _yes_no("r7.sat", "time"), _yes_no("r7.ev", "time")))
    rows = [
        Crossed("r3.choir", "yes", "r7.sat", "yes", 4),
        Crossed("r3.choir", "yes", "r7.sat", "no", 2),
        Crossed("r3.choir", "yes", "r7.ev", "no", 6),
        Crossed("r3.choir", "yes", "r7.ev", "_blank", 3),
        Crossed("r3.choir", "no", "r7.ev", "yes", 50),
        Crossed("r3.choir", "yes", "age", "a15_29", 3),
    ]
    assert when_wanted(rows, book) == {"choir": When({"sat": 4, "ev": 0}, 6)}
    assert when_wanted(rows[3:], book) == {}
