"""What exists already: rooms, and what happens in them."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.base import Base, Document, Text


class Room(Base):
    """A room that could be used, with its open hours by day of the week."""

    __tablename__ = "room"

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    hours: Mapped[Document] = mapped_column(default=dict)
    capacity: Mapped[int | None]
    features: Mapped[list[str]] = mapped_column(default=list)
    note: Mapped[str] = mapped_column(LongText, default="")


class Offering(Base):
    """Something that takes place, was planned or has ended; `confirmed_on` says how fresh the word is."""

    __tablename__ = "offering"
    __table_args__ = (CheckConstraint("state IN ('planned', 'running', 'paused', 'ended')", name="state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"), index=True)
    name: Mapped[Text]
    activities: Mapped[list[str]]
    provider_id: Mapped[int | None] = mapped_column(ForeignKey("provider.id"))
    room_id: Mapped[int | None] = mapped_column(ForeignKey("room.id"))
    rhythm: Mapped[str] = mapped_column(String(60), default="")
    hours: Mapped[Document] = mapped_column(default=dict)
    state: Mapped[str] = mapped_column(String(10), default="running")
    confirmed_on: Mapped[date | None]
