"""Two answers under one name: somebody decides which of them counts, and may take that back."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.clock import today
from survey.store.audit import record
from survey.store.base import Base, hold
from survey.store.districts import District
from survey.store.documents import Response
from survey.store.rounds import Round
from survey.store.withdrawing import AnyRow, chain, recount

LIVE = ("counted", "flagged")


class Decision(Base):
    """What somebody has decided about the answers under one name, with what counted before."""

    __tablename__ = "decision"

    client_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    chosen: Mapped[uuid.UUID] = mapped_column(ForeignKey("response.id"))
    before: Mapped[list[str]]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    day: Mapped[date]


@dataclass(frozen=True)
class Choice:
    """One of the answers under a name, in the little that is said about it."""

    id: uuid.UUID
    state: str
    district_id: int
    day: date
    channel: str
    access: str
    language: str
    corrects: bool


@dataclass(frozen=True)
class Case:
    """Answers of which one can count, and whether somebody has decided already."""

    key: uuid.UUID
    choices: tuple[Choice, ...]
    decided: Decision | None


def cases(session: Session, round_: Round, districts: Sequence[District]) -> list[Case]:
    """Every case that lies wholly within these districts; those not decided yet come first."""
    asked = select(Response).where(Response.round_id == round_.id)
    flagged = asked.where(Response.state == "flagged").with_only_columns(Response.client_id)
    decided = {one.client_id: one for one in session.scalars(select(Decision).where(Decision.round_id == round_.id))}
    names = {*session.scalars(flagged), *decided}
    mine = {one.id for one in districts}
    found: dict[uuid.UUID, Case] = {}
    for case in (_case(session, name, decided.get(name)) for name in sorted(names)):
        # A correction came under a name of its own, so one case may have two names.
        if case and (case.decided or case.key not in found):
            found[case.key] = case
    seen = [case for case in found.values() if {choice.district_id for choice in case.choices} <= mine]
    return sorted(seen, key=lambda case: (case.decided is not None, min(choice.day for choice in case.choices)))


def case_of(session: Session, round_: Round, districts: Sequence[District], key: uuid.UUID) -> Case | None:
    """One case by the key that a page knows it by."""
    return next((case for case in cases(session, round_, districts) if case.key == key), None)


def decide(session: Session, round_: Round, case: Case, chosen: uuid.UUID, by: int) -> None:
    """Let one answer of a case count and no other; the tally follows in the same transaction."""
    hold(session, "decide")
    if chosen not in {choice.id for choice in case.choices}:
        raise ValueError(chosen)
    name = session.get_one(Response, chosen).client_id
    rows = _family(session, [choice.id for choice in case.choices])
    before = [str(row.id) for row in rows if row.state == "counted"]
    _count_only(session, rows, {chosen})
    if case.decided is not None:
        before = case.decided.before
        session.delete(session.get_one(Decision, case.decided.client_id))
        session.flush()
    told = {"client_id": name, "round_id": round_.id, "chosen": chosen, "before": before}
    session.add(Decision(**told, user_id=by, day=today()))
    record(session, by, f"decided which of {len(case.choices)} answers counts in {round_.slug}")


def take_back(session: Session, round_: Round, case: Case, by: int) -> None:
    """Let count again what counted before anybody decided, as far as it has not been withdrawn since."""
    hold(session, "decide")
    if case.decided is None:
        return
    rows = _family(session, [choice.id for choice in case.choices])
    _count_only(session, rows, {uuid.UUID(one) for one in case.decided.before})
    session.delete(session.get_one(Decision, case.decided.client_id))
    record(session, by, f"took back which of {len(case.choices)} answers counts in {round_.slug}")


def _case(session: Session, name: str, decided: Decision | None) -> Case | None:
    columns = (
        Response.id, Response.state, Response.district_id, Response.day, Response.channel, Response.access,
        Response.language, Response.supersedes,
    )  # fmt: skip
    rows = session.execute(select(*columns).where(Response.client_id == name)).all()
    ids = {row.id for row in _family(session, [row.id for row in rows]) if row.state in LIVE}
    rows = list(session.execute(select(*columns).where(Response.id.in_(ids)).order_by(Response.id)).all())
    if not any(row.state == "flagged" for row in rows):
        return None
    made = (Choice(*row[:7], corrects=row.supersedes is not None) for row in rows)
    choices = tuple(sorted(made, key=lambda one: (one.state != "counted", one.day, str(one.id))))
    return Case(min(ids), choices, decided)


def _family(session: Session, ids: Iterable[uuid.UUID]) -> list[AnyRow]:
    """These answers with all that they correct and that correct them: of all these only one may count."""
    found = {row.id: row for one in ids for row in chain(session, one)}
    return list(found.values())


def _count_only(session: Session, rows: Sequence[AnyRow], chosen: set[uuid.UUID]) -> None:
    """Take out before counting in, since the database lets only one count under a name."""
    for row in rows:
        if row.state == "counted" and row.id not in chosen:
            recount(session, row, "flagged")
    for row in rows:
        if row.state == "flagged" and row.id in chosen:
            recount(session, row, "counted")
