"""The public pages: only numbers of the released document, without login, cookie or script, for every cache."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from analysis.codebook import TICKS, Codebook
from survey.i18n import text
from survey.published.pages import Words, numbers, pieces
from survey.questionnaire.codebook import codebook
from survey.released import ReleasedPlace
from survey.store import proposals
from survey.store.accounts import user_named
from survey.store.base import Store
from survey.store.releases import released
from survey.store.rounds import Round, questionnaire
from tests.release.conftest import Enter, Press
from tests.worker.conftest import answers_to

LANGUAGES = ("sl", "hr", "en")
DRAWN = ("svg", "figure")
"""A drawing writes all its labels, then all its numbers; what it says stands in its description."""


@pytest.fixture
def document(store: Store) -> Any:
    """Let it out."""
    with store.write() as session:
        asked = session.scalars(select(Round)).one()
        ready, bor = proposals.open_proposal(session, asked), user_named(session, "bor")
        assert ready
        assert bor
        assert proposals.approve(session, asked, ready.id, bor.id)
        made = released(session, asked)
        assert made
        return made.document


def words_of(store: Store, version: str, language: str) -> list[Words]:
    """Every question with its answers in one language."""
    with store.read() as session:
        asked = questionnaire(session, version)
    book = codebook(asked, language)
    return [Words(text(q.label, language), dict(_answers(book, q.id)), frozenset()) for q in asked.questions()]


def _answers(book: Codebook, question: str) -> Iterator[tuple[str, str]]:
    for variable in book:
        if variable.question == question and variable.option != TICKS:
            options = ((variable.option, variable.label),) if variable.option else variable.options
            yield from ((words, f"{question}:{code}") for code, words in options)


def in_document(place: ReleasedPlace) -> set[tuple[str, int, bool]]:
    """Every number that may stand beside an answer."""
    found = set()
    parts: list[Any] = [*place["figures"]]
    for figure in parts:
        for row in figure["rows"]:
            found |= {(f"{figure['question']}:{row['code']}", n, per) for n, per in _both(row)}
    for made in place["breakdowns"]:
        for part in made["parts"]:
            for row in part["rows"]:
                found |= {(f"{made['question']}:{row['code']}", n, per) for n, per in _both(row)}
    return found | {(f"{one['question']}:{one['code']}", one["percent"], True) for one in place["sensitive"]}


def _both(row: Any) -> list[tuple[int, bool]]:
    return [(n, per) for n, per in ((row["n"], False), (row["percent"], True)) if n is not None]


@pytest.mark.parametrize("language", LANGUAGES)
def test_beside_an_answer_stand_only_numbers_of_the_document(
    app: Flask, store: Store, document: Any, language: str
) -> None:
    asked = words_of(store, document["version"], language)
    for path, place in (("", document["town"]), ("/breg", document["places"][0])):
        page = app.test_client().get(f"/results/vas{path}?lang={language}").text
        beside = [one for one in numbers(page, asked) if one.kind not in DRAWN]
        found = {(one.label, one.n, one.percent) for one in beside}
        assert len(found) > 20
        assert found <= in_document(place)


def test_every_other_number_is_a_count_of_the_document_or_a_rule(app: Flask, document: Any) -> None:
    """Counts added up (who would come every week or every month) and their half are worked out from it."""
    place = document["places"][0]
    rules = {1, 2, 3, 4, 5, 10, 12, 15, 23, 29, 30, 64, 65, 100, 2026, *range(32)}
    known = (
        rules | set(_integers(place)) | {_regulars(place), _regulars(place) // 2, place["people"] - place["answers"]}
    )
    page = app.test_client().get("/results/vas/breg?lang=en").text
    said = [piece.text for piece in pieces(page) if piece.kind in ("text", "table", "item", "list", "caption")]
    assert {int(n) for line in said for n in re.findall(r"(?<![\w:.])\d+(?![\w:.]\d)", line)} <= known


def _regulars(place: Any) -> int:
    rows = {
        row["code"]: row["n"] for figure in place["figures"] if figure["question"] == "r2" for row in figure["rows"]
    }
    return int(rows["weekly"] + rows["monthly"])


def _integers(part: Any) -> Iterator[int]:
    if isinstance(part, int):
        yield part
    elif isinstance(part, dict | list):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from _integers(inner)


def test_anybody_and_any_cache_may_keep_the_page(app: Flask, enter: Enter, document: Any) -> None:
    anybody = app.test_client()
    answer = anybody.get("/results/vas?lang=hr")
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert answer.headers["Vary"] == "Accept-Language"
    assert "Set-Cookie" not in answer.headers
    assert "<script" not in answer.text
    again = anybody.get("/results/vas?lang=hr", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.text) == (304, "")
    staff = enter("ana", "hr").get("/results/vas", headers={"Accept-Language": "sl"})
    assert '<html lang="sl"' in staff.text, "a session does not change what is kept for everybody"
    assert staff.headers["Vary"] == "Accept-Language"


def test_unknown_unreleased_and_draft_are_the_same(app: Flask, store: Store) -> None:
    anybody = app.test_client()
    with store.write() as session:
        known = session.scalars(select(Round)).one()
        session.add(Round(assessment_id=known.assessment_id, slug="later", name={"sl": "X"}, state="draft"))
    pages = [anybody.get(f"/results/{slug}?lang=en") for slug in ("vas", "later", "nowhere", "vas/breg", "vas/gaj")]
    assert {(page.status_code, page.text) for page in pages} == {(404, pages[0].text)}


def test_a_place_read_with_its_neighbour_is_found_by_either_name(app: Flask, document: Any) -> None:
    anybody = app.test_client()
    together = [place["districts"] for place in document["places"] if len(place["districts"]) > 1]
    assert together == [["breg", "gaj"]]
    assert anybody.get("/results/vas/gaj").text == anybody.get("/results/vas/breg").text
    assert "These places are read as one" in anybody.get("/results/vas/gaj?lang=en").text
    assert anybody.get("/results/vas/nowhere").status_code == 404


def test_posters_say_totals_and_bands_only(app: Flask, store: Store, enter: Enter, press: Press, document: Any) -> None:
    bor = enter("bor")
    silent = bor.get("/release/vas/not-yet").text
    assert "33 of 150 people" in silent
    assert "fewer than five so far" in silent
    assert re.search(r"people up to 29</b><span>\d+ answered, 50 live here", silent)
    sheet = bor.get("/release/vas/poster/breg").text
    assert "http://localhost/results/vas/breg" in sheet
    assert "Breg and Gaj: this is what you said" in sheet
    answer = answers_to(store, 35)
    for _ in range(3):
        answer(place="gaj")
    assert re.search("Gaj</b><span>5 of 35 people", bor.get("/release/vas/not-yet").text)
    assert bor.get("/release/vas/poster/nowhere").status_code == 404
