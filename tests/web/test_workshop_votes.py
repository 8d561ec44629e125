"""What the evening came to in the hall stands on the page of its workshop, with how many were there."""

import uuid
from types import SimpleNamespace

import pytest
from flask import Flask

from survey.store.base import Store
from survey.store.workshop_items import receive
from survey.store.workshops import Workshop
from tests.store.evening import record_of
from tests.web.planners import Planner
from tests.web.typists import staff


@pytest.fixture
def ana(town: SimpleNamespace, app: Flask) -> Planner:
    staff(town.store, "ana", place="polje")
    return Planner(app, "ana")


def sent(store: Store, key: uuid.UUID, *items: dict[str, object]) -> None:
    with store.write() as session:
        states = {one.state for one in receive(session, session.get_one(Workshop, key), None, items)}
        assert states == {"kept"}


def test_slips_are_told_with_the_people_who_were_there_and_apart_from_the_survey(ana: Planner) -> None:
    key = ana.plan()
    assert "What the evening came to" not in ana.get(f"/{key}").text
    voices = [record_of(step="need", kind="vote", body={"option": code}) for code in ("s5", "s5", "s4", "s1")]
    sent(ana.store, key, *voices, *(record_of("a65p") for _ in range(6)))
    page = ana.get(f"/{key}").text
    for said in ("How much do we need a place to meet here?", "5 – very much", "with 6 people in the hall"):
        assert said in page, said
    assert "4 voices were counted" in page
    assert "never added to the figures of the survey" in page
    sent(ana.store, key, voices[0] | {"rev": 2, "body": None})
    assert "3 voices were counted" in ana.get(f"/{key}").text
