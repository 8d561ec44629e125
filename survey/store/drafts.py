"""Answers that are still being written: sealed, found only by who holds the secret, gone after a month."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import ForeignKey, LargeBinary, String, update
from sqlalchemy import delete as sql_delete
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.store.base import Base, Document, Store
from survey.store.rounds import Round
from survey.store.upsert import insert_one


class Draft(Base):
    """One unfinished form, pinned to the version it was begun with."""

    __tablename__ = "draft"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    version: Mapped[str] = mapped_column(ForeignKey("questionnaire_version.hash"))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    day: Mapped[date] = mapped_column(index=True)
    revision: Mapped[int] = mapped_column(default=0, server_default="0")


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


def load(store: Store, session: Session, secret: str) -> Unfinished | None:
    """The draft of that secret, if it is still here."""
    draft = session.get(Draft, _key(store, secret), populate_existing=True)
    if draft is None:
        return None
    doc: Document = json.loads(store.keys.open(_purpose(secret), draft.sealed))
    return Unfinished(draft.round_id, draft.version, doc, draft.day)


def save(store: Store, session: Session, secret: str, round_: Round, version: str, doc: Document) -> None:
    """Keep what has been typed so far; the secret is part of the key, so that without it nobody can read it."""
    key, day = _key(store, secret), datetime.now(UTC).date()
    content = store.keys.seal(_purpose(secret), json.dumps(doc, ensure_ascii=True).encode())
    if not insert_one(
        session, Draft, {"key": key, "round_id": round_.id, "version": version, "sealed": content, "day": day}
    ):
        session.execute(update(Draft).where(Draft.key == key).values(sealed=content, day=day))


def delete(store: Store, session: Session, secret: str) -> None:
    """Forget a draft, since it was sent or given up."""
    session.execute(sql_delete(Draft).where(Draft.key == _key(store, secret)))


def sweep(session: Session, days: int = 30) -> int:
    """Forget the drafts that nobody has touched for so many days, and say how many those were."""
    oldest = datetime.now(UTC).date() - timedelta(days=days)
    return len(session.execute(sql_delete(Draft).where(Draft.day < oldest).returning(Draft.key)).all())


def _key(store: Store, secret: str) -> str:
    return store.keys.mac("draft", secret)


def _purpose(secret: str) -> str:
    return f"draft {secret}"
