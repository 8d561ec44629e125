"""A browser in which somebody has logged in before: strangers' guesses at their name do not slow it down.

Behind a proxy every guess comes from one address, so the address alone cannot tell the real person from the others.
"""

import secrets

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from survey.store.accounts import plain_name
from survey.web.account.staff import store

_DAYS = 180
_PATH = "/login"
"""The only address that is sent this cookie."""


def source(name: str) -> str:
    """Where an attempt comes from: a browser known for this name, or else an address."""
    try:
        who, browser = _signer().loads(request.cookies.get(_cookie(), "")[:500])
    except (BadSignature, ValueError, TypeError):
        return request.remote_addr or ""
    return f"browser {browser}" if who == _mark(name) else request.remote_addr or ""


def remember(response: Response, name: str) -> Response:
    """Know this browser from now on, by a mark that names nobody and opens nothing."""
    response.set_cookie(
        _cookie(),
        _signer().dumps([_mark(name), secrets.token_urlsafe(12)]),
        max_age=_DAYS * 24 * 3600,
        path=_PATH,
        secure=_https(),
        httponly=True,
        samesite="Lax",
    )
    return response


def _mark(name: str) -> str:
    return store().keys.mac("known browser", plain_name(name))


def _cookie() -> str:
    return "__Secure-soseska-known" if _https() else "soseska-known"


def _https() -> bool:
    return bool(current_app.config["SESSION_COOKIE_SECURE"])


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(store().keys.mac("known browser", "key"), salt="known browser")
