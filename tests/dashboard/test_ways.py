"""Ways to answer, letters and doubtful answers at the desk: for whom, with which numbers."""

import re
import uuid

import pytest
from sqlalchemy import func, select

from survey.store.base import Store
from survey.store.districts import District
from survey.store.documents import Response
from survey.store.rounds import round_by_slug
from survey.store.ways import by_way
from tests.dashboard.conftest import Enter, token_of


def answered(store: Store) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).where(Response.state == "counted")) or 0


def test_everybody_finds_the_cards_that_are_theirs(enter: Enter, store: Store) -> None:
    lead = enter().get("/ways/lipovje").text
    assert 'href="/codes/lipovje"' in lead
    assert 'href="/doubtful/lipovje"' in lead
    assert f"<strong>{answered(store)} answers</strong>" in lead
    helper = enter("lipovje-facilitator")
    page = helper.get("/ways/lipovje").text
    assert "Open link" in page
    assert 'href="/codes/lipovje"' not in page
    for hidden in ("/codes/lipovje", "/doubtful/lipovje"):
        assert helper.get(hidden).status_code == 404
    for nobody in ("/ways/lipovje", "/codes/lipovje", "/doubtful/lipovje"):
        assert enter("lipovje-data").get(nobody).status_code == 404


def test_who_leads_a_district_counts_and_writes_only_there(enter: Enter, store: Store) -> None:
    town, district = enter(), enter("ob-potoku-lead")
    with store.read() as session:
        round_ = round_by_slug(session, "lipovje")
        mine = session.scalars(select(District).where(District.code == "ob-potoku")).all()
        assert round_ is not None
        here = sum(by_way(session, round_, mine).values())
    assert f"<strong>{here} answers</strong>" in district.get("/ways/lipovje").text
    form = {"letters": "1", "place": "", "language": "en"}
    made = town.post("/codes/lipovje", data={**form, "csrf_token": token_of(town.get("/codes/lipovje").text)})
    token = token_of(district.get("/codes/lipovje").text)
    refused = district.post("/codes/lipovje", data={**form, "csrf_token": token})
    assert refused.status_code == 422
    address = made.headers["Location"]
    for hidden in (address, f"{address}/print", f"{address}/codes.csv"):
        assert district.get(hidden).status_code == 404
    district.post("/codes/lipovje/access", data={"access": "code", "csrf_token": token})
    with store.read() as session:
        assert round_by_slug(session, "lipovje").access == "both"  # type: ignore[union-attr]


def test_the_lead_decides_between_two_answers_and_takes_it_back(enter: Enter, store: Store) -> None:
    client = enter()
    with store.write() as session:
        one, other = session.scalars(select(Response).where(Response.state == "counted").limit(2)).all()
        other.client_id, other.state = one.client_id, "flagged"
        ids = one.id, other.id
    assert "1 case waits for you." in client.get("/ways/lipovje").text
    page = client.get("/doubtful/lipovje").text
    sent = shown(page)
    assert client.post("/doubtful/lipovje", data={**sent, "chosen": str(uuid.uuid4())}).status_code == 404
    client.post("/doubtful/lipovje", data={**sent, "chosen": str(ids[1])})
    assert states(store, ids) == ["flagged", "counted"]
    late = client.post("/doubtful/lipovje", data={**sent, "chosen": str(ids[0])}, follow_redirects=True).text
    assert "Somebody has changed this in the meantime" in late
    assert states(store, ids) == ["flagged", "counted"]
    assert "Decided on" in late
    client.post("/doubtful/lipovje/undo", data=shown(late))
    assert states(store, ids) == ["counted", "flagged"]


def shown(page: str) -> dict[str, str]:
    """What the form of the first case sends along."""
    hidden = {name: re.findall(rf'name="{name}" value="([^"]+)"', page)[0] for name in ("case", "seen")}
    return {"csrf_token": token_of(page), **hidden}


def states(store: Store, ids: tuple[uuid.UUID, ...]) -> list[str]:
    with store.read() as session:
        return [session.get_one(Response, one).state for one in ids]


@pytest.mark.parametrize("page", ["/ways/lipovje", "/codes/lipovje", "/doubtful/lipovje"])
def test_pages_speak_every_language(enter: Enter, page: str) -> None:
    for language in ("sl", "hr"):
        assert enter(language=language).get(page).status_code == 200
