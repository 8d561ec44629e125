"""The board: what a tablet is given to run one evening, and nothing of what anybody has said."""

import hashlib
import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.i18n import text
from survey.store import tablet_keys
from survey.store.base import store_of
from survey.store.districts import Census, District
from survey.store.rounds import Round, current_of
from survey.store.tablets import Tablet
from survey.store.workshops import AgendaVersion, Workshop
from survey.web.manage.uploaded import catalogue_of
from survey.web.tablet.fragments import survey_for
from survey.workshop.agenda import from_document
from survey.workshop.steps.attendance import Attendance, living

Board = dict[str, Any]


def board_of(session: Session, tablet: Tablet) -> Board:
    """The evening of a tablet under the fingerprint of all it says, so that what is given by it can name it."""
    workshop = session.get_one(Workshop, tablet.workshop_id)
    stored = session.get_one(AgendaVersion, workshop.agenda).document
    round_ = session.get_one(Round, workshop.round_id)
    made: Board = {
        "workshop": _workshop(session, workshop),
        "round": {"slug": round_.slug, "name": round_.name},
        "agenda": stored,
        "living": _living(session, workshop, stored),
        "activities": _activities(session, stored, round_),
        "key": tablet_keys.current(store_of(session), session).as_document(),
        "survey": _survey(session, workshop, stored, round_),
    }
    written = json.dumps(made, sort_keys=True, separators=(",", ":"))
    return {"soseska": "board", "hash": hashlib.sha256(written.encode()).hexdigest(), **made}


def _workshop(session: Session, workshop: Workshop) -> Board:
    district = session.get_one(District, workshop.district_id)
    return {
        "id": str(workshop.id),
        "day": workshop.day.isoformat(),
        "begins": workshop.begins,
        "room": workshop.room,
        "district": text(district.name),
        "rehearsal": workshop.rehearsal,
    }


def _survey(session: Session, workshop: Workshop, stored: Board, round_: Round) -> Board | None:
    """The questionnaire that goes round, where the agenda has such a step and the round something to ask."""
    wanted = any(step["step"] == "survey" for step in stored["steps"])
    if not wanted or current_of(session, round_.id) is None:
        return None
    return survey_for(session, round_, session.get_one(District, workshop.district_id))


def _activities(session: Session, stored: Board, round_: Round) -> Board:
    """What a heading that is named on the spot may stand for, where the agenda has headings; by code, in words."""
    wanted = any(step["step"] == "headings" for step in stored["steps"])
    return {code: dict(one.label) for code, one in catalogue_of(session, round_).items()} if wanted else {}


def _living(session: Session, workshop: Workshop, stored: Board) -> dict[str, dict[str, dict[str, int]]]:
    """By step and measure, how many people live there; a step of which the census knows nothing is not in it."""
    mine = select(Census.age, Census.gender, Census.n).where(Census.district_id == workshop.district_id)
    rows = [(age, gender, n) for age, gender, n in session.execute(mine) if n is not None]
    steps = [step for step in from_document(stored).steps if isinstance(step, Attendance)]
    return {step.id: living(step, rows) for step in steps if rows}
