"""Every page of the desk with nothing to show: nobody has answered, one person has, all is too small to show."""

import re
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from survey import create_app
from survey.config import Settings
from survey.example import load_example
from survey.store.base import Store
from survey.worker import run_once
from tests.conftest import SECRET_KEY
from tests.dashboard.conftest import token_of
from tests.pages import LookingClient

WORDS = {
    "slug": "lipovje",
    "code": "polje",
    "district": "polje",
    "place": "polje",
    "step": "project",
    "page": "make",
    "kind": "rooms",
}
"""What stands for the parts of an address; pages that name one thing only, such as a file, have tests of their own."""

BROKEN = re.compile(r"\bNone\b|\bnan\b|\bNaN\b|\binf\b|undefined|%\(\w+\)s|\{\{|\}\}|Traceback")
TEXT = re.compile(r"<(style|script).*?</\1>|<[^>]+>", re.DOTALL)


@pytest.fixture(scope="module", params=[0, 1, 8], ids=["nobody", "one", "too few"])
def town(
    request: pytest.FixtureRequest, empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Flask, dict[str, str]]]:
    folder = tmp_path_factory.mktemp("small") / "data"
    shutil.copytree(empty_sqlite, folder)
    store = Store(f"sqlite:///{folder / 'soseska.db'}", SECRET_KEY)
    staff = load_example(store, responses=request.param)
    run_once(store)
    store.close()
    app = create_app(Settings(database=f"sqlite:///{folder / 'soseska.db'}", data=folder, secret_key=SECRET_KEY))
    app.testing, app.test_client_class = True, LookingClient
    yield app, {account.name: account.password for account in staff}
    app.extensions["store"].close()


def addresses(app: Flask) -> list[str]:
    """Every page that is read, not sent."""
    rules = [
        rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.arguments <= set(WORDS)
    ]
    with app.test_request_context():
        made = {app.url_for(rule.endpoint, **{name: WORDS[name] for name in rule.arguments}) for rule in rules}
    return sorted(made - {"/logout"})


def enter(app: Flask, passwords: dict[str, str], name: str, language: str) -> FlaskClient:
    client = app.test_client()
    token = token_of(client.get(f"/login?lang={language}").text)
    client.post("/login", data={"name": name, "password": passwords[name], "csrf_token": token})
    return client


@pytest.mark.parametrize(
    ("name", "language"), [("lipovje-lead", "sl"), ("lipovje-data", "hr"), ("ob-potoku-lead", "en")]
)
def test_no_page_breaks_with_next_to_nothing(town: tuple[Flask, dict[str, str]], name: str, language: str) -> None:
    app, passwords = town
    client = enter(app, passwords, name, language)
    opened = 0
    for address in addresses(app):
        answer = client.get(address)
        # 401: a door for programs, which bring a token.
        assert answer.status_code in (200, 302, 303, 401, 404, 405), address
        if answer.status_code == 200 and answer.mimetype == "text/html":
            opened += 1
            said = unescape(TEXT.sub(" ", answer.text))
            found = BROKEN.search(said)
            assert not found, f"{address}: {said[max(found.start() - 80, 0) : found.end() + 20]}"
    assert opened >= 3
