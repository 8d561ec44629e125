import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.codebook import Codebook
from analysis.cube import Cube
from analysis.rounds import changed, comparable
from tests.analysis.places import Cell


def asked(web: int, paper: int, young: int, old: int, round_: int = 1, unsaid: int = 0) -> Cube:
    """One round of a place: ways of asking and ages, each counted for itself."""
    people = ["a15_29"] * young + ["a65_74"] * old + ["na"] * unsaid
    ways = ["web"] * web + ["paper"] * paper
    cells = [Cell(round_, "polje", way, "open", age, "f", 1) for way, age in zip(ways, people, strict=True)]
    return Cube.from_rows([], cells, Codebook())


def test_the_same_way_and_ages_may_be_compared_and_are_probably_partly_the_same_people() -> None:
    found = comparable(asked(50, 50, 30, 70), asked(40, 60, 40, 60, 2))
    assert bool(found)
    assert found.partly_same_people
    assert [(m.dimension, m.group, round(m.by, 2)) for m in found.moved] == [
        ("channel", "paper", 0.1),
        ("age", "up_to_29", 0.1),
    ]


def test_more_than_ten_points_of_another_way_or_age_refuse_the_comparison() -> None:
    assert comparable(asked(50, 50, 30, 70), asked(39, 61, 30, 70, 2)).reasons == ("way_of_asking",)
    assert comparable(asked(50, 50, 30, 70), asked(50, 50, 41, 59, 2)).reasons == ("age_mix",)
    both = comparable(asked(50, 50, 30, 70), asked(90, 10, 80, 20, 2))
    assert both.reasons == ("way_of_asking", "age_mix")


def test_few_answers_and_unknown_ages_refuse_it_too() -> None:
    assert comparable(asked(15, 14, 10, 19), asked(15, 15, 10, 20, 2)).reasons == ("too_few",)
    assert comparable(asked(50, 50, 0, 0, unsaid=100), asked(50, 50, 30, 70, 2)).reasons == ("age_unknown",)
    assert comparable(asked(0, 0, 0, 0), asked(0, 0, 0, 0, 2)).reasons == ("too_few", "age_unknown")


ALIKE = comparable(asked(50, 50, 30, 70), asked(50, 50, 30, 70, 2))


def test_the_range_of_a_difference_is_the_published_one() -> None:
    """Newcombe 1998, table II, example (a): 56/70 and 48/80, difference 0.2, 0.0524 to 0.3339 (method 10)."""
    found = changed((48, 80), (56, 70), ALIKE)
    assert found.difference == pytest.approx(0.2)
    assert (found.low, found.high) == (pytest.approx(0.0524, abs=5e-5), pytest.approx(0.3339, abs=5e-5))
    assert found.verdict == "more"
    assert changed((56, 70), (48, 80), ALIKE).verdict == "fewer"
    assert changed((30, 100), (34, 100), ALIKE).verdict == "cannot_tell"


def test_refused_means_no_difference_at_all() -> None:
    unlike = comparable(asked(50, 50, 30, 70), asked(90, 10, 30, 70, 2))
    found = changed((10, 100), (90, 100), unlike)
    assert (found.verdict, found.difference, found.low, found.reasons) == ("refused", None, None, ("way_of_asking",))
    assert changed((10, 100), (90, 100), ALIKE, same_item=False).reasons == ("other_question",)
    assert changed((0, 0), (9, 100), ALIKE).reasons == ("no_answers",)


shares = st.integers(1, 60).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@settings(max_examples=40)
@given(shares, shares)
def test_a_change_seen_backwards_is_its_opposite(before: tuple[int, int], after: tuple[int, int]) -> None:
    there, back = changed(before, after, ALIKE), changed(after, before, ALIKE)
    assert there.difference is not None
    assert there.low is not None
    assert there.high is not None
    assert back.difference == pytest.approx(-there.difference)
    assert (back.low, back.high) == (pytest.approx(-there.high), pytest.approx(-there.low))
    assert -1 - 1e-9 <= there.low <= there.difference <= there.high <= 1 + 1e-9
