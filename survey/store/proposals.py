"""Releases before they are out: prepared, looked through, proposed, and approved by a second person or left."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, exists, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.store.accounts import Grant, User
from survey.store.audit import record
from survey.store.base import Base, Document, hold
from survey.store.releases import Release, release, release_count
from survey.store.rounds import Round

ROLES = ("lead", "administrator")
"""Who may release: whoever answers for the whole town."""

OPEN = ("ready", "refused", "proposed")


class Proposal(Base):
    """A document for the public as it was when somebody prepared it; what is looked at is what comes out.

    `number` is the release it would be. `findings` are what the audit said, in codes. `alone`: released by the person
    who had proposed it, since nobody else may.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        CheckConstraint("state IN ('ready', 'refused', 'proposed', 'released', 'dropped')", name="state"),
        Index("ix_proposal_latest", "round_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(10))
    made_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    made_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    document: Mapped[Document | None]
    basis: Mapped[Document]
    snapshots: Mapped[list[Any]]
    findings: Mapped[Document]
    pictures: Mapped[Document] = mapped_column(default=dict)
    proposed_at: Mapped[datetime | None]
    proposed_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    alone: Mapped[bool] = mapped_column(default=False)
    release_id: Mapped[int | None] = mapped_column(ForeignKey("release.id"))


def open_proposal(session: Session, round_: Round) -> Proposal | None:
    """What is prepared or proposed at this moment."""
    mine = select(Proposal).where(Proposal.round_id == round_.id, Proposal.state.in_(OPEN))
    return session.scalar(mine.order_by(Proposal.id.desc()).limit(1))


def keep(session: Session, proposal: Proposal) -> bool:
    """Keep what was prepared in place of what was prepared before; not while something waits for its approval."""
    round_ = session.get_one(Round, proposal.round_id)
    hold(session, "release")
    before = open_proposal(session, round_)
    if before and before.state == "proposed":
        return False
    if before:
        _end(before, "dropped", proposal.made_by)
    session.add(proposal)
    session.flush()
    return True


def propose(session: Session, round_: Round, number: int, by: int) -> bool:
    """Ask somebody else to approve what was looked through; False where it is not that any more."""
    hold(session, "release")
    found = _standing(session, round_, number, "ready")
    if found is None:
        return False
    found.state, found.proposed_at, found.proposed_by = "proposed", datetime.now(UTC), by
    record(session, by, f"proposed {round_.slug}, release {found.number}")
    return True


def drop(session: Session, round_: Round, number: int, by: int) -> bool:
    """Put away what was prepared or proposed; nothing of it stays but that it was."""
    hold(session, "release")
    found = open_proposal(session, round_)
    if found is None or found.id != number:
        return False
    if found.state == "proposed":
        record(session, by, f"put away {round_.slug}, release {found.number}")
    _end(found, "dropped", by)
    return True


def approve(session: Session, round_: Round, number: int, by: int) -> Release | None:
    """Release what was proposed, exactly as it was looked through; by a second person wherever there is one."""
    hold(session, "release")
    found = _standing(session, round_, number, "proposed")
    alone = found is not None and found.proposed_by == by
    if found is None or found.document is None or (alone and others(session, round_, by)):
        return None
    frozen, counted = found.document, found.basis
    made = release(session, round_, found.snapshots, by, document=frozen, basis=counted, pictures=found.pictures)
    if alone:
        record(session, by, f"released {round_.slug} without a second person, release {made.number}")
    found.alone, found.release_id = alone, made.id
    _end(found, "released", by)
    return made


def outdated(session: Session, proposal: Proposal) -> bool:
    """Whether another release came out since this one was laid beside the earlier ones."""
    return proposal.number != release_count(session, session.get_one(Round, proposal.round_id)) + 1


def others(session: Session, round_: Round, by: int) -> list[str]:
    """Who else may release this round, by name."""
    covers = or_(Grant.assessment_id.is_(None), Grant.assessment_id == round_.assessment_id)
    holds = exists().where(Grant.user_id == User.id, Grant.role.in_(ROLES), Grant.district_id.is_(None), covers)
    found = select(User.name).where(holds, User.disabled.is_(False), User.id != by)
    return list(session.scalars(found.order_by(User.name)))


def proposals_of(session: Session, round_: Round) -> dict[int, Proposal]:
    """How each release of a round came about, by the release."""
    mine = select(Proposal).where(Proposal.round_id == round_.id, Proposal.release_id.is_not(None))
    return {proposal.release_id: proposal for proposal in session.scalars(mine) if proposal.release_id}


def _standing(session: Session, round_: Round, number: int, state: str) -> Proposal | None:
    found = open_proposal(session, round_)
    if found is None or (found.id, found.state) != (number, state) or outdated(session, found):
        return None
    return found


def _end(proposal: Proposal, state: str, by: int | None) -> None:
    """What was only prepared is forgotten, and what is released stands in the release."""
    proposal.state, proposal.ended_at, proposal.ended_by = state, datetime.now(UTC), by
    proposal.document, proposal.basis, proposal.pictures = None, {}, {}
