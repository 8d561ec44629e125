"""Files that the worker prepares for somebody: who asked for what and why, how far it is, and where it lies.

A file belongs to the person who asked, for a day. It is named by a random word that is no secret to anybody else, since
opening it needs their login and the right to have it, asked anew each time.
"""

import secrets
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.store.audit import record
from survey.store.base import Base
from survey.store.jobs import add_job
from survey.store.rounds import Round

JOB = "download"
FOLDER = "downloads"
"""Where the files lie, in the data folder."""

KEPT = timedelta(hours=24)
LONGEST_REASON = 200
PERSONAL = ("answers", "words")
"""Kinds of files in which single people stand, though without names."""

UNDER_WAY = ("waiting", "running")


class Download(Base):
    """One file. `spoilt`: somebody took an answer back since, so it must not be handed over any more."""

    __tablename__ = "download"
    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'running', 'done', 'failed', 'cancelled', 'spoilt')", name="state"),
        CheckConstraint("kind IN ('answers', 'words', 'charts', 'everything')", name="kind"),
        Index("ix_download_mine", "user_id", "round_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    kind: Mapped[str] = mapped_column(String(20))
    format: Mapped[str] = mapped_column(String(20), default="")
    places: Mapped[list[str]] = mapped_column(default=list)
    language: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON), default="")
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    fault: Mapped[str] = mapped_column(String(60), default="")
    done: Mapped[int] = mapped_column(default=0)
    whole: Mapped[int] = mapped_column(default=0)
    tries: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(120), default="")
    size: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))


class Wanted(NamedTuple):
    """What somebody asks for; `places` are the districts whose figures will stand in it."""

    kind: str
    format: str = ""
    places: tuple[str, ...] = ()
    language: str = "sl"
    reason: str = ""


def ask_for(session: Session, user_id: int, round_: Round, wanted: Wanted) -> Download:
    """Leave a file for the worker to prepare, and a line in the record where single people stand in it."""
    made = Download(
        token=secrets.token_hex(24),
        round_id=round_.id,
        user_id=user_id,
        kind=wanted.kind,
        format=wanted.format,
        places=list(wanted.places),
        language=wanted.language,
        reason=" ".join(wanted.reason.split())[:LONGEST_REASON],
    )
    session.add(made)
    session.flush()
    add_job(session, JOB, {"download": made.id})
    if made.kind in PERSONAL:
        note(session, user_id, round_, made, "asked for")
    return made


def note(session: Session, user_id: int | None, round_: Round, download: Download, deed: str) -> None:
    """A line of the record: who, what, of which round, and why."""
    what = " ".join(filter(None, (download.kind, download.format)))
    record(session, user_id, f"{what} {deed}: {round_.slug}; {download.reason}"[:300])


def mine(session: Session, user_id: int, round_: Round, now: datetime | None = None) -> list[Download]:
    """The files of one person and one round that are not over, the newest first."""
    since = (now or datetime.now(UTC)) - KEPT
    found = select(Download).where(Download.user_id == user_id, Download.round_id == round_.id)
    return list(session.scalars(found.where(Download.made_at > since).order_by(Download.id.desc())))


def by_token(session: Session, user_id: int, round_: Round, token: str, now: datetime | None = None) -> Download | None:
    """One of these files; somebody else's, an old one and one that never was are all the same: none."""
    found = session.scalar(select(Download).where(Download.token == token))
    if found is None or found.user_id != user_id or found.round_id != round_.id:
        return None
    return found if (now or datetime.now(UTC)) - found.made_at < KEPT else None


def cancel(session: Session, download: Download) -> bool:
    """Give a file up that is still being prepared; the worker notices and leaves nothing behind."""
    return _turn(session, download.id, UNDER_WAY, state="cancelled")


def begin(session: Session, download_id: int) -> Download | None:
    """Take a file up, if it is still wanted."""
    if not _turn(session, download_id, UNDER_WAY, state="running", tries=Download.tries + 1, done=0):
        return None
    return session.get(Download, download_id, populate_existing=True)


def advance(session: Session, download_id: int, done: int, whole: int) -> bool:
    """Say how far it is, and learn whether it is still wanted."""
    return _turn(session, download_id, ("running",), done=done, whole=whole)


def finish(session: Session, download_id: int, name: str, size: int) -> bool:
    """Say that the file lies there; no where nobody wants it any more."""
    return _turn(session, download_id, ("running",), state="done", name=name, size=size)


def fail(session: Session, download_id: int, fault: str) -> None:
    """Say why there is no file."""
    _turn(session, download_id, UNDER_WAY, state="failed", fault=fault[:60])


def spoil(session: Session, round_id: int) -> None:
    """Let no file with single people in it be handed over any more: one of them has taken their answer back."""
    old = update(Download).where(Download.round_id == round_id, Download.kind.in_(PERSONAL))
    session.execute(old.where(Download.state.in_((*UNDER_WAY, "done"))).values(state="spoilt"))


def drop_old(session: Session, now: datetime | None = None) -> None:
    """Forget files that are over; the record remembers them."""
    session.execute(delete(Download).where(Download.made_at < (now or datetime.now(UTC)) - KEPT))


def kept_tokens(session: Session) -> set[str]:
    """The names of all files that may lie in the folder."""
    return set(session.scalars(select(Download.token).where(Download.state.in_((*UNDER_WAY, "done")))))


def _turn(session: Session, download_id: int, states: tuple[str, ...], **to: object) -> bool:
    """Change a file in one of these states, and say whether it was in one."""
    changed = update(Download).where(Download.id == download_id, Download.state.in_(states)).values(**to)
    return session.execute(changed.returning(Download.id)).first() is not None
