from math import isfinite

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.representation import (
    Notice,
    Representativity,
    dissimilarity,
    districts_unweighted,
    goodness_of_fit,
    notices,
    representation,
    representativity,
)
from tests.analysis.golden_extras import EXTRAS

FINE = Representativity(0.9, 0.2, 0, 0.0)
GROUPS = st.dictionaries(st.sampled_from("abcde"), st.integers(0, 50))


@pytest.mark.parametrize("pattern", EXTRAS.families)
def test_the_figures_of_base_r_are_met(pattern: str) -> None:
    times, where = EXTRAS.worst(pattern)
    assert times <= 1, where


def test_none_of_the_252_figures_is_left_out() -> None:
    assert sum(len(EXTRAS.gold[name]) for name in EXTRAS.covered(1e-4)) == 252


def test_what_is_not_known_is_said_for_each_group() -> None:
    table = representation({"a": 3, "x": 1}, {"a": 10, "b": None}).set_index("group")
    assert table["reason"].to_dict() == {"a": "no_census", "b": "no_census", "x": "no_census"}
    table = representation({"a": 3}, {"a": 10, "b": 0}).set_index("group")
    assert table["reason"].to_dict() == {"a": "", "b": "nobody_there"}
    assert set(representation({}, {"a": 10})["reason"]) == {"no_answers"}


def test_without_census_or_answers_there_is_no_measure() -> None:
    assert dissimilarity({"a": 1}, {"a": None}) is None
    assert dissimilarity({}, {}) is None
    assert goodness_of_fit({"a": 1}, {"a": 5}) is None
    assert goodness_of_fit({}, {"a": 5, "b": 5}) is None
    assert representativity({"a": 1}, {"a": None}).reason == "no_census"
    assert representativity({}, {"a": 5, "b": 5}).reason == "no_answers"


def test_empty_cells_count_only_where_people_live() -> None:
    found = representativity({"a": 2}, {"a": 80, "b": 20, "c": 0})
    assert (found.empty, found.empty_share) == (1, 0.2)


@given(GROUPS, st.dictionaries(st.sampled_from("abcde"), st.integers(0, 50) | st.none()))
def test_no_nan_leaves_whatever_the_numbers(answered: dict[str, int], lives: dict[str, int | None]) -> None:
    for row in representation(answered, lives).to_dict("records"):
        assert all(value is None or isinstance(value, str) or isfinite(value) for value in row.values())
        assert (row["index"] is None) == bool(row["reason"])
    found = representativity(answered, lives)
    assert (found.r is None) == (found.cv is None) == bool(found.reason)


@pytest.mark.parametrize(
    ("weights", "deff", "causes"),
    [
        ([1.0] * 9 + [9.0], 2.0, []),
        ([1.0] * 99 + [6.0], 2.0, ["largest_weight"]),
        ([1.0], 2.01, ["uneven_weights"]),
        ([], None, []),
    ],
)
def test_notices_of_weights_begin_beyond_the_threshold(weights: list[float], deff: float, causes: list[str]) -> None:
    assert [notice.cause for notice in notices({}, FINE, np.array(weights), deff)] == causes
    assert [notice.cause for notice in notices({}, FINE, dict(enumerate(weights)), deff)] == causes


@pytest.mark.parametrize(("share", "named"), [(0.05, False), (0.051, True), (None, False)])
def test_a_notice_of_empty_cells_begins_beyond_one_in_twenty(share: float | None, named: bool) -> None:
    assert bool(notices({}, Representativity(None, None, 1, share))) == named


def test_each_group_far_from_its_share_is_named() -> None:
    table = representation({"a": 49, "b": 1, "c": 50}, {"a": 20, "b": 30, "c": 50})
    assert notices({"age": table}, FINE) == (
        Notice("index_outside", 0.49 / 0.2, "a"),
        Notice("index_outside", 0.01 / 0.3, "b"),
    )
    assert not notices({"age": representation({"a": 2, "b": 8}, {"a": 4, "b": 6})}, FINE)


@pytest.mark.parametrize(("people", "named"), [(8, False), (9, True)])
def test_one_way_of_asking_is_named_beyond_four_fifths(people: int, named: bool) -> None:
    assert bool(notices({}, FINE, channels={"web": people, "paper": 10 - people})) == named
    assert not notices({}, FINE, channels={})


@pytest.mark.parametrize(
    ("deff", "empty", "cause"),
    [(3.0, 0.15, None), (3.1, 0.0, "uneven_weights"), (1.0, 0.16, "empty_cells"), (None, None, None)],
)
def test_districts_are_not_weighted_when_weights_or_gaps_are_too_large(deff, empty, cause) -> None:
    assert districts_unweighted(deff, empty) == cause
