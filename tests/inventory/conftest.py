"""A town of two districts that asks the resident survey, with the people who keep its lists."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from survey.questionnaire.load import load
from survey.store.accounts import User, grant
from survey.store.base import Store
from survey.store.districts import District, assessment
from survey.store.founding import Project, found, set_districts
from survey.store.listing import KINDS, Thing
from survey.store.rounds import publish
from tests.conftest import SECRET_KEY
from tests.opened import Enter, copy_of, entrance, lightly, token_of

PASSWORD = "a password for tests"
SURVEY = Path(__file__).resolve().parents[2] / "questionnaires" / "resident_survey.yaml"
STAFF = (
    ("town", "lead", None),
    ("breg", "lead", "breg"),
    ("admin", "administrator", None),
    ("helper", "facilitator", None),
)


@pytest.fixture(scope="session")
def small_town(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lists") / "data"
    shutil.copytree(empty_sqlite, folder)
    store = Store(f"sqlite:///{folder / 'soseska.db'}", SECRET_KEY)
    hashed = lightly(PASSWORD)
    with store.write() as session:
        for name in ("Vas", "Drugje"):
            founded = found(session, Project(name, {"sl": name, "en": name}))
            town = assessment(session, founded.slug)
            assert town is not None
            set_districts(session, town, ["Breg", "Gaj"])
            founded.state = "open"
            publish(session, founded, load(SURVEY))
        home = assessment(session, "vas")
        places = {d.code: d for d in session.scalars(select(District).where(District.assessment_id == home.id))}
        for name, role, place in STAFF:
            user = User(name=name, password=hashed, session_key=name, disabled=False)
            session.add(user)
            session.flush()
            grant(session, user, role, home, places.get(place or ""))
    store.close()
    return folder


@pytest.fixture
def app(small_town: Path, tmp_path: Path) -> Iterator[Flask]:
    with copy_of(small_town, tmp_path / "data") as made:
        yield made


@pytest.fixture
def store(app: Flask) -> Store:
    found_: Store = app.extensions["store"]
    return found_


@pytest.fixture
def enter(app: Flask) -> Enter:
    """Log somebody in, in a language."""
    return entrance(app, "town", lambda _name: PASSWORD)


def send(client: FlaskClient, path: str, to: str = "", **data: Any) -> TestResponse:
    """Fill in a page's form and send it; what a page brings along goes with it."""
    page = client.get(path).text
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    kept = {"csrf_token": token_of(page)} | ({"seen": seen[1]} if seen else {})
    named = {name.replace("__", "."): value for name, value in data.items()}
    return client.post(to or path, data=kept | named)


def place(store: Store, code: str, town: str = "vas") -> str:
    """A district's number, as a field holds it."""
    with store.read() as session:
        home = assessment(session, town)
        assert home is not None
        here = select(District.id).where(District.assessment_id == home.id, District.code == code)
        return str(session.scalars(here).one())


def things(store: Store, kind: str) -> list[Thing]:
    """Everything of one list, in the order it came."""
    with store.read() as session:
        model = KINDS[kind]
        return list(session.scalars(select(model).order_by(model.id)))
