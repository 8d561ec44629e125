"""Figures and charts that the worker has made, so that a page only reads them."""

from collections.abc import Collection
from datetime import UTC, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, delete, func, select
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.store.base import Base, Document
from survey.store.districts import District
from survey.store.rounds import Round
from survey.store.upsert import insert_new


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
    insert_new(session, Chart, [{"key": key, "svg": svg}])


def drop_charts(session: Session, keep: set[str]) -> int:
    """Forget every drawing but these, and say how many those were: each answer makes new ones."""
    gone = set(session.scalars(select(Chart.key))) - keep
    for key in gone:
        session.execute(delete(Chart).where(Chart.key == key))
    return len(gone)


def latest(session: Session, round_: Round, district: District | None, kind: str) -> Snapshot | None:
    """The newest figures of a district, or of the town where none is named."""
    place = Snapshot.district_id.is_(None) if district is None else Snapshot.district_id == district.id
    mine = select(Snapshot).where(Snapshot.round_id == round_.id, place, Snapshot.kind == kind)
    return session.scalar(mine.order_by(Snapshot.id.desc()).limit(1))


def latest_of_round(
    session: Session, round_: Round, kind: str, only: Collection[int | None] | None = None
) -> dict[int | None, Snapshot]:
    """The newest figures of every place of a round by district, the town under None, in one question.

    `only`: the places that are wanted, all of them where none are named.
    """
    newest = select(func.max(Snapshot.id)).where(Snapshot.round_id == round_.id, Snapshot.kind == kind)
    if only is not None:
        here = Snapshot.district_id.in_([place for place in only if place is not None])
        newest = newest.where(here | Snapshot.district_id.is_(None) if None in only else here)
    found = session.scalars(select(Snapshot).where(Snapshot.id.in_(newest.group_by(Snapshot.district_id))))
    return {snapshot.district_id: snapshot for snapshot in found}


def put_snapshot(
    session: Session,
    round_: Round,
    district: District | None,
    kind: str,
    *,
    answers: int,
    figures: Document,
    stamp: int = 0,
    made_at: datetime | None = None,
) -> Snapshot:
    """Keep new figures. Live ones take the place of earlier live ones; settled ones stay, as somebody may cite them."""
    if kind == "live":
        place = Snapshot.district_id.is_(None) if district is None else Snapshot.district_id == district.id
        session.execute(delete(Snapshot).where(Snapshot.round_id == round_.id, place, Snapshot.kind == "live"))
    made = Snapshot(
        round_id=round_.id,
        district_id=district.id if district else None,
        kind=kind,
        made_at=made_at or datetime.now(UTC),
        stamp=stamp,
        answers=answers,
        figures=figures,
    )
    session.add(made)
    session.flush()
    return made
