"""The keys to which tablets seal answers and contacts: anybody may seal, only this server opens.

A sealed text is base64url of: the version 1, the sender's public point used once (65 bytes), a nonce (12), and
AES-256-GCM with the tag at its end. Its key is HKDF-SHA256 of the shared secret, with that point as salt and
"soseska tablet " and the key's id as info. `static/tablet/seal.js` writes what this module reads.
"""

import base64
import binascii
import hashlib
import os
import re
from dataclasses import dataclass
from datetime import date

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDH,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)
from sqlalchemy import LargeBinary, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.clock import today
from survey.i18n import gettext as _
from survey.store.audit import record
from survey.store.base import Base, Store, hold
from survey.store.errors import StoreError
from survey.store.seal import NONCE

VERSION = b"\x01"
POINT = 65
"""Bytes of a point on the curve as browsers write it."""
LEAST = len(VERSION) + POINT + NONCE + 16
"""An envelope around nothing."""
LONGEST = 400_000
"""Characters of a sealed text; the longest questionnaire with every line full stays far below."""
_PURPOSE = "tablet key"
_ID = re.compile("[0-9a-f]{16}", re.ASCII)


class UnknownKey(StoreError):
    """Sealed to a key that this server has never had."""

    def __str__(self) -> str:
        return _("This was sealed for another server, or for one that was set up anew. Nobody can open it here.")


class Altered(StoreError):
    """Not what a tablet has sealed: changed on the way, cut off, or moved to another place."""

    def __str__(self) -> str:
        return _("This is not what the tablet has sealed: something was changed or is missing. It was not opened.")


class TabletKey(Base):
    """A pair of keys; the private one is sealed with the key of the server. The highest number is in use."""

    __tablename__ = "tablet_key"

    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    public: Mapped[str] = mapped_column(String(90))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    made_on: Mapped[date] = mapped_column(default=today)


@dataclass(frozen=True)
class PublicKey:
    """What a tablet gets: to seal, and to name the key beside what it sealed."""

    id: str
    public: str

    def as_document(self) -> dict[str, str]:
        """As the board carries it."""
        return {"id": self.id, "public": self.public}


def current(store: Store, session: Session) -> PublicKey:
    """The key in use; the first one is made when a tablet first needs one, for which the session has to write."""
    newest = session.scalar(select(TabletKey).order_by(TabletKey.number.desc()).limit(1))
    return PublicKey(newest.id, newest.public) if newest else _make(store, session, only_first=True)


def rotate(store: Store, session: Session, by: int | None) -> PublicKey:
    """Take a new key into use; what was sealed to the earlier ones can be opened as before."""
    made = _make(store, session)
    record(session, by, f"new key for tablets: {made.id}")
    return made


def _make(store: Store, session: Session, only_first: bool = False) -> PublicKey:
    if not session.info["writes"]:  # nobody may seal to a key that is not kept
        raise RuntimeError("a key for tablets can only be made by a session that writes")
    hold(session, _PURPOSE)
    number = session.scalar(select(func.max(TabletKey.number))) or 0
    if number and only_first:  # somebody else has made it meanwhile
        return current(store, session)
    private = generate_private_key(SECP256R1())
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    made = PublicKey(hashlib.sha256(point).hexdigest()[:16], _written(point))
    content = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    sealed = store.keys.seal(_PURPOSE, content)
    session.add(TabletKey(id=made.id, number=number + 1, public=made.public, sealed=sealed))
    session.flush()
    return made


def open_sealed(store: Store, session: Session, key_id: str, aad: str, text: str) -> bytes:
    """What a tablet has sealed; raises `UnknownKey` or `Altered`, and never gives a part of it."""
    kept = session.get(TabletKey, key_id) if _ID.fullmatch(key_id) else None
    if kept is None:
        raise UnknownKey
    private = load_der_private_key(store.keys.open(_PURPOSE, kept.sealed), None)
    if not isinstance(private, EllipticCurvePrivateKey):
        raise TypeError(kept.id)
    point, nonce, content = _parts(text)
    try:
        shared = private.exchange(ECDH(), EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point))
        return AESGCM(_content_key(shared, point, key_id)).decrypt(nonce, content, aad.encode())
    except (InvalidTag, ValueError) as fault:
        raise Altered from fault


def seal(key: PublicKey, aad: str, content: bytes) -> str:
    """Seal as a tablet does: for files that tests and the rehearsal make."""
    once = generate_private_key(SECP256R1())
    point = once.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    theirs = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), _bytes(key.public))
    cipher = AESGCM(_content_key(once.exchange(ECDH(), theirs), point, key.id))
    nonce = os.urandom(NONCE)
    return _written(VERSION + point + nonce + cipher.encrypt(nonce, content, aad.encode()))


def place_of(workshop: object, item: object, rev: int, kind: str) -> str:
    """What ties a sealed text to its record: opened anywhere else it counts as altered."""
    return f"{workshop}|{item}|{rev}|{kind}"


def _parts(text: str) -> tuple[bytes, bytes, bytes]:
    """Point, nonce and content of an envelope."""
    if len(text) > LONGEST:
        raise Altered
    envelope = _bytes(text)
    if len(envelope) < LEAST or envelope[:1] != VERSION:
        raise Altered
    after = 1 + POINT
    return envelope[1:after], envelope[after : after + NONCE], envelope[after + NONCE :]


def _content_key(shared: bytes, point: bytes, key_id: str) -> bytes:
    return HKDF(SHA256(), 32, salt=point, info=b"soseska tablet " + key_id.encode()).derive(shared)


def _written(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    """Read base64url; every other way to write the same bytes is refused, so that one text is one content."""
    try:
        content = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as fault:
        raise Altered from fault
    if _written(content) != text:
        raise Altered
    return content
