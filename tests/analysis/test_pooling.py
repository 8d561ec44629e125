from math import isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.pooling import chance_ahead, chances_ahead, pooled, pooling_refused, posterior, prior

TEN = {f"D{n:02}": 10 + n for n in range(10)}
COUNTS = st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_pooling_is_for_the_towns_table_of_one_channel_and_many_districts() -> None:
    assert pooling_refused(TEN, channels=1) == ""
    assert pooling_refused(TEN, channels=1, whole_town=False) == "not_the_town"
    assert pooling_refused(TEN, channels=2) == "several_channels"
    assert pooling_refused(TEN, channels=0) == "several_channels"


@pytest.mark.parametrize(("districts", "refusal"), [(8, ""), (7, "few_districts")])
def test_only_districts_with_ten_answers_count(districts: int, refusal: str) -> None:
    answers = {f"big {n}": 10 for n in range(districts)} | {f"small {n}": 9 for n in range(5)}
    assert pooling_refused(answers, channels=1) == refusal


def test_few_districts_get_the_fixed_strength_and_it_is_said() -> None:
    found = prior({f"D{n}": (n, 20) for n in range(5)})
    assert (found.strength, found.reason) == (10, "few_districts")
    assert found.mean == pytest.approx(10.5 / 101)
    assert prior({f"D{n}": (3 * n, 20) for n in range(6)}).reason == ""


@pytest.mark.parametrize("counts", [(5, 20), (0, 20), (20, 20)])
def test_districts_that_are_all_alike_get_the_fixed_strength_and_it_is_said(counts: tuple[int, int]) -> None:
    found = prior({f"D{n}": counts for n in range(8)})
    assert (found.strength, found.reason) == (10, "at_bound")


def test_a_small_district_leans_on_the_others_more_than_a_large_one() -> None:
    table = pooled({**{f"D{n}": (4 * n, 40) for n in range(8)}, "tiny": (3, 3)}).set_index("district")
    assert table.loc["tiny", "estimate"] < 0.8
    assert table.loc["D7", "estimate"] == pytest.approx(0.7, abs=0.06)
    assert table.loc["tiny", "high"] - table.loc["tiny", "low"] > table.loc["D3", "high"] - table.loc["D3", "low"]


def test_nobody_anywhere_is_no_figure_with_a_reason() -> None:
    table = pooled({"a": (0, 0), "b": (0, 0)})
    assert table["estimate"].tolist() == [None, None]
    assert set(table["reason"]) == {"no_answers"}


@pytest.mark.parametrize(("yes", "n", "a", "b"), [(3, 2, 1, 1), (-1, 2, 1, 1), (1, 2, 0, 1), (1, 2, 1, -1)])
def test_impossible_counts_and_priors_are_refused(yes: int, n: int, a: float, b: float) -> None:
    with pytest.raises(ValueError, match="no posterior"):
        posterior(yes, n, a, b)


@pytest.mark.parametrize("districts", [{}, {"a": (3, 2)}, {"a": (0, 0)}])
def test_a_prior_needs_possible_counts(districts: dict[str, tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="0 to n"):
        prior(districts)


@settings(max_examples=30, deadline=None)
@given(st.lists(COUNTS, min_size=1, max_size=9))
def test_pooled_shares_are_always_within_their_range_and_never_nan(counts: list[tuple[int, int]]) -> None:
    for row in pooled({str(place): pair for place, pair in enumerate(counts)}).to_dict("records"):
        if row["reason"] != "no_answers":
            assert 0 <= row["low"] <= row["estimate"] <= row["high"] <= 1
        assert all(value is None or isinstance(value, str) or isfinite(value) for value in row.values())


@given(st.integers(0, 500), st.integers(0, 500))
def test_one_of_two_is_ahead(one: int, other: int) -> None:
    assert chance_ahead(one, other) + chance_ahead(other, one) == pytest.approx(1)
    assert (chance_ahead(one, other) > 0.5) == (one > other) or one == other


def test_all_pairs_at_once() -> None:
    table = chances_ahead([5, 9])
    assert table[0][0] == pytest.approx(0.5)
    assert table[1][0] == chance_ahead(9, 5)
    with pytest.raises(ValueError, match="fewer than none"):
        chance_ahead(-1, 2)
