"""What a phone keeps: a random key for one workshop and the language of its page, signed, for the length of an evening.

Nothing of it says who somebody is, and the server keeps none of it.
"""

import secrets
import uuid
from dataclasses import dataclass

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer
from werkzeug.wrappers import Response

LIFETIME = 3 * 24 * 3600
"""Seconds: from the morning of the evening to the end of the day after it."""

_FORM = "phone form"


@dataclass(frozen=True)
class Phone:
    """A phone in a hall."""

    workshop: uuid.UUID
    key: str
    language: str

    @property
    def token(self) -> str:
        """What stands in its forms, so that no other page can send one for it."""
        mac: str = current_app.extensions["store"].keys.mac(_FORM, self.key)
        return mac[:32]


def read() -> Phone | None:
    """The phone that asks; None where it has not joined, or its cookie is forged or too old."""
    try:
        workshop, key, language = _signer().loads(request.cookies.get(name(), "")[:500], max_age=LIFETIME)
        return Phone(uuid.UUID(workshop), str(key), str(language))
    except (BadSignature, ValueError, TypeError, AttributeError):
        return None


def keep(response: Response, phone: Phone) -> Response:
    """Give it to the phone; works on plain http, and under https goes over https only."""
    said = _signer().dumps([str(phone.workshop), phone.key, phone.language])
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    response.set_cookie(name(), said, max_age=LIFETIME, secure=secure, httponly=True, samesite="Lax")
    return response


def joined(before: Phone | None, workshop: uuid.UUID, language: str) -> Phone:
    """A phone that joins; who joins the same workshop again stays the same phone."""
    key = before.key if before and before.workshop == workshop else secrets.token_urlsafe(24)
    return Phone(workshop, key, language)


def name() -> str:
    """What the cookie is called; bound to this very host under https."""
    return "__Host-soseska-phone" if current_app.config["SESSION_COOKIE_SECURE"] else "soseska-phone"


def _signer() -> URLSafeTimedSerializer:
    """Signs with the newest key; what an earlier one has signed still counts."""
    keys = current_app.extensions["store"].keys.macs("phone cookie", "key")
    return URLSafeTimedSerializer(list(reversed(keys)), salt="phone")
