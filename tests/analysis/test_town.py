"""A town's figure: each district by its people, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.town import town_share


def test_a_large_district_that_answered_little_counts_as_large_as_it_is() -> None:
    found = town_share({"a": (30, 100), "b": (24, 30)}, {"a": 1000, "b": 3000})
    assert (found.yes, found.n, found.reason) == (54, 130, "")
    assert found.share == pytest.approx(0.675)


@pytest.mark.parametrize(
    ("districts", "people", "reason"),
    [
        ({"a": (30, 100), "b": (9, 29)}, {"a": 1000, "b": 3000}, "few_answers"),
        ({"a": (30, 100)}, {"a": 1000, "b": 3000}, "few_answers"),
        ({"a": (30, 100), "b": (9, 30)}, {"a": 1000, "b": None}, "people_unknown"),
        ({}, {}, "few_answers"),
    ],
)
def test_without_enough_of_every_district_there_is_only_the_count(
    districts: dict[str, tuple[int, int]], people: dict[str, int | None], reason: str
) -> None:
    found = town_share(districts, people)
    assert (found.share, found.reason) == (None, reason)
    assert found.n == sum(n for _, n in districts.values())


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(30, 90), st.integers(1, 9999)), min_size=1, max_size=8))
def test_the_share_lies_among_those_of_the_districts(rows: list[tuple[int, int, int]]) -> None:
    districts = {str(at): (yes, n) for at, (yes, n, _) in enumerate(rows)}
    found = town_share(districts, {str(at): count for at, (_, _, count) in enumerate(rows)})
    shares = [yes / n for yes, n, _ in rows]
    assert found.share is not None
    assert min(shares) - 1e-9 <= found.share <= max(shares) + 1e-9
