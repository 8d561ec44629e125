"""Answers that are still being written: sealed, found only by who holds the secret, gone after a month."""

import json
import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import ForeignKey, LargeBinary, String, select, update
from sqlalchemy import delete as sql_delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.store.base import Base, Document, Store
from survey.store.errors import Overtaken
from survey.store.rounds import Round
from survey.store.seal import normalise
from survey.store.upsert import insert_one

DAYS = 30
"""How long a draft waits for whoever began it, counted from the last time it was saved."""

RESUME = "resume"


class Draft(Base):
    """One unfinished form, pinned to the version it was begun with."""

    __tablename__ = "draft"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    version: Mapped[str] = mapped_column(ForeignKey("questionnaire_version.hash"))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    day: Mapped[date] = mapped_column(index=True)
    revision: Mapped[int] = mapped_column(default=0, server_default="0")
    # The answer this one is to take the place of, so that it goes when that is withdrawn.
    corrects: Mapped[uuid.UUID | None]


class ResumeCode(Base):
    """What lets somebody go on elsewhere: the fingerprint of a code, and the draft's secret sealed with that code."""

    __tablename__ = "resume_code"

    mac: Mapped[str] = mapped_column(String(64), primary_key=True)
    draft: Mapped[str] = mapped_column(ForeignKey("draft.key", ondelete="CASCADE"), index=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


@dataclass(frozen=True)
class Unfinished:
    """A draft as it was left: the round, the version it is pinned to, and what was typed."""

    round_id: int
    version: str
    doc: Document
    day: date
    revision: int = 0


def load(store: Store, session: Session, secret: str) -> Unfinished | None:
    """The draft of that secret, if it is still here."""
    mine = select(Draft).where(Draft.key.in_(_keys(store, secret)), Draft.day >= oldest())
    draft = session.scalar(mine.execution_options(populate_existing=True))
    if draft is None:
        return None
    doc: Document = json.loads(store.keys.open(_purpose(secret), draft.sealed))
    return Unfinished(draft.round_id, draft.version, doc, draft.day, draft.revision)


def save(
    store: Store,
    session: Session,
    secret: str,
    round_: Round,
    version: str,
    doc: Document,
    revision: int | None = None,
    corrects: uuid.UUID | None = None,
) -> None:
    """Keep what has been typed so far; the secret is part of the key, so that without it nobody can read it.

    `revision` is how often it had been saved when it was read; `Overtaken` when somebody has saved it since.
    """
    content = store.keys.seal(_purpose(secret), json.dumps(doc, ensure_ascii=True).encode())
    row = {"sealed": content, "day": datetime.now(UTC).date()}
    mine = update(Draft).where(Draft.key.in_(_keys(store, secret))).returning(Draft.key)
    if revision is not None:
        mine = mine.where(Draft.revision == revision)
    if session.execute(mine.values(**row, revision=Draft.revision + 1)).first() is not None:
        return
    new = {
        "key": _keys(store, secret)[0],
        "round_id": round_.id,
        "version": version,
        "revision": 1,
        "corrects": corrects,
        **row,
    }
    if revision or not insert_one(session, Draft, new):
        raise Overtaken


def delete(store: Store, session: Session, secret: str, revision: int | None = None) -> None:
    """Forget a draft with its code, since it was sent or given up; `Overtaken` when it has been saved since."""
    mine = sql_delete(Draft).where(Draft.key.in_(_keys(store, secret))).returning(Draft.key)
    if revision is not None:
        mine = mine.where(Draft.revision == revision)
    if session.execute(mine).first() is None and revision is not None:
        raise Overtaken


def resume_code(store: Store, session: Session, secret: str) -> str:
    """The code with which a draft is gone on with elsewhere: the same however often it is asked for."""
    code = store.keys.receipt_code(f"resume {secret}")
    key = key_of(store, session, secret)
    sealed = store.keys.seal(_door(code), secret.encode())
    insert_one(session, ResumeCode, {"mac": store.keys.mac(RESUME, normalise(code)), "draft": key, "sealed": sealed})
    return code


def key_of(store: Store, session: Session, secret: str) -> str | None:
    """Under what the draft of a secret is kept, if it is."""
    return session.scalar(select(Draft.key).where(Draft.key.in_(_keys(store, secret))))


def secret_behind(store: Store, session: Session, code: str) -> str | None:
    """The secret of the draft that a code leads to; the code is gone with the draft."""
    macs = store.keys.macs(RESUME, normalise(code))
    sealed = session.scalar(select(ResumeCode.sealed).where(ResumeCode.mac.in_(macs)))
    return None if sealed is None else store.keys.open(_door(code), sealed).decode()


def oldest() -> date:
    """The day before which a draft is over, whether or not it was cleared away already."""
    return datetime.now(UTC).date() - timedelta(days=DAYS)


def sweep(session: Session) -> int:
    """Forget the drafts that nobody has touched for a month, and say how many those were."""
    return len(session.execute(sql_delete(Draft).where(Draft.day < oldest()).returning(Draft.key)).all())


def _keys(store: Store, secret: str) -> tuple[str, ...]:
    """Under what a draft may be kept: a key may have been changed since it was begun."""
    return store.keys.macs("draft", secret)


def _door(code: str) -> str:
    return f"{RESUME} {normalise(code)}"


def _purpose(secret: str) -> str:
    return f"draft {secret}"
