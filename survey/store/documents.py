"""The tables of answers: documents, what is sensitive, what people wrote, and the receipts."""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.base import Base, Document


class Response(Base):
    """One person's answers: a document that is never changed, only superseded or withdrawn."""

    __tablename__ = "response"
    __table_args__ = (
        UniqueConstraint("client_id", "content_hash"),
        CheckConstraint("state IN ('counted', 'flagged', 'superseded', 'withdrawn', 'test')", name="state"),
        CheckConstraint("(state = 'withdrawn') = (doc IS NULL AND coded IS NULL)", name="tombstone_is_empty"),
        Index("ix_response_place", "round_id", "district_id", "state"),
        # Held by the database, so that two senders at once cannot both be counted under one client_id.
        Index(
            "uq_response_one_live",
            "client_id",
            unique=True,
            sqlite_where=text("state = 'counted'"),
            postgresql_where=text("state = 'counted'"),
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    client_id: Mapped[str] = mapped_column(String(64))
    content_hash: Mapped[str] = mapped_column(String(64))
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    version: Mapped[str] = mapped_column(ForeignKey("questionnaire_version.hash"))
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    channel: Mapped[str] = mapped_column(String(20))
    access: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(10))
    day: Mapped[date]
    supersedes: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("response.id"), index=True)
    state: Mapped[str] = mapped_column(String(12))
    doc: Mapped[Document | None]
    # What was added to the tally, so that exactly this can be taken out again whatever has changed since.
    coded: Mapped[Document | None]
    # What made the sending look like a program's: bare words, with no time beside them (see doubtful.py).
    signs: Mapped[str] = mapped_column(String(20), default="", server_default="")


class Receipt(Base):
    """What lets somebody withdraw: the fingerprint of a code that only they have."""

    __tablename__ = "receipt"

    mac: Mapped[str] = mapped_column(String(64), primary_key=True)
    response_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("response.id"), index=True)


class SensitiveAnswer(Base):
    """Sensitive answers of one person, encrypted, apart from everything else."""

    __tablename__ = "sensitive_answer"

    response_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("response.id"), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class OpenAnswer(Base):
    """Something written in a person's own words; its random key is known to the response only.

    What is hidden of it stands beside it: the places, and the text as others read it. The rules of reading are the
    database's, too, so that no slip in the program shows what nobody has read.
    """

    __tablename__ = "open_answer"
    __table_args__ = (
        CheckConstraint("state IN ('unread', 'read', 'held', 'approved', 'erased')", name="state"),
        CheckConstraint(
            "state NOT IN ('read', 'approved') OR (read_by IS NOT NULL AND redacted IS NOT NULL)", name="read_first"
        ),
        CheckConstraint("(state = 'approved') = (approved_by IS NOT NULL)", name="approved_by_somebody"),
        CheckConstraint("approved_by <> read_by", name="two_people"),
        CheckConstraint("NOT (sensitive AND state = 'approved')", name="sensitive_stays"),
        Index("ix_open_answer_place", "round_id", "district_id", "state"),
        {"sqlite_with_rowid": False},  # a row number would tell the order of arrival
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    item: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(LongText)
    state: Mapped[str] = mapped_column(String(10), default="unread")
    day: Mapped[date]
    # That of the form, so that words can be told apart; empty where it is not known any more.
    language: Mapped[str] = mapped_column(String(10), default="")
    sensitive: Mapped[bool]
    # Whether the response it belongs to counts; which one that is, only the response knows.
    counted: Mapped[bool]
    hidden: Mapped[list[Any] | None]
    redacted: Mapped[str | None] = mapped_column(LongText)
    revision: Mapped[int] = mapped_column(default=0)
    read_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
