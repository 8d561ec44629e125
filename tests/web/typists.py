"""People who type sheets in, each at a desk of their own."""

import secrets
import time
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from survey.store import sheets
from survey.store.accounts import User, grant, user_named
from survey.store.base import Store
from survey.store.districts import District, assessment, district
from survey.store.rounds import Round, round_by_slug
from tests.dashboard.conftest import token_of
from tests.pages import LookingClient
from tests.web.conftest import Form

SHEET: dict[str, list[str]] = {
    "q_r0": ["yes"],
    "q_r1": ["polje"],
    "q_r2": ["never"],
    "q_why": ["Predaleč"],
    "q_r3": ["social_cafe", "garden"],
    "q_r4__social_cafe__have": ["unsuitable"],
    "q_r4__social_cafe__reason": ["far"],
    "q_people": ["3"],
    "q_words": ["Klop pod lipo"],
}
"""What stands on a sheet that somebody of Polje has filled in."""


def round_of(session: Any) -> Round:
    found = round_by_slug(session, "walk")
    assert found is not None
    return found


def staff(store: Store, name: str, role: str = "facilitator", place: str | None = None) -> None:
    with store.write() as session:
        town = assessment(session, "lipovje")
        assert town is not None
        where: District | None = district(session, town.id, place) if place else None
        user = User(name=name, password="", session_key=secrets.token_hex(32), disabled=False)
        session.add(user)
        session.flush()
        grant(session, user, role, town, where)


def print_sheets(store: Store, place: str | None = "polje", copies: int = 2, language: str = "en") -> list[str]:
    with store.write() as session:
        round_ = round_of(session)
        where = district(session, round_.assessment_id, place) if place else None
        batch = sheets.make_batch(session, round_, language=language, copies=copies, by=None, district=where)
        return [sheet.serial for sheet in sheets.sheets_of(session, batch)]


class Typist:
    """Somebody at the typing screen, without scripts."""

    def __init__(self, app: Flask, name: str) -> None:
        app.test_client_class = LookingClient
        self.client = app.test_client()
        with app.extensions["store"].read() as reading, self.client.session_transaction() as session:
            user, now = user_named(reading, name), int(time.time())
            assert user is not None
            session.update(user=user.id, key=user.session_key, began=now, seen=now, language="en")
        self.page: TestResponse = self.client.get("/typing/walk")

    def open(self, serial: str, **more: str) -> TestResponse:
        """Type the number of a sheet."""
        token = token_of(self.client.get("/typing/walk").text)
        self.page = self.client.post("/typing/walk", data={"csrf_token": token, "serial": serial, **more})
        return self.page

    def send(self, answers: dict[str, list[str]], **more: str) -> TestResponse:
        """Send the sheet with these answers on it; everything else stays as the page has it."""
        held: dict[str, list[str]] = {}
        for name, value in Form(self.page.text).fields:
            if name not in answers:
                held.setdefault(name, []).append(value)
        data = held | answers | {name: [value] for name, value in more.items()}
        self.page = self.client.post("/typing/walk/sheet", data=data)
        return self.page

    def type_in(self, serial: str, answers: dict[str, list[str]] | None = None, **more: str) -> TestResponse:
        """A whole sheet."""
        self.open(serial, **more)
        return self.send(SHEET if answers is None else answers)

    def post(self, path: str, **data: str) -> TestResponse:
        """Fill in another form of the desk."""
        token = token_of(self.client.get("/typing/walk").text)
        return self.client.post(f"/typing/walk/{path}", data={"csrf_token": token, **data}, follow_redirects=True)
