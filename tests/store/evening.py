"""A workshop with a door to count at, and the records a tablet would send from it."""

import uuid
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from survey.store.districts import district
from survey.store.workshops import Plan, Workshop, keep_agenda, plan_workshop
from survey.workshop.agenda import agenda_hash, as_document, load_agenda_text
from tests.store.conftest import Town

AGENDA = """
workshop: short
title: {en: An evening}
languages: [en]
steps:
  - id: arrival
    step: attendance
    minutes: 8
    title: {en: Arrival}
    age: {young: {en: Up to 29}, old: {en: From 30}}
    gender: {f: {en: Women}, m: {en: Men}}
  - {id: welcome, step: talk, minutes: 4, title: {en: Welcome}}
  - id: need
    step: vote
    minutes: 6
    title: {en: Need}
    ask: {en: Do we need it?}
    options: {s1: {en: Hardly}, s2: {en: Very much}}
"""


def evening(session: Session, town: Town, by: int, **more: Any) -> Workshop:
    """A workshop planned in the north of the town."""
    agenda = load_agenda_text(AGENDA)
    keep_agenda(session, agenda_hash(agenda), as_document(agenda))
    round_ = town.round(session)
    place = district(session, round_.assessment_id, "north")
    assert place is not None
    return plan_workshop(session, by, round_, place.id, agenda_hash(agenda), Plan(date(2026, 5, 4)), **more)


def record_of(code: str = "old", measure: str = "age", **more: Any) -> dict[str, Any]:
    """One person more at the door, as a tablet sends it."""
    made = {
        "item": str(uuid.uuid4()),
        "rev": 1,
        "step": "arrival",
        "kind": "attendance",
        "made": "2026-05-04T18:02:00Z",
        "board": "b" * 64,
        "body": {"measure": measure, "code": code},
    }
    return made | more
