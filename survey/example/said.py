"""How far the open answers of the example are: read, sorted and quoted by its own staff, through the usual doors."""

import uuid
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey.example.stories import table
from survey.store.accounts import user_named
from survey.store.codings import code_answer, code_frame, keep_code_frame, starting_themes
from survey.store.districts import Assessment, District
from survey.store.documents import OpenAnswer
from survey.store.open_answers import approve, keep_reading
from survey.store.rounds import Round

LEAD, KEEPER = "lipovje-lead", "lipovje-data"


def read_some(session: Session, round_: Round) -> None:
    """Read what the table names; once somebody has read anything, it is theirs to go on."""
    begun = select(func.count()).select_from(OpenAnswer).where(OpenAnswer.round_id == round_.id)
    if session.scalar(begun.where(OpenAnswer.state != "unread")):
        return
    told, ids = table("said.yaml"), _ids(session, round_)
    lead, keeper = _number(session, LEAD), _number(session, KEEPER)
    _keep_themes(session, lead, round_)
    read = {words: codes for place in told["read"].values() for words, codes in place.items() if words in ids}
    _read(session, keeper, ids, read, told)
    for words, codes in read.items():
        if codes:
            code_answer(session, lead, ids[words], codes)
    for words, codes in told["second"].items():
        if words in read:
            code_answer(session, keeper, ids[words], codes)
    for words in told["approved"]:
        if words in read:
            approve(session, lead, ids[words], 1)


def _read(
    session: Session, keeper: int, ids: dict[str, uuid.UUID], read: dict[str, list[str]], told: dict[str, Any]
) -> None:
    for words in read:
        keep_reading(session, keeper, ids[words], [], 0, quote=words in told["proposed"])
    for words, reason in told["held"].items():
        if words in ids:
            keep_reading(session, keeper, ids[words], [], 0, hold=True, reason=reason)


def _keep_themes(session: Session, lead: int, round_: Round) -> None:
    assessment = session.get_one(Assessment, round_.assessment_id)
    _frame, revision = code_frame(session, assessment)
    if not revision:
        keep_code_frame(session, lead, assessment, starting_themes(), revision)


def _ids(session: Session, round_: Round) -> dict[str, uuid.UUID]:
    """The answers of the districts in the table, by their words: there, nobody says the same twice."""
    codes = list(table("said.yaml")["read"])
    mine = select(OpenAnswer.text, OpenAnswer.id).join(District, District.id == OpenAnswer.district_id)
    mine = mine.where(OpenAnswer.round_id == round_.id, OpenAnswer.counted, District.code.in_(codes))
    return {words: key for words, key in session.execute(mine.order_by(OpenAnswer.id))}  # noqa: C416


def _number(session: Session, name: str) -> int:
    user = user_named(session, name)
    if user is None:
        raise LookupError(name)
    return user.id
