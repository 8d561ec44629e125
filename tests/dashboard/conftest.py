"""The example town with finished figures; every test gets a copy of its own."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from survey import create_app
from survey.config import Settings
from survey.store.base import Store
from tests.conftest import SECRET_KEY
from tests.pages import LookingClient

Enter = Callable[..., FlaskClient]


@pytest.fixture
def passwords(finished_town: tuple[Path, dict[str, str]]) -> dict[str, str]:
    return finished_town[1]


@pytest.fixture
def app(finished_town: tuple[Path, dict[str, str]], tmp_path: Path) -> Iterator[Flask]:
    shutil.copytree(finished_town[0], tmp_path / "data")
    database = f"sqlite:///{tmp_path / 'data' / 'soseska.db'}"
    made = create_app(Settings(database=database, data=tmp_path / "data", secret_key=SECRET_KEY))
    made.testing = True
    made.test_client_class = LookingClient
    yield made
    made.extensions["store"].close()


@pytest.fixture
def store(app: Flask) -> Store:
    found: Store = app.extensions["store"]
    return found


@pytest.fixture
def data(app: Flask) -> Path:
    """The data folder, where prepared files lie, too."""
    return Path(app.config["DATA"])


@pytest.fixture
def enter(app: Flask, passwords: dict[str, str]) -> Enter:
    """Log somebody in, in a language."""

    def someone(name: str = "lipovje-lead", language: str = "en") -> FlaskClient:
        client = app.test_client()
        token = token_of(client.get(f"/login?lang={language}").text)
        sent = client.post("/login", data={"name": name, "password": passwords[name], "csrf_token": token})
        assert sent.status_code == 302
        return client

    return someone


def token_of(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    return found[1]
