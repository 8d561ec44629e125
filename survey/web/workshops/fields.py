"""The fields of a plan: read from the page, with what is wrong by field, and shown again as they were typed."""

import datetime
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from survey.clock import today
from survey.i18n import gettext as _
from survey.store.accounts import User
from survey.store.workshops import Plan, Workshop, facilitators
from survey.web.inventory.controls import Choice, Day, Form, Line, One, Several, Wrong, plain
from survey.web.inventory.entered import Typed, read_form
from survey.web.inventory.kinds import Field
from survey.web.workshops import agendas, words
from survey.web.workshops.reading import At

FURTHEST = 2 * 366
TAKEN_OVER = ("begins", "agenda", "groups", "organisations", "ways")
"""What of an evening is the same in the next district."""


@dataclass(frozen=True)
class Evening(Day):
    """A day to meet on, not before `first` and not in years that are nearly always a slip of the hand."""

    first: datetime.date | None = None

    def read(self, typed: str) -> datetime.date | None:
        day = super().read(typed)
        if day and self.first and day < self.first:
            raise Wrong(_("This day is over. Choose today or a later day."))
        if day and day > today() + datetime.timedelta(days=FURTHEST):
            raise Wrong(_("This is more than two years from now. Look at the year again."))
        return day


@dataclass(frozen=True)
class Clock(Line):
    """An hour of the day, as people here write it, or nothing."""

    def read(self, typed: str) -> str:
        said = plain(typed)
        found = re.fullmatch(r"([01]?\d|2[0-3])(?:[.:h ]\s?([0-5]\d)?)?", said.casefold(), re.ASCII)
        if said and not found:
            raise Wrong(_("Write the hour as 18:00 or 18.30, or leave it empty."))
        return f"{int(found[1]):02}:{found[2] or '00'}" if found else ""


def fields_of(session: Session, at: At, known: Workshop | None, counted: bool = False) -> list[Field]:
    """The fields of a new plan, or of one that is `known`; its agenda stays as soon as something was `counted`."""
    first = min(today(), known.day) if known else today()
    places = [(str(one.id), one.name) for one in at.districts]
    leaders = [("", _("not settled yet")), *_people(session, at, known)]
    known_agendas = agendas.choices(session, at.assessment.id)
    found = [
        Field("district_id", _("In which district?"), One(places), required=True),
        Field("day", _("On which day?"), Evening(first=first), required=True),
        Field("begins", _("When does it begin?"), Clock(5),
              _("For example 18:00. What is not settled yet can stay empty.")),
        Field("room", _("In which room?"), Line(), _("The name people know, and where the door is.")),
        Field("facilitator_id", _("Who leads the evening?"), One(leaders)),
        Field("recorder", _("Who writes down?"), Line(100), _("As people in the hall call them.")),
        Field("agenda", _("What happens in the evening?"), One(known_agendas), required=True),
        Field("groups", _("Which people do you invite?"), Several(words.groups())),
        Field("organisations", _("Which organisations do you invite?"), Several(words.organisations())),
        Field("ways", _("How do people hear of it?"), Several(words.ways())),
        Field("rehearsal", _("Is it a rehearsal?"), One(_trial())),
    ]  # fmt: skip
    left_out = {"rehearsal" if known else "", "agenda" if counted else ""}
    return [one for one in found if one.name not in left_out]


def _trial() -> list[Choice]:
    return [("", _("no, people are invited")), ("1", _("yes, with 12 invented people; nothing of it counts"))]


def _people(session: Session, at: At, known: Workshop | None) -> list[Choice]:
    """Who has a task in one of these districts; also whoever leads it now and has lost the task meanwhile."""
    here = {one.id for one in at.districts}
    found = {user: name for user, (name, places) in facilitators(session, at.assessment.id).items() if places & here}
    if known and known.facilitator_id and known.facilitator_id not in found:
        found[known.facilitator_id] = session.get_one(User, known.facilitator_id).name
    return [(str(user), name) for user, name in found.items()]


def usual(at: At, user_id: int) -> dict[str, object]:
    """What most plans begin with."""
    only = str(at.districts[0].id) if len(at.districts) == 1 else ""
    return {"district_id": only, "facilitator_id": str(user_id), "agenda": next(iter(agendas.ours())), "rehearsal": ""}


def shown(workshop: Workshop) -> dict[str, object]:
    """A stored plan as it stands in the fields."""
    people, others = (
        [c for c in workshop.invited if c in dict(known)] for known in (words.groups(), words.organisations())
    )
    return {
        "district_id": str(workshop.district_id), "day": workshop.day.isoformat(), "begins": workshop.begins,
        "room": workshop.room, "facilitator_id": str(workshop.facilitator_id or ""), "recorder": workshop.recorder,
        "agenda": workshop.agenda, "groups": people, "organisations": others, "ways": list(workshop.ways),
    }  # fmt: skip


def alike(workshop: Workshop) -> dict[str, object]:
    """What the next district takes over; its place, its day, its room and its people are its own."""
    return {name: said for name, said in shown(workshop).items() if name in TAKEN_OVER} | {"district_id": ""}


def read(session: Session, at: At, fields: list[Field], form: Form) -> Typed:
    """What was typed; whoever leads the evening has to have a task in its district."""
    typed = read_form(fields, form)
    leader, place = typed.values.get("facilitator_id"), typed.values.get("district_id")
    if not (leader and place):
        return typed
    _name, covers = facilitators(session, at.assessment.id).get(int(leader), ("", set()))
    if int(place) in covers:
        return typed
    fault = _("This person has no task in the district. Choose somebody else, or ask your lead to give them one.")
    return Typed(typed.fields, typed.values, {**typed.faults, "facilitator_id": fault})


def plan(values: Mapping[str, Any]) -> Plan:
    """What was read, as the store takes it."""
    leader = values["facilitator_id"]
    return Plan(
        values["day"], values["begins"], values["room"], values["recorder"], int(leader) if leader else None,
        (*values["groups"], *values["organisations"]), tuple(values["ways"]),
    )  # fmt: skip


def mark(workshop: Workshop) -> str:
    """A fingerprint of a plan as it is, so that nobody overwrites what somebody else has just changed."""
    return hashlib.sha256(json.dumps(shown(workshop), sort_keys=True).encode()).hexdigest()[:16]
