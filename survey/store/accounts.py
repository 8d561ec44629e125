"""Staff: who they are, and the one question of what they may see, answered no unless a grant says yes."""

from datetime import UTC, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.base import Base

ROLES = ("administrator", "lead", "facilitator", "data_keeper", "safeguarding_officer")


class User(Base):
    """Somebody who works with the figures; a new session key ends all their sessions."""

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    password: Mapped[str] = mapped_column(String(300))
    session_key: Mapped[str] = mapped_column(String(64))
    disabled: Mapped[bool] = mapped_column(default=False)


class Grant(Base):
    """A role within an assessment and a district; an empty place means all of them."""

    __tablename__ = "grant"
    __table_args__ = (
        CheckConstraint(
            "role IN ('administrator', 'lead', 'facilitator', 'data_keeper', 'safeguarding_officer')", name="role"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    role: Mapped[str] = mapped_column(String(30))
    assessment_id: Mapped[int | None] = mapped_column(ForeignKey("assessment.id"))
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"))


class LoginAttempt(Base):
    """A wrong password, kept for a quarter of an hour; the name is only a fingerprint."""

    __tablename__ = "login_attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
