from typing import NamedTuple

import pytest

from analysis.codebook import Codebook
from analysis.cube import Cube
from analysis.weighted import Weighted
from analysis.weighting import Refusal, weighting_for
from tests.analysis.places import Cell


class Lives(NamedTuple):
    age: str
    gender: str
    n: int | None


AGES = ("a15_29", "a30_44", "a65_74")
CENSUS = [Lives(age, gender, 100) for age in AGES for gender in "fm"]


def answered(*groups: tuple[str, str, int], district: str = "polje") -> Cube:
    cells = [Cell(1, district, "web", "open", age, gender, n) for age, gender, n in groups]
    return Cube.from_rows([], cells, Codebook())


def everybody(n: int) -> list[tuple[str, str, int]]:
    return [(age, gender, n) for age in AGES for gender in "fm"]


def test_enough_people_of_every_kind_are_weighted_to_the_census() -> None:
    found = weighting_for(answered(*everybody(10), ("a30_44", "f", 40)), CENSUS)
    assert isinstance(found, Weighted)
    women = found.cells["gender"] == "f"
    assert found.weights[women] @ found.people[women] == pytest.approx(300)


@pytest.mark.parametrize("n", [8, 9])
def test_under_fifty_answers_nobody_is_weighted(n: int) -> None:
    found = weighting_for(answered(*everybody(n)), CENSUS)
    assert (found == Refusal("few_answers", "48")) == (n == 8)


def test_ages_with_few_answers_are_merged_with_their_neighbour() -> None:
    few_young = [("a15_29", "f", 4), ("a30_44", "f", 30), ("a30_44", "m", 10), ("a65_74", "m", 10)]
    found = weighting_for(answered(*few_young), CENSUS)
    assert isinstance(found, Weighted)
    assert len(set(found.calibration[0])) == 2


def test_what_cannot_be_merged_is_refused_by_name() -> None:
    assert weighting_for(answered(*[(age, "f", 20) for age in AGES]), CENSUS) == Refusal(
        "few_in_category", "gender = m"
    )
    one_age = answered(("a30_44", "f", 30), ("a30_44", "m", 30), ("a65_74", "m", 3))
    assert weighting_for(one_age, CENSUS) == Refusal("few_in_category", "age = up_to_29")


@pytest.mark.parametrize("census", [[], [*CENSUS[1:], Lives("a15_29", "f", None)]])
def test_an_unknown_census_is_refused_by_name(census: list[Lives]) -> None:
    found = weighting_for(answered(*everybody(10)), census)
    assert isinstance(found, Refusal)
    assert found.reason == "no_census"


def test_who_does_not_say_stays_in_and_children_do_not_count() -> None:
    unsaid = answered(*everybody(10), ("", "f", 6), ("a30_44", "x", 6))
    children = [Lives("a0_14", gender, 5000 if gender == "f" else 1) for gender in "fm"]
    found = weighting_for(unsaid, [*CENSUS, *children])
    assert isinstance(found, Weighted)
    assert found.people.sum() == 72
    assert found.weights @ found.people == pytest.approx(600)
    stated = (found.cells["gender"] == "f") | (found.cells["gender"] == "m")
    women = found.cells["gender"] == "f"
    assert found.weights[women] @ found.people[women] == pytest.approx(found.weights[stated] @ found.people[stated] / 2)


@pytest.mark.parametrize(("n", "margins"), [(5, 3), (4, 2)])
def test_districts_are_a_margin_only_when_each_has_thirty_answers(n: int, margins: int) -> None:
    cells = [
        Cell(1, place, "web", "open", a, g, k) for place, k in (("polje", 10), ("breg", n)) for a, g, _ in everybody(k)
    ]
    found = weighting_for(Cube.from_rows([], cells, Codebook()), CENSUS, {"polje": 400, "breg": 200})
    assert isinstance(found, Weighted)
    assert len(found.calibration) == margins


def test_margins_that_no_weights_can_meet_are_refused() -> None:
    no_old_men_nor_young_women = answered(("a15_29", "m", 20), ("a30_44", "m", 20), ("a65_74", "f", 20))
    assert weighting_for(no_old_men_nor_young_women, CENSUS) == Refusal("not_reached", "age × gender")
