"""Invented places of 7, 14, 40, 61 and 600 people, each with what its page must say in `data/pages/`."""

import pytest

from tests.analysis.district import DATA
from tests.analysis.invented import CENSUS, PLACES, place
from tests.analysis.page_in_words import page


@pytest.mark.parametrize("people", PLACES)
def test_the_page_says_what_is_written_down(people: int) -> None:
    expected = (DATA / "pages" / f"{people}.txt").read_text().splitlines()
    assert page(place(people), CENSUS) == expected


@pytest.mark.parametrize("people", PLACES)
def test_the_invented_people_are_as_many_as_their_numbers_say(people: int) -> None:
    numbers, found = PLACES[people], place(people)
    assert len(found.people) == people == sum(numbers.intents.values())
    assert found.cube.people("age") == numbers.ages
    assert found.cube.people("channel") == numbers.channels
    picked = sorted((row["picked"] for row in found.demand.table.to_dict("records")), reverse=True)
    assert picked == sorted((n for n in numbers.wishes if n), reverse=True)
    assert max(len(person["picks"].split()) for person in found.people) <= 5
