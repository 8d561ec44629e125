"""The code somebody keeps of their answer: made from what was sent, kept only as a fingerprint."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.store.base import Store
from survey.store.documents import Receipt
from survey.store.seal import Keys, normalise


def code_of(store: Store, client_id: str, content_hash: str, keys: Keys | None = None) -> str:
    """The code of an answer: the same however often it is sent, another for other content.

    `keys` are those under which it was stored, where they have been changed since.
    """
    return (keys or store.keys).receipt_code(f"{client_id} {content_hash}")


def codes_of(store: Store, client_id: str, content: str) -> dict[str, str]:
    """The content's fingerprint with its code, under the key in use first and then under earlier ones."""
    hashes = ((keys, keys.mac("content", content)) for keys in store.keys.every())
    return {content_hash: code_of(store, client_id, content_hash, keys) for keys, content_hash in hashes}


def response_of(store: Store, session: Session, code: str) -> uuid.UUID | None:
    """Which answer a receipt code was given for; what became of it since, `chain` knows."""
    given = select(Receipt.response_id).where(Receipt.mac.in_(store.keys.macs("receipt", normalise(code))))
    return session.scalar(given)
