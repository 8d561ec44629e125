"""The protocol of a workshop: written from its records, corrected by additions for seven days, and then frozen."""

import hashlib
import json
import uuid
from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import ForeignKey, Text, exists, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.clock import today
from survey.i18n import LANGUAGES, use_language
from survey.store.audit import record
from survey.store.base import Base, Document
from survey.store.evenings import evening_of
from survey.store.workshop_items import WorkshopItem
from survey.store.workshops import Protocol, Workshop
from survey.workshop.steps import told_of
from survey.workshop.telling import Told, as_document, from_document

DAYS = 7
"""How long after the evening a protocol takes corrections."""

MOST_SAID = 1_000


class ProtocolRemark(Base):
    """A correction or an addition, by whom and on which day; it is followed by another one, never changed."""

    __tablename__ = "protocol_remark"

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("workshop.id"), index=True)
    said: Mapped[str] = mapped_column(Text)
    day: Mapped[date]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))


class Frozen(Exception):
    """The protocol takes nothing more."""


def last_day(workshop: Workshop) -> date:
    """The last day on which something can be added."""
    return workshop.day + timedelta(days=DAYS)


def remarks_of(session: Session, workshop: Workshop) -> Sequence[ProtocolRemark]:
    """What was added, in the order of its coming."""
    mine = select(ProtocolRemark).where(ProtocolRemark.workshop_id == workshop.id)
    return session.scalars(mine.order_by(ProtocolRemark.id)).all()


def add_remark(session: Session, by: int, workshop: Workshop, said: str) -> None:
    """Add a correction; `Frozen` when it is too late for one."""
    if session.get(Protocol, workshop.id):
        raise Frozen
    session.add(ProtocolRemark(workshop_id=workshop.id, said=said, day=today(), user_id=by))
    record(session, by, f"protocol of workshop {workshop.id} added to")


def told(session: Session, workshop: Workshop, language: str) -> list[Told]:
    """What the protocol says in a language: as it was frozen, or as the records stand now."""
    kept = session.get(Protocol, workshop.id)
    if kept:
        return from_document(kept.document[language])
    with use_language(language):
        return told_of(evening_of(session, workshop))


def freeze(session: Session, by: int | None, workshop: Workshop) -> None:
    """Keep what the protocol says now in every language, and end the evening; a second time changes nothing."""
    if session.get(Protocol, workshop.id) or workshop.rehearsal or workshop.state == "deleted":
        return
    # Ended first: a count that nobody has closed is told as such, not covered any longer.
    workshop.state = "over"
    document: Document = {code: as_document(told(session, workshop, code)) for code in LANGUAGES}
    content = hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()
    # By a round trip it is now just as it will be read again.
    document = json.loads(json.dumps(document))
    session.add(Protocol(workshop_id=workshop.id, document=document, content=content, frozen_on=today(), frozen_by=by))
    record(session, by, f"protocol of workshop {workshop.id} frozen")


def freeze_due(session: Session) -> int:
    """Freeze the protocols whose seven days have passed; how many those were. Of an empty evening there is none."""
    came = exists().where(WorkshopItem.workshop_id == Workshop.id)
    due = select(Workshop).where(Workshop.state == "planned", Workshop.rehearsal.is_(False), came)
    workshops = session.scalars(due.where(Workshop.day < today() - timedelta(days=DAYS))).all()
    for workshop in workshops:
        freeze(session, None, workshop)
    return len(workshops)
