"""What a laptop in a hall keeps beside the evening itself: every record as it came, to be handed on unchanged.

The laptop opens nothing that is sealed: tablets seal to the key of the main server, and only that one has the other
half. Of what is sealed neither tablet nor hour is kept, so that no contact can be laid beside an answer.
"""

import uuid
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.store.base import Base, Document
from survey.store.upsert import insert_one


class Hall(Base):
    """The file that made this database the one of a hall; there is at most one. `key` signs what is handed on."""

    __tablename__ = "hall"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    workshop_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("workshop.id"))
    assessment: Mapped[str] = mapped_column(String(60))
    key: Mapped[str] = mapped_column(String(64))


class HallRecord(Base):
    """A record as a tablet sent it, by its fingerprint; `written` is what the laptop's own clock said then."""

    __tablename__ = "hall_record"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - a row number would tell the order of arrival

    content: Mapped[str] = mapped_column(String(64), primary_key=True)
    workshop_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("workshop.id"), index=True)
    sent: Mapped[Document]
    tablet_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("tablet.id"))
    written: Mapped[datetime | None]


def hall_of(session: Session) -> Hall | None:
    """The hall that this database serves; nothing on every other server."""
    return session.scalar(select(Hall).limit(1))


def passed_on(session: Session, content: str) -> bool:
    """Whether this very record waits here to be handed on."""
    return session.get(HallRecord, content) is not None


def keep_to_pass_on(session: Session, workshop: uuid.UUID, tablet: uuid.UUID | None, raw: Any, content: str) -> None:
    """Keep a record as it came; the same one again changes nothing."""
    if not isinstance(raw, dict):
        return
    sealed = bool(raw.get("sealed"))
    row = {
        "content": content, "workshop_id": workshop, "sent": raw, "tablet_id": None if sealed else tablet,
        "written": None if sealed else datetime.now(UTC),
    }  # fmt: skip
    insert_one(session, HallRecord, row)


def number_to_pass_on(session: Session) -> int:
    """How many records wait here."""
    return session.scalar(select(func.count()).select_from(HallRecord)) or 0
