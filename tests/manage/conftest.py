"""A town with a short survey, people with rights and without, and a browser that is logged in."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from survey.questionnaire.load import load_catalogue, load_text
from survey.store.accounts import User, grant
from survey.store.base import Store
from survey.store.districts import Assessment, District, Municipality, assessment, district
from survey.store.rounds import Round, publish
from tests.choir import FORM
from tests.opened import Enter, entrance, lightly, token_of
from tests.pages import LookingClient

PASSWORD = "a password for tests"


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
            grant(session, person(session, name), role, home)
        grant(session, person(session, "polje-lead"), "lead", home, district(session, home.id, "polje"))
    return store


def person(session: Session, name: str) -> User:
    """Somebody with the one password."""
    user = User(name=name, password=lightly(PASSWORD), session_key=name)
    session.add(user)
    session.flush()
    return user


@pytest.fixture
def enter(app: Flask, town: Store) -> Enter:
    """Log somebody in, in a language."""
    app.test_client_class = LookingClient

    return entrance(app, "lead", lambda _name: PASSWORD)


def send(client: FlaskClient, path: str, **data: object):  # type: ignore[no-untyped-def]
    """Send a staff form with the token of its page."""
    token = token_of(client.get("/manage/walk").text)
    return client.post(f"/manage/walk/{path}", data={"csrf_token": token, **data})


def catalogue():  # type: ignore[no-untyped-def]
    return load_catalogue(Path("questionnaires/catalogue.yaml"))
