"""What the worker found in open answers, kept for the pages: proposals, words and suggested themes."""

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from analysis.found_words import Found
from survey.store.documents import OpenAnswer
from survey.store.reading_steps import PreparedAnswer, is_protected
from survey.store.rounds import Round

Suggested = tuple[tuple[str, tuple[str, ...]], ...]
"""Themes with the words that say so, the likeliest first."""


def unprepared(session: Session, round_id: int, district_id: int, frame: int, most: int) -> list[OpenAnswer]:
    """Answers of a place that the worker has not seen as they are now, nor with the present themes."""
    stale = or_(
        PreparedAnswer.answer_id.is_(None),
        PreparedAnswer.revision != OpenAnswer.revision,
        PreparedAnswer.frame != frame,
    )
    found = select(OpenAnswer).outerjoin(PreparedAnswer, PreparedAnswer.answer_id == OpenAnswer.id)
    here = (OpenAnswer.round_id == round_id) & (OpenAnswer.district_id == district_id) & OpenAnswer.counted
    found = found.where(here, OpenAnswer.state != "erased", ~is_protected(), stale)
    return list(session.scalars(found.order_by(OpenAnswer.id).limit(most)))


def keep_prepared(session: Session, rows: Iterable[Mapping[str, Any]]) -> None:
    """Keep what was found, unless the answer was withdrawn or changed meanwhile."""
    listed = {row["answer_id"]: row for row in rows}
    if not listed:
        return
    still = select(OpenAnswer.id, OpenAnswer.revision).where(OpenAnswer.id.in_(listed), OpenAnswer.state != "erased")
    for key, revision in session.execute(still.with_for_update()).all():
        if listed[key]["revision"] == revision:
            session.merge(PreparedAnswer(**listed[key]))


def findings(session: Session, ids: Iterable[uuid.UUID]) -> dict[str, Found]:
    """The words of these answers, by their ids as text."""
    columns = (PreparedAnswer.answer_id, PreparedAnswer.words)
    found: dict[str, Found] = {}
    for part in _parts(list(ids)):
        for key, words in session.execute(select(*columns).where(PreparedAnswer.answer_id.in_(part))):
            found[str(key)] = _found(words)
    return found


def _found(words: Mapping[str, Any]) -> Found:
    pairs = tuple(tuple(pair) for pair in words.get("pairs", ()))
    return Found(words.get("forms", {}), tuple(words.get("telling", ())), pairs)


def suggestions(session: Session, ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Suggested]:
    """The themes that these answers may belong to."""
    mine = select(PreparedAnswer.answer_id, PreparedAnswer.suggested).where(PreparedAnswer.answer_id.in_(list(ids)))
    return {
        key: tuple((code, tuple(because)) for code, because in listed) for key, listed in session.execute(mine).all()
    }


def still_unprepared(session: Session, round_: Round) -> int:
    """How many answers of a round the worker has not looked at yet, for a sentence that says so."""
    missing = select(func.count()).select_from(OpenAnswer)
    missing = missing.outerjoin(PreparedAnswer, PreparedAnswer.answer_id == OpenAnswer.id)
    here = (OpenAnswer.round_id == round_.id) & OpenAnswer.counted & (OpenAnswer.state != "erased")
    return session.scalar(missing.where(here, ~is_protected(), PreparedAnswer.answer_id.is_(None))) or 0


def _parts(ids: list[uuid.UUID], most: int = 500) -> Iterable[list[uuid.UUID]]:
    """A database takes only so many values in one question."""
    return (ids[at : at + most] for at in range(0, len(ids), most))
