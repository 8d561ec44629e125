"""A town of two places that asks a short survey, and somebody who walks through it."""

import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from survey.questionnaire.load import load_catalogue, load_text
from survey.store import rounds
from survey.store.base import Store
from survey.store.districts import ActivityChoice, Assessment, District, Municipality
from survey.store.responses import Response
from survey.store.rounds import Round

QUESTIONNAIRE = """
questionnaire: walk
title: {sl: "Sprehod", hr: "Šetnja", en: "Walk"}
languages: [sl, hr, en]
minimum_age: 15
purpose: survey
sections:
  - id: start
    questions:
      - id: r0
        type: consent
        required: true
        label: {sl: "Preden začnete", hr: "Prije početka", en: "Before you begin"}
        agree: {sl: "Odgovarjam brez imena.", hr: "Odgovaram bez imena.", en: "I answer without my name."}
        legal_basis:
          public_task: {sl: "To je naloga občine.", hr: "To je zadaća općine.", en: "This is the town's task."}
          consent: {sl: "S privolitvijo.", hr: "S privolom.", en: "With your consent."}
      - id: r1
        type: district
        required: true
        measures: district
        label: {sl: "Kje živite?", hr: "Gdje živite?", en: "Where do you live?"}
  - id: coming
    questions:
      - id: r2
        type: single
        label: {sl: "Bi prišli?", hr: "Biste li došli?", en: "Would you come?"}
        options:
          often: {sl: "pogosto", hr: "često", en: "often"}
          never: {sl: "nikoli", hr: "nikada", en: "never"}
          na: {label: {sl: "raje ne povem", hr: "radije ne bih", en: "rather not say"}, refusal: true}
      - id: why
        type: text
        show_if: r2 = never
        label: {sl: "Zakaj ne?", hr: "Zašto ne?", en: "Why not?"}
  - id: wishes
    questions:
      - id: r3
        type: multiple
        at_most: 2
        random_order: true
        label: {sl: "Na kaj bi prišli?", hr: "Na što biste došli?", en: "What would you come to?"}
        options:
          activities: [social_cafe, exercise, common_meal]
          local: 1
        other: {sl: "Drugo, napišite", hr: "Drugo, napišite", en: "Something else, write"}
        none: {sl: "Nič od tega", hr: "Ništa od ovoga", en: "None of these"}
  - id: picked
    questions:
      - id: r4
        type: cards
        of: r3
        label: {sl: "O vaši izbiri", hr: "O vašem izboru", en: "About your choice"}
        columns:
          - id: have
            label: {sl: "Že imate?", hr: "Imate li?", en: "Do you have it?"}
            options:
              use: {sl: "hodim", hr: "idem", en: "I go"}
              unsuitable: {sl: "ne ustreza", hr: "ne odgovara", en: "does not suit"}
          - id: reason
            show_if: have = unsuitable
            label: {sl: "Zakaj ne ustreza?", hr: "Zašto ne odgovara?", en: "Why does it not suit?"}
            options:
              far: {sl: "predaleč", hr: "predaleko", en: "too far"}
              dear: {sl: "predrago", hr: "preskupo", en: "too dear"}
  - id: more
    questions:
      - id: people
        type: number
        minimum: 0
        maximum: 20
        whole: true
        label: {sl: "Koliko vas je doma?", hr: "Koliko vas je doma?", en: "How many are you at home?"}
      - id: words
        type: text
        long: true
        label: {sl: "Kaj bi izboljšali?", hr: "Što biste poboljšali?", en: "What would you improve?"}
"""


