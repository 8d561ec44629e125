"""Who could do something: associations, institutions, and what they are ready to offer."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.base import Base
from survey.store.standing import Entered, Standing


class Provider(Standing, Entered, Base):
    """An organisation that runs or could run activities; `hours_month` is all it can give, for everything together."""

    __tablename__ = "provider"
    __table_args__ = (CheckConstraint("state IN ('draft', 'confirmed', 'paused', 'ended')", name="state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"))
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(60))
    hours_month: Mapped[int | None]
    cooperation: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    publish: Mapped[str] = mapped_column(String(10), default="", server_default="")
    note: Mapped[str] = mapped_column(LongText, default="", server_default="")
    sent_as: Mapped[str | None] = mapped_column(String(64), index=True, unique=True)
    """Which form by link, or record of a workshop, it came with last, so that the same one is kept once."""
    filled_on: Mapped[date | None]
    """The day on the form, where it was filled in on paper; who typed it in stands in `entered_by`."""


class Offer(Standing, Entered, Base):
    """What a provider is willing to do, and how far that has been agreed."""

    __tablename__ = "offer"
    __table_args__ = (
        CheckConstraint("readiness IN ('interested', 'named', 'agreed', 'fixed')", name="readiness"),
        CheckConstraint("state IN ('draft', 'confirmed', 'paused', 'ended')", name="state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id"), index=True)
    activities: Mapped[list[str]]
    format: Mapped[str] = mapped_column(String(60), default="")
    readiness: Mapped[str] = mapped_column(String(12), default="interested")
    hours_month: Mapped[int | None]
    slots: Mapped[list[str]] = mapped_column(default=list)
    needs: Mapped[str] = mapped_column(LongText, default="")
    people: Mapped[int | None]
    price: Mapped[str] = mapped_column(String(12), default="", server_default="")
    audience: Mapped[list[str]] = mapped_column(default=list, server_default="[]")
    holds_until: Mapped[date | None]
