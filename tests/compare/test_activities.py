"""One activity over all districts: wanted, offered, both or neither, with the lists that its numbers open."""

import re

import pytest

from survey.figures import Live
from survey.sentences.everywhere import STATES, state
from survey.store.base import Store
from tests.dashboard.conftest import Enter
from tests.dashboard.test_cost import ANSWERS, MOST_QUERIES, statements
from tests.dashboard.test_pages import words_of

CHOIR = "/compare/lipovje/activity/digital_help"


def district(page: str, name: str) -> str:
    return words_of(next(row for row in re.findall(r"<tr>.*?</tr>", page, re.DOTALL) if name in row))


def a_place(base: int, picked: int, wanted: bool, running: bool) -> Live:
    rows = [{"code": "choir", "picked": picked, "wanted": wanted, "goes": 0}] if base >= 5 else []
    offerings = [{"name": {"en": "Choir"}, "activities": ["choir"], "state": "running" if running else "planned"}]
    return {"wishes": {"rows": rows}, "inventory": {"offerings": offerings, "offers": []}}  # type: ignore[return-value]


def test_wanted_offered_both_neither_and_not_known() -> None:
    assert state(a_place(60, 30, True, True), "choir") == "both"
    assert state(a_place(60, 30, True, False), "choir") == "wanted"
    assert state(a_place(60, 2, False, True), "choir") == "offered"
    assert state(a_place(60, 2, False, False), "choir") == "neither"
    assert state(a_place(4, 4, True, True), "choir") == state(None, "choir") == "unknown"
    assert state(a_place(60, 30, True, True), "walks") == "unknown"


def test_the_page_says_the_same_counts_as_the_districts_own(enter: Enter) -> None:
    client = enter()
    page = client.get(CHOIR).text
    picked = re.search(r'<a href="(/lead/lipovje/polje#[^"]+)">(\d+) of (\d+) \(\d+%\)</a>', page)
    assert picked
    own = client.get("/lead/lipovje/polje").text
    assert f'id="{picked[1].partition("#")[2]}"' in own
    assert f"{picked[2]} of {picked[3]} people would come." in words_of(own)
    assert "Help with your phone" in district(page, "Polje")
    assert "Wanted and offered: Polje" in words_of(page)


def test_a_wish_on_a_districts_page_leads_to_its_activity(enter: Enter) -> None:
    page = enter().get("/lead/lipovje/polje").text
    assert page.count(f'href="{CHOIR}"') >= 2


def test_the_list_counts_every_district_once(enter: Enter) -> None:
    page = enter().get("/compare/lipovje/activities").text
    rows = re.findall(r'<tr><th scope="row"><a href="([^"]+)">.*?</tr>', page, re.DOTALL)
    assert CHOIR in rows
    for row in re.findall(r'<tr><th scope="row">.*?</tr>', page, re.DOTALL):
        numbers = [int(n) for n in re.findall(r'<td class="num[^"]*"[^>]*>(\d+)</td>', row)]
        assert len(numbers) == len(STATES)
        assert sum(numbers) == 5


def test_a_lead_of_one_district_reads_only_that_one(enter: Enter) -> None:
    page = enter("ob-potoku-lead").get(CHOIR).text
    assert re.findall(r'<tr><th scope="row"><a href="/lead/lipovje/([a-z-]+)"', page) == ["ob-potoku"]


@pytest.mark.parametrize("code", ["chess_in_the_park", "..", "%00", "other"])
def test_an_activity_that_nobody_knows_does_not_exist(enter: Enter, code: str) -> None:
    assert enter().get(f"/compare/lipovje/activity/{code}").status_code == 404


@pytest.mark.parametrize("path", [CHOIR, "/compare/lipovje/activities"])
def test_it_costs_a_few_questions_and_no_answer(enter: Enter, store: Store, path: str) -> None:
    client = enter(language="sl")
    client.get(path)
    with statements(store) as asked:
        assert client.get(path).status_code == 200
    assert 0 < len(asked) <= MOST_QUERIES
    assert [statement for statement in asked if ANSWERS.search(statement)] == []
