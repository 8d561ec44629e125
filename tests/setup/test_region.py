"""Towns of one region side by side: only for who leads all of each, and only what all of them ask."""

from typing import Any

import pytest

from survey.figures import FORMAT
from survey.questionnaire.load import load
from survey.store.accounts import grant, user_named
from survey.store.base import Store
from survey.store.districts import assessment
from survey.store.edits import last, take_back
from survey.store.founding import Project, found, set_districts
from survey.store.rounds import Round, publish, round_by_slug
from survey.store.snapshots import put_snapshot
from tests.dashboard.test_pages import words_of
from tests.inventory.conftest import SURVEY
from tests.manage.conftest import person
from tests.opened import Enter
from tests.setup.conftest import send

NOBODY: list[dict[str, Any]] = []


def row(what: str, n: int, base: int) -> dict[str, Any]:
    return {"what": what, "n": n, "base": base, "weighted": None, "reason": "few_answers"}


def town(store: Store, name: str, region: str, rows: list[dict[str, Any]], answers: int = 0) -> Round:
    """A town that has asked, and what the worker has counted there."""
    with store.write() as session:
        made = found(session, Project(name, {"en": name}, region=region))
        here = assessment(session, made.slug)
        assert here
        set_districts(session, here, ["Breg"])
        publish(session, made, load(SURVEY))
        made.state = "open"
        if answers:
            figures = {"format": FORMAT, "charts": {}, "between": {}, "answers": answers, "rows": rows}
            put_snapshot(session, made, None, "live", answers=answers, figures=figures)
    return made


@pytest.fixture
def three(store: Store) -> None:
    town(store, "Zgornje", "Gorenjska", [row("regulars", 20, 40), row("activity:choir_music", 8, 35)], 41)
    town(store, "Srednje", "gorenjska", [row("regulars", 3, 10), row("activity:x_bees", 9, 10)], 12)
    town(store, "Spodnje", "Gorenjska", NOBODY)
    town(store, "Daleč", "Istra", [row("regulars", 40, 40)], 50)


def test_a_region_adds_up_its_towns_and_names_who_is_not_there_yet(enter: Enter, three: None) -> None:
    page = words_of(enter().get("/compare/zgornje/region").text)
    assert "53 people have answered in 2 towns." in page
    assert "every month23 of 50 (46%)3 of 1020 of 40 (50%)" in page
    assert "Singing and music8 of 35 (23%)not asked, or too few to show8 of 35 (23%)" in page
    assert "Not here yet, because nothing has been counted: Spodnje." in page
    assert "x_bees" not in page
    assert "Daleč" not in page


def test_a_region_is_there_only_for_who_leads_all_of_two_of_its_towns(enter: Enter, store: Store, three: None) -> None:
    with store.write() as session:
        one = person(session, "one")
        grant(session, one, "lead", assessment(session, "zgornje"))
    client = enter("one")
    assert client.get("/compare/zgornje/region").status_code == 404
    assert "/region" not in client.get("/compare/zgornje/town").text
    with store.write() as session:
        known = user_named(session, "one")
        assert known
        grant(session, known, "lead", assessment(session, "srednje"))
    page = client.get("/compare/zgornje/region").text
    assert "Srednje" in page
    assert "Spodnje" not in page
    assert client.get("/compare/dalec/region").status_code == 404
    assert 'href="/compare/zgornje/region"' in client.get("/compare/zgornje/town").text


def test_the_region_is_typed_with_the_project_and_can_be_taken_back(enter: Enter, store: Store, three: None) -> None:
    client = enter()
    typed = {"town": "Zgornje", "name_en": "Ours", "minimum_age": "15", "legal_basis": "consent", "region": " Dolina "}
    assert send(client, "/setup/zgornje/project", **typed).status_code == 302
    assert 'value="Dolina"' in client.get("/setup/zgornje/project").text
    with store.write() as session:
        round_ = round_by_slug(session, "zgornje")
        assert round_
        edit = last(session, round_.assessment_id)
        assert edit
        assert take_back(session, round_, edit.id) == "project"
        assert assessment(session, "zgornje").region == "Gorenjska"  # type: ignore[union-attr]


@pytest.mark.parametrize("language", ["sl", "hr"])
def test_a_region_speaks_every_language(enter: Enter, three: None, language: str) -> None:
    assert enter(language=language).get("/compare/srednje/region").status_code == 200
