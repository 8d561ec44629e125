"""A lead at the desk of the example town with a few answers, and anybody who reads."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from survey import create_app
from survey.config import Settings
from survey.example import load_example
from survey.store.base import Store
from tests.conftest import SECRET_KEY
from tests.dashboard.conftest import token_of
from tests.pages import LookingClient


@pytest.fixture(scope="module")
def small_town(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    folder = tmp_path_factory.mktemp("became") / "data"
    shutil.copytree(empty_sqlite, folder)
    store = Store(f"sqlite:///{folder / 'soseska.db'}", SECRET_KEY)
    staff = load_example(store, responses=2)
    store.close()
    return folder, {account.name: account.password for account in staff}


@pytest.fixture
def app(small_town: tuple[Path, dict[str, str]], tmp_path: Path) -> Iterator[Flask]:
    folder = tmp_path / "data"
    shutil.copytree(small_town[0], folder)
    made = create_app(Settings(database=f"sqlite:///{folder / 'soseska.db'}", data=folder, secret_key=SECRET_KEY))
    made.testing, made.test_client_class = True, LookingClient
    yield made
    made.extensions["store"].close()


class Lead:
    """Somebody at the desk."""

    def __init__(self, app: Flask, name: str, password: str) -> None:
        self.client: FlaskClient = app.test_client()
        token = token_of(self.client.get("/login?lang=en").text)
        sent = self.client.post("/login", data={"name": name, "password": password, "csrf_token": token})
        assert sent.status_code == 302

    def page(self, path: str = "") -> str:
        """A page below /became/lipovje."""
        return self.client.get(f"/became/lipovje{path}").text

    def send(self, path: str, **fields: str) -> int:
        """Fill in a form of a page and send it; the fields it holds already go with it."""
        page = self.page() if path.rpartition("/")[2] in ("publish", "hide", "remove", "undo") else self.page(path)
        held = {"csrf_token": token_of(page)}
        if "revision" not in fields:
            found = re.search(r'name="revision" value="(\d+)"', page)
            held |= {"revision": found[1]} if found else {}
        answer = self.client.post(f"/became/lipovje{path}", data={**held, **fields})
        self.answer = answer.text
        return answer.status_code


@pytest.fixture
def lead(app: Flask, small_town: tuple[Path, dict[str, str]]) -> Lead:
    return Lead(app, "lipovje-lead", small_town[1]["lipovje-lead"])


@pytest.fixture
def other_lead(app: Flask, small_town: tuple[Path, dict[str, str]]) -> Lead:
    return Lead(app, "ob-potoku-lead", small_town[1]["ob-potoku-lead"])


@pytest.fixture
def anybody(app: Flask) -> FlaskClient:
    return app.test_client()
