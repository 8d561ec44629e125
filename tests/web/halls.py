"""A hall with an evening in it: phones that join it, and a tablet that leads it."""

import re
import uuid
from dataclasses import dataclass
from html import unescape
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from survey.clock import today
from survey.store.accounts import create_user
from survey.store.base import Store
from survey.store.districts import District
from survey.store.evenings import evening_of
from survey.store.rounds import Round
from survey.store.stage import Stage, open_stage
from survey.store.tablets import pairing_code
from survey.store.workshop_items import WorkshopItem
from survey.store.workshops import Plan, Workshop, keep_agenda, plan_workshop
from survey.workshop.agenda import agenda_hash, as_document, load_agenda_text
from survey.workshop.telling import Evening
from tests.pages import LookingClient
from tests.store.evening import record_of

AGENDA = """
workshop: phones
title: {en: An evening}
languages: [en]
steps:
  - {id: welcome, step: talk, minutes: 4, title: {en: Welcome}}
  - id: need
    step: vote
    minutes: 6
    title: {en: Need}
    ask: {en: Do we need it?, sl: Ali to potrebujemo?}
    options: {s1: {en: Hardly}, s2: {en: Very much}}
  - {id: ideas, step: notes, minutes: 6, title: {en: Ideas}, ask: {en: What would you come to?}}
  - id: what
    step: headings
    minutes: 6
    title: {en: Headings}
    notes: ideas
    headings: {chess: {label: {en: Chess}}, dance: {label: {en: Dancing}}, choir: {label: {en: Choir}}}
  - {id: dots, step: dots, minutes: 6, title: {en: Dots}, headings: what}
  - {id: asking, step: survey, minutes: 6, title: {en: Questionnaire}}
"""


@dataclass
class Hall:
    """One evening, with its join code."""

    app: Flask
    store: Store
    key: uuid.UUID
    code: str
    lead: int

    def workshop(self, **more: Any) -> Workshop:
        """What is stored, perhaps changed."""
        with self.store.write() as session:
            found = session.get_one(Workshop, self.key)
            for name, value in more.items():
                setattr(found, name, value)
            return found

    def stage(self) -> Stage:
        """What the hall sees."""
        with self.store.read() as session:
            return session.get_one(Stage, self.key)

    def evening(self) -> Evening:
        """What its page and its protocol are told from."""
        with self.store.read() as session:
            return evening_of(session, session.get_one(Workshop, self.key))

    def said(self, step: str) -> list[str]:
        """What stands of a step: the answers or headings that were chosen."""
        bodies = [entry.body for entry in self.evening().of(step)]
        return sorted(str(body.get("option") or body.get("dot")) for body in bodies if body.keys() & {"option", "dot"})

    def records(self) -> list[WorkshopItem]:
        """Every revision that was kept."""
        with self.store.read() as session:
            return list(session.scalars(select(WorkshopItem).where(WorkshopItem.workshop_id == self.key)))

    def phone(self, joined: bool = True, **more: Any) -> "Phone":
        """Somebody with a phone."""
        phone = Phone(self.app, **more)
        if joined:
            phone.join(self.code)
        return phone

    def tablet(self) -> "Tablet":
        """A tablet that is paired with this evening."""
        with self.store.write() as session:
            code = pairing_code(session, self.lead, session.get_one(Workshop, self.key))
        return Tablet(self.app, code)


class Phone:
    """A browser without scripts, in somebody's hand."""

    def __init__(self, app: Flask, *, cookies: bool = True) -> None:
        app.test_client_class = LookingClient
        self.client: FlaskClient = app.test_client(use_cookies=cookies)
        self.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
        self.page: TestResponse

    def join(self, code: str) -> TestResponse:
        """Type the code and go where it leads."""
        self.page = self.client.post("/j", data={"code": code}, follow_redirects=True)
        return self.page

    def look(self, **more: Any) -> str:
        """The page as it is now, as it is read."""
        self.page = self.client.get("/j/now", query_string=more)
        return self.text

    @property
    def text(self) -> str:
        """Everything on the page, without marks of its own."""
        said = re.sub(r"<(style|script).*?</\1>|<[^>]+>", " ", self.page.text, flags=re.DOTALL)
        return " ".join(unescape(said).split())

    def send(self, **typed: Any) -> TestResponse:
        """Send the form that is on the page."""
        fields = dict(re.findall(r'name="(token|step)" value="([^"]+)"', self.page.text))
        self.page = self.client.post("/j/now", data=fields | typed, follow_redirects=True)
        return self.page

    def vote(self, option: str) -> TestResponse:
        """Choose an answer, also where one was chosen before."""
        self.look(change=1)
        return self.send(option=option)

    def lay(self, **dots: int) -> TestResponse:
        """So many dots on each of these headings."""
        self.look(change=1)
        return self.send(**{f"dots-{key}": str(n) for key, n in dots.items()})


class Tablet:
    """A tablet that has a network."""

    def __init__(self, app: Flask, code: str) -> None:
        self.client = app.test_client()
        token = self.client.post("/tablet/pair", json={"code": code}).json["token"]
        self.headers = {"Authorization": f"Bearer {token}"}

    def hall(self, step: str = "", **more: Any) -> Any:
        """Say where the hall is, and hear of the phones."""
        tell = {"step": step, "shown": [], "counted": [], "covered": False} | more if step else None
        return self.client.post("/tablet/hall", json={"tell": tell}, headers=self.headers).json

    def send(self, step: str, kind: str, body: Any, **more: Any) -> dict[str, Any]:
        """Send a record; it is kept."""
        one = record_of(step=step, kind=kind, body=body) | more
        answer = self.client.post("/tablet/items", json={"items": [one]}, headers=self.headers).json
        assert [receipt["state"] for receipt in answer["receipts"]] == ["kept"], answer
        return one


def hall_of(app: Flask, store: Store, agenda: str = AGENDA, **more: Any) -> Hall:
    """An evening in Polje today, with phones let in."""
    made = load_agenda_text(agenda)
    with store.write() as session:
        keep_agenda(session, agenda_hash(made), as_document(made))
        lead = create_user(session, "leading", "a long enough password")
        place = session.scalars(select(District).where(District.code == "polje")).one()
        round_ = session.scalars(select(Round)).one()
        workshop = plan_workshop(session, lead.id, round_, place.id, agenda_hash(made), Plan(today()), **more)
        stage = open_stage(session, lead.id, workshop)
        return Hall(app, store, workshop.id, stage.code, lead.id)
