"""What becomes of an answer that is here: it counts or counts no more, and its code takes it back."""

import uuid
from typing import Any

from sqlalchemy import Row, delete, or_, select, update
from sqlalchemy.orm import Session

from survey.store.base import Document, Store
from survey.store.counting import Pending
from survey.store.documents import OpenAnswer, Response, SensitiveAnswer
from survey.store.downloads import spoil
from survey.store.drafts import Draft
from survey.store.entries import forget
from survey.store.receipts import response_of
from survey.store.sums import opened, sealed
from survey.store.upsert import insert_row

AnyRow = Row[*tuple[Any, ...]]


def queue(session: Session, sign: int, coded: Document, apart: Document | None) -> None:
    """Leave for the tally what is to be added or taken away, in the same transaction as its cause."""
    content = sealed(session, "pending", apart) if apart else None
    insert_row(session, Pending, {"sign": sign, "payload": coded, "sealed": content})


def sensitive_part(session: Session, response_id: uuid.UUID) -> Document:
    """The sensitive part of a response: its codes as they were counted, and the keys of its own words."""
    content = session.scalar(select(SensitiveAnswer.sealed).where(SensitiveAnswer.response_id == response_id))
    return opened(session, "sensitive", content) or {"texts": {}, "coded": None}


def own_words(doc: Document, sensitive: Document) -> list[uuid.UUID]:
    """The keys of all that a response says in its own words."""
    return [uuid.UUID(key) for key in (*doc["texts"].values(), *sensitive["texts"].values())]


def follow(session: Session, response: AnyRow, *, counted: bool) -> None:
    """Let the tally and the person's own words follow an answer that counts from now on, or no more."""
    sensitive = sensitive_part(session, response.id)
    queue(session, 1 if counted else -1, response.coded, sensitive["coded"])
    mine = OpenAnswer.id.in_(own_words(response.doc, sensitive))
    session.execute(update(OpenAnswer).where(mine).values(counted=counted))


def recount(session: Session, response: AnyRow, state: str) -> None:
    """Count an answer from now on, or no more; with the queue of the tally and with its own words."""
    follow(session, response, counted=state == "counted")
    session.execute(update(Response).where(Response.id == response.id).values(state=state))
    spoil(session, response.round_id)


def withdraw(store: Store, session: Session, code: str) -> bool:
    """Take back everything behind this code, earlier and later corrections too; only an empty shell stays."""
    sent = response_of(store, session, code)
    if sent is None:
        return False
    for response in chain(session, sent):
        _erase(session, response)
        session.execute(delete(Draft).where(Draft.corrects == response.id))
        spoil(session, response.round_id)
    session.info["erases"] = True
    return True


def chain(session: Session, *sent: uuid.UUID) -> list[AnyRow]:
    """These responses, all that they correct and all that correct them, held so that nobody changes them meanwhile."""
    wanted = set(sent)
    while True:
        linked = or_(Response.id.in_(wanted), Response.supersedes.in_(wanted))
        columns = (Response.id, Response.round_id, Response.supersedes, Response.state, Response.doc, Response.coded)
        found = session.execute(select(*columns).where(linked).order_by(Response.id).with_for_update()).all()
        grown = {row.id for row in found} | {row.supersedes for row in found if row.supersedes}
        if grown == wanted:
            return list(found)
        wanted = grown


def _erase(session: Session, response: AnyRow) -> None:
    """Leave of a response only that there was one."""
    if response.state == "withdrawn":
        return
    sensitive = sensitive_part(session, response.id)
    if response.state == "counted":
        queue(session, -1, response.coded, sensitive["coded"])
    session.execute(delete(OpenAnswer).where(OpenAnswer.id.in_(own_words(response.doc, sensitive))))
    session.execute(delete(SensitiveAnswer).where(SensitiveAnswer.response_id == response.id))
    forget(session, response.id)
    shell = {"state": "withdrawn", "doc": None, "coded": None, "signs": ""}
    session.execute(update(Response).where(Response.id == response.id).values(**shell))
