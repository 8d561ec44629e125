"""Visits to people at home, by a number from the visiting organisation's list: no name and no address is ever here."""

import secrets
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, false, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.store.accounts import visible_districts
from survey.store.audit import record
from survey.store.base import Base
from survey.store.districts import District
from survey.store.errors import AnswerNotYours
from survey.store.rounds import Round
from survey.store.upsert import insert_one

VISITOR = "facilitator"
OUTCOMES = ("done", "not_home", "refused", "moved_home", "moved_away", "died")
KINDS = ("first", "repeat")
MOST_CODES = 200
LOWEST, NUMBERS = 100_000, 900_000


class VisitCode(Base):
    """A number in the place of a person; who it is stands only on the paper list of the visiting organisation."""

    __tablename__ = "visit_code"
    __table_args__ = (
        UniqueConstraint("round_id", "number"),
        {"sqlite_with_rowid": False},  # the order of a list would tell who is who
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"), index=True)
    number: Mapped[int]
    made_on: Mapped[date]


class Visit(Base):
    """What came of one visit. Visits to the same person hang together by the visit code and by nothing else.

    There is no key to an answer here: `answered` only says that one was given.
    """

    __tablename__ = "visit"
    __table_args__ = (
        CheckConstraint(f"outcome IN ({', '.join(map(repr, OUTCOMES))})", name="outcome"),
        CheckConstraint(f"kind IN ({', '.join(map(repr, KINDS))})", name="kind"),
        CheckConstraint("consent IN ('', 'yes', 'partly', 'no')", name="consent"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    code_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("visit_code.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    day: Mapped[date]
    kind: Mapped[str] = mapped_column(String(10))
    outcome: Mapped[str] = mapped_column(String(12))
    minutes: Mapped[int | None]
    consent: Mapped[str] = mapped_column(String(6), default="", server_default="")
    answered: Mapped[bool] = mapped_column(default=False, server_default=false())


@dataclass(frozen=True)
class Door:
    """What a visitor needs to know at a door: when somebody was here last, and what came of it."""

    code: VisitCode
    district: District
    last: Visit | None
    talked: bool


def make_codes(session: Session, user_id: int, round_: Round, district_id: int, count: int, day: date) -> list[int]:
    """So many new numbers for people of a district, in no order that says anything."""
    _only(session, user_id, round_, district_id)
    if not 0 < count <= MOST_CODES:
        raise ValueError(count)
    used = set(session.scalars(select(VisitCode.number).where(VisitCode.round_id == round_.id)))
    made: set[int] = set()
    while len(made) < count:
        made |= {LOWEST + secrets.randbelow(NUMBERS)} - used
    place = {"round_id": round_.id, "district_id": district_id, "made_on": day}
    session.add_all([VisitCode(id=uuid.uuid4(), number=number, **place) for number in sorted(made)])
    record(session, user_id, f"{count} visit codes made for district {district_id} of round {round_.id}")
    session.flush()
    return sorted(made)


def codes_of(session: Session, user_id: int, round_: Round, district_id: int) -> list[VisitCode]:
    """The numbers of a district, for those who visit there."""
    _only(session, user_id, round_, district_id)
    mine = select(VisitCode).where(VisitCode.round_id == round_.id, VisitCode.district_id == district_id)
    return list(session.scalars(mine.order_by(VisitCode.made_on, VisitCode.number)))


def code_numbered(session: Session, user_id: int, round_: Round, number: int) -> VisitCode | None:
    """The code that was typed in, if it is one of a district where this person visits."""
    mine = _places(session, user_id, round_)
    asked = select(VisitCode).where(VisitCode.round_id == round_.id, VisitCode.number == number)
    return session.scalar(asked.where(VisitCode.district_id.in_(mine)))


def door(session: Session, user_id: int, round_: Round, code_id: uuid.UUID) -> Door:
    """What is known at this door; for whoever does not visit there, there is no such door."""
    code = session.get(VisitCode, code_id)
    if code is None or code.round_id != round_.id:
        raise AnswerNotYours
    _only(session, user_id, round_, code.district_id)
    visits = list(session.scalars(select(Visit).where(Visit.code_id == code.id).order_by(Visit.day, Visit.id)))
    last = visits[-1] if visits else None
    talked = any(visit.outcome == "done" for visit in visits)
    if session.info["writes"]:
        record(session, user_id, f"visit code {code.id} opened")
    return Door(code, session.get_one(District, code.district_id), last, talked)


def keep_visit(
    session: Session, user_id: int, at: Door, visit_id: uuid.UUID, *, outcome: str, kind: str, day: date
) -> Visit:
    """Write down what came of a visit; the same form sent twice is one visit."""
    if outcome not in OUTCOMES or kind not in KINDS:
        raise ValueError(f"{outcome}, {kind}")
    row = {"id": visit_id, "code_id": at.code.id, "user_id": user_id, "day": day, "kind": kind, "outcome": outcome}
    insert_one(session, Visit, row | {"consent": "", "answered": False})
    kept = session.get_one(Visit, visit_id)
    if kept.user_id != user_id or kept.code_id != at.code.id:
        raise AnswerNotYours
    return kept


def own_visit(session: Session, user_id: int, round_: Round, visit_id: uuid.UUID) -> tuple[Visit, VisitCode, District]:
    """A visit of one's own, in a district where one still visits; any other does not exist."""
    asked = select(Visit, VisitCode, District).join(VisitCode, VisitCode.id == Visit.code_id)
    asked = asked.join(District, District.id == VisitCode.district_id)
    asked = asked.where(Visit.id == visit_id, Visit.user_id == user_id, VisitCode.round_id == round_.id)
    found = session.execute(asked.where(VisitCode.district_id.in_(_places(session, user_id, round_)))).one_or_none()
    if found is None:
        raise AnswerNotYours
    visit, code, district = found
    return visit, code, district


def own_visits(session: Session, user_id: int, round_: Round, most: int = 20) -> list[tuple[Visit, int, str]]:
    """One's own visits with the number and the district, the newest first."""
    asked = select(Visit, VisitCode.number, District.name).join(VisitCode, VisitCode.id == Visit.code_id)
    asked = asked.join(District, District.id == VisitCode.district_id)
    asked = asked.where(Visit.user_id == user_id, VisitCode.round_id == round_.id)
    asked = asked.where(VisitCode.district_id.in_(_places(session, user_id, round_)))
    rows = session.execute(asked.order_by(Visit.day.desc(), Visit.id).limit(most))
    return [(visit, number, name) for visit, number, name in rows]


def before(session: Session, visit: Visit) -> list[uuid.UUID]:
    """The earlier visits to the same person at which questions were answered, the newest first."""
    asked = select(Visit.id).where(Visit.code_id == visit.code_id, Visit.answered, Visit.id != visit.id)
    return list(session.scalars(asked.where(Visit.day <= visit.day).order_by(Visit.day.desc())))


def by_person(
    session: Session, round_: Round, districts: Collection[int], first: date, last: date
) -> Iterable[list[Visit]]:
    """The visits of a span to each person on the list; nobody who was gone or had refused before it began."""
    codes = select(VisitCode.id).where(VisitCode.round_id == round_.id, VisitCode.district_id.in_(districts))
    codes = codes.where(VisitCode.made_on <= last)
    found: dict[uuid.UUID, list[Visit]] = {code: [] for code in session.scalars(codes)}
    ended = set()
    for visit in session.scalars(select(Visit).where(Visit.code_id.in_(codes)).order_by(Visit.day, Visit.id)):
        if first <= visit.day <= last:
            found[visit.code_id].append(visit)
        elif visit.day < first and visit.outcome not in ("done", "not_home"):
            ended.add(visit.code_id)
    return [visits for code, visits in found.items() if visits or code not in ended]


def _places(session: Session, user_id: int, round_: Round) -> set[int]:
    return {one.id for one in visible_districts(session, user_id, round_.assessment_id, VISITOR)}


def _only(session: Session, user_id: int, round_: Round, district_id: int) -> None:
    """Whoever does not visit in a district finds nothing there."""
    if district_id not in _places(session, user_id, round_):
        raise AnswerNotYours
