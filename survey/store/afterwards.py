"""What is done after an evening: promises kept, people asked, the evening shown; each by whom and on which day."""

import uuid
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.clock import today
from survey.store.audit import record
from survey.store.base import Base
from survey.store.workshops import Workshop

PROMISE = ("kept", "missed", "moved", "open")
"""What can become of a promise; `open` takes back what was marked by mistake."""

ASKED = ("asked", "open")
SHOWN = ("shown", "open")


class AfterDeed(Base):
    """One mark; the newest of a record stands. Without a record it is the evening itself that was shown to people."""

    __tablename__ = "after_deed"
    __table_args__ = (CheckConstraint("what IN ('kept', 'missed', 'moved', 'asked', 'shown', 'open')", name="what"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("workshop.id"), index=True)
    item: Mapped[uuid.UUID | None]
    what: Mapped[str] = mapped_column(String(12))
    until: Mapped[date | None]
    """The new day of a promise that was moved."""
    day: Mapped[date]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))


def deeds_of(session: Session, workshop: Workshop) -> dict[uuid.UUID | None, AfterDeed]:
    """The newest mark of each record; what was taken back has none."""
    mine = select(AfterDeed).where(AfterDeed.workshop_id == workshop.id).order_by(AfterDeed.id)
    newest = {one.item: one for one in session.scalars(mine)}
    return {item: one for item, one in newest.items() if one.what != "open"}


def mark(
    session: Session, by: int, workshop: Workshop, item: uuid.UUID | None, what: str, until: date | None = None
) -> None:
    """Mark what became of a record; the same mark a second time changes nothing."""
    before = deeds_of(session, workshop).get(item)
    if (before.what, before.until) == (what, until) if before else what == "open":
        return
    deed = AfterDeed(workshop_id=workshop.id, item=item, what=what, until=until, day=today(), user_id=by)
    session.add(deed)
    session.flush()
    record(session, by, f"workshop {workshop.id}: {what} after the evening")
