"""The place: towns, what they run, their districts, and who lives there."""

from datetime import date

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.store.base import Base, Document, Text

OUTSIDE = "outside"


class Municipality(Base):
    """A town or municipality."""

    __tablename__ = "municipality"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)


class Assessment(Base):
    """What a town runs: its districts, its people and its rounds, kept apart from every other assessment.

    `placed` counts how often the map or the census changed, so that figures know whether they are stale;
    `street_changes` the same of the streets, so that whoever keeps them in memory knows. Towns that name the same
    `region` can be read side by side by whoever leads them.
    """

    __tablename__ = "assessment"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[Text]
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"))
    legal_basis: Mapped[str] = mapped_column(String(20), default="public_task")
    minimum_age: Mapped[int] = mapped_column(default=15)
    help_phone: Mapped[str] = mapped_column(String(60), default="")
    region: Mapped[str] = mapped_column(String(200), default="", server_default="", index=True)
    example: Mapped[bool] = mapped_column(default=False)
    placed: Mapped[int] = mapped_column(default=0, server_default="0")
    street_changes: Mapped[int] = mapped_column(default=0, server_default="0")


class District(Base):
    """A part of the town with its borders in time; one of each assessment stands for everywhere else."""

    __tablename__ = "district"
    __table_args__ = (UniqueConstraint("assessment_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    code: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(200))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    outside: Mapped[bool] = mapped_column(default=False)
    polygon: Mapped[Document | None]
    neighbour: Mapped[str | None] = mapped_column(String(60))
    predecessors: Mapped[list[str]] = mapped_column(default=list)


class StreetRange(Base):
    """Which house numbers of a street lie in a district; an empty range is the whole street."""

    __tablename__ = "street_range"

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"), index=True)
    street: Mapped[str] = mapped_column(String(200))
    lowest: Mapped[int | None]
    highest: Mapped[int | None]
    side: Mapped[str] = mapped_column(String(4), default="all")  # all, odd, even


class Census(Base):
    """How many people of an age and a gender live in a district; `n` is empty where nobody knows."""

    __tablename__ = "census"
    __table_args__ = (UniqueConstraint("district_id", "age", "gender"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    age: Mapped[str] = mapped_column(String(60))
    gender: Mapped[str] = mapped_column(String(60))
    n: Mapped[int | None]
    source: Mapped[str] = mapped_column(String(300))
    day: Mapped[date]


class ActivityChoice(Base):
    """An activity from the catalogue that a district added to its own list."""

    __tablename__ = "activity_choice"
    __table_args__ = (UniqueConstraint("district_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    code: Mapped[str] = mapped_column(String(60))
    position: Mapped[int] = mapped_column(default=0)


def assessment(session: Session, code: str) -> Assessment | None:
    """The assessment of that code, if there is one."""
    return session.scalar(select(Assessment).where(Assessment.code == code))


def districts(session: Session, assessment: Assessment) -> list[District]:
    """The districts of an assessment by name, the outside last, as people choose them."""
    mine = select(District).where(District.assessment_id == assessment.id)
    return list(session.scalars(mine.order_by(District.outside, District.name, District.id)))


def district(session: Session, assessment_id: int, code: str) -> District | None:
    """The district of that code within one assessment."""
    return session.scalar(select(District).where(District.assessment_id == assessment_id, District.code == code))


def local_activities(session: Session, district: District) -> tuple[str, ...]:
    """The activities that this district added, in its order."""
    mine = select(ActivityChoice.code).where(ActivityChoice.district_id == district.id)
    return tuple(session.scalars(mine.order_by(ActivityChoice.position, ActivityChoice.id)))


def census(session: Session, assessment: Assessment) -> list[Census]:
    """Everybody who lives there, as far as it is known."""
    mine = select(Census).join(District).where(District.assessment_id == assessment.id)
    return list(session.scalars(mine.order_by(Census.district_id, Census.age, Census.gender)))
