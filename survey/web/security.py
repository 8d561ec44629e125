"""Headers, cookies and the guards of forms, the same for every page."""

from typing import Any

from flask import Flask, Response, abort, request, session
from flask_wtf import CSRFProtect

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer: with it browsers hide the origin of our own forms from us, too.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_SAFE = ("GET", "HEAD", "OPTIONS")


def cookies(https: bool) -> dict[str, Any]:
    """Only staff get a cookie; under https it is bound to this very host."""
    return {
        "SESSION_COOKIE_NAME": "__Host-soseska" if https else "soseska",
        "SESSION_COOKIE_SECURE": https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
    }


_MEGABYTE = 1024 * 1024
_ROOM = {
    "manage.upload": 3 * _MEGABYTE,
    "inventory.preview": 3 * _MEGABYTE,
    "inventory.take_over": 3 * _MEGABYTE,
    "setup.map_sent": 9 * _MEGABYTE,
    "setup.streets_sent": 3 * _MEGABYTE,
    "setup.census_sent": 3 * _MEGABYTE,
    "workshops.bring": 21 * _MEGABYTE,
    "workshops.bring_evening": 61 * _MEGABYTE,
}
"""Bytes: the largest file that the page can read, and what else stands in its form."""


_HIGHEST = 2**31 - 1
"""The largest number of a row in PostgreSQL."""


def register(app: Flask, https: bool) -> None:
    """Refuse forms sent from other places and put the headers on every answer."""
    app.before_request(refuse_foreign_forms)
    app.before_request(refuse_impossible_addresses)

    @app.after_request
    def add_headers(response: Response) -> Response:
        response.headers.update(HEADERS)
        response.headers.setdefault("Cache-Control", "no-store")
        if https:
            response.headers["Strict-Transport-Security"] = "max-age=31536000"
        return response


def staff_csrf(app: Flask) -> CSRFProtect:
    """The token in staff forms; it lives as long as the session."""
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    return CSRFProtect(app)


def make_room() -> None:
    """Whoever is logged in may send a file where a file is expected; before anybody reads what was sent."""
    room = _ROOM.get(request.endpoint or "")
    if room and "user" in session:
        request.max_content_length = request.max_form_memory_size = room


def refuse_foreign_forms() -> None:
    """A form may only be sent from our own pages; browsers say where it comes from, without any cookie."""
    if request.method in _SAFE:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site not in ("same-origin", "none"):
            abort(403)
        return
    origin = request.headers.get("Origin")
    # Compared as text, since what a stranger sends need not be an address at all.
    if origin is not None and origin.partition("://")[2] != request.host:
        abort(403)


def refuse_impossible_addresses() -> None:
    """NUL is in no name of ours, and no database can even be asked about it or about a number beyond its columns."""
    numbers = (value for value in (request.view_args or {}).values() if isinstance(value, int))
    if "\0" in request.path or any(number > _HIGHEST for number in numbers):
        abort(404)
