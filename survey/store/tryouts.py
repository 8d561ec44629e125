"""Let us try it once: one evening of something people want, and a few questions to whoever leaves it.

What they answer is a round that stands aside: it is in no list, in no comparison and in no figure of the survey.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.questionnaire.model import Questionnaire
from survey.store.audit import record
from survey.store.base import Base, Text
from survey.store.districts import District
from survey.store.founding import free_code
from survey.store.rounds import Round, publish
from survey.store.workshops import may_plan

DAYS_TO_ANSWER = 7
"""For so long after the evening people may still say how it was."""


class Tryout(Base):
    """One evening. `activity` is a code of the catalogue, `who` leads it: a role, or a first name that agreed."""

    __tablename__ = "tryout"
    __table_args__ = (CheckConstraint("state IN ('planned', 'off')", name="state"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    """The survey beside which it was planned."""
    feedback_id: Mapped[int] = mapped_column(ForeignKey("round.id"), unique=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    activity: Mapped[str] = mapped_column(String(200))
    day: Mapped[date]
    begins: Mapped[str] = mapped_column(String(5))
    room: Mapped[str] = mapped_column(String(200))
    who: Mapped[str] = mapped_column(String(60))
    state: Mapped[str] = mapped_column(String(8), default="planned", server_default="planned")


@dataclass(frozen=True)
class TryoutPlan:
    """What is settled of a tryout, and what its questions are called in every language."""

    district_id: int
    activity: str
    day: date
    begins: str
    room: str
    who: str
    name: Text


def plan_tryout(session: Session, by: int, round_: Round, plan: TryoutPlan, asked: Questionnaire) -> Tryout:
    """Keep a tryout, and open its questions from its day on."""
    slug = free_code(session, f"{round_.slug[:40]}-once")
    feedback = Round(assessment_id=round_.assessment_id, slug=slug, name=plan.name, state="open", aside=True)
    session.add(feedback)
    session.flush()
    publish(session, feedback, asked)
    made = Tryout(round_id=round_.id, feedback_id=feedback.id)
    _settle(feedback, made, plan)
    session.add(made)
    session.flush()
    record(session, by, f"tryout planned: {made.id}")
    return made


def change_tryout(session: Session, by: int, tryout: Tryout, plan: TryoutPlan) -> None:
    """Move a tryout, or change where it is and who leads it; the questions move with it."""
    _settle(session.get_one(Round, tryout.feedback_id), tryout, plan)
    record(session, by, f"tryout changed: {tryout.id}")


def _settle(feedback: Round, tryout: Tryout, plan: TryoutPlan) -> None:
    tryout.district_id, tryout.activity, tryout.day = plan.district_id, plan.activity, plan.day
    tryout.begins, tryout.room, tryout.who = plan.begins, plan.room, plan.who
    feedback.name, feedback.opens, feedback.closes = plan.name, plan.day, plan.day + timedelta(days=DAYS_TO_ANSWER)


def call_off(session: Session, by: int, tryout: Tryout, off: bool) -> None:
    """Say that it does not take place, or that it does after all; its questions close and open with it."""
    state = "off" if off else "planned"
    if tryout.state != state:
        tryout.state = state
        session.get_one(Round, tryout.feedback_id).state = "closed" if off else "open"
        record(session, by, f"tryout {state}: {tryout.id}")


def tryouts_of(session: Session, user_id: int | None, round_: Round) -> Sequence[Tryout]:
    """The tryouts beside a survey that somebody may see, the latest first."""
    mine = select(Tryout).where(Tryout.round_id == round_.id)
    mine = mine.where(Tryout.district_id.in_(may_plan(session, user_id, round_)))
    return session.scalars(mine.order_by(Tryout.day.desc(), Tryout.id)).all()


def tryout_in(session: Session, user_id: int | None, round_: Round, key: uuid.UUID) -> Tryout | None:
    """One tryout of this survey, if somebody may see it."""
    found = session.get(Tryout, key)
    mine = found and found.round_id == round_.id and found.district_id in may_plan(session, user_id, round_)
    return found if mine else None


def held_in(session: Session, feedback: Round) -> str:
    """The code of the district whose tryout is asked about; empty where a round is about something else."""
    if not feedback.aside:
        return ""
    where = select(District.code).join(Tryout, Tryout.district_id == District.id)
    return session.scalar(where.where(Tryout.feedback_id == feedback.id)) or ""
