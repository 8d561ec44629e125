"""The pages that a tablet carries are those of the web, drawn by the same templates, for every district at once."""

import gzip
import json
import re
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from survey.store import rounds
from survey.store.base import Store
from survey.web.resident.controls import Typed, view
from survey.web.tablet.fragments import survey_for
from tests.tablet.evening import SLUG, place_of, prepare

pytestmark = pytest.mark.one_database
LARGEST = 40_000
"""Bytes as they are sent: a page of text with a photograph has ten times as many."""


@pytest.fixture
def survey(app: Flask, store: Store) -> dict[str, Any]:
    evening = prepare(store)
    with app.test_request_context("/"), store.read() as session:
        return survey_for(session, *place_of(session, evening))


def question(html: str, name: str) -> str:
    """What stands on a page for a question, in one line."""
    found = re.search(
        rf'<div class="question[^>]*data-question="{name}".*?(?=<div class="question|<div class="acts|$)',
        html,
        re.DOTALL,
    )
    assert found, html
    return " ".join(found[0].split())


@pytest.mark.parametrize("language", ["sl", "hr", "en"])
def test_a_question_is_drawn_as_on_the_web(survey: dict[str, Any], client: FlaskClient, language: str) -> None:
    page = client.get(f"/s/{SLUG}?lang={language}").get_data(as_text=True)
    for name in ("r0", "for_whom"):
        assert question(survey["pages"][language]["start"], name) == question(page, name)


def test_every_field_that_anybody_may_see_is_there(survey: dict[str, Any], app: Flask, store: Store) -> None:
    with app.test_request_context("/"), store.read() as session:
        round_ = rounds.round_by_slug(session, SLUG)
        assert round_ is not None
        asked = rounds.questionnaire(session, survey["version"])
        for code in survey["districts"]:
            context = rounds.context(session, round_, code)
            picked = [o.code for o in asked.question("r3").offered(context)]  # type: ignore[attr-defined]
            typed = Typed({}, {"r3": {"picked": picked}}, replace(context, district=code))
            for section in asked.sections:
                for one in section.questions:
                    names = view(one, typed).names()
                    assert all(f'name="{name}"' in survey["pages"]["en"][section.id] for name in names)


def test_an_activity_of_one_district_is_for_whoever_lives_there(survey: dict[str, Any]) -> None:
    row = re.search(r'<label[^>]*for="q_r3-dance"[^>]*>', survey["pages"]["en"]["activities"])
    assert row
    assert "&#34;_district&#34;],[&#34;lit&#34;,&#34;south&#34;" in row[0]
    assert survey["local"] == {"north": ["garden", "board_games"], "south": ["board_games", "dance"]}


def test_a_card_is_for_whoever_picked_it(survey: dict[str, Any]) -> None:
    assert (
        "[&#34;has&#34;,[&#34;q&#34;,&#34;r3&#34;],[&#34;lit&#34;,&#34;dance&#34;]]" in survey["pages"]["en"]["picked"]
    )


def test_nothing_on_it_leads_to_anybody(survey: dict[str, Any]) -> None:
    for pages in survey["pages"].values():
        for html in pages.values():
            assert 'name="token"' not in html
            assert "<script" not in html
            assert 'name="street"' not in html


def test_it_is_small_and_has_a_fingerprint(survey: dict[str, Any], app: Flask, store: Store) -> None:
    assert len(gzip.compress(json.dumps(survey).encode())) < LARGEST
    assert re.fullmatch("[0-9a-f]{64}", survey["hash"])
    assert [language["code"] for language in survey["languages"]] == ["sl", "hr", "en"]
    assert set(survey["pages"]) == set(survey["words"]) == {"sl", "hr", "en"}


def test_what_is_said_of_a_fault_is_said_in_each_language(survey: dict[str, Any]) -> None:
    said = {code: words["r1"]["missing"] for code, words in survey["words"].items()}
    assert len(set(said.values())) == 3
    assert survey["words"]["en"]["r3"]["alone"]["none"] == (
        "»None of these« stands alone. Choose either it or the others."
    )
