"""An application over a town that was made once: every test opens a copy of its folder and logs its people in."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from survey import create_app
from survey.config import Settings
from tests.conftest import SECRET_KEY
from tests.pages import LookingClient

Enter = Callable[..., FlaskClient]


@contextmanager
def copy_of(town: Path, data: Path) -> Iterator[Flask]:
    """The application over a copy of `town` in `data`, which must not be there yet."""
    shutil.copytree(town, data)
    made = create_app(Settings(database=f"sqlite:///{data / 'soseska.db'}", data=data, secret_key=SECRET_KEY))
    made.testing = True
    made.test_client_class = LookingClient
    yield made
    made.extensions["store"].close()


def entrance(app: Flask, usual: str, password: Callable[[str], str]) -> Enter:
    """Log somebody in, in a language; `usual` is who comes where no name is given."""

    def someone(name: str = usual, language: str = "en") -> FlaskClient:
        client = app.test_client()
        token = token_of(client.get(f"/login?lang={language}").text)
        sent = client.post("/login", data={"name": name, "password": password(name), "csrf_token": token})
        assert sent.status_code == 302
        return client

    return someone


def token_of(page: str) -> str:
    """What a staff form of the page has to send along."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found, page
    return found[1]
