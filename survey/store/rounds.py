"""Rounds of asking, and the questionnaire versions that are never changed once published."""

from datetime import UTC, date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.base import Base, Document, Text


class QuestionnaireVersion(Base):
    """A published questionnaire, complete in itself and named by its content."""

    __tablename__ = "questionnaire_version"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    structure_hash: Mapped[str] = mapped_column(String(64), index=True)
    doc: Mapped[Document]
    note: Mapped[str] = mapped_column(String(500), default="")
    published_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))


class Round(Base):
    """One time of asking; its slug is its address."""

    __tablename__ = "round"
    __table_args__ = (CheckConstraint("state IN ('draft', 'open', 'closed')", name="state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[Text]
    state: Mapped[str] = mapped_column(String(10), default="draft")
    opens: Mapped[date | None]
    closes: Mapped[date | None]


class RoundVersion(Base):
    """Which versions a round has used, and the one that new answers begin with."""

    __tablename__ = "round_version"
    __table_args__ = (
        Index(
            "uq_round_version_current",
            "round_id",
            unique=True,
            sqlite_where=text("current"),
            postgresql_where=text("current"),
        ),
    )

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    hash: Mapped[str] = mapped_column(ForeignKey("questionnaire_version.hash"), primary_key=True)
    current: Mapped[bool]
