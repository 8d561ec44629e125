"""Somebody who founds projects and somebody who leads one, both at the desk."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from survey.store.accounts import grant
from survey.store.base import Store
from survey.store.districts import assessment
from survey.store.founding import Project, found
from tests.manage.conftest import PASSWORD, person
from tests.pages import LookingClient

Enter = Callable[..., FlaskClient]


@pytest.fixture
def enter(app: Flask, store: Store) -> Enter:
    app.test_client_class = LookingClient
    with store.write() as session:
        other = found(session, Project("Kranj", {"en": "Kranj"}))
        town = assessment(session, other.slug)
        grant(session, person(session, "founder"), "lead")
        grant(session, person(session, "kranj"), "lead", town)

    def someone(name: str = "founder", language: str = "en") -> FlaskClient:
        client = app.test_client()
        token = token_of(client.get(f"/login?lang={language}").text)
        assert client.post("/login", data={"name": name, "password": PASSWORD, "csrf_token": token}).status_code == 302
        return client

    return someone


def token_of(page: str) -> str:
    found_ = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found_, page
    return found_[1]


def send(client: FlaskClient, path: str, **data: object) -> TestResponse:
    token = token_of(client.get(path).text)
    return client.post(path, data={"csrf_token": token, **data})
