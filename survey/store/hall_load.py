"""A laptop set up for one evening from its file: the same file again changes nothing, and no record is ever lost."""

import uuid
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from survey.store.accounts import User, create_user, grant, new_password, set_password, user_named
from survey.store.audit import record
from survey.store.districts import Assessment, Census, District, Municipality, district
from survey.store.hall_records import Hall, hall_of, number_to_pass_on
from survey.store.hall_seal import TO_HALL, ChangedFile, NotAHall, is_signed, kind_of, refuse_newer
from survey.store.own_activities import restore
from survey.store.rounds import QuestionnaireVersion, Round, RoundVersion
from survey.store.tablet_keys import TabletKey
from survey.store.workshops import Workshop, keep_agenda

Document = dict[str, Any]

ACCOUNT = "hall"
"""The one person of a laptop in a hall; whoever leads the evening gets the password."""


def read(content: bytes) -> Document:
    """A file for a laptop, once it is known to be whole."""
    kind, said = kind_of(content)
    if kind != TO_HALL:
        raise NotAHall
    refuse_newer(said)
    if not is_signed(said, [str(said.get("key"))]):
        raise ChangedFile
    return said


def load(session: Session, said: Document) -> bool:
    """Set the laptop up; False when it was set up before and goes on as it is."""
    if hall_of(session):
        return False
    town = _town(session, said["town"])
    round_ = _round(session, town, said["round"])
    workshop = _evening(session, town, round_, said["workshop"])
    key = said["tablet_key"]
    # Only the public half: what tablets seal in the hall opens on the main server and nowhere else.
    session.add(TabletKey(id=key["id"], number=1, public=key["public"], sealed=b""))
    session.add(Hall(id=said["hall"], workshop_id=workshop.id, assessment=said["assessment"], key=said["key"]))
    record(session, None, f"laptop set up for the hall: workshop {workshop.id}")
    return True


def replaced(session: Session, said: Document) -> bool:
    """Whether the laptop was set up with an earlier file and nothing has come yet, so that it can begin anew."""
    hall = hall_of(session)
    return hall is not None and hall.id != said["hall"] and number_to_pass_on(session) == 0


def password_of(session: Session) -> str:
    """A new password for the one account of the laptop, which is made with the first one."""
    hall, password = hall_of(session), new_password()
    if hall is None:
        raise LookupError("this is no laptop in a hall")
    known = user_named(session, ACCOUNT)
    if known is None:
        _let_in(session, create_user(session, ACCOUNT, password), hall)
    else:
        set_password(known, password)
    return password


def _let_in(session: Session, user: User, hall: Hall) -> None:
    workshop = session.get_one(Workshop, hall.workshop_id)
    place = session.get_one(District, workshop.district_id)
    grant(session, user, "facilitator", session.get_one(Assessment, place.assessment_id), place)


def _town(session: Session, said: Document) -> Assessment:
    municipality = Municipality(name=said["municipality"])
    session.add(municipality)
    session.flush()
    parts = {name: said[name] for name in ("code", "name", "legal_basis", "minimum_age", "help_phone")}
    made = Assessment(municipality_id=municipality.id, **parts)
    session.add(made)
    session.flush()
    for place in said["districts"]:
        days = {name: _day(place[name]) for name in ("valid_from", "valid_to")}
        session.add(District(assessment_id=made.id, **{**place, **days}))
    session.flush()
    restore(session, made, said["activities"])
    return made


def _round(session: Session, town: Assessment, said: Document) -> Round:
    days = {name: _day(said[name]) for name in ("opens", "closes")}
    parts = {name: said[name] for name in ("slug", "name", "state", "access")}
    made = Round(assessment_id=town.id, **parts, **days)
    session.add(made)
    session.flush()
    if said["version"]:
        session.add(QuestionnaireVersion(**said["version"]))
        session.flush()
        session.add(RoundVersion(round_id=made.id, hash=said["version"]["hash"], current=True, items={}))
    return made


def _evening(session: Session, town: Assessment, round_: Round, said: Document) -> Workshop:
    place = district(session, town.id, said["district"])
    if place is None:
        raise NotAHall
    keep_agenda(session, said["agenda"], said["steps"])
    parts = {name: said[name] for name in ("agenda", "begins", "room", "invited", "ways", "rehearsal")}
    day = date.fromisoformat(said["day"])
    made = Workshop(id=uuid.UUID(said["id"]), round_id=round_.id, district_id=place.id, day=day, **parts)
    session.add(made)
    for age, gender, n in said["living"]:
        session.add(Census(district_id=place.id, age=age, gender=gender, n=n, source="", day=day))
    session.flush()
    return made


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None
