"""Who did what and when, for the questions that come later."""

from datetime import UTC, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.store.base import Base


class Audit(Base):
    """One line of the record; it names no resident and no answer."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    what: Mapped[str] = mapped_column(String(300))
    at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))


def record(session: Session, user_id: int | None, what: str) -> None:
    """Write a line of the record in the transaction of the deed itself."""
    session.add(Audit(user_id=user_id, what=what))
