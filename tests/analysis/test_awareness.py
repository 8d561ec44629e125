from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.awareness import awareness, barriers, best_channels, greedy, hears_by, smallest_set
from analysis.codebook import Codebook, Measure, Variable
from analysis.cube import Cube
from analysis.demand import demand
from analysis.matching import Known, Offering, match
from tests.analysis.places import place

WAYS = ["word", "board", "leaflet", "facebook"]


def people(*said: str, ways: list[str] = WAYS) -> pd.DataFrame:
    return pd.DataFrame([[int(way in hears.split()) for way in ways] for hears in said], columns=ways)


def gap(haves: list[str], *offerings: Offering, **known: Any) -> dict[str, Any]:
    table = demand(place([{"picks": ["choir"], "choir.have": have} for have in haves] + [{"picks": []}] * 5)).table
    found = awareness(match(table, offerings, [], [], known=Known(**known)))
    row: dict[str, Any] = found[found["activity"] == "choir"].to_dict("records")[0]
    return row


RUNS = Offering("Friday choir", ("choir",))


def test_six_of_ten_who_do_not_know_what_runs_are_a_gap_in_telling() -> None:
    found = gap(["none"] * 6 + ["use"] * 4, RUNS)
    assert (found["share"], found["unaware"], found["verdict"]) == (0.6, 6, "tell_people")


def test_what_runs_nowhere_is_missing_and_what_runs_far_away_is_too_far() -> None:
    assert gap(["none"] * 6)["verdict"] == "missing"
    assert gap(["none"] * 6, Offering("planned", ("choir",), "planned"))["verdict"] == "missing"
    far = Offering("choir", ("choir",), minutes=40)
    assert gap(["none"] * 6, far, distance={"min10": 9})["verdict"] == "too_far"


@pytest.mark.parametrize(
    ("haves", "verdict"),
    [
        (["none", "unknown"], "ask"),
        (["none"] * 3 + ["use"] * 6, "tell_people"),
        (["none"] * 3 + ["use"] * 7, "known"),
        (["use"] * 4, "known"),
        ([], "no_wish"),
    ],
)
def test_below_three_reports_we_ask_and_do_not_accuse(haves: list[str], verdict: str) -> None:
    found = gap(haves, RUNS)
    assert found["verdict"] == verdict
    assert (found["share"] is None) == (verdict == "no_wish")


def test_the_largest_gap_comes_first() -> None:
    said = {"picks": ["choir", "cafe"], "choir.have": "use", "cafe.have": "none"}
    found = awareness(match(demand(place([said] * 6)).table, [RUNS], [], []))
    assert found["activity"].tolist()[0] == "cafe"
    more = [{"picks": ["choir"], "choir.have": "none"}] * 6 + [{"picks": ["cafe"], "cafe.have": "none"}] * 7
    found = awareness(match(demand(place(more)).table, [RUNS], [], []))
    assert found["activity"].tolist()[:2] == ["cafe", "choir"]


def test_reasons_why_it_does_not_suit_are_counted_per_activity() -> None:
    variable = Variable("r4.choir.why", "", Measure.NOMINAL, (("time", ""), ("price", "")), "barrier", "r4", "choir")
    answers = pd.DataFrame({"r4.choir.why": ["time", "time", "_not_asked", None]})
    assert barriers(Cube.from_respondents(answers, Codebook((variable,)), {})) == {"choir": {"time": 2}}


def test_ways_of_hearing_stand_beside_the_ages() -> None:
    book = Codebook((
        *(Variable(f"r8.{way}", way, Measure.BINARY, (), "channel", "r8", way) for way in WAYS),
        Variable("r8._ticks", "", Measure.NUMERIC, (), "channel", "r8", "_ticks"),
    ))  # fmt: skip
    answers = people("word", "word board", "facebook", "board").add_prefix("r8.").astype(object)
    answers = answers.assign(**{"r8._ticks": [1, 2, 1, 1], "age": ["a65_74", "a75_84", "a15_29", "na"]})
    answers.loc[4] = [None] * 5 + ["a15_29"]
    cube = Cube.from_respondents(answers, book, {"age": "age"})
    found = hears_by(cube).set_index("channel")
    assert found.columns.tolist() == ["all", "up_to_29", "30_64", "65_up"]
    assert found.loc["word"].tolist() == [2, 0, 0, 2]
    assert found.loc["facebook"].tolist() == [1, 1, 0, 0]
    assert found.loc["_base"].tolist() == [4, 1, 0, 2]
    assert hears_by(Cube.from_respondents(answers, Codebook(), {})).empty
    assert hears_by(cube, "channel").columns.tolist() == ["channel", "all", ""]


