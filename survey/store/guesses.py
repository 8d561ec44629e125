"""How often a wrong code was typed of late: one bare counter for each kind of code, for nobody in particular."""

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import String, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.store.base import Base
from survey.store.upsert import add_up

WINDOW = 600
"""Seconds that are counted together."""

MOST = 600
"""Wrong codes of one kind in that time: a hall full of people who mistype, and far too few to find one by guessing."""


class CodeGuess(Base):
    """How many wrong codes of a kind were typed in one stretch of time, wherever that was."""

    __tablename__ = "code_guess"

    space: Mapped[str] = mapped_column(String(20), primary_key=True)
    stretch: Mapped[int] = mapped_column(primary_key=True)
    n: Mapped[int]


def pause(session: Session, space: str, most: int | None = None, now: datetime | None = None) -> int:
    """Seconds until codes of this kind are looked up again; nought as long as they are."""
    moment = int((now or datetime.now(UTC)).timestamp())
    tried = select(CodeGuess.n).where(CodeGuess.space == space, CodeGuess.stretch == moment // WINDOW)
    return WINDOW - moment % WINDOW if (session.scalar(tried) or 0) >= (MOST if most is None else most) else 0


def count_wrong(session: Session, spaces: Iterable[str], now: datetime | None = None) -> None:
    """Count a code that is none of these kinds; what was counted before is forgotten."""
    stretch = int((now or datetime.now(UTC)).timestamp()) // WINDOW
    session.execute(delete(CodeGuess).where(CodeGuess.stretch < stretch))
    add_up(session, CodeGuess, ["n"], [(space, stretch, 1) for space in spaces])


def wrong_of_late(session: Session) -> int:
    """How many wrong codes of all kinds are remembered at this moment."""
    return session.scalar(select(func.sum(CodeGuess.n))) or 0
