"""What exists already: rooms, and what happens in them."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, false
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.base import Base, Document, Text
from survey.store.standing import Entered, Standing


class Room(Standing, Entered, Base):
    """A room that could be used, with its open hours by day of the week; `used` is taken by what is not listed."""

    __tablename__ = "room"
    __table_args__ = (CheckConstraint("state IN ('draft', 'confirmed', 'paused', 'ended')", name="state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    hours: Mapped[Document] = mapped_column(default=dict)
    capacity: Mapped[int | None]
    features: Mapped[list[str]] = mapped_column(default=list)
    note: Mapped[str] = mapped_column(LongText, default="")
    used: Mapped[Document] = mapped_column(default=dict, server_default="{}")


class Offering(Entered, Base):
    """Something that takes place, was planned or has ended; `confirmed_on` says how fresh the word is.

    `draft`: nobody of the desk has confirmed it yet. `ways`: minutes from other districts, by their code, »*« for all
    others; people of a district that is not named do not come. `audience`, `affordable`: for all of those who want it,
    for some, or for few.
    """

    __tablename__ = "offering"
    __table_args__ = (
        CheckConstraint("state IN ('planned', 'running', 'paused', 'ended')", name="state"),
        CheckConstraint("audience IN ('all', 'some', 'few')", name="audience"),
        CheckConstraint("affordable IN ('all', 'some', 'few')", name="affordable"),
    )

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
    draft: Mapped[bool] = mapped_column(default=False, server_default=false())
    ways: Mapped[Document] = mapped_column(default=dict, server_default="{}")
    audience: Mapped[str] = mapped_column(String(6), default="all", server_default="all")
    affordable: Mapped[str] = mapped_column(String(6), default="all", server_default="all")
    price: Mapped[str] = mapped_column(String(12), default="", server_default="")
    note: Mapped[str] = mapped_column(LongText, default="", server_default="")
    sent_as: Mapped[str | None] = mapped_column(String(64), index=True, unique=True)
    """Which record of a workshop it was made from, so that the same one is put here once."""
