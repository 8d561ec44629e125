"""People who want to be reached: kept apart, sealed, and with no key to anybody's answers."""

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String, delete, func, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.store.base import Base, Document, Store
from survey.store.districts import Assessment, District
from survey.store.seal import normalise
from survey.store.upsert import insert_one


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


@dataclass(frozen=True)
class ContactCount:
    """How many people of a district agreed to be reached for a purpose."""

    district_id: int | None
    purpose: str
    n: int


def save_contact(
    store: Store,
    session: Session,
    assessment: Assessment,
    district: District | None,
    doc: Document,
    *,
    purposes: Iterable[str],
    client_id: str,
    day: date,
    shown: str = "",
) -> str:
    """Keep how to reach somebody and what for; the same form sent again takes the place of the first, code and all.

    `client_id` is made for this form alone and must not be the one of anybody's answers. A code that somebody was
    `shown` already, by a tablet without a network, is the one that counts.
    """
    code = shown or store.keys.receipt_code(f"contact {client_id}")
    content = store.keys.seal("contact", json.dumps(doc, ensure_ascii=True).encode())
    row = {"assessment_id": assessment.id, "district_id": district.id if district else None, "sealed": content}
    contact = _kept_under(session, _mac(store, code), row | {"day": day})
    session.execute(delete(Consent).where(Consent.contact_id == contact))
    agreed = [{"contact_id": contact, "purpose": purpose, "day": day} for purpose in sorted(set(purposes))]
    if agreed:
        session.execute(insert(Consent), agreed)
    return code


def _kept_under(session: Session, mac: str, row: dict[str, Any]) -> uuid.UUID:
    """Write the contact of a receipt, anew or over what was there, and say which one it is."""
    contact = uuid.uuid4()
    session.execute(insert(Contact).values(id=contact, **row))
    if insert_one(session, ContactReceipt, {"mac": mac, "contact_id": contact}):
        return contact
    session.execute(delete(Contact).where(Contact.id == contact))  # the form has been sent before
    known = session.scalars(select(ContactReceipt.contact_id).where(ContactReceipt.mac == mac)).one()
    session.execute(update(Contact).where(Contact.id == known).values(**row))
    session.info["erases"] = True
    return known


def code_of_contact(store: Store, session: Session, client_id: str) -> str | None:
    """The code of the form that was sent under this id, as long as its contact is here."""
    code = store.keys.receipt_code(f"contact {client_id}")
    return None if contact_of(store, session, code) is None else code


def contact_of(store: Store, session: Session, code: str) -> uuid.UUID | None:
    """Which contact a code belongs to."""
    macs = store.keys.macs("contact receipt", normalise(code))
    return session.scalar(select(ContactReceipt.contact_id).where(ContactReceipt.mac.in_(macs)))


def contacts_of(session: Session, assessment: Assessment) -> list[Contact]:
    """Everybody of a town who left a way to be reached, sealed as they are, those of a day in no order of arrival."""
    mine = select(Contact).where(Contact.assessment_id == assessment.id)
    return list(session.scalars(mine.order_by(Contact.day.desc(), Contact.id)))


def purposes_of(session: Session, assessment: Assessment) -> dict[uuid.UUID, list[str]]:
    """What each of them agreed to be contacted for."""
    asked = select(Consent.contact_id, Consent.purpose).join(Contact, Contact.id == Consent.contact_id)
    found: dict[uuid.UUID, list[str]] = {}
    for contact, purpose in session.execute(asked.where(Contact.assessment_id == assessment.id)):
        found.setdefault(contact, []).append(purpose)
    return found


def contact_document(store: Store, contact: Contact) -> Document:
    """What a person left us to reach them by."""
    doc: Document = json.loads(store.keys.open("contact", contact.sealed))
    return doc


def withdraw_contact(store: Store, session: Session, code: str) -> bool:
    """Forget somebody altogether; nobody's answers change."""
    contact = contact_of(store, session, code)
    if contact is None:
        return False
    forget_contact(session, contact)
    return True


def forget_contact(session: Session, contact: uuid.UUID) -> None:
    """Delete somebody with everything that leads to them."""
    for table in (Consent, ContactReceipt):
        session.execute(delete(table).where(table.contact_id == contact))
    session.execute(delete(Contact).where(Contact.id == contact))
    session.info["erases"] = True


def contact_counts(session: Session, assessment: Assessment) -> list[ContactCount]:
    """How many people can be reached for what, by district; the names stay sealed."""
    kind = (Contact.district_id, Consent.purpose)
    counted = select(*kind, func.count()).join(Consent, Consent.contact_id == Contact.id)
    counted = counted.where(Contact.assessment_id == assessment.id).group_by(*kind).order_by(*kind)
    return [ContactCount(*row) for row in session.execute(counted)]


def contacts_by_district(session: Session) -> dict[int | None, int]:
    """How many people left a way to be reached, whatever for; None holds those who named no district."""
    counted = select(Contact.district_id, func.count()).group_by(Contact.district_id)
    return dict(session.execute(counted).all())


def _mac(store: Store, code: str) -> str:
    return store.keys.mac("contact receipt", normalise(code))
