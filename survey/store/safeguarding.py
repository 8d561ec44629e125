"""Worries that somebody is in danger: sealed, outside of everything that is counted, for the named officer alone.

Whoever wrote a note cannot read it again, and every look is written down before the words are shown.
"""

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ForeignKey, LargeBinary, Select, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.store.accounts import User, visible_districts
from survey.store.audit import record
from survey.store.base import Base
from survey.store.errors import AnswerNotYours
from survey.store.protection import OFFICER
from survey.store.rounds import Round
from survey.store.sums import opened, sealed
from survey.store.upsert import insert_one
from survey.store.visits import Door

PURPOSE = "safeguarding note"
LONGEST = 2000


class SafeguardingNote(Base):
    """One worry; its words and the number of the visit are readable only with our key."""

    __tablename__ = "safeguarding_note"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - a row number would tell the order of arrival

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    day: Mapped[date]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))


@dataclass(frozen=True)
class Worry:
    """A note as the officer sees it; its words only after a recorded look."""

    id: uuid.UUID
    district_id: int
    day: date
    by: str
    settled: bool
    number: int | None = None
    text: str = ""


def write_note(session: Session, user_id: int, at: Door, form_id: uuid.UUID, text: str, day: date) -> None:
    """Seal a worry, so that nobody but the officer reads it.

    The same form sent twice is one note, unless its words are others: no worry may get lost. The random number of the
    form is not kept, so the number of the note, made of both, tells nothing of the words.
    """
    note_id = uuid.uuid5(form_id, text)
    content = sealed(session, PURPOSE, {"text": text[:LONGEST], "number": at.code.number})
    place = {"round_id": at.code.round_id, "district_id": at.code.district_id}
    row = {"id": note_id, "sealed": content, "day": day, "user_id": user_id} | place
    if insert_one(session, SafeguardingNote, row):
        record(session, user_id, f"safeguarding note {note_id} written")


def worries(session: Session, user_id: int, round_: Round) -> list[Worry]:
    """What waits for an officer in their districts, those to be looked at first; without the words."""
    asked = _mine(session, user_id, round_)
    rows = session.execute(asked.order_by(SafeguardingNote.settled_by.is_not(None), SafeguardingNote.day))
    return [_worry(note, name) for note, name in rows]


def look(session: Session, user_id: int, round_: Round, note_id: uuid.UUID) -> Worry:
    """The words of one note; that somebody looked is written down first."""
    note, name = _one(session, user_id, round_, note_id)
    record(session, user_id, f"safeguarding note {note.id} looked at")
    session.flush()
    said = opened(session, PURPOSE, note.sealed) or {}
    return _worry(note, name, said)


def settle(session: Session, user_id: int, round_: Round, note_id: uuid.UUID) -> None:
    """Say that somebody looks after it."""
    note, _name = _one(session, user_id, round_, note_id)
    note.settled_by = user_id
    record(session, user_id, f"safeguarding note {note.id} settled")


def _mine(session: Session, user_id: int, round_: Round) -> Select[SafeguardingNote, str]:
    places = {one.id for one in visible_districts(session, user_id, round_.assessment_id, OFFICER)}
    asked = select(SafeguardingNote, User.name).join(User, User.id == SafeguardingNote.user_id)
    return asked.where(SafeguardingNote.round_id == round_.id, SafeguardingNote.district_id.in_(places))


def _one(session: Session, user_id: int, round_: Round, note_id: uuid.UUID) -> tuple[SafeguardingNote, str]:
    found = session.execute(_mine(session, user_id, round_).where(SafeguardingNote.id == note_id)).one_or_none()
    if found is None:
        raise AnswerNotYours
    note, name = found
    return note, name


def _worry(note: SafeguardingNote, name: str, said: dict[str, object] | None = None) -> Worry:
    number, text = (said or {}).get("number"), (said or {}).get("text", "")
    return Worry(
        id=note.id,
        district_id=note.district_id,
        day=note.day,
        by=name,
        settled=note.settled_by is not None,
        number=number if isinstance(number, int) else None,
        text=str(text),
    )
