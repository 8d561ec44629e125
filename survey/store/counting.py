"""The tables of the tally, and the queue in front of it."""

from sqlalchemy import ForeignKey, LargeBinary, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.base import Base, Document

CELL = ("round_id", "district_id", "channel", "access", "language", "age", "gender")


class Cell(Base):
    """People who are alike in everything a page may be filtered by."""

    __tablename__ = "cell"
    __table_args__ = (UniqueConstraint(*CELL, name="uq_cell_alike"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    channel: Mapped[str] = mapped_column(String(20))
    access: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(10))
    age: Mapped[str] = mapped_column(String(60))
    gender: Mapped[str] = mapped_column(String(60))
    n: Mapped[int] = mapped_column(default=0)


class Count(Base):
    """How many of a cell gave this answer; for numbers also their sum and sum of squares."""

    __tablename__ = "count"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - read by SQLAlchemy, never changed

    cell_id: Mapped[int] = mapped_column(ForeignKey("cell.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True)
    choice_id: Mapped[int] = mapped_column(ForeignKey("choice.id"), primary_key=True)
    n: Mapped[int]
    s1: Mapped[float]
    s2: Mapped[float]


class Pair(Base):
    """How many of a cell gave these two answers together, for the crossings a questionnaire declares."""

    __tablename__ = "pair"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - read by SQLAlchemy, never changed

    cell_id: Mapped[int] = mapped_column(ForeignKey("cell.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True)
    choice_id: Mapped[int] = mapped_column(ForeignKey("choice.id"), primary_key=True)
    other_item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True)
    other_choice_id: Mapped[int] = mapped_column(ForeignKey("choice.id"), primary_key=True)
    n: Mapped[int]


class SensitiveCount(Base):
    """Sensitive answers by district, and for the town by age: never both, so that no person can be picked out."""

    __tablename__ = "sensitive_count"

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    grouped_by: Mapped[str] = mapped_column(String(10), primary_key=True)  # district or age
    group: Mapped[str] = mapped_column(String(60), primary_key=True)  # the district's code, or the age
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"), primary_key=True)
    choice_id: Mapped[int] = mapped_column(ForeignKey("choice.id"), primary_key=True)
    n: Mapped[int]


class Pending(Base):
    """What is still to be added to (1) or taken from (-1) the tally, written together with its cause."""

    __tablename__ = "pending"

    id: Mapped[int] = mapped_column(primary_key=True)
    sign: Mapped[int] = mapped_column(SmallInteger)
    payload: Mapped[Document]
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)


class Stamp(Base):
    """Counts how often the tally of a place has changed, so that a picture of it knows whether it is stale."""

    __tablename__ = "stamp"

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"), primary_key=True)
    n: Mapped[int]
