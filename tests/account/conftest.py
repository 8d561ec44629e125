"""A door with one person who knows the password."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from survey.store.accounts import create_user
from survey.store.base import Store

NAME, PASSWORD = "ana", "a long password of four words"

Try = Callable[..., TestResponse]


@pytest.fixture
def store(app: Flask) -> Store:
    found: Store = app.extensions["store"]
    with found.write() as session:
        create_user(session, NAME, PASSWORD)
    return found


@pytest.fixture
def browser(client: FlaskClient, store: Store) -> FlaskClient:
    """A browser at the door; `store` sees to it that Ana exists."""
    return client


@pytest.fixture
def knock(browser: FlaskClient) -> Try:
    """Try a name and a password, as the form sends them."""

    def attempt(name: str = NAME, password: str = PASSWORD, **more: str) -> TestResponse:
        page = browser.get("/login", query_string={k: v for k, v in more.items() if k == "to"})
        found = re.search(r'name="csrf_token" value="([^"]+)"', page.text)
        token = found[1] if found else ""
        return browser.post("/login", data={"name": name, "password": password, "csrf_token": token, **more})

    return attempt
