"""People who plan workshops, each at a desk of their own, and tablets that send from one."""

import re
import time
import uuid
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from survey.clock import today
from survey.store.accounts import user_named
from survey.store.base import Store
from survey.store.districts import Census, District, assessment, district
from survey.store.workshop_items import receive
from survey.store.workshops import Workshop
from survey.web.workshops.agendas import ours
from tests.dashboard.conftest import token_of
from tests.pages import LookingClient

HERE = "/workshops/walk"


def place(store: Store, code: str = "polje") -> str:
    """A district's number, as a field holds it."""
    with store.read() as session:
        return str(session.scalars(select(District.id).where(District.code == code)).one())


def people_of(store: Store, **ages: int) -> None:
    """How many live in Polje."""
    with store.write() as session:
        town = assessment(session, "lipovje")
        here = district(session, town.id, "polje") if town else None
        assert here is not None
        for age, n in ages.items():
            session.add(Census(district_id=here.id, age=age, gender="", n=n, source="", day=today()))


def came(store: Store, key: uuid.UUID, *codes: str, step: str = "arrival", measure: str = "age") -> list[str]:
    """Some people are counted at the door; what became of each."""
    items = [
        {
            "item": str(uuid.uuid4()), "rev": 1, "step": step, "kind": "attendance", "made": "", "board": "",
            "body": {"measure": measure, "code": code},
        }
        for code in codes
    ]  # fmt: skip
    with store.write() as session:
        return [one.state for one in receive(session, session.get_one(Workshop, key), None, items)]


class Planner:
    """Somebody with a browser without scripts."""

    def __init__(self, app: Flask, name: str, language: str = "en") -> None:
        app.test_client_class = LookingClient
        self.client, self.store = app.test_client(), app.extensions["store"]
        with self.store.read() as reading, self.client.session_transaction() as session:
            user, now = user_named(reading, name), int(time.time())
            assert user is not None
            session.update(user=user.id, key=user.session_key, began=now, seen=now, language=language)
        self.page = self.get()

    def get(self, path: str = "") -> TestResponse:
        """A page below the workshops of the round."""
        self.page = self.client.get(HERE + path)
        return self.page

    def post(self, path: str, page: str | None = None, **typed: Any) -> TestResponse:
        """Press a button of a page, by default of the one that has the address itself."""
        shown = self.client.get(HERE + (path if page is None else page)).text
        seen = re.search(r'name="seen" value="([^"]+)"', shown)
        data = {"csrf_token": token_of(shown)} | ({"seen": seen[1]} if seen else {}) | typed
        self.page = self.client.post(HERE + path, data=data, content_type="multipart/form-data")
        return self.page

    def typed(self, **more: Any) -> dict[str, Any]:
        """A plan as somebody types it."""
        usual = {
            "district_id": place(self.store), "day": (today() + timedelta(days=9)).isoformat(), "begins": "18.00",
            "room": "Fire station", "recorder": "Maja", "facilitator_id": "", "agenda": next(iter(ours())),
            "groups": ["young", "older"], "organisations": ["school"], "ways": ["leaflet"], "rehearsal": "",
        }  # fmt: skip
        return usual | more

    def plan(self, **more: Any) -> uuid.UUID:
        """Plan a workshop; its key."""
        assert self.post("/new", **self.typed(**more)).status_code == 303, self.page.text
        return uuid.UUID(self.page.headers["Location"].rpartition("/")[2])

    def workshop(self, key: uuid.UUID) -> Workshop:
        """What is stored."""
        with self.store.read() as session:
            return session.get_one(Workshop, key)
