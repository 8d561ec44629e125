"""Forgetting a contact by the number or address itself, for whoever has lost the code."""

import re
import unicodedata
import uuid
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.store.base import Store
from survey.store.contacts import Contact, contact_document, forget_contact

FEWEST = 6
MOST = 15
_SHORTEST_NATIONAL = 7
_LONGEST_COUNTRY = 3
_SHORTEST_WITH_COUNTRY = 11
"""Digits: so many that no number within a country has them, also where nobody wrote + before it."""

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


class Way(NamedTuple):
    """How somebody can be reached, without what people write in different ways."""

    kind: str
    plain: str
    abroad: bool = False
    """Whether a telephone number was written with the code of its country."""


def way(typed: str) -> Way | None:
    """A number or an address as it was typed, or None where it can be neither."""
    plain = "".join(unicodedata.normalize("NFKC", typed).casefold().split())
    if _ADDRESS.fullmatch(plain):
        return Way("address", _in_ascii(plain))
    if not re.fullmatch(r"\+?[\d()/.\-\u2013]+", plain):
        return None
    plain = plain.replace("(0)", "") if plain.startswith(("+", "00")) else plain
    digits = "".join(str(unicodedata.digit(sign)) for sign in plain if sign.isdigit())
    if not FEWEST <= len(digits) <= MOST + 2:
        return None
    return Way("number", digits.lstrip("0") or digits, plain.startswith("+") or digits.startswith("00"))


def same(one: Way, other: Way) -> bool:
    """Whether both reach the same person; the code of the country may stand before one of two numbers."""
    if one.kind != other.kind or one.plain == other.plain:
        return one.kind == other.kind
    short, long = sorted((one, other), key=lambda each: len(each.plain))
    national = short.kind == "number" and not short.abroad and len(short.plain) >= _SHORTEST_NATIONAL
    abroad = long.abroad or len(long.plain) >= _SHORTEST_WITH_COUNTRY
    return (
        national
        and abroad
        and long.plain.endswith(short.plain)
        and len(long.plain) - len(short.plain) <= _LONGEST_COUNTRY
    )


def reached_by(store: Store, session: Session, typed: Way) -> list[uuid.UUID]:
    """Every contact that this number or address leads to; each of them has to be opened for that."""
    return [contact.id for contact in session.scalars(select(Contact)) if _leads_to(store, contact, typed)]


def forget(session: Session, contacts: list[uuid.UUID]) -> None:
    """Delete these contacts; where there is none the same is done to the file, so that nobody can tell."""
    for contact in contacts:
        forget_contact(session, contact)
    session.info["erases"] = True


def _leads_to(store: Store, contact: Contact, typed: Way) -> bool:
    doc = contact_document(store, contact)
    kept = (way(str(doc[name])) for name in ("phone", "email") if doc.get(name))
    return any(one is not None and same(one, typed) for one in kept)


def _in_ascii(address: str) -> str:
    """The domain as mail programs send it, since people write it either way."""
    name, _at, domain = address.partition("@")
    try:
        return f"{name}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        return address
