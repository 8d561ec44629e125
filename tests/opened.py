"""An application over a town that was made once: every test opens a copy of its folder and logs its people in.

One application serves all tests of a process, each with a database of its own behind it: putting its pages together
and compiling them takes longer than most tests. Whoever adds a page to it makes one with `create_app`.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import gettempdir

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.security import generate_password_hash

from survey import create_app
from survey.config import Settings
from survey.store.base import open_store
from tests.conftest import SECRET_KEY
from tests.pages import LookingClient

Enter = Callable[..., FlaskClient]


@cache
def _application() -> tuple[Flask, dict[str, object]]:
    """The application, and its settings as it was made with them: a test may change one."""
    made = create_app(Settings(f"sqlite:///{gettempdir()}/soseska-nowhere.db", Path(), SECRET_KEY))
    return made, dict(made.config)


@contextmanager
def opened(settings: Settings, client: type[FlaskClient] = FlaskClient) -> Iterator[Flask]:
    """The application over the database of `settings`, whose key has to be the one of all tests."""
    assert (settings.secret_key, settings.https) == (SECRET_KEY, False)
    app, usual = _application()
    app.config.clear()
    app.config.update(usual)
    app.extensions["store"] = store = open_store(settings)
    app.extensions.pop("finders", None)  # the streets of the town before
    app.config["DATA"] = settings.data
    app.testing, app.test_client_class = True, client
    yield app
    store.close()


@contextmanager
def copy_of(town: Path, data: Path) -> Iterator[Flask]:
    """The application over a copy of `town` in `data`, which must not be there yet."""
    shutil.copytree(town, data)
    with opened(Settings(f"sqlite:///{data / 'soseska.db'}", data, SECRET_KEY), LookingClient) as app:
        yield app


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


def lightly(password: str) -> str:
    """A password as the store keeps it, made with less work: nobody attacks the people of a test."""
    return generate_password_hash(password, "scrypt:1024:8:1")
