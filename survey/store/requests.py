"""What groups have asked for of their own accord: a club, a class, a parish, never a person."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.base import Base
from survey.store.standing import Entered, Standing


class Request(Standing, Entered, Base):
    """A group that asked for activities in a district. It is one request, however many `people` the group has."""

    __tablename__ = "request"
    __table_args__ = (CheckConstraint("state IN ('draft', 'confirmed', 'paused', 'ended')", name="state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"))
    name: Mapped[str] = mapped_column(String(200))
    activities: Mapped[list[str]]
    people: Mapped[int | None]
    asked_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(LongText, default="", server_default="")
