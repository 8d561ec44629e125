"""What stands beside an open answer on its way: why it is kept back, who proposed to quote it, what the worker found.

All of it goes with the answer. Only tables and the smallest steps are here; who may do what is decided elsewhere.
"""

import uuid
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, String, delete, exists
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.store.base import Base, Document
from survey.store.documents import OpenAnswer

PROTECTION = "protection"
REASONS = ("points_to_somebody", "insults", "not_about_this", "other")
"""Why a data keeper keeps an answer back, in the order of the page; `PROTECTION` is no choice among them."""


class HeldBack(Base):
    """Why nobody else reads an answer; with `protection` it is for the safeguarding officer's eyes only."""

    __tablename__ = "held_back"
    __table_args__ = (
        CheckConstraint(
            "reason IN ('points_to_somebody', 'insults', 'not_about_this', 'other', 'protection')", name="reason"
        ),
        {"sqlite_with_rowid": False},
    )

    answer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("open_answer.id", ondelete="CASCADE"), primary_key=True)
    reason: Mapped[str] = mapped_column(String(20))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))


class QuoteProposal(Base):
    """Somebody found that an answer says it well; a second person decides."""

    __tablename__ = "quote_proposal"
    __table_args__ = ({"sqlite_with_rowid": False},)

    answer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("open_answer.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))


class PreparedAnswer(Base):
    """What the worker found in an answer at one revision of it, so that no page has to load a dictionary.

    `hidden`: what it proposes to hide. `words`: the dictionary forms of what may be shown. `suggested`: themes, with
    the words that say so, by the themes of revision `frame`.
    """

    __tablename__ = "prepared_answer"
    __table_args__ = ({"sqlite_with_rowid": False},)

    answer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("open_answer.id", ondelete="CASCADE"), primary_key=True)
    revision: Mapped[int]
    frame: Mapped[int]
    hidden: Mapped[list[Any]]
    words: Mapped[Document]
    suggested: Mapped[list[Any]]


def is_protected() -> ColumnElement[bool]:
    """Whether an open answer is for the safeguarding officer alone, to be asked within another question."""
    mine = (HeldBack.answer_id == OpenAnswer.id) & (HeldBack.reason == PROTECTION)
    return exists().where(mine).correlate(OpenAnswer)


def step_on(session: Session, answer_id: uuid.UUID) -> None:
    """Forget why an answer was kept back and that it was proposed: its words are about to be decided anew."""
    for table in (HeldBack, QuoteProposal):
        session.execute(delete(table).where(table.answer_id == answer_id))


def forget_findings(session: Session, answer_id: uuid.UUID) -> None:
    """Delete what the worker found, when the words themselves are deleted."""
    session.execute(delete(PreparedAnswer).where(PreparedAnswer.answer_id == answer_id))
