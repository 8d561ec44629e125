"""Let us try it once: one evening with a room, somebody who leads it, a poster, and a few questions at the door."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from survey.clock import today
from survey.store import tally
from survey.store.districts import District
from survey.store.documents import Response
from survey.store.offerings import Room
from survey.store.rounds import Round, open_rounds
from survey.store.tryouts import Tryout
from tests.pages import LookingClient
from tests.web.conftest import Resident
from tests.web.planners import Planner, place
from tests.web.test_workshop_protocol import ana
from tests.web.typists import staff

__all__ = ["ana"]
NEW = "/tryouts/new"


def typed(ana: Planner, **more: Any) -> dict[str, Any]:
    usual = {
        "activity": "board_games", "district_id": place(ana.store), "day": today().isoformat(), "begins": "18.30",
        "room": "Fire station <1>", "who": "Ana from the choir",
    }  # fmt: skip
    return usual | more


def planned(ana: Planner, **more: Any) -> uuid.UUID:
    assert ana.post(NEW, **typed(ana, **more)).status_code == 303, ana.page.text
    return uuid.UUID(ana.page.headers["Location"].rpartition("/")[2])


def feedback(ana: Planner, key: uuid.UUID) -> Round:
    with ana.store.read() as session:
        return session.get_one(Round, session.get_one(Tryout, key).feedback_id)


def answer(app: Flask, slug: str, how: str, again: str) -> None:
    """Somebody at the door, with a phone of their own and without a script."""
    app.test_client_class = LookingClient
    guest = Resident(app.test_client(), f"/s/{slug}")
    guest.press(q_f1=how, q_f2="yes")
    guest.press(q_f4=again)
    guest.press("send")
    assert "receipt" in guest.page.text


def test_a_tryout_has_all_that_people_have_to_know_on_its_poster(ana: Planner) -> None:
    key = planned(ana)
    for path in (f"/tryouts/{key}", f"/tryouts/{key}/poster", ""):
        page = ana.get(path).text
        assert "Fire station &lt;1&gt;" in page
        assert "18:30" in page
    poster = ana.get(f"/tryouts/{key}/poster").text
    assert "Ana from the choir" in poster
    assert f"/s/{feedback(ana, key).slug}" in poster
    assert poster.count('class="sheet-a3') == 2


@pytest.mark.parametrize(
    ("field", "said"),
    [("activity", ""), ("activity", "not_a_code"), ("district_id", "999"), ("day", "2001-01-01"), ("begins", "25:00"),
     ("begins", ""), ("room", " "), ("who", ""), ("who", "x" * 61)],
)  # fmt: skip
def test_what_is_missing_or_wrong_is_said_and_nothing_typed_is_lost(ana: Planner, field: str, said: str) -> None:
    page = ana.post(NEW, **typed(ana, **{field: said}))
    assert page.status_code == 422
    assert f'href="#{field}"' in page.text
    assert "Nothing was saved yet" in page.text
    assert field == "room" or "Fire station &lt;1&gt;" in page.text
    with ana.store.read() as session:
        assert session.scalars(select(Tryout)).all() == []
        assert session.scalars(select(Round).where(Round.aside)).all() == []


def test_what_people_say_at_the_door_is_told_from_five_on_and_never_beside_the_survey(ana: Planner, app: Flask) -> None:
    staff(ana.store, "lea", role="lead", place="polje")
    lea, key = Planner(app, "lea"), planned(ana)
    asked = feedback(ana, key)
    for n in range(4):
        answer(app, asked.slug, "5", "bring" if n else "yes")
    with ana.store.write() as session:
        tally.fold(session)
    page = lea.get(f"/tryouts/{key}").text
    assert "4 people have answered." in page
    assert "from 5 answers on" in page
    assert "I would bring somebody" not in page
    answer(app, asked.slug, "3", "no")
    with ana.store.write() as session:
        tally.fold(session)
    page = lea.get(f"/tryouts/{key}").text
    table = re.findall(r'<th scope="row"><bdi>([^<]+)</bdi></th><td class="num"><b>(\d+)</b>', page)
    assert ("5 – very good", "4") in table
    assert ("3 – so-so", "1") in table
    assert ("yes, and I would bring somebody", "3") in table
    with ana.store.read() as session:
        where = session.scalars(select(District.code).join(Response, Response.district_id == District.id)).all()
        assert where.count("polje") == 5
        assert asked.slug not in {one.slug for one in open_rounds(session)}
    assert asked.slug not in lea.client.get("/").text
    assert asked.slug not in lea.client.get("/lead/walk").text


def test_a_tryout_that_is_moved_or_called_off_takes_its_questions_with_it(ana: Planner, app: Flask) -> None:
    key = planned(ana)
    later = today() + timedelta(days=9)
    assert ana.post(f"/tryouts/{key}/change", **typed(ana, day=later.isoformat(), room="School")).status_code == 303
    asked = feedback(ana, key)
    assert (asked.opens, asked.closes) == (later, later + timedelta(days=7))
    assert "School" in ana.get(f"/tryouts/{key}/poster").text
    page = f"/tryouts/{key}"
    assert ana.post(f"{page}/off", page=page, off="1").status_code == 303
    assert feedback(ana, key).state == "closed"
    assert "called off" in ana.get("").text
    assert ana.post(f"{page}/off", page=page, off="0").status_code == 303
    assert feedback(ana, key).state == "open"


def test_the_page_begins_with_what_somebody_came_from_and_with_what_the_lists_know(ana: Planner) -> None:
    page = ana.get(f"{NEW}?district=polje&activity=board_games").text
    assert re.search(r'<option value="board_games" selected>', page)
    assert "No room is on the list here." in page
    assert "Nobody has offered this yet." in page
    with ana.store.write() as session:
        session.add(
            Room(
                district_id=int(place(ana.store)),
                name="Hall <2>",
                hours={"mon": [["17:00", "20:00"]]},
                state="confirmed",
            )
        )
    page = ana.get(f"{NEW}?district=polje&activity=board_games").text
    assert "Hall &lt;2&gt;" in page
    assert "Monday 17:00" in page
    assert "No room is on the list here." not in page


def test_of_another_district_nobody_sees_a_tryout_or_plans_one(ana: Planner, app: Flask) -> None:
    key = planned(ana)
    tone = Planner(app, "tone")
    for path in ("", "/poster", "/change"):
        assert tone.get(f"/tryouts/{key}{path}").status_code == 404
    assert "Fire station" not in tone.get("").text
    assert tone.post(NEW, **typed(ana)).status_code == 422
    assert app.test_client().get(f"/workshops/walk/tryouts/{key}").status_code in (302, 303, 401, 404)


def test_who_does_not_lead_the_district_sees_how_many_and_no_answers(ana: Planner, app: Flask) -> None:
    key = planned(ana)
    for _person in range(5):
        answer(app, feedback(ana, key).slug, "5", "yes")
    with ana.store.write() as session:
        tally.fold(session)
    page = ana.get(f"/tryouts/{key}").text
    assert "5 people have answered." in page
    assert "is shown to whoever leads the district" in page
    assert "very good" not in page
