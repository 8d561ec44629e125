"""An answer as its owner sees it again: by the receipt code, with all that lies apart put back together."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.questionnaire.types import type_of
from survey.store.base import Document, Store
from survey.store.districts import District
from survey.store.documents import OpenAnswer, Response
from survey.store.receipts import response_of
from survey.store.rounds import questionnaire
from survey.store.withdrawing import chain, own_words, sensitive_part

_LATEST_FIRST = ("counted", "flagged", "withdrawn", "superseded")


@dataclass(frozen=True)
class Recalled:
    """One person's answer, in the form in which it counts now."""

    response_id: uuid.UUID
    round_id: int
    version: str
    district: str
    channel: str
    access: str
    day: date
    state: str
    answers: Mapping[str, Any]


def recall(store: Store, session: Session, code: str) -> Recalled | None:
    """What a receipt code leads to: the latest correction; None where nobody knows the code."""
    sent = response_of(store, session, code)
    if sent is None:
        return None
    latest = min(chain(session, sent), key=lambda row: _LATEST_FIRST.index(row.state))
    response = session.get_one(Response, latest.id)
    district = session.get_one(District, response.district_id).code
    where = (response.round_id, response.version, district, response.channel, response.access, response.day)
    return Recalled(response.id, *where, response.state, _answers(session, response))


def is_withdrawn(session: Session, response_id: uuid.UUID) -> bool:
    """Whether an answer has been taken back, so that nothing can take its place any more."""
    return session.scalar(select(Response.state).where(Response.id == response_id)) in ("withdrawn", None)


def _answers(session: Session, response: Response) -> dict[str, Any]:
    """Everything said, sensitive answers and own words among it."""
    if response.doc is None:
        return {}
    apart = sensitive_part(session, response.id)
    asked = questionnaire(session, response.version)
    said = {**response.doc["answers"], **apart.get("answers", {})}
    words = _words(session, response.doc, apart)
    whole = {name: type_of(asked.question(name)).with_texts(asked.question(name), a, words) for name, a in said.items()}
    return {name: answer for name, answer in whole.items() if answer is not None}


def _words(session: Session, doc: Document, apart: Document) -> dict[str, str]:
    """A person's own words by item, without those that were erased since."""
    texts = select(OpenAnswer.item, OpenAnswer.text).where(OpenAnswer.id.in_(own_words(doc, apart)))
    return {item: text for item, text in session.execute(texts) if text}
