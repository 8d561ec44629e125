"""Somebody who founds projects and somebody who leads one, both at the desk."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from survey.store.accounts import grant
from survey.store.base import Store
from survey.store.districts import assessment
from survey.store.founding import Project, found
from tests.manage.conftest import PASSWORD, person
from tests.opened import Enter, entrance, token_of
from tests.pages import LookingClient


@pytest.fixture
def enter(app: Flask, store: Store) -> Enter:
    app.test_client_class = LookingClient
    with store.write() as session:
        other = found(session, Project("Kranj", {"en": "Kranj"}))
        town = assessment(session, other.slug)
        grant(session, person(session, "founder"), "lead")
        grant(session, person(session, "kranj"), "lead", town)

    return entrance(app, "founder", lambda _name: PASSWORD)


def send(client: FlaskClient, path: str, **data: object) -> TestResponse:
    token = token_of(client.get(path).text)
    return client.post(path, data={"csrf_token": token, **data})
