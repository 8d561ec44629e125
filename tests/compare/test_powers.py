"""The four powers of a district, in sentences with counts."""

import re
from typing import Any

from survey.sentences.powers import profile
from survey.store.base import Store
from tests.dashboard.conftest import Enter
from tests.dashboard.test_cost import ANSWERS, MOST_QUERIES, statements
from tests.dashboard.test_pages import words_of

PATH = "/compare/lipovje/powers"


def said(**of: Any) -> str:
    powers = {"choices": 0, "wanted": {}, "hours": 0, "offered": {}, "unclocked": 0, **of}
    return " ".join(profile("breg", "Breg", {"powers": powers}).said)  # type: ignore[arg-type]


def test_hours_that_go_one_way_are_named() -> None:
    text = said(hours=100, offered={"S": 80, "Z": 20}, choices=40, wanted={"S": 10, "I": 30})
    assert "*Nearly all hours go one way*: being together." in text
    assert "Wanted, but without a single hour: *being informed*." in text
    assert "go one way" not in said(hours=100, offered={"S": 79, "Z": 21})


def test_too_few_answers_show_no_choice_and_unknown_hours_are_said() -> None:
    text = said(unclocked=2)
    assert "What people choose: too few to show." in text
    assert "Nothing runs of which the hours are known." in text
    assert "Of 2 activities that run the hours are not known." in text
    assert profile("breg", "Breg", None).bars == ()


def test_choices_of_all_powers_add_up(enter: Enter, store: Store) -> None:
    client = enter()
    page = client.get(PATH).text
    polje = re.search(r'<section class="sec" id="polje">.*?</section>', page, re.DOTALL)
    assert polje
    text = words_of(polje[0])
    whole, parts = re.search(r"made (\d+) choices: (.*?)\.(?=[A-Z ])", text).groups()  # type: ignore[union-attr]
    assert sum(float(n) for n in re.findall(r"\(([\d.]+)\)", parts)) == float(whole)
    with statements(store) as asked:
        client.get(PATH)
    assert 0 < len(asked) <= MOST_QUERIES
    assert [statement for statement in asked if ANSWERS.search(statement)] == []
    assert re.findall(r'id="([a-z-]+)">\n<div><h2>', enter("ob-potoku-lead").get(PATH).text) == ["ob-potoku"]
