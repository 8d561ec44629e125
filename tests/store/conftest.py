"""A small town with a short questionnaire, and the ways people answer in it."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.questionnaire.load import load_text
from survey.store.accounts import User, grant
from survey.store.base import Store
from survey.store.districts import Assessment, District, Municipality, assessment, district
from survey.store.documents import OpenAnswer
from survey.store.migrations import upgrade
from survey.store.responses import Submitted, submit
from survey.store.rounds import Round, publish, round_by_slug

SECRET_KEY = "a key for tests only, forty characters long"
DAY = date(2026, 5, 4)
SHORT = """
questionnaire: short
title: {en: A short survey}
languages: [en]
sections:
  - id: all
    questions:
      - id: r0
        type: consent
        label: {en: May we ask you?}
        agree: {en: Please do}
        legal_basis: {public_task: {en: The town plans with it.}, consent: {en: You agree.}}
      - {id: choir, type: single, label: {en: A choir}, options: {often: {en: Often}, never: {en: Never}}}
      - id: wishes
        type: multiple
        label: {en: What would you come for}
        options: {singing: {en: Singing}, chess: {en: Chess}, soup: {en: Soup}}
      - {id: visits, type: number, label: {en: How often}, minimum: 0, maximum: 90, whole: true, bins: [0, 30]}
      - id: lonely
        type: single
        sensitive: true
        label: {en: Are you lonely}
        options: {very: {en: Very}, hardly: {en: Hardly}}
      - {id: age, type: single, stratum: age, label: {en: Age}, options: {young: {en: Up to 29}, old: {en: From 30}}}
      - {id: say, type: text, long: true, label: {en: What else}}
pairs: [[wishes, wishes]]
"""


@dataclass(frozen=True)
class Town:
    """The town's round, for tests that only need to send answers."""

    store: Store
    slug: str = "spring"

    def round(self, session: Session) -> Round:
        found = round_by_slug(session, self.slug)
        assert found is not None
        return found

    def submit(self, session: Session, answers: dict[str, Any], client_id: str, **told: Any) -> Submitted:
        words = {"channel": "web", "access": "open", "language": "en", "day": DAY, "district": "north"} | told
        return submit(self.store, session, self.round(session), answers, client_id=client_id, **words)

    def send(self, answers: dict[str, Any], client_id: str, **told: Any) -> Submitted:
        with self.store.write() as session:
            return self.submit(session, answers, client_id, **told)


def build(store: Store) -> Town:
    with store.write() as session:
        municipality = Municipality(name="Lipovje")
        session.add(municipality)
        session.flush()
        for code in ("lipovje", "elsewhere"):
            session.add(Assessment(code=code, name={"en": code}, municipality_id=municipality.id))
        session.flush()
        for place in ("lipovje", "elsewhere"):
            owner = assessment(session, place)
            assert owner is not None
            session.add_all(District(assessment_id=owner.id, code=code, name=code) for code in ("north", "south"))
            session.add(District(assessment_id=owner.id, code="outside", name="outside", outside=True))
        home = assessment(session, "lipovje")
        assert home is not None
        open_round(session, home, "spring")
    return Town(store)


def open_round(session: Session, home: Assessment, slug: str) -> Round:
    made = Round(assessment_id=home.id, slug=slug, name={"en": slug}, state="open")
    session.add(made)
    session.flush()
    publish(session, made, load_text(SHORT, "short.yaml", {}))
    return made


@pytest.fixture
def town(store: Store) -> Town:
    return build(store)


@pytest.fixture
def file_town(tmp_path: Path) -> Iterator[Town]:
    """A town in a SQLite file, for what only a file can show."""
    store = Store(f"sqlite:///{tmp_path / 'town.db'}", SECRET_KEY)
    upgrade(store)
    yield build(store)
    store.close()


@pytest.fixture
def answers() -> Callable[..., dict[str, Any]]:
    """Somebody's answers, of which a test names what matters to it."""

    def made(**named: Any) -> dict[str, Any]:
        return {"r0": "yes", "choir": "often", "age": "old", "lonely": "very"} | named

    return made


SAID = "Soseda Breda kuha odlično."


@pytest.fixture
def staff(town: Town) -> dict[str, int]:
    """Somebody of each kind: two data keepers, leads of the north, the south and the town, an administrator."""
    with town.store.write() as session:
        home = assessment(session, "lipovje")
        made = {}
        for name, role, where in (
            ("keeper", "data_keeper", "north"),
            ("second", "data_keeper", None),
            ("north", "lead", "north"),
            ("south", "lead", "south"),
            ("town", "lead", None),
            ("admin", "administrator", None),
            ("facilitator", "facilitator", None),
            ("elsewhere", "data_keeper", None),
        ):
            user = User(name=name, password="nobody logs in here", session_key=name)
            session.add(user)
            session.flush()
            at = assessment(session, "elsewhere") if name == "elsewhere" else home
            grant(session, user, role, at, district(session, at.id, where) if where else None)
            made[name] = user.id
    return made


@pytest.fixture
def answer(town: Town, answers: Callable[..., dict[str, Any]]) -> uuid.UUID:
    town.send(answers(say=SAID), "one", language="sl")
    with town.store.read() as session:
        return session.scalars(select(OpenAnswer.id)).one()