def test_three_ways_that_together_reach_most() -> None:
    said = ["word board"] * 4 + ["word leaflet"] * 4 + ["board"] * 3 + ["leaflet"] * 3 + ["facebook", ""]
    found = best_channels(people(*said), 2)
    assert (set(found.channels), found.reached, found.of, found.exact) == ({"board", "leaflet"}, 14, 16, True)
    assert greedy(people(*said), 2) == ("word", "board")
    assert smallest_set(people(*said), 0.8).channels == found.channels


def test_among_equals_the_earlier_ways_win() -> None:
    assert best_channels(people("leaflet", "board", "facebook", "word"), 2).channels == ("word", "board")
    assert best_channels(people("leaflet facebook", "board"), 2).channels == ("board", "leaflet")
    assert best_channels(people("leaflet facebook", "board facebook"), 2).channels == ("facebook",)


@pytest.mark.parametrize(("ways", "exact"), [(12, True), (13, False)])
def test_up_to_twelve_ways_every_set_is_tried(ways: int, exact: bool) -> None:
    codes = [f"way{n:02}" for n in range(ways)]
    assert best_channels(people("way00", "way11", ways=codes)).exact == exact
    assert best_channels(people("", ways=codes)).exact == exact


def test_a_way_that_adds_nobody_is_left_out() -> None:
    found = best_channels(people("word", "word board", "word"), 3)
    assert (found.channels, found.reached, found.steps) == (("word",), 3, (3,))


def test_steps_say_how_many_are_reached_after_each_way() -> None:
    found = best_channels(people("word", "word", "board", "facebook", "none"), 3)
    assert (found.channels, found.steps, found.of) == (("word", "board", "facebook"), (2, 3, 4), 5)


def test_who_hears_nothing_counts_and_is_not_a_way() -> None:
    hears = people("word", "word", "", "").assign(none=[0, 0, 1, 1])
    assert best_channels(hears).channels == ("word",)
    found = smallest_set(hears, 0.8)
    assert (found.reason, found.reached, found.of) == ("not_enough", 2, 4)


def test_without_answers_there_is_no_set() -> None:
    assert best_channels(people()).reason == "no_answers"
    assert smallest_set(people("", "")).reason == "nobody_reached"


def test_beyond_twelve_ways_the_next_best_is_added_each_time() -> None:
    ways = [f"way{n:02}" for n in range(14)]
    found = best_channels(people(*["way03"] * 4, *["way13 way01"] * 3, "way05", ways=ways), 2)
    assert (found.channels, found.exact, found.reached) == (("way03", "way01"), False, 7)


crowds = st.lists(st.sets(st.sampled_from(WAYS)).map(" ".join), min_size=1, max_size=25)


@settings(max_examples=40, deadline=None)
@given(crowds, st.integers(1, 4), st.integers(0, 2**16))
def test_no_other_set_reaches_more_and_the_order_of_people_changes_nothing(
    said: list[str], most: int, seed: int
) -> None:
    hears = people(*said)
    found = best_channels(hears, most)
    sets = (list(chosen) for size in range(1, most + 1) for chosen in combinations(WAYS, size))
    assert found.reached == max(int(hears[chosen].any(axis=1).sum()) for chosen in sets)
    turned = hears.iloc[np.random.default_rng(seed).permutation(len(hears))]
    assert best_channels(turned, most) == found
    by_greed = int(hears[list(greedy(hears, most))].any(axis=1).sum())
    assert (1 - 1 / np.e) * found.reached - 1e-9 <= by_greed <= found.reached
