"""The signed token in a resident's form: it leads to the draft, so that no cookie is needed."""

import secrets
import time
from dataclasses import dataclass

from flask import current_app
from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer

from survey.store.drafts import DAYS

LIFETIME = DAYS * 24 * 3600
"""Seconds: as long as a draft is kept; every page brings a new token."""


@dataclass(frozen=True)
class Ticket:
    """One person's visit to one round: the secret that opens the draft, and the signed form of it."""

    secret: str
    token: str
    opened: int | None = None
    """When the first page was opened; not known where somebody goes on elsewhere."""


def mint(slug: str) -> Ticket:
    """A ticket for somebody new."""
    return ticket_for(slug, secrets.token_urlsafe(16), int(time.time()))


def ticket_for(slug: str, secret: str, opened: int | None = None) -> Ticket:
    """A fresh ticket for a visit that has begun already."""
    return Ticket(secret, _signer().dumps([slug, secret, opened]), opened)


def read(token: str, slug: str) -> Ticket | None:
    """The ticket in a form, or nothing when it is forged, too old, or for another round."""
    try:
        stated, secret, *opened = _signer().loads(token[:500], max_age=LIFETIME)
    except (SignatureExpired, BadSignature, ValueError, TypeError):
        return None
    if stated != slug or not isinstance(secret, str):
        return None
    return Ticket(secret, token, opened[0] if opened else None)


def seconds(ticket: Ticket) -> int | None:
    """How many seconds ago somebody opened the first page, where that is known."""
    return None if ticket.opened is None else int(time.time() - ticket.opened)


def minutes(ticket: Ticket) -> int | None:
    """The same in whole minutes."""
    passed = seconds(ticket)
    return None if passed is None else passed // 60


def _signer() -> URLSafeTimedSerializer:
    """Signs with the newest key; what an earlier one has signed still counts."""
    keys = current_app.extensions["store"].keys.macs("form token", "key")
    return URLSafeTimedSerializer(list(reversed(keys)), salt="resident form")
