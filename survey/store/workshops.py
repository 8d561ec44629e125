"""Workshops: an evening in one district, what its agenda was when it was planned, and where and when people meet."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, and_, false, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.clock import today
from survey.store.accounts import Grant, User, districts_of_roles
from survey.store.audit import record
from survey.store.base import Base, Document
from survey.store.districts import District
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


class Protocol(Base):
    """The protocol of an evening as it was when it was frozen: what each step came to, in every language."""

    __tablename__ = "protocol"

    workshop_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("workshop.id"), primary_key=True)
    document: Mapped[Document]
    content: Mapped[str] = mapped_column(String(64))
    frozen_on: Mapped[date]
    frozen_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))


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


def change_workshop(session: Session, by: int, workshop: Workshop, district_id: int, agenda: str, plan: Plan) -> None:
    """Plan an evening anew; whether it is a rehearsal was settled when it was planned, so that no trial ever counts."""
    workshop.district_id, workshop.agenda = district_id, agenda
    workshop.day, workshop.begins, workshop.room = plan.day, plan.begins, plan.room
    workshop.recorder, workshop.facilitator_id = plan.recorder, plan.facilitator_id
    workshop.invited, workshop.ways = list(plan.invited), list(plan.ways)
    record(session, by, f"workshop changed: {workshop.id}")


def delete_workshop(session: Session, by: int, workshop: Workshop) -> None:
    """Take a workshop off the list; nothing of it is lost, and what a tablet still sends is set aside."""
    if workshop.state != "deleted":
        workshop.state = "deleted"
        record(session, by, f"workshop deleted: {workshop.id}")


def bring_back(session: Session, by: int, workshop: Workshop) -> None:
    """Put a deleted workshop back on the list."""
    if workshop.state == "deleted":
        workshop.state = "over" if session.get(Protocol, workshop.id) else "planned"
        record(session, by, f"workshop brought back: {workshop.id}")


def agendas_used(session: Session, assessment_id: int) -> Sequence[AgendaVersion]:
    """The agendas that workshops of a town were planned with, those kept last first."""
    rounds = select(Round.id).where(Round.assessment_id == assessment_id)
    used = select(Workshop.agenda).where(Workshop.round_id.in_(rounds))
    mine = select(AgendaVersion).where(AgendaVersion.hash.in_(used))
    return session.scalars(mine.order_by(AgendaVersion.made_on.desc(), AgendaVersion.hash)).all()


def facilitators(session: Session, assessment_id: int) -> dict[int, tuple[str, set[int]]]:
    """Who may lead an evening in a town: each by name, with the districts where they may."""
    covers = and_(
        or_(Grant.assessment_id.is_(None), Grant.assessment_id == District.assessment_id),
        or_(Grant.district_id.is_(None), Grant.district_id == District.id),
    )
    held = select(User.id, User.name, District.id).join(Grant, Grant.user_id == User.id).join(District, covers)
    held = held.where(Grant.role.in_(ROLES), District.assessment_id == assessment_id, User.disabled.is_(False))
    found: dict[int, tuple[str, set[int]]] = {}
    for user, name, district in session.execute(held.order_by(User.name, User.id)):
        found.setdefault(user, (name, set()))[1].add(district)
    return found


def may_plan(session: Session, user_id: int | None, round_: Round) -> set[int]:
    """The ids of the districts in which somebody may plan workshops of a round."""
    return {one.id for one in districts_of_roles(session, user_id, round_.assessment_id, ROLES)}


def workshops_of(session: Session, user_id: int | None, round_: Round) -> Sequence[Workshop]:
    """The workshops of a round that somebody may see, the latest first, without those that were deleted."""
    mine = select(Workshop).where(Workshop.round_id == round_.id, Workshop.state != "deleted")
    mine = mine.where(Workshop.district_id.in_(may_plan(session, user_id, round_)))
    return session.scalars(mine.order_by(Workshop.day.desc(), Workshop.id)).all()


def deleted_of(session: Session, user_id: int | None, round_: Round) -> Sequence[Workshop]:
    """The workshops of a round that were deleted, for whoever may plan there: they can be brought back."""
    gone = select(Workshop).where(Workshop.round_id == round_.id, Workshop.state == "deleted")
    gone = gone.where(Workshop.district_id.in_(may_plan(session, user_id, round_)))
    return session.scalars(gone.order_by(Workshop.day.desc(), Workshop.id)).all()


def ids_for(session: Session, user_id: int | None, round_: Round) -> set[uuid.UUID]:
    """The workshops of a whole town that somebody may see, also deleted ones: what a tablet brings may be of any."""
    rounds = select(Round.id).where(Round.assessment_id == round_.assessment_id)
    mine = Workshop.district_id.in_(may_plan(session, user_id, round_))
    return set(session.scalars(select(Workshop.id).where(Workshop.round_id.in_(rounds), mine)))


def workshop_in(session: Session, user_id: int | None, round_: Round, workshop_id: uuid.UUID) -> Workshop | None:
    """A workshop of this round, also one that was deleted, if somebody may see it."""
    found = session.get(Workshop, workshop_id)
    mine = found is not None and found.round_id == round_.id and found.district_id in may_plan(session, user_id, round_)
    return found if mine else None


def workshop_of(session: Session, user_id: int | None, workshop_id: uuid.UUID) -> Workshop | None:
    """A workshop, if somebody may see it."""
    found = session.get(Workshop, workshop_id)
    if found is None or found.state == "deleted":
        return None
    round_ = session.get_one(Round, found.round_id)
    return found if found.district_id in may_plan(session, user_id, round_) else None
