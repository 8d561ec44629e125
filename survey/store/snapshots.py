"""Figures and charts that the worker has made, so that a page only reads them."""

from datetime import UTC, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.store.base import Base, Document


class Snapshot(Base):
    """The figures of a district, or of the whole town, at one moment."""

    __tablename__ = "snapshot"
    __table_args__ = (
        CheckConstraint("kind IN ('live', 'settled')", name="kind"),
        Index("ix_snapshot_latest", "round_id", "district_id", "kind", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"))
    kind: Mapped[str] = mapped_column(String(10))
    made_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    stamp: Mapped[int] = mapped_column(default=0)
    answers: Mapped[int]
    figures: Mapped[Document]


class Chart(Base):
    """A drawn chart, named by everything that went into it."""

    __tablename__ = "chart"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    svg: Mapped[str] = mapped_column(LongText)


def chart(session: Session, key: str) -> str | None:
    """The drawing of that key, if it has been made."""
    found = session.get(Chart, key)
    return found.svg if found else None


def put_chart(session: Session, key: str, svg: str) -> None:
    """Keep a drawing; the same key again is the same drawing."""
    session.merge(Chart(key=key, svg=svg))
