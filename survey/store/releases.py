"""What was released to the public, by whom and when: frozen documents, of which the newest one is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.store.audit import record
from survey.store.base import Base, Document
from survey.store.became import last_told
from survey.store.rounds import Round


class Release(Base):
    """One release of a round; it is never changed, and a later one takes its place on the pages.

    `document` is for the public. `basis` is what it was counted from; it stays inside. `snapshots` are the settled
    figures that leads saw at that moment. `pictures` names the drawings of the document.
    """

    __tablename__ = "release"
    __table_args__ = (
        UniqueConstraint("round_id", "number", name="uq_release_number"),
        Index("ix_release_latest", "round_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    number: Mapped[int]
    released_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    snapshots: Mapped[list[Any]]
    document: Mapped[Document]
    basis: Mapped[Document]
    pictures: Mapped[Document] = mapped_column(default=dict, server_default="{}")


@dataclass(frozen=True)
class Feedback:
    """When residents were last told the results of a round, and of which districts."""

    round_id: int
    assessment_id: int
    at: datetime
    districts: frozenset[str]


@dataclass(frozen=True)
class RoundTold:
    """A round with what residents know of it: its newest release, and when each district, None being the whole town,
    was last told what became of it."""

    round: Round
    results: Feedback | None
    became: dict[int | None, datetime]


def release(
    session: Session,
    round_: Round,
    snapshots: Sequence[int],
    by: int | None,
    *,
    document: Document,
    basis: Document,
    pictures: Document | None = None,
    now: datetime | None = None,
) -> Release:
    """Freeze a document for the public and write it into the record; whoever calls has audited it before."""
    made = Release(
        round_id=round_.id,
        number=release_count(session, round_) + 1,
        released_at=now or datetime.now(UTC),
        user_id=by,
        snapshots=sorted(snapshots),
        document=document,
        basis=basis,
        pictures=pictures or {},
    )
    session.add(made)
    record(session, by, f"released {round_.slug}, release {made.number}")
    session.flush()
    return made


def released(session: Session, round_: Round) -> Release | None:
    """What the public reads now: the newest release, if there is one."""
    mine = select(Release).where(Release.round_id == round_.id)
    return session.scalar(mine.order_by(Release.id.desc()).limit(1))


def releases_of(session: Session, round_: Round) -> list[Release]:
    """Every release of a round, the first one first: somebody may have kept each of them."""
    return list(session.scalars(select(Release).where(Release.round_id == round_.id).order_by(Release.id)))


def release_count(session: Session, round_: Round) -> int:
    """How many times a round has been released."""
    return session.scalar(select(func.count()).select_from(Release).where(Release.round_id == round_.id)) or 0


def rounds_with_feedback(session: Session, rounds: Select[Round]) -> list[RoundTold]:
    """Rounds, each with its newest release and with what was told since, in one question to the database."""
    newest, became = select(func.max(Release.id)).group_by(Release.round_id), last_told()
    told = rounds.outerjoin(Release, (Release.round_id == Round.id) & Release.id.in_(newest))
    told = told.outerjoin(became, became.c.round_id == Round.id)
    places = Release.document["places"]
    found: dict[int, RoundTold] = {}
    for round_, at, known, district, when in session.execute(
        told.add_columns(Release.released_at, places, became.c.district_id, became.c.at)
    ):
        one = found.setdefault(round_.id, RoundTold(round_, _feedback(round_, at, known), {}))
        if when is not None:
            one.became[district] = when
    return list(found.values())


def _feedback(round_: Round, at: datetime | None, places: Sequence[dict[str, Any]] | None) -> Feedback | None:
    if at is None:
        return None
    districts = frozenset(code for place in places or () for code in place["districts"])
    return Feedback(round_.id, round_.assessment_id, at, districts)
