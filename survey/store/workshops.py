"""Workshops: an evening in one district, what its agenda was when it was planned, and where and when people meet."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, false, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.clock import today
from survey.store.accounts import districts_of_roles
from survey.store.audit import record
from survey.store.base import Base, Document
from survey.store.rounds import Round
from survey.store.upsert import insert_one

STATES = ("planned", "over", "deleted")
"""A workshop that was deleted keeps its row, so that what a tablet still sends for it finds somebody to tell."""

ROLES = ("lead", "facilitator")
"""Who plans a workshop and may hand its tablets out."""


class AgendaVersion(Base):
    """An agenda as it was when a workshop was planned with it; what it says never changes."""

    __tablename__ = "agenda_version"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    document: Mapped[Document]
    made_on: Mapped[date] = mapped_column(default=today)


class Workshop(Base):
    """One evening. `invited` are classes of stakeholders and `ways` how people were told, both by their codes.

    `recorder` is who writes down, as people in the hall call them. In a `rehearsal` nothing counts, and all of it goes.
    """

    __tablename__ = "workshop"
    __table_args__ = (
        CheckConstraint(f"state IN ({', '.join(map(repr, STATES))})", name="state"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"), index=True)
    agenda: Mapped[str] = mapped_column(ForeignKey("agenda_version.hash"))
    day: Mapped[date]
    begins: Mapped[str] = mapped_column(String(5), default="", server_default="")
    """As "18:00" in the time of the place; empty where nobody has said."""
    room: Mapped[str] = mapped_column(String(200), default="", server_default="")
    facilitator_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    recorder: Mapped[str] = mapped_column(String(100), default="", server_default="")
    invited: Mapped[list[str]] = mapped_column(default=list)
    ways: Mapped[list[str]] = mapped_column(default=list)
    rehearsal: Mapped[bool] = mapped_column(default=False, server_default=false())
    state: Mapped[str] = mapped_column(String(8), default="planned", server_default="planned")


@dataclass(frozen=True)
class Plan:
    """What is said of an evening before it; see `Workshop`."""

    day: date
    begins: str = ""
    room: str = ""
    recorder: str = ""
    facilitator_id: int | None = None
    invited: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()


def keep_agenda(session: Session, hash_: str, document: Document) -> None:
    """Keep an agenda under its fingerprint; the same one again changes nothing."""
    insert_one(session, AgendaVersion, {"hash": hash_, "document": document, "made_on": today()})


def plan_workshop(
    session: Session, by: int, round_: Round, district_id: int, agenda: str, plan: Plan, rehearsal: bool = False
) -> Workshop:
    """Plan an evening in a district, with an agenda that is kept already; `by` has to have the right (`may_plan`)."""
    workshop = Workshop(
        round_id=round_.id, district_id=district_id, agenda=agenda, day=plan.day, begins=plan.begins, room=plan.room,
        recorder=plan.recorder, facilitator_id=plan.facilitator_id, invited=list(plan.invited), ways=list(plan.ways),
        rehearsal=rehearsal,
    )  # fmt: skip
    session.add(workshop)
    session.flush()
    record(session, by, f"workshop planned: {round_.slug} {workshop.id}")
    return workshop


def may_plan(session: Session, user_id: int | None, round_: Round) -> set[int]:
    """The ids of the districts in which somebody may plan workshops of a round."""
    return {one.id for one in districts_of_roles(session, user_id, round_.assessment_id, ROLES)}


def workshops_of(session: Session, user_id: int | None, round_: Round) -> Sequence[Workshop]:
    """The workshops of a round that somebody may see, the latest first, without those that were deleted."""
    mine = select(Workshop).where(Workshop.round_id == round_.id, Workshop.state != "deleted")
    mine = mine.where(Workshop.district_id.in_(may_plan(session, user_id, round_)))
    return session.scalars(mine.order_by(Workshop.day.desc(), Workshop.id)).all()


def workshop_of(session: Session, user_id: int | None, workshop_id: uuid.UUID) -> Workshop | None:
    """A workshop, if somebody may see it."""
    found = session.get(Workshop, workshop_id)
    if found is None or found.state == "deleted":
        return None
    round_ = session.get_one(Round, found.round_id)
    return found if found.district_id in may_plan(session, user_id, round_) else None
