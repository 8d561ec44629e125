"""Three stamps of an activity: the survey, the workshop, a group that asked; beside each other, never added."""

import re

from survey.store.base import Store
from survey.worker import run_once
from tests.dashboard.conftest import Enter, token_of
from tests.dashboard.test_hall import DOTS, HERE, evening

REQUESTS = "/inventory/lipovje/requests/new"


def asks(enter: Enter, store: Store, *activities: str, name: str = "Pensioners' club <i>", people: str = "146") -> None:
    client = enter()
    page = client.get(REQUESTS).text
    here = re.search(r'<option value="(\d+)"[^>]*>Ob Potoku', page)
    assert here
    said = {
        "name": name,
        "district_id": here[1],
        "activities": [*activities],
        "people": people,
        "asked_on": "2026-10-01",
    }
    assert client.post(REQUESTS, data={"csrf_token": token_of(page)} | said).status_code == 303
    run_once(store)


def part(page: str) -> str:
    return page.split('id="voices"')[1].split("</section>")[0] if 'id="voices"' in page else ""


def line(page: str, name: str) -> str:
    found = [one for one in part(page).split("<li>") if one.startswith(f"<b>{name}")]
    assert len(found) == 1, part(page)
    return found[0]


def test_a_group_is_one_request_however_many_people_it_has(enter: Enter, store: Store) -> None:
    desk = enter()
    before = desk.get(HERE).text
    assert part(before) == ""
    asks(enter, store, "exercise")
    asks(enter, store, "exercise", "choir_music", name="School", people="")
    asks(enter, store, "choir_music", name="SCHOOL")
    page = desk.get(HERE).text
    assert "2 groups asked for it" in line(page, "Gentle exercise")
    assert "Pensioners&#39; club &lt;i&gt; and School" in line(page, "Gentle exercise")
    assert "1 group asked for it" in line(page, "Singing and music")
    assert "146" not in part(page)
    wishes = slice(before.index('id="wishes"'), before.index('id="existing"'))
    assert page[page.index('id="wishes"') : page.index('id="existing"')] == before[wishes]


def test_the_stamps_of_survey_and_workshop_stand_beside_it(enter: Enter, store: Store) -> None:
    asks(enter, store, "exercise")
    evening(store, *DOTS, {"closed": True})
    page = enter().get(HERE).text
    assert all(said in line(page, "Gentle exercise") for said in ("in the survey", "in the workshop", "1 group asked"))
    assert "in the workshop" not in line(page, "Computer and phone help")
    assert part(page).count("in the survey</span>") == 5


def test_it_is_told_to_nobody_outside(enter: Enter, store: Store) -> None:
    asks(enter, store, "exercise", name="A club that told only us")
    for path in ("/", "/p/lipovje", "/p/lipovje/ob-potoku"):
        assert "told only us" not in enter("lipovje-facilitator").get(path).text
