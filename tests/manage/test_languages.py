"""Which languages a resident can choose, and in which words what could hurt is shown."""

import re

import pytest
from flask import Flask

from survey import i18n
from survey.questionnaire.load import load_text
from survey.store.base import Store
from survey.store.rounds import publish, round_by_slug
from tests.choir import FORM

GERMAN = FORM.replace("languages: [sl, hr, en]", "languages: [sl, hr, en, de]")
GERMAN = re.sub(r'en: "([^"]+)"\}', r'en: "\1", de: "\1 (de)"}', GERMAN)


@pytest.fixture
def german(town: Store) -> Store:
    with town.write() as session:
        round_ = round_by_slug(session, "walk")
        assert round_ is not None
        publish(session, round_, load_text(GERMAN, "choir.yaml", {}))
    return town


def first_page(app: Flask) -> str:
    return app.test_client().get("/s/walk", headers={"Accept-Language": "de, en;q=0.5"}).text


def test_a_language_that_nobody_has_reviewed_cannot_be_chosen_or_forged(app: Flask, german: Store) -> None:
    page = first_page(app)
    assert "lang:de" not in page
    assert '<html lang="en"' in page
    token = re.search(r'name="token" value="([^"]*)"', page)
    assert token
    data = {"token": token[1], "page": "start", "shown": ["r0", "r1"], "language": "de", "go": "lang:de"}
    assert "(de)" not in app.test_client().post("/s/walk", data=data).text


def test_a_reviewed_language_is_offered_where_the_questionnaire_speaks_it(
    app: Flask, german: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(i18n, "FURTHER", {**i18n.FURTHER, "de": i18n.Further("Deutsch", reviewed=True)})
    page = first_page(app)
    assert "lang:de" in page
    assert "I answer without my name. (de)" in page
    assert "lang:it" not in page
