"""Answers that say somebody may need protection: for the safeguarding officer alone, and every look is recorded."""

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, exists, or_, select, update
from sqlalchemy.orm import Session

from survey.store.accounts import Grant, User, visible_districts
from survey.store.documents import OpenAnswer
from survey.store.errors import AnswerNotYours, ReadAgain
from survey.store.open_answers import KEEPER, change, for_change, note
from survey.store.reading_steps import PROTECTION, HeldBack, step_on
from survey.store.rounds import Round

OFFICER = "safeguarding_officer"


@dataclass(frozen=True)
class Flagged:
    """An answer that waits for the safeguarding officer; its words only after a recorded look."""

    id: uuid.UUID
    district_id: int
    item: str
    day: date
    by: str
    settled: bool
    revision: int
    text: str = ""
    language: str = ""


def flag(session: Session, user_id: int, answer_id: uuid.UUID, revision: int) -> None:
    """Hand an answer over to the safeguarding officer, as a data keeper; from now on nobody else sees it."""
    row = for_change(session, user_id, answer_id, [KEEPER], revision)
    change(session, row, {"state": "held", "hidden": None, "redacted": None, "read_by": user_id, "approved_by": None})
    step_on(session, row.id)
    session.add(HeldBack(answer_id=row.id, reason=PROTECTION, user_id=user_id))
    note(session, user_id, row, "handed to the safeguarding officer")


def flagged(session: Session, user_id: int | None, round_: Round) -> list[Flagged]:
    """What waits for an officer in their districts, those to be looked at first; without the words."""
    mine = {one.id for one in visible_districts(session, user_id, round_.assessment_id, OFFICER)}
    found = _found().where(OpenAnswer.round_id == round_.id, OpenAnswer.district_id.in_(mine))
    rows = session.execute(found.order_by(HeldBack.settled_by.is_not(None), HeldBack.at))
    return [_flagged(*row) for row in rows]


def look(session: Session, user_id: int, round_: Round, answer_id: uuid.UUID) -> Flagged:
    """The words of one answer, for an officer of its district; that somebody looked is written down first."""
    row, held, name = _one(session, user_id, round_, answer_id)
    note(session, user_id, row, "looked at by the safeguarding officer")
    return _flagged(row, held, name, words=True)


def settle(session: Session, user_id: int, round_: Round, answer_id: uuid.UUID, revision: int) -> None:
    """Say that somebody looks after it; the answer stays hidden from everybody else."""
    row, _held, _name = _one(session, user_id, round_, answer_id, revision)
    session.execute(update(HeldBack).where(HeldBack.answer_id == row.id).values(settled_by=user_id))
    note(session, user_id, row, "settled by the safeguarding officer")


def give_back(session: Session, user_id: int, round_: Round, answer_id: uuid.UUID, revision: int) -> None:
    """Find that nobody needs protection: the answer goes back to its first reading."""
    row, _held, _name = _one(session, user_id, round_, answer_id, revision)
    step_on(session, row.id)
    change(session, row, {"state": "unread", "read_by": None})
    note(session, user_id, row, "given back by the safeguarding officer")


def has_officer(session: Session, round_: Round, district_id: int) -> bool:
    """Whether anybody looks after people at risk in a district, so that the keeper knows that somebody will look."""
    here = or_(Grant.assessment_id.is_(None), Grant.assessment_id == round_.assessment_id)
    place = or_(Grant.district_id.is_(None), Grant.district_id == district_id)
    holder = (User.id == Grant.user_id) & User.disabled.is_(False)
    return bool(session.scalar(select(exists().where(Grant.role == OFFICER, here, place, holder))))


def _found() -> Select[OpenAnswer, HeldBack, str]:
    """Answers handed over, with why, and who did so."""
    found = select(OpenAnswer, HeldBack, User.name).join(HeldBack, HeldBack.answer_id == OpenAnswer.id)
    found = found.join(User, User.id == HeldBack.user_id)
    return found.where(HeldBack.reason == PROTECTION, OpenAnswer.counted)


def _one(
    session: Session, user_id: int, round_: Round, answer_id: uuid.UUID, revision: int | None = None
) -> tuple[OpenAnswer, HeldBack, str]:
    """One of them, if it is this officer's; for everybody else there is none."""
    mine = {one.id for one in visible_districts(session, user_id, round_.assessment_id, OFFICER)}
    asked = _found().where(OpenAnswer.id == answer_id, OpenAnswer.round_id == round_.id)
    found = session.execute(asked.where(OpenAnswer.district_id.in_(mine))).one_or_none()
    if found is None:
        raise AnswerNotYours
    row, held, name = found
    if revision is not None and row.revision != revision:
        raise ReadAgain
    return row, held, name


def _flagged(row: OpenAnswer, held: HeldBack, name: str, *, words: bool = False) -> Flagged:
    return Flagged(
        id=row.id,
        district_id=row.district_id,
        item=row.item,
        day=held.at.date(),
        by=name,
        settled=held.settled_by is not None,
        revision=row.revision,
        text=row.text if words else "",
        language=row.language if words else "",
    )
