"""Reading, sorting and counting what was read: for leads and data keepers, within their districts only."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from analysis import themes
from analysis.disclosure import may_show
from analysis.themes import Answer
from survey.store.codings import Coding
from survey.store.districts import District
from survey.store.documents import OpenAnswer
from survey.store.open_answers import READERS, SHOWN, Readable, as_readable, open_to
from survey.store.prepared import Suggested, suggestions
from survey.store.reading_steps import QuoteProposal
from survey.store.responses import answers_of_place
from survey.store.rounds import Round


@dataclass(frozen=True)
class Scope:
    """What somebody looks at: one question of a round, in all their districts or in one."""

    user_id: int
    round: Round
    item: str
    district: District | None = None


@dataclass(frozen=True)
class Sheet:
    """An answer with what this person made of it; `mine` is None as long as they have not sorted it."""

    answer: Readable
    mine: frozenset[str] | None
    suggested: Suggested
    proposed: bool


def _shown(session: Session, scope: Scope) -> ColumnElement[bool]:
    """What may be read here: nothing while the one rule of what may be shown says no."""
    allowed = may_show("open_text", "lead_district", answers_of_place(session, scope.round), released=True)
    mine = open_to(session, scope.user_id, scope.round, READERS) & OpenAnswer.state.in_(SHOWN if allowed else ())
    mine = mine & ~OpenAnswer.sensitive & (OpenAnswer.item == scope.item)
    return mine if scope.district is None else mine & (OpenAnswer.district_id == scope.district.id)


def written(session: Session, scope: Scope) -> list[Answer]:
    """Everything that may be read here, for searching and counting; one answer is one person."""
    columns = (OpenAnswer.id, OpenAnswer.redacted, OpenAnswer.language)
    found = session.execute(select(*columns).where(_shown(session, scope)).order_by(OpenAnswer.id))
    return [Answer(str(key), text or "", language) for key, text, language in found]


def sheets(
    session: Session, scope: Scope, only: Collection[str] | None = None, *, skip: int = 0, most: int = 40
) -> tuple[list[Sheet], int]:
    """One page of what may be read, and how much there is in all; `only` these ids, where somebody searched."""
    mine = _shown(session, scope)
    if only is not None:
        listed = sorted(only)
        rows = _rows(session, mine & OpenAnswer.id.in_(map(uuid.UUID, listed[skip : skip + most])), 0, most)
        return _sheets(session, scope.user_id, rows), len(listed)
    total = session.scalar(select(func.count()).select_from(OpenAnswer).where(mine)) or 0
    return _sheets(session, scope.user_id, _rows(session, mine, skip, most)), total


def to_sort(session: Session, scope: Scope, most: int = 8) -> tuple[list[Sheet], int]:
    """Answers that this person has not sorted, and how many those are; what others made of them is not told.

    Those that somebody else has sorted come last, so that two people first get through everything.
    """
    by_me = exists().where(Coding.answer_id == OpenAnswer.id, Coding.user_id == scope.user_id).correlate(OpenAnswer)
    by_others = exists().where(Coding.answer_id == OpenAnswer.id).correlate(OpenAnswer)
    mine = _shown(session, scope) & ~by_me
    left = session.scalar(select(func.count()).select_from(OpenAnswer).where(mine)) or 0
    rows = session.scalars(select(OpenAnswer).where(mine).order_by(by_others, OpenAnswer.id).limit(most))
    return _sheets(session, scope.user_id, rows), left


def _rows(session: Session, mine: ColumnElement[bool], skip: int, most: int) -> Iterable[OpenAnswer]:
    return session.scalars(select(OpenAnswer).where(mine).order_by(OpenAnswer.id).offset(skip).limit(most))


def _sheets(session: Session, user_id: int, rows: Iterable[OpenAnswer]) -> list[Sheet]:
    found = list(rows)
    ids = [row.id for row in found]
    given = select(Coding).where(Coding.answer_id.in_(ids), Coding.user_id == user_id)
    sorted_ = {row.answer_id: frozenset(row.themes) for row in session.scalars(given)}
    proposals = set(session.scalars(select(QuoteProposal.answer_id).where(QuoteProposal.answer_id.in_(ids))))
    may_be = suggestions(session, ids)
    return [
        Sheet(as_readable(row, user_id), sorted_.get(row.id), may_be.get(row.id, ()), row.id in proposals)
        for row in found
    ]


def sorted_by_all(session: Session, scope: Scope) -> list[themes.Coding]:
    """Who sorted which of these answers into what; the coder is the user's number as text."""
    mine = select(Coding).join(OpenAnswer, OpenAnswer.id == Coding.answer_id).where(_shown(session, scope))
    rows = session.scalars(mine.order_by(Coding.answer_id, Coding.user_id))
    return [themes.Coding(str(row.answer_id), str(row.user_id), frozenset(row.themes)) for row in rows]
