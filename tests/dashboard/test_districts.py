"""All districts in one table: sorted by links, how far each is, and when its residents were last told the results."""

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, select

from survey.sentences import districts as table
from survey.sentences.districts import Told
from survey.store.base import Store
from survey.store.became import BecameTopic
from survey.store.districts import District
from survey.store.releases import Feedback, release
from survey.store.rounds import Round
from survey.store.snapshots import Snapshot
from survey.web.dashboard.order import letters, ordered
from tests.dashboard.conftest import Enter
from tests.dashboard.test_pages import words_of

TOLD = datetime(2026, 11, 20, 9, tzinfo=UTC)


def rows(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/lead/lipovje/([a-z-]+)"', page)


def heads(page: str) -> list[str]:
    return re.findall(r'<th scope="col"[^>]*><a href="([^"]+)"', page)


@pytest.fixture
def told(store: Store) -> None:
    """Everybody but Podgorica has been told the results, and nobody what became of them."""
    with store.write() as session:
        session.execute(delete(BecameTopic))
        asked = session.scalars(select(Round)).one()
        places = [{"districts": ["polje", "ob-potoku"]}, {"districts": ["stara-zaga", "zgornje-lipovje"]}]
        release(session, asked, [], None, document={"places": places}, basis={}, now=TOLD)


def test_each_head_is_a_link_that_sorts_and_then_turns_the_order_round(enter: Enter) -> None:
    client = enter()
    for href in heads(client.get("/lead/lipovje").text):
        sorted_ = client.get(href).text
        assert len(re.findall(r"aria-sort=", sorted_)) == 1
        turned = next(link for link in heads(sorted_) if link.replace("-", "") == href.replace("-", ""))
        one, other = rows(sorted_), rows(client.get(turned).text)
        assert sorted(one) == sorted(other)
        assert one[-1] == other[-1] == "outside"
    by_name = rows(client.get("/lead/lipovje?order=name").text)
    assert by_name == ["ob-potoku", "podgorica", "polje", "stara-zaga", "zgornje-lipovje", "outside"]
    assert rows(client.get("/lead/lipovje?order=-name").text)[:2] == ["zgornje-lipovje", "stara-zaga"]


@pytest.mark.parametrize("order", ["", "-", "colour", "-answers'", "%00", "name&order=x"])
def test_an_order_that_does_not_exist_is_the_usual_one(enter: Enter, order: str) -> None:
    answer = enter().get(f"/lead/lipovje?order={order}")
    assert answer.status_code == 200
    assert len(rows(answer.text)) == 6


def test_letters_of_slovenian_names_stand_where_a_dictionary_has_them() -> None:
    assert sorted(["Škofja", "Zg", "Čirče", "Sava", "Center", "Drulovka"], key=letters) == [
        "Center", "Čirče", "Drulovka", "Sava", "Škofja", "Zg",
    ]  # fmt: skip


def test_how_far_each_district_is_and_when_its_people_were_told(enter: Enter, told: None) -> None:
    client = enter()
    text = words_of(client.get("/lead/lipovje").text)
    assert text.count("Results given to residents") == 4
    assert text.count("20 November") == 4
    assert "Collecting answers not told yet" in text
    assert rows(client.get("/lead/lipovje?order=told").text)[:1] == ["podgorica"]
    assert "Residents were last told the results on 20 November" in words_of(client.get("/lead/lipovje/polje").text)
    assert "have not been told any results yet" in words_of(client.get("/lead/lipovje/podgorica").text)


def stage(answers: int, state: str, feedback: Feedback | None) -> str:
    asked = Round(id=1, assessment_id=1, slug="r", name={}, state=state)
    place = District(id=1, assessment_id=1, code="breg", name="Breg", outside=False)
    figures = {"answers": answers, "people": None, "need": None, "missing": []}
    found = {1: Snapshot(figures=figures, answers=answers)} if answers else {}
    (line,) = table.lines((place,), found, Told(asked, (feedback,) if feedback else ()))  # type: ignore[arg-type]
    return line.stage.code


def test_the_stage_of_the_work_follows_from_facts() -> None:
    other = Feedback(2, 1, TOLD, frozenset({"breg"}))
    mine = Feedback(1, 1, TOLD, frozenset({"breg"}))
    elsewhere = Feedback(1, 1, TOLD, frozenset({"gaj"}))
    assert [stage(n, "open", None) for n in (0, 1, 9, 10)] == ["set_up", "collecting", "collecting", "readable"]
    assert stage(40, "closed", other) == stage(0, "closed", elsewhere) == "ended"
    assert stage(40, "open", mine) == "released"


def test_forty_districts_are_named_shortly_and_stay_a_table() -> None:
    asked = Round(id=1, assessment_id=1, slug="r", name={}, state="open")
    places = tuple(District(id=n, assessment_id=1, code=f"d{n}", name=f"Naselje {n}", outside=False) for n in range(40))
    lines = table.lines(places, {}, Told(asked))
    (said,) = table.headline(lines)
    assert said.count("*") == 12
    assert "34 more districts" in said
    assert len(ordered(lines, "-need")) == 40
