"""The hall kit: everything an evening needs on paper, for as many people as are expected, in three languages."""

import io
import re
from types import SimpleNamespace

import pytest

from survey.web.workshops.agendas import OURS, ours
from tests.web.planners import Planner
from tests.web.typists import staff


@pytest.fixture
def ana(town: SimpleNamespace, app) -> Planner:
    staff(town.store, "ana", place="polje")
    return Planner(app, "ana")


def counted(page: str) -> dict[str, int]:
    """How many of each piece of paper there are."""
    kinds = ("poster", "idea", "theme", "dots", "slip", "promise", "script")
    return {kind: len(re.findall(rf'<(?:section|article) class="[^"]*\b{kind}\b[^"]*"', page)) for kind in kinds}


@pytest.mark.parametrize(
    ("people", "pieces"),
    [
        ("", {"poster": 3, "idea": 30, "theme": 10, "dots": 3, "slip": 16, "promise": 6, "script": 1}),
        ("?people=1", {"poster": 3, "idea": 6, "theme": 10, "dots": 1, "slip": 8, "promise": 4, "script": 1}),
        ("?people=200", {"poster": 3, "idea": 402, "theme": 10, "dots": 40, "slip": 200, "promise": 68, "script": 1}),
    ],
)
def test_there_is_enough_for_everybody_and_no_page_is_half_full(
    people: str, pieces: dict[str, int], ana: Planner
) -> None:
    key = ana.plan()
    assert f"/workshops/walk/{key}/kit" in ana.get(f"/{key}").text
    page = ana.get(f"/{key}/kit{people}").text
    assert counted(page) == pieces
    assert re.findall(r'class="sheet-no">Sheet of a table, no. <b>(\d+)<', page) == [
        str(n + 1) for n in range(pieces["dots"])
    ]


@pytest.mark.parametrize(("asked", "kept"), [("0", 1), ("-3", 1), ("999", 200), ("many", 15), ("", 15)])
def test_a_number_that_no_hall_holds_is_brought_into_bounds(asked: str, kept: int, ana: Planner) -> None:
    page = ana.get(f"/{ana.plan()}/kit?people={asked}").text
    assert f'name="people" type="number" min="1" max="200" value="{kept}"' in page


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("sl", ("do 15 let", "Kako zelo v kraju potrebujemo prostor za srečevanje?", "Dobrodošli. Na plakat")),
        ("hr", ("do 15 godina", "Koliko nam u mjestu treba prostor za susrete?", "Dobro došli. Na plakat")),
        ("en", ("under 15", "How much do we need a place to meet here?", "It is good that you came.")),
    ],
)
def test_the_kit_speaks_the_language_that_is_chosen(language: str, said: tuple[str, ...], ana: Planner) -> None:
    page = ana.get(f"/{ana.plan()}/kit?lang={language}").text
    assert f'<html lang="{language}"' in page
    assert page.count(said[1]) >= 16
    for one in said:
        assert one in page, one


def test_every_agenda_of_ours_has_a_kit(ana: Planner) -> None:
    for hash_, agenda in zip(ours(), OURS, strict=True):
        pieces = counted(ana.get(f"/{ana.plan(agenda=hash_)}/kit").text)
        assert pieces["poster"] >= 2, agenda
        assert (pieces["dots"], pieces["theme"] % 2, pieces["script"]) == (3, 0, 1), agenda


HOSTILE = """
workshop: ours
title: {en: "<script>alert(1)</script> {{ 7*7 }} %(num)s"}
languages: [en]
steps:
  - {id: hello, step: talk, minutes: 2, title: {en: "Hello"}}
  - id: pick
    step: vote
    minutes: 3
    title: {en: "Pick"}
    ask: {en: "100 % <b>sure</b>?"}
    options: {a: {en: "yes"}, b: {en: "no"}, c: {en: "c"}, d: {en: "d"}, e: {en: "e"}, f: {en: "f"}}
"""


def test_an_agenda_without_a_door_and_with_odd_words_prints_as_it_is_written(ana: Planner) -> None:
    key = ana.plan(file=(io.BytesIO(HOSTILE.encode()), "ours.yaml"))
    page = ana.get(f"/{key}/kit").text
    assert "<script>" not in page
    assert "{{ 7*7 }} %(num)s" in page
    assert "100 % &lt;b&gt;sure&lt;/b&gt;?" in page
    assert counted(page) == {"poster": 0, "idea": 30, "theme": 8, "dots": 3, "slip": 16, "promise": 6, "script": 1}


def test_the_kit_exists_only_for_those_who_see_the_workshop(ana: Planner, app) -> None:
    key = ana.plan()
    staff(ana.store, "stranger", place="podgorica")
    assert Planner(app, "stranger").get(f"/{key}/kit").status_code == 404
    assert app.test_client().get(f"/workshops/walk/{key}/kit").status_code == 302
