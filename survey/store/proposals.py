"""Releases before they are out: prepared, looked through, proposed, and approved by a second person or left."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.base import Base, Document


class Proposal(Base):
    """A document for the public as it was when somebody prepared it; what is looked at is what comes out.

    `number` is the release it would be. `findings` are what the audit said, in codes. `alone`: released by the person
    who had proposed it, since nobody else may.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        CheckConstraint("state IN ('ready', 'refused', 'proposed', 'released', 'dropped')", name="state"),
        Index("ix_proposal_latest", "round_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(10))
    made_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    made_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    document: Mapped[Document | None]
    basis: Mapped[Document]
    snapshots: Mapped[list[Any]]
    findings: Mapped[Document]
    pictures: Mapped[Document] = mapped_column(default=dict)
    proposed_at: Mapped[datetime | None]
    proposed_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    alone: Mapped[bool] = mapped_column(default=False)
    release_id: Mapped[int | None] = mapped_column(ForeignKey("release.id"))
