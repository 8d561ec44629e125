"""A workshop is copied to the next district: its plan, without its place and day and without what was counted."""

import re
import uuid
from datetime import timedelta
from types import SimpleNamespace

import pytest

from survey.clock import today
from survey.web.workshops.agendas import ours
from tests.web.planners import Planner, came, place
from tests.web.typists import staff


@pytest.fixture
def lead(town: SimpleNamespace, app) -> Planner:
    staff(town.store, "lea", role="lead")
    return Planner(app, "lea")


def value(page: str, name: str) -> str:
    found = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    assert found, name
    said = re.search(r'value="([^"]*)"', found[0])
    return said[1] if said else ""


def chosen(page: str, name: str) -> set[str]:
    fields = re.findall(rf'<input[^>]*name="{name}"[^>]*>', page)
    return {said[1] for one in fields if "checked" in one and (said := re.search(r'value="([^"]*)"', one))}


def test_the_plan_goes_on_to_the_next_district_and_nothing_that_was_counted(lead: Planner) -> None:
    agenda = list(ours())[1]
    key = lead.plan(agenda=agenda, rehearsal="1")
    came(lead.store, key, "a65p")
    assert f"/workshops/walk/new?like={key}" in lead.get(f"/{key}").text
    page = lead.get(f"/new?like={key}").text
    assert "Nothing that was counted or written down is copied." in page
    assert (value(page, "day"), value(page, "room"), value(page, "recorder")) == ("", "", "")
    assert f'value="{place(lead.store)}" selected' not in page
    assert chosen(page, "district_id") == set()
    assert value(page, "begins") == "18:00"
    assert (chosen(page, "groups"), chosen(page, "organisations")) == ({"young", "older"}, {"school"})
    assert (chosen(page, "ways"), chosen(page, "agenda")) == ({"leaflet"}, {agenda})
    assert "1" not in chosen(page, "rehearsal")


def test_what_was_taken_over_becomes_a_plan_of_its_own(lead: Planner) -> None:
    key = lead.plan()
    other, day = place(lead.store, "podgorica"), (today() + timedelta(days=30)).isoformat()
    typed = lead.typed(district_id=other, day=day, room="School", recorder="")
    assert lead.post(f"/new?like={key}", **typed).status_code == 303
    made = lead.workshop(uuid.UUID(lead.page.headers["Location"].rpartition("/")[2]))
    assert (made.id != key, str(made.district_id), made.room) == (True, other, "School")
    assert lead.workshop(key).room == "Fire station"


def test_nobody_copies_what_they_cannot_see(lead: Planner, app) -> None:
    staff(lead.store, "boris", place="podgorica")
    key = lead.plan()
    assert Planner(app, "boris").get(f"/new?like={key}").status_code == 404
    assert lead.get("/new?like=nonsense").status_code == 200
    assert lead.post(f"/{key}/delete", page=f"/{key}/delete").status_code in (302, 303)
    assert lead.get(f"/new?like={key}").status_code == 404
