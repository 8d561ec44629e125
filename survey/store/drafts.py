"""Answers that are still being written: sealed, found only by who holds the secret, gone after a month."""

from datetime import date

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.base import Base


class Draft(Base):
    """One unfinished form, pinned to the version it was begun with."""

    __tablename__ = "draft"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    version: Mapped[str] = mapped_column(ForeignKey("questionnaire_version.hash"))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    day: Mapped[date] = mapped_column(index=True)
