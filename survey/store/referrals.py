"""What was promised at a visit: whom somebody tells that something is needed, who looks after it, and how far it is."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, Select, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.store.accounts import User, visible_districts
from survey.store.audit import record
from survey.store.base import Base
from survey.store.errors import AnswerNotYours
from survey.store.rounds import Round
from survey.store.visits import VISITOR, Visit, VisitCode

STATES = ("open", "taken", "done", "not_possible")
OPEN = ("open", "taken")
LONGEST_WHOM = 80
WAITS = timedelta(days=30)
"""A promise older than this stands first in the list."""


class Referral(Base):
    """One need that the person agreed to have passed on; to whom is an organisation or a few words, never a person."""

    __tablename__ = "referral"
    __table_args__ = (CheckConstraint("state IN ('open', 'taken', 'done', 'not_possible')", name="state"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("visit.id"), index=True)
    whom: Mapped[str] = mapped_column(String(LONGEST_WHOM))
    need: Mapped[str] = mapped_column(String(60))
    agreed: Mapped[bool]
    day: Mapped[date]
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    state: Mapped[str] = mapped_column(String(12))
    closed_on: Mapped[date | None]


@dataclass(frozen=True)
class Promise:
    """A referral as its list shows it; the number of the visit only to those who visit there."""

    id: uuid.UUID
    whom: str
    need: str
    day: date
    district_id: int
    owner: str
    state: str
    closed_on: date | None
    number: int | None
    old: bool

    @property
    def waits(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state in OPEN


def promise(session: Session, user_id: int, visit: Visit, need: str, whom: str, day: date) -> Referral:
    """Take down what the person agreed to have passed on; the same need to the same place is one promise."""
    same = select(Referral).where(Referral.visit_id == visit.id, Referral.need == need, Referral.whom == whom)
    kept = session.scalar(same)
    if kept is None:
        made = {"id": uuid.uuid4(), "visit_id": visit.id, "whom": whom[:LONGEST_WHOM], "need": need, "day": day}
        kept = Referral(**made, agreed=True, owner_id=user_id, state="open")
        session.add(kept)
        session.flush()
    return kept


def promises(session: Session, user_id: int, round_: Round, today: date) -> list[Promise]:
    """Every promise in the districts where this person visits or leads: what waits too long, what waits, the rest."""
    visits, leads = _reach(session, user_id, round_)
    rows = session.execute(_asked(round_).where(VisitCode.district_id.in_(visits | leads)))
    found = [_told(*row, visits, today) for row in rows]
    return sorted(found, key=lambda one: (not one.waits, not one.old, one.day, str(one.id)))


def promised(session: Session, code: VisitCode, today: date) -> list[Promise]:
    """What still waits for one person, for whoever stands at the door."""
    asked = select(Referral, VisitCode.district_id, VisitCode.number, User.name)
    asked = asked.join(Visit, Visit.id == Referral.visit_id).join(VisitCode, VisitCode.id == Visit.code_id)
    asked = asked.join(User, User.id == Referral.owner_id).where(VisitCode.id == code.id, Referral.state.in_(OPEN))
    return [_told(*row, {code.district_id}, today) for row in session.execute(asked.order_by(Referral.day))]


def move_on(session: Session, user_id: int, round_: Round, key: uuid.UUID, state: str, today: date) -> None:
    """Say how far a promise is; whoever takes it looks after it from now on."""
    if state not in STATES:
        raise ValueError(state)
    visits, leads = _reach(session, user_id, round_)
    asked = _asked(round_).where(Referral.id == key, VisitCode.district_id.in_(visits | leads))
    found = session.execute(asked).one_or_none()
    if found is None:
        raise AnswerNotYours
    row: Referral = found[0]
    row.state, row.closed_on = state, None if state in OPEN else today
    if state == "taken":
        row.owner_id = user_id
    record(session, user_id, f"referral {row.id}: {state}")


def _reach(session: Session, user_id: int, round_: Round) -> tuple[set[int], set[int]]:
    """The districts in which somebody visits, and those they lead."""
    visits, leads = (
        {one.id for one in visible_districts(session, user_id, round_.assessment_id, role)}
        for role in (VISITOR, "lead")
    )
    return visits, leads


def _asked(round_: Round) -> Select[Referral, int, int, str]:
    asked = select(Referral, VisitCode.district_id, VisitCode.number, User.name)
    asked = asked.join(Visit, Visit.id == Referral.visit_id).join(VisitCode, VisitCode.id == Visit.code_id)
    asked = asked.join(User, User.id == Referral.owner_id)
    return asked.where(VisitCode.round_id == round_.id)


def _told(row: Referral, district_id: int, number: int, owner: str, visits: Collection[int], today: date) -> Promise:
    return Promise(
        id=row.id,
        whom=row.whom,
        need=row.need,
        day=row.day,
        district_id=district_id,
        owner=owner,
        state=row.state,
        closed_on=row.closed_on,
        number=number if district_id in visits else None,
        old=row.state in OPEN and row.day < today - WAITS,
    )
