"""A town with a short survey, people with rights and without, and a browser that is logged in."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from survey.questionnaire.load import load_catalogue, load_text
from survey.store.accounts import create_user, grant
from survey.store.base import Store
from survey.store.districts import Assessment, District, Municipality, assessment, district
from survey.store.rounds import Round, publish
from tests.pages import LookingClient

FORM = """
questionnaire: choir
title: {sl: "Zbor", hr: "Zbor", en: "Choir"}
languages: [sl, hr, en]
sections:
  - id: start
    questions:
      - id: r0
        type: consent
        label: {sl: "Preden začnete", hr: "Prije početka", en: "Before you begin"}
        agree: {sl: "Odgovarjam brez imena.", hr: "Odgovaram bez imena.", en: "I answer without my name."}
        legal_basis:
          public_task: {sl: "Naloga občine.", hr: "Zadaća općine.", en: "The town's task."}
      - id: r1
        type: district
        required: true
        label: {sl: "Kje živite?", hr: "Gdje živite?", en: "Where do you live?"}
  - id: wishes
    questions:
      - id: coming
        type: single
        measures: intent
        label: {sl: "Bi prišli?", hr: "Biste li došli?", en: "Would you come?"}
        options:
          often: {sl: "pogosto", hr: "često", en: "often"}
          never: {sl: "nikoli", hr: "nikada", en: "never"}
      - id: words
        type: text
        label: {sl: "Še kaj?", hr: "Još nešto?", en: "Anything else?"}
"""
PASSWORD = "a password for tests"

Enter = Callable[..., FlaskClient]


@pytest.fixture
def town(store: Store) -> Store:
    with store.write() as session:
        municipality = Municipality(name="Lipovje")
        session.add(municipality)
        session.flush()
        for code in ("lipovje", "elsewhere"):
            session.add(Assessment(code=code, name={"en": code.title()}, municipality_id=municipality.id))
        session.flush()
        home, away = assessment(session, "lipovje"), assessment(session, "elsewhere")
        assert home is not None
        assert away is not None
        session.add_all(District(assessment_id=home.id, code=code, name=code.title()) for code in ("polje", "outside"))
        session.flush()
        walk = Round(assessment_id=home.id, slug="walk", name={"en": "Walk"}, state="open")
        session.add_all([walk, Round(assessment_id=away.id, slug="away", name={"en": "Away"}, state="draft")])
        session.flush()
        publish(session, walk, load_text(FORM, "choir.yaml", {}), "the first")
        people = {"lead": "lead", "admin": "administrator", "facilitator": "facilitator", "keeper": "data_keeper"}
        for name, role in people.items():
            grant(session, create_user(session, name, PASSWORD), role, home)
        polje = district(session, home.id, "polje")
        grant(session, create_user(session, "polje-lead", PASSWORD), "lead", home, polje)
    return store


@pytest.fixture
def enter(app: Flask, town: Store) -> Enter:
    """Log somebody in, in a language."""
    app.test_client_class = LookingClient

    def someone(name: str = "lead", language: str = "en") -> FlaskClient:
        client = app.test_client()
        token = token_of(client.get(f"/login?lang={language}").text)
        sent = client.post("/login", data={"name": name, "password": PASSWORD, "csrf_token": token})
        assert sent.status_code == 302
        return client

    return someone


def token_of(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found, page
    return found[1]


def send(client: FlaskClient, path: str, **data: object):  # type: ignore[no-untyped-def]
    """Send a staff form with the token of its page."""
    token = token_of(client.get("/manage/walk").text)
    return client.post(f"/manage/walk/{path}", data={"csrf_token": token, **data})


def catalogue():  # type: ignore[no-untyped-def]
    return load_catalogue(Path("questionnaires/catalogue.yaml"))
