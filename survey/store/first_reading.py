"""The data keeper's queue: how many answers wait where, which one is next, what was decided before."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from analysis.redaction import Span
from survey.store.accounts import User, visible_districts
from survey.store.districts import District
from survey.store.documents import OpenAnswer
from survey.store.errors import AnswerNotYours
from survey.store.open_answers import KEEPER, READERS, SHOWN, Unread, open_to, unread
from survey.store.reading_steps import HeldBack, PreparedAnswer, QuoteProposal
from survey.store.rounds import Round

DECIDED = ("held", *SHOWN)
_PLACES = 0x9E3779B97F4A7C15F39CC0605CEDC834
"""The golden part of 2**128: places that follow one another by it lie far apart, however many there are."""


@dataclass(frozen=True)
class Pile:
    """The answers to one question in one district, by how far they are."""

    item: str
    district_id: int
    waiting: int = 0
    read: int = 0
    held: int = 0
    approved: int = 0

    @property
    def written(self) -> int:
        """All of them."""
        return self.waiting + self.read + self.held + self.approved


@dataclass(frozen=True)
class Before:
    """What is known of an answer besides its words: the worker's proposal, and what somebody decided.

    `prepared` says whether the worker has looked at it at all.
    """

    proposed: tuple[Span, ...] = ()
    prepared: bool = False
    reason: str = ""
    quote: bool = False
    by: str = ""


def piles(session: Session, user_id: int | None, round_: Round) -> list[Pile]:
    """Every question and district of this person with its answers; sensitive ones for data keepers only."""
    kept = {one.id for one in visible_districts(session, user_id, round_.assessment_id, KEEPER)}
    counted = select(OpenAnswer.item, OpenAnswer.district_id, OpenAnswer.state, OpenAnswer.sensitive, func.count())
    counted = counted.where(open_to(session, user_id, round_, READERS), OpenAnswer.state != "erased")
    group = (OpenAnswer.item, OpenAnswer.district_id, OpenAnswer.state, OpenAnswer.sensitive)
    found: dict[tuple[str, int], Pile] = {}
    for item, district, state, sensitive, n in session.execute(counted.group_by(*group)):
        if not sensitive or district in kept:
            before = found.get((item, district), Pile(item, district))
            name = "waiting" if state == "unread" else state
            found[item, district] = replace(before, **{name: getattr(before, name) + n})
    return list(found.values())


def next_to_read(
    session: Session,
    user_id: int,
    round_: Round,
    item: str = "",
    district: District | None = None,
    after: uuid.UUID | None = None,
) -> uuid.UUID | None:
    """The next answer that nobody has read; each data keeper begins at another place, so that two seldom meet.

    `after`: the one that was put off; the queue goes on behind it and comes back to it last.
    """
    begin = uuid.UUID(int=user_id * _PLACES % (1 << 128)) if after is None else after
    waiting = _narrowed(select(OpenAnswer.id), item, district)
    waiting = waiting.where(open_to(session, user_id, round_, [KEEPER]), OpenAnswer.state == "unread")
    found: uuid.UUID | None = session.scalar(waiting.order_by(OpenAnswer.id <= begin, OpenAnswer.id).limit(1))
    return found


def _narrowed(found: Select[Any], item: str, district: District | None) -> Select[Any]:
    if item:
        found = found.where(OpenAnswer.item == item)
    return found if district is None else found.where(OpenAnswer.district_id == district.id)


def to_decide(session: Session, user_id: int, round_: Round, answer_id: uuid.UUID) -> tuple[Unread, Before]:
    """One answer in full for a data keeper of its district, whatever was decided about it before."""
    mine = select(OpenAnswer).where(OpenAnswer.id == answer_id, OpenAnswer.state != "erased")
    row = session.scalar(mine.where(open_to(session, user_id, round_, [KEEPER])))
    if row is None:
        raise AnswerNotYours
    return unread(row), _before(session, [row])[row.id]


def decided(
    session: Session,
    user_id: int,
    round_: Round,
    item: str = "",
    district: District | None = None,
    *,
    skip: int = 0,
    most: int = 50,
) -> list[tuple[Unread, Before]]:
    """What data keepers have decided, with what is hidden: for who wants to look once more."""
    mine = _narrowed(select(OpenAnswer), item, district)
    mine = mine.where(open_to(session, user_id, round_, [KEEPER]), OpenAnswer.state.in_(DECIDED))
    rows = list(session.scalars(mine.order_by(OpenAnswer.state, OpenAnswer.id).offset(skip).limit(most)))
    before = _before(session, rows)
    return [(unread(row), before[row.id]) for row in rows]


def _before(session: Session, rows: Iterable[OpenAnswer]) -> dict[uuid.UUID, Before]:
    """What stands beside these answers, in one question."""
    listed = [row.id for row in rows]
    beside = (
        select(OpenAnswer.id, PreparedAnswer.hidden, HeldBack.reason, QuoteProposal.user_id, User.name)
        .outerjoin(PreparedAnswer, PreparedAnswer.answer_id == OpenAnswer.id)
        .outerjoin(HeldBack, HeldBack.answer_id == OpenAnswer.id)
        .outerjoin(QuoteProposal, QuoteProposal.answer_id == OpenAnswer.id)
        .outerjoin(User, User.id == OpenAnswer.read_by)
        .where(OpenAnswer.id.in_(listed))
    )
    return {
        key: Before(
            proposed=tuple(Span(*part) for part in hidden or ()),
            prepared=hidden is not None,
            reason=reason or "",
            quote=proposer is not None,
            by=name or "",
        )
        for key, hidden, reason, proposer, name in session.execute(beside)
    }
