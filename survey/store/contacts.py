"""People who want to be reached: kept apart, sealed, and with no key to anybody's answers."""

import uuid
from datetime import date

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from survey.store.base import Base


class Contact(Base):
    """Name and address of somebody who would help, readable only with our key."""

    __tablename__ = "contact"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - a row number would tell the order of arrival

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    day: Mapped[date]


class Consent(Base):
    """What a person agreed to be contacted for, and when."""

    __tablename__ = "consent"

    contact_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("contact.id"), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(60), primary_key=True)
    day: Mapped[date]


class ContactReceipt(Base):
    """What lets somebody withdraw their contact, apart from any receipt of answers."""

    __tablename__ = "contact_receipt"

    mac: Mapped[str] = mapped_column(String(64), primary_key=True)
    contact_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("contact.id"), unique=True)
