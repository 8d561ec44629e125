"""An evening that was held on a laptop: written into a file there, and brought into the main server once.

By item and revision: what is here already is known again, and a later file of the same evening adds only what is new.
"""

import secrets
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from survey.clock import local
from survey.i18n import full_date
from survey.i18n import gettext as _
from survey.store.audit import record
from survey.store.base import hold, store_of
from survey.store.districts import Assessment, assessment
from survey.store.hall_files import keys_of
from survey.store.hall_records import HallRecord, hall_of
from survey.store.hall_seal import (
    FROM_HALL,
    ChangedFile,
    HallRefused,
    NotFromHall,
    is_signed,
    refuse_newer,
    written,
)
from survey.store.rounds import Round
from survey.store.tablets import Tablet
from survey.store.workshop_items import WorkshopItem, receive
from survey.store.workshops import AgendaVersion, Workshop

Document = dict[str, Any]


class OtherTown(HallRefused):
    """The evening belongs to an assessment that is not here."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    def __str__(self) -> str:
        return _(
            "This evening belongs to another project (»%(code)s«). Bring the file in on the server that it came from. "
            "Nothing was changed.",
            code=self.code[:60],
        )


class NoSuchEvening(HallRefused):
    """The workshop is not on this server, or not for whoever asks."""

    def __str__(self) -> str:
        return _(
            "The workshop of this file is not here. Bring the file in on the server that made the file for the laptop. "
            "Nothing was changed."
        )


class DeletedEvening(HallRefused):
    """The workshop was deleted meanwhile."""

    def __str__(self) -> str:
        return _(
            "The workshop of this file was deleted. Bring it back on the page of all workshops, then bring the file in "
            "again. Nothing was changed."
        )


@dataclass
class Brought:
    """What bringing a file in did: how many records were kept, known or set aside, and what somebody has to know."""

    states: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)


def hall_out(session: Session) -> bytes:
    """Everything that the laptop has to hand on, signed; the order tells nothing."""
    hall = hall_of(session)
    if hall is None:
        raise LookupError("this is no laptop in a hall")
    rows = session.scalars(select(HallRecord).order_by(HallRecord.content)).all()
    said = {
        "hall": hall.id,
        "assessment": hall.assessment,
        "workshop": str(hall.workshop_id),
        "agenda": session.get_one(Workshop, hall.workshop_id).agenda,
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        "tablets": {str(one.id): one.number for one in session.scalars(select(Tablet))},
        "records": [_written(row) for row in rows],
    }
    return written(FROM_HALL, hall.key, said)


def _written(row: HallRecord) -> Document:
    return {
        "sent": row.sent,
        "tablet": str(row.tablet_id) if row.tablet_id else None,
        "written": row.written.isoformat(timespec="seconds") if row.written else None,
    }


def bring_evening(
    session: Session, said: Document, by: int | None, seen: set[uuid.UUID] | None = None, only: uuid.UUID | None = None
) -> Brought:
    """Bring an evening in; whatever is wrong with its file is found before anything is written.

    With `seen` only these workshops may be in it, with `only` just this one.
    """
    refuse_newer(said)
    workshop = _workshop(session, said, seen)
    if not is_signed(said, keys_of(store_of(session), str(said.get("hall")), workshop)):
        raise ChangedFile
    if only is not None and workshop.id != only:
        raise OtherEvening(workshop.day)
    done = Brought(notes=[*_clock_notes(workshop, said), *_as_held(session, by, workshop, said["agenda"])])
    for tablet, items in _by_tablet(said["records"]).items():
        known = _tablet(session, workshop, tablet, said["tablets"]) if tablet else None
        done.states.update(receipt.state for receipt in receive(session, workshop, known, items))
    if done.states["kept"] or done.states["aside"]:
        record(session, by, f"evening of a hall brought in: workshop {workshop.id}, {done.states['kept']} new")
    return done


class OtherEvening(HallRefused):
    """The file belongs to another workshop than the one whose page it was brought to."""

    def __init__(self, day: date) -> None:
        super().__init__(day)
        self.day = day

    def __str__(self) -> str:
        return _(
            "This file belongs to another workshop, on %(day)s. Bring it in on the page of that workshop. "
            "Nothing was changed.",
            day=full_date(self.day),
        )


def _workshop(session: Session, said: Document, seen: set[uuid.UUID] | None) -> Workshop:
    """The workshop of a file, by what it claims; whether the claim is true, the signature says."""
    try:
        name = uuid.UUID(str(said.get("workshop")))
    except ValueError as fault:
        raise NotFromHall from fault
    if assessment(session, str(said.get("assessment"))) is None:
        raise OtherTown(str(said.get("assessment")))
    found = session.get(Workshop, name)
    if found is None or (seen is not None and name not in seen):
        raise NoSuchEvening
    town = session.get_one(Assessment, session.get_one(Round, found.round_id).assessment_id)
    if town.code != said.get("assessment"):
        raise OtherTown(str(said.get("assessment")))
    if found.state == "deleted":
        raise DeletedEvening
    return found


def _by_tablet(records: Sequence[Document]) -> dict[str, list[Document]]:
    """The records of each tablet; those of phones, and what is sealed, belong to none."""
    found: dict[str, list[Document]] = {}
    for one in records:
        found.setdefault(one["tablet"] or "", []).append(one["sent"])
    return found


def _tablet(session: Session, workshop: Workshop, name: str, numbers: Mapping[str, int]) -> uuid.UUID:
    """A tablet of the hall as one of the workshop, so that its notes are told apart; it may not send here."""
    key = uuid.UUID(name)
    if session.get(Tablet, key) is None:
        hold(session, f"tablets of {workshop.id}")
        taken = set(session.scalars(select(Tablet.number).where(Tablet.workshop_id == workshop.id)))
        last = session.scalar(select(func.max(Tablet.number)).where(Tablet.workshop_id == workshop.id)) or 0
        number = numbers[name] if numbers[name] not in taken else last + 1
        now, token = datetime.now(UTC), secrets.token_hex(32)  # a token that nobody has
        times = {"paired": now, "until": now, "heard": now}
        session.add(Tablet(id=key, workshop_id=workshop.id, token=token, number=number, revoked=True, **times))
        session.flush()
    return key


def _as_held(session: Session, by: int | None, workshop: Workshop, agenda: str) -> list[str]:
    """The evening keeps the agenda with which it was held, if another one was chosen after the laptop had its file."""
    counted = exists().where(WorkshopItem.workshop_id == workshop.id)
    if workshop.agenda == agenda or session.get(AgendaVersion, agenda) is None or session.scalar(select(counted)):
        return []
    workshop.agenda = agenda
    record(session, by, f"agenda as it was in the hall: workshop {workshop.id}")
    return [_("The agenda was changed after the laptop had its file. The workshop has again the one it was held with.")]


def _clock_notes(workshop: Workshop, said: Document) -> list[str]:
    """What is said when the laptop thought it was another day; nothing is dated anew because of it."""
    days = sorted({local(datetime.fromisoformat(one["written"])).date() for one in said["records"] if one["written"]})
    if not days or workshop.day in days:
        return []
    sentence = _(
        "The clock of the laptop said %(laptop)s, but the workshop was planned for %(day)s. Everything was brought in "
        "as the tablets told it, and nothing was dated anew.",
        laptop=full_date(days[0]), day=full_date(workshop.day),
    )  # fmt: skip
    return [sentence]
