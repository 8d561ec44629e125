"""Two answers under one name: somebody decides which of them counts, and may take that back."""

import hashlib
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, String, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Mapped, Session, mapped_column

from survey.clock import today
from survey.store.audit import record
from survey.store.base import Base, hold
from survey.store.districts import District
from survey.store.documents import Response
from survey.store.errors import ReadAgain
from survey.store.rounds import Round
from survey.store.withdrawing import AnyRow, chain, recount

LIVE = ("counted", "flagged")
PORTION = 500
"""So many answers are asked for at a time."""


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

    @property
    def mark(self) -> str:
        """What a page has shown of it, so that nobody decides about something that is so no more."""
        said = sorted(f"{choice.id} {choice.state}" for choice in self.choices)
        shown = "\n".join([str(self.decided.chosen) if self.decided else "", *said])
        return hashlib.sha256(shown.encode()).hexdigest()[:16]


def cases(session: Session, round_: Round, districts: Sequence[District]) -> list[Case]:
    """Every case that lies wholly within these districts; those not decided yet come first."""
    asked = select(Response).where(Response.round_id == round_.id)
    flagged = asked.where(Response.state == "flagged").with_only_columns(Response.client_id)
    decided = {one.client_id: one for one in session.scalars(select(Decision).where(Decision.round_id == round_.id))}
    mine = {one.id for one in districts}
    found: dict[uuid.UUID, Case] = {}
    for name, rows in sorted(_families(session, {*session.scalars(flagged), *decided}).items()):
        # A correction came under a name of its own, so one case may have two names.
        case = _case(rows, decided.get(name))
        if case and (case.decided or case.key not in found):
            found[case.key] = case
    seen = [case for case in found.values() if {choice.district_id for choice in case.choices} <= mine]
    return sorted(seen, key=lambda case: (case.decided is not None, min(choice.day for choice in case.choices)))


def case_of(session: Session, round_: Round, districts: Sequence[District], key: uuid.UUID) -> Case | None:
    """One case by the key that a page knows it by, held so that none of its answers is withdrawn meanwhile."""

    def read() -> Case | None:
        return next((case for case in cases(session, round_, districts) if case.key == key), None)

    case = read()
    if case is None:
        return None
    _held(session, case)
    return read()


def decide(session: Session, round_: Round, case: Case, chosen: uuid.UUID, by: int) -> None:
    """Let one answer of a case count and no other; the tally follows in the same transaction.

    `ReadAgain` where somebody else has decided since the case was read: of two at once, the first decision stands.
    """
    hold(session, "decide")
    if chosen not in {choice.id for choice in case.choices}:
        raise ValueError(chosen)
    name = session.get_one(Response, chosen).client_id
    rows = _unchanged(session, case)
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
    rows = _unchanged(session, case)
    _count_only(session, rows, {uuid.UUID(one) for one in case.decided.before})
    session.delete(session.get_one(Decision, case.decided.client_id))
    record(session, by, f"took back which of {len(case.choices)} answers counts in {round_.slug}")


def _families(session: Session, names: Collection[str]) -> dict[str, list[AnyRow]]:
    """Each name's answers with all that they correct and that correct them: of all these only one may count.

    A page asks for this, so it reads level by level of corrections and never answer by answer, and holds nothing.
    """
    known = {row.id: row for row in _rows(session, Response.client_id, names)}
    own = [(row.client_id, row.id) for row in known.values()]
    edge = set(known)
    while edge:
        earlier = {known[one].supersedes for one in edge} - {None} - known.keys()
        found = [*_rows(session, Response.id, earlier), *_rows(session, Response.supersedes, edge)]
        edge = {row.id for row in found} - known.keys()
        known.update((row.id, row) for row in found)
    related = _related(known)
    families: dict[str, dict[uuid.UUID, AnyRow]] = {}
    for name, one in own:
        families.setdefault(name, {}).update((each, known[each]) for each in related[one])
    return {name: list(rows.values()) for name, rows in families.items()}


def _rows(session: Session, column: InstrumentedAttribute[Any], values: Collection[Any]) -> Iterator[AnyRow]:
    columns = (
        Response.id, Response.state, Response.district_id, Response.day, Response.channel, Response.access,
        Response.language, Response.supersedes, Response.client_id,
    )  # fmt: skip
    every = list(values)
    for first in range(0, len(every), PORTION):
        yield from session.execute(select(*columns).where(column.in_(every[first : first + PORTION])))


def _related(known: Mapping[uuid.UUID, AnyRow]) -> dict[uuid.UUID, list[uuid.UUID]]:
    """All that hang together by corrections, by each of them."""
    beside: defaultdict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for one, row in known.items():
        if row.supersedes in known:
            beside[one].add(row.supersedes)
            beside[row.supersedes].add(one)
    related: dict[uuid.UUID, list[uuid.UUID]] = {}
    for one in known:
        if one not in related:
            together = _reached(one, beside)
            related.update(dict.fromkeys(together, together))
    return related


def _reached(first: uuid.UUID, beside: Mapping[uuid.UUID, set[uuid.UUID]]) -> list[uuid.UUID]:
    reached, waiting = {first}, [first]
    while waiting:
        new = beside.get(waiting.pop(), set()) - reached
        reached |= new
        waiting.extend(new)
    return list(reached)


def _case(family: Iterable[AnyRow], decided: Decision | None) -> Case | None:
    rows = sorted((row for row in family if row.state in LIVE), key=lambda row: row.id)
    if not any(row.state == "flagged" for row in rows):
        return None
    choices = tuple(sorted(map(_choice, rows), key=lambda one: (one.state != "counted", one.day, str(one.id))))
    return Case(rows[0].id, choices, decided)


def _choice(row: AnyRow) -> Choice:
    came = row.channel, row.access, row.language
    return Choice(row.id, row.state, row.district_id, row.day, *came, corrects=row.supersedes is not None)


def _held(session: Session, case: Case) -> list[AnyRow]:
    """The answers of a case with their content, so that nobody else changes them meanwhile."""
    return chain(session, *(choice.id for choice in case.choices))


def _unchanged(session: Session, case: Case) -> list[AnyRow]:
    """The answers of a case, held, if they and what was decided of them are still as they were read."""
    rows = _held(session, case)
    states = {row.id: row.state for row in rows}
    names = select(Response.client_id).where(Response.id.in_(states))
    mine = or_(Decision.client_id.in_(names), Decision.client_id == (case.decided.client_id if case.decided else None))
    decided = session.scalars(select(Decision.chosen).where(mine)).all()
    overtaken = case.decided.chosen not in decided if case.decided else bool(decided)
    if overtaken or any(states.get(choice.id) != choice.state for choice in case.choices):
        raise ReadAgain
    return rows


def _count_only(session: Session, rows: Sequence[AnyRow], chosen: set[uuid.UUID]) -> None:
    """Take out before counting in, since the database lets only one count under a name."""
    for row in rows:
        if row.state == "counted" and row.id not in chosen:
            recount(session, row, "flagged")
    for row in rows:
        if row.state == "flagged" and row.id in chosen:
            recount(session, row, "counted")
