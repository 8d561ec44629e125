"""The file that sets a laptop up for one evening: everything its tablets need, and nothing about any person.

The key that the laptop signs with is made of the server's secret and a random number for each file, so that the server
knows it again without keeping it anywhere.
"""

import secrets
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.store import tablet_keys
from survey.store.audit import record
from survey.store.base import Store, store_of
from survey.store.districts import Assessment, Census, District, Municipality, districts
from survey.store.hall_seal import TO_HALL, written
from survey.store.own_activities import written as activities_of
from survey.store.rounds import QuestionnaireVersion, Round, current_of
from survey.store.workshops import AgendaVersion, Workshop

Document = dict[str, Any]

_PURPOSE = "hall file"
_TOWN = ("code", "name", "legal_basis", "minimum_age", "help_phone")
_PLACE = ("code", "name", "outside", "polygon", "neighbour", "predecessors")
_EVENING = ("agenda", "begins", "room", "invited", "ways", "rehearsal")


def hall_file(session: Session, by: int | None, workshop: Workshop) -> bytes:
    """Write the file; whoever asks has to have the right to the workshop, and the session has to write."""
    round_ = session.get_one(Round, workshop.round_id)
    town = session.get_one(Assessment, round_.assessment_id)
    number = secrets.token_hex(16)
    key = keys_of(store_of(session), number, workshop)[0]
    record(session, by, f"hall file made: workshop {workshop.id}")
    return written(
        TO_HALL,
        key,
        {
            "hall": number,
            "key": key,
            "assessment": town.code,
            "town": _town(session, town),
            "round": _round(session, round_),
            "workshop": _evening(session, workshop),
            "tablet_key": tablet_keys.current(store_of(session), session).as_document(),
        },
    )


def keys_of(store: Store, number: str, workshop: Workshop) -> tuple[str, ...]:
    """The key of a file, also as it was before the secret of the server was changed; the newest first."""
    return store.keys.macs(_PURPOSE, f"{number} {workshop.id}")


def _town(session: Session, town: Assessment) -> Document:
    name = session.get_one(Municipality, town.municipality_id).name
    places = [_place(one) for one in districts(session, town)]
    return {
        "municipality": name,
        **_parts(town, _TOWN),
        "districts": places,
        "activities": activities_of(session, town),
    }


def _place(place: District) -> Document:
    days = {name: day.isoformat() if (day := getattr(place, name)) else None for name in ("valid_from", "valid_to")}
    return {**_parts(place, _PLACE), **days}


def _round(session: Session, round_: Round) -> Document:
    days = {name: day.isoformat() if (day := getattr(round_, name)) else None for name in ("opens", "closes")}
    asked = current_of(session, round_.id)
    version = session.get_one(QuestionnaireVersion, asked.hash) if asked else None
    kept = _parts(version, ("hash", "structure_hash", "doc")) if version else None
    return {**_parts(round_, ("slug", "name", "state", "access")), **days, "version": kept}


def _evening(session: Session, workshop: Workshop) -> Document:
    """The evening itself. Who leads it and who writes down are people, so they stay here."""
    place = session.get_one(District, workshop.district_id)
    living = select(Census.age, Census.gender, Census.n).where(Census.district_id == place.id)
    return {
        "id": str(workshop.id),
        "day": workshop.day.isoformat(),
        "district": place.code,
        **_parts(workshop, _EVENING),
        "steps": session.get_one(AgendaVersion, workshop.agenda).document,
        "living": [list(row) for row in session.execute(living.order_by(Census.age, Census.gender))],
    }


def _parts(row: object, names: tuple[str, ...]) -> Document:
    return {name: getattr(row, name) for name in names}
