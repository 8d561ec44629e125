"""The signed token in a resident's form: it leads to the draft, so that no cookie is needed."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import current_app
from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

LIFETIME = 30 * 24 * 3600
"""Seconds: as long as a draft is kept."""


@dataclass(frozen=True)
class Ticket:
    """One person's visit to one round: the secret that opens the draft, and the signed form of it."""

    secret: str
    token: str


def mint(slug: str) -> Ticket:
    """A ticket for somebody new."""
    secret = secrets.token_urlsafe(16)
    return Ticket(secret, sign(slug, secret))


def sign(slug: str, secret: str) -> str:
    """The signed form of a secret, for a page that is shown once more."""
    return str(_signer().dumps([slug, secret]))


def read(token: str, slug: str) -> Ticket | None:
    """The ticket in a form, or nothing when it is forged, too old, or for another round."""
    try:
        stated, secret = _signer().loads(token[:500], max_age=LIFETIME)
    except (SignatureExpired, BadSignature, ValueError, TypeError):
        return None
    return Ticket(secret, token) if stated == slug and isinstance(secret, str) else None


def minutes(ticket: Ticket) -> int | None:
    """How many whole minutes ago somebody opened the first page; it is written in the token itself."""
    try:
        _content, opened = _signer().loads(ticket.token, return_timestamp=True)
    except BadSignature:
        return None
    return int((datetime.now(UTC) - opened).total_seconds() // 60)


def _signer() -> URLSafeTimedSerializer:
    key = current_app.extensions["store"].keys.mac("form token", "key")
    return URLSafeTimedSerializer(key, salt="resident form")