class Form(HTMLParser):
    """What a browser would send: the fields of the page's form with their values."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.fields: list[tuple[str, str]] = []
        self._writing: str | None = None
        self._fieldsets: list[bool] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "fieldset":
            self._fieldsets.append("disabled" in given)
        if any(self._fieldsets) or "disabled" in given:
            return
        if tag == "textarea":
            self._writing = given["name"]
            self.fields.append((self._writing, ""))
        elif tag == "input" and "name" in given and _is_sent(given):
            self.fields.append((given["name"], given.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "fieldset":
            self._fieldsets.pop()
        if tag == "textarea" and self._writing:
            name, text = self.fields[-1]
            self.fields[-1] = (name, text.removeprefix("\n"))
            self._writing = None

    def handle_data(self, data: str) -> None:
        if self._writing:
            name, text = self.fields[-1]
            self.fields[-1] = (name, text + data)


def _is_sent(attributes: dict[str, str]) -> bool:
    return attributes.get("type") not in ("checkbox", "radio") or "checked" in attributes


class Resident:
    """Somebody with a browser without scripts and without cookies."""

    def __init__(self, client: FlaskClient, address: str = "/s/walk", language: str = "en") -> None:
        self.client, self.address = client, address
        self.page: TestResponse = client.get(f"{address}?lang={language}")

    def press(self, button: str = "next", **typed: str | list[str]) -> TestResponse:
        """Fill in some fields and press a button."""
        data: dict[str, list[str]] = {}
        for name, value in Form(self.page.text).fields:
            data.setdefault(name, []).append(value)
        for name, value in typed.items():
            data[name] = [value] if isinstance(value, str) else value
        self.page = self.send({**data, "go": [button]})
        return self.page

    def send(self, data: dict[str, Any]) -> TestResponse:
        """Send exactly this."""
        return self.client.post(self.address, data=data)

    def sees(self, words: str) -> bool:
        """Whether the words stand on the page."""
        return words in self.page.text

    def fields(self) -> dict[str, list[str]]:
        """What the page's form holds now."""
        held: dict[str, list[str]] = {}
        for name, value in Form(self.page.text).fields:
            held.setdefault(name, []).append(value)
        return held

    def code(self) -> str:
        """The code on the receipt."""
        found = re.search(r"<output><bdi>(.*?)</bdi></output>", self.page.text)
        assert found, self.page.text
        return found[1]

    def begin(self, district: str = "polje") -> "Resident":
        """The first page, answered."""
        self.press(q_r0="yes", q_r1=district)
        return self

    def finish(self) -> "Resident":
        """From the first page to the receipt with few answers."""
        self.begin()
        for _page in range(6):
            if "edit:start" in self.page.text:
                break
            self.press()
        self.press("send")
        return self


@pytest.fixture
def town(store: Store) -> SimpleNamespace:
    """An open round of two places; `polje` has added an activity of its own."""
    catalogue = load_catalogue(Path("questionnaires/catalogue.yaml"))
    with store.write() as session:
        municipality = Municipality(name="Lipovje")
        session.add(municipality)
        session.flush()
        name = {"sl": "občina Lipovje", "hr": "općina Lipovje", "en": "municipality of Lipovje"}
        assessment = Assessment(
            code="lipovje", name=name, municipality_id=municipality.id, example=True, help_phone="00 000 00 00"
        )
        session.add(assessment)
        session.flush()
        for code, outside in (("polje", False), ("podgorica", False), ("outside", True)):
            session.add(District(assessment_id=assessment.id, code=code, name=code.title(), outside=outside))
        session.flush()
        polje = session.scalars(select(District).where(District.code == "polje")).one()
        session.add(ActivityChoice(district_id=polje.id, code="garden"))
        round_ = Round(
            assessment_id=assessment.id,
            slug="walk",
            name={"sl": "Sprehod", "hr": "Šetnja", "en": "Walk"},
            state="open",
            closes=datetime.now(UTC).date() + timedelta(days=400),
        )
        session.add(round_)
        session.flush()
        rounds.publish(session, round_, load_text(QUESTIONNAIRE, catalogue=catalogue), "")
    return SimpleNamespace(store=store)


@pytest.fixture
def resident(town: SimpleNamespace, client: FlaskClient) -> Resident:
    """Somebody on the first page."""
    return Resident(client)


@pytest.fixture
def responses(town: SimpleNamespace) -> Any:
    """How many answers are stored."""

    def count() -> int:
        with town.store.read() as session:
            return session.scalar(select(func.count()).select_from(Response)) or 0

    return count


@pytest.fixture
def last(town: SimpleNamespace) -> Any:
    """The one answer stored."""

    def response() -> Response:
        with town.store.read() as session:
            return session.scalars(select(Response)).one()

    return response


@pytest.fixture
def close(town: SimpleNamespace) -> Any:
    """End the round."""

    def end() -> None:
        with town.store.write() as session:
            session.scalars(select(Round)).one().state = "closed"

    return end


@pytest.fixture
def web(app: Flask) -> Flask:
    """The application, for tests that look into it."""
    return app


@pytest.fixture
def two(town: SimpleNamespace, app: Flask) -> SimpleNamespace:
    """Two people who type in, and two sheets."""
    from tests.web.typists import Typist, print_sheets, staff

    for name in ("ana", "bor"):
        staff(town.store, name)
    serials = print_sheets(town.store)
    return SimpleNamespace(store=town.store, ana=Typist(app, "ana"), bor=Typist(app, "bor"), serials=serials)
