"""Who is at the desk: asked anew at every request, so that a lost right is lost at once."""

import re
import time

from flask import current_app, g, redirect, request, session, url_for
from sqlalchemy import update
from werkzeug.wrappers import Response

from survey.i18n import LANGUAGES
from survey.store.accounts import User
from survey.store.base import Store

IDLE_SECONDS = 30 * 60
LONGEST_SECONDS = 12 * 60 * 60

_AREAS = (
    "account|lead|manage|setup|inventory|open-answers|compare|progress|downloads|reports|release"
    "|ways|codes|doubtful|paper|typing|visits|became|workshops"
)
_PAGES_OF_STAFF = re.compile(rf"/({_AREAS})(/[a-z0-9_-]+){{0,4}}")

_WITHOUT_OWN_PASSWORD = ("account.mine", "account.change_password")
"""All that opens with a password that somebody else has chosen."""


def store() -> Store:
    """The database of this application."""
    found: Store = current_app.extensions["store"]
    return found


def come_in(user: User) -> None:
    """Begin a new session: nothing of what the browser held before stays, except the language."""
    language = session.get("language")
    session.clear()
    now = int(time.time())
    session.update(user=user.id, key=user.session_key, began=now, seen=now)
    if language:
        session["language"] = language


def go_out(new_key: str) -> None:
    """End every session of this person, also copies of the cookie; a stale cookie ends nobody's."""
    user = present()
    if user is not None:
        with store().write() as writing:
            writing.execute(update(User).where(User.id == user.id).values(session_key=new_key))
    language = session.get("language")
    session.clear()
    if language:
        session["language"] = language


def only_staff() -> Response | None:
    """Before every page of the desk: let in who is known, send everybody else to the door."""
    remember_language()
    user = present()
    if user is None:
        slept = "user" in session
        session.pop("user", None)
        return redirect(url_for("account.login", to=safe_target(request.path), slept=1 if slept else None))
    g.user = user
    if request.headers.get("Sec-Fetch-Dest") != "empty":
        session["seen"] = int(time.time())  # what an open page asks for by itself keeps nobody logged in
    if user.temporary and request.endpoint not in _WITHOUT_OWN_PASSWORD:
        return redirect(url_for("account.mine"))
    return None


def present() -> User | None:
    """Who is logged in: the session is young enough, and the account still knows it and is not disabled."""
    if "user" not in session or _too_old():
        return None
    with store().read() as reading:
        user = reading.get(User, session["user"])
    known = user is not None and not user.disabled and user.session_key == session.get("key")
    return user if known else None


def _too_old() -> bool:
    now = time.time()
    idle, long = now - session.get("seen", 0), now - session.get("began", 0)
    return bool(idle > IDLE_SECONDS or long > LONGEST_SECONDS)


def remember_language() -> None:
    """The language buttons hold for the whole visit."""
    if request.args.get("lang") in LANGUAGES:
        session["language"] = request.args["lang"]


def safe_target(target: str | None) -> str | None:
    """Where to go after the door: only to a page of the desk, never to another site."""
    return target if target and _PAGES_OF_STAFF.fullmatch(target) else None
