"""Ideas that phones have sent: each waits until whoever leads the evening takes it over or holds it back.

Either is a record of the tablet under the very name of the idea, so that two tablets never take over the same twice.
"""

import uuid
from collections.abc import Sequence

from sqlalchemy import ColumnElement, ForeignKey, String, exists, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.store.base import Base, hold
from survey.store.phones import MOST_PHONES, TooMany, item_of
from survey.store.workshop_items import WorkshopItem
from survey.store.workshops import Workshop

MOST_IDEAS = 10
"""Of one phone at one step."""


class PhoneIdea(Base):
    """An idea as it was sent; `place` is its number among those of its phone."""

    __tablename__ = "phone_idea"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - a row number would lay ideas beside votes

    workshop_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("workshop.id"), primary_key=True)
    item: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    step: Mapped[str] = mapped_column(String(60))
    text: Mapped[str] = mapped_column(String(120))
    place: Mapped[int]


def _untouched() -> ColumnElement[bool]:
    """No tablet has a record under its name."""
    mine = WorkshopItem.workshop_id == PhoneIdea.workshop_id, WorkshopItem.item == PhoneIdea.item
    return ~exists().where(*mine)


def send_idea(session: Session, workshop: Workshop, key: str, step: str, text: str) -> None:
    """Keep an idea; the same words of the same phone again are the same idea, so that sending twice changes nothing."""
    hold(session, f"phone ideas {item_of(session, workshop, key, step)}")
    before = ideas_of(session, workshop, key, step)
    if text in [idea.text for idea in before]:
        return
    many = session.scalar(select(func.count()).where(PhoneIdea.workshop_id == workshop.id, _untouched())) or 0
    if len(before) >= MOST_IDEAS or many >= MOST_PHONES:
        raise TooMany
    place = len(before) + 1
    item = item_of(session, workshop, key, f"idea {step}", place)
    session.add(PhoneIdea(workshop_id=workshop.id, item=item, step=step, text=text, place=place))


def ideas_of(session: Session, workshop: Workshop, key: str, step: str) -> Sequence[PhoneIdea]:
    """What this phone has sent, in its order."""
    items = [item_of(session, workshop, key, f"idea {step}", place) for place in range(1, MOST_IDEAS + 1)]
    mine = select(PhoneIdea).where(PhoneIdea.workshop_id == workshop.id, PhoneIdea.item.in_(items))
    return session.scalars(mine.order_by(PhoneIdea.place)).all()


def waiting_ideas(session: Session, workshop: Workshop, most: int) -> Sequence[PhoneIdea]:
    """Ideas that nobody has looked at, in an order that says nothing about who sent them."""
    mine = select(PhoneIdea).where(PhoneIdea.workshop_id == workshop.id, _untouched())
    return session.scalars(mine.order_by(PhoneIdea.place, PhoneIdea.item).limit(most)).all()


def unread(session: Session, workshop: Workshop) -> dict[str, int]:
    """By step, how many ideas nobody has looked at."""
    mine = select(PhoneIdea.step, func.count()).where(PhoneIdea.workshop_id == workshop.id, _untouched())
    return {row[0]: row[1] for row in session.execute(mine.group_by(PhoneIdea.step))}
