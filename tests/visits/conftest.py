"""A town that visits its older people: a round of visits, and one of everybody who may or may not look."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from survey.questionnaire.load import load
from survey.questionnaire.model import Questionnaire
from survey.store import rounds
from survey.store.accounts import User, grant
from survey.store.base import Store
from survey.store.districts import Assessment, District, Municipality
from survey.store.offerings import Offering
from survey.store.rounds import Round
from survey.store.stakeholders import Provider
from survey.store.visits import make_codes
from tests.pages import LookingClient

STAFF = {
    "visitor": ("facilitator", "polje"), "second": ("facilitator", "polje"), "hill": ("facilitator", "hrib"),
    "lead": ("lead", ""), "part": ("lead", "polje"), "officer": ("safeguarding_officer", ""),
    "keeper": ("data_keeper", ""), "admin": ("administrator", ""),
}  # fmt: skip
Enter = Callable[..., FlaskClient]


@cache
def home_visit() -> Questionnaire:
    return load(Path("questionnaires/home_visit.yaml"))


@dataclass
class Town:
    """What the tests speak of: the store, the round, its people, and five numbers in Polje."""

    store: Store
    round_: Round
    people: dict[str, int]
    places: dict[str, int]
    numbers: list[int]


def _place(session, code: str) -> tuple[Assessment, dict[str, District]]:
    municipality = Municipality(name=code.title())
    session.add(municipality)
    session.flush()
    name = {"sl": code, "hr": code, "en": code.title()}
    town = Assessment(code=code, name=name, municipality_id=municipality.id, example=False)
    session.add(town)
    session.flush()
    every = ("polje", False), ("hrib", False), ("outside", True)
    places = {one: District(assessment_id=town.id, code=one, name=one.title(), outside=out) for one, out in every}
    session.add_all(places.values())
    session.flush()
    return town, places


def _staff(session, name: str, role: str, town: Assessment, district: District | None) -> int:
    user = User(name=name, password="-", session_key=name, disabled=False, temporary=False)
    session.add(user)
    session.flush()
    grant(session, user, role, town, district)
    return user.id


@pytest.fixture
def town(store: Store) -> Town:
    with store.write() as session:
        lipovje, places = _place(session, "lipovje")
        other, _theirs = _place(session, "drugje")
        people = {n: _staff(session, n, role, lipovje, places.get(at)) for n, (role, at) in STAFF.items()}
        for role in ("facilitator", "lead", "safeguarding_officer"):
            people[f"far-{role}"] = _staff(session, f"far-{role}", role, other, None)
        name = {"sl": "Obiski", "hr": "Posjeti", "en": "Visits"}
        round_ = Round(assessment_id=lipovje.id, slug="visits", name=name, state="open")
        session.add(round_)
        session.flush()
        rounds.publish(session, round_, home_visit(), "")
        rides = Provider(assessment_id=lipovje.id, name="Rides for all", kind="association", state="confirmed")
        session.add(rides)
        session.flush()
        ride = {"name": {"en": "Rides"}, "activities": ["ride_service"], "provider_id": rides.id}
        session.add(Offering(assessment_id=lipovje.id, district_id=places["polje"].id, **ride))
        numbers = make_codes(session, people["visitor"], round_, places["polje"].id, 5, date(2026, 1, 5))
    return Town(store, round_, people, {code: one.id for code, one in places.items()}, numbers)


@pytest.fixture
def enter(app: Flask, town: Town) -> Iterator[Enter]:
    """Somebody who is logged in already; the door itself is tested elsewhere."""
    app.test_client_class = LookingClient
    app.config["WTF_CSRF_ENABLED"] = False

    def someone(name: str = "visitor", language: str = "en") -> FlaskClient:
        client = app.test_client()
        now = int(time.time())
        with client.session_transaction() as session:
            session.update(user=town.people[name], key=name, began=now, seen=now, language=language)
        return client

    yield someone
    app.extensions["store"].close()


class Visitor:
    """A volunteer with a number in the hand."""

    def __init__(self, client: FlaskClient, number: int) -> None:
        self.client, self.number = client, number
        self.page = client.post("/visits/visits", data={"number": str(number)})
        self.door = self.page.headers.get("Location", "")

    def ring(self, outcome: str, kind: str = "first") -> str:
        form = self.client.get(self.door).text
        visit = re.search(r'name="visit" value="([^"]+)"', form)
        assert visit
        sent = {"outcome": outcome, "kind": kind, "visit": visit[1]}
        self.visit, self.sent = visit[1], sent
        self.page = self.client.post(self.door, data=sent)
        return self.page.headers.get("Location", "")

    def say(self, page: str, go: str = "next", **fields: str | list[str]) -> None:
        """Send one page of the talk."""
        seen = re.findall(r'name="shown" value="([^"]+)"', self.page.text)
        data = {"page": page, "go": go, "shown": seen, "language": "en", "token": ""}
        self.page = self.client.post(f"/visits/visits/ask/{self.visit}", data=data | fields)

    def talk(self, consent: str = "yes", **fields: str) -> None:
        """Ring, be let in, and ask what there is to say; everything else is skipped."""
        self.page = self.client.get(self.ring("done"))
        self.say("agreed", q_h1=consent)
        if consent == "no":
            return
        for section in home_visit().sections:
            names = {question.id for question in section.questions}
            said = {field: value for field, value in fields.items() if field[2:].partition("__")[0] in names}
            if said:
                self.say(section.id, shown=sorted(names), **said)
        self.say("review", "edit:review")
        self.say("review", "send")

    @property
    def receipt(self) -> str:
        found = re.search(r"<output><bdi>([^<]+)</bdi>", self.page.text)
        return found[1] if found else ""


@pytest.fixture
def visitor(enter: Enter, town: Town) -> Callable[..., Visitor]:
    def come(number: int = 0, name: str = "visitor", language: str = "en") -> Visitor:
        return Visitor(enter(name, language), town.numbers[number])

    return come
