"""The door: log in, log out."""

import secrets

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.i18n import gettext as _
from survey.i18n import ngettext
from survey.store.accounts import User, check_password
from survey.store.errors import TooManyAttempts
from survey.web.account.known import remember, source
from survey.web.account.staff import come_in, go_out, present, remember_language, safe_target, store

bp = Blueprint("account", __name__)
bp.before_request(remember_language)


@bp.get("/login")
def login() -> str | Response:
    """The door, or straight through it for who is in already."""
    if present():
        return redirect(_target())
    return _door()


@bp.post("/login")
def enter() -> Response | tuple[str, int] | tuple[str, int, dict[str, str]]:
    """Let in who knows the password; whoever does not learns nothing about which names exist."""
    try:
        user = _checked(request.form.get("name", ""), request.form.get("password", ""))
    except TooManyAttempts as held:
        return _door(_wait(held.seconds)), 429, {"Retry-After": str(held.seconds)}
    if user is None:
        return _door(_("The name or the password is not right. Nothing was changed.")), 403
    come_in(user)
    return remember(redirect(_target()), user.name)


@bp.post("/logout")
def logout() -> Response:
    """Go out everywhere at once."""
    go_out(secrets.token_hex(16))
    return redirect(url_for("account.login"))


def _checked(name: str, password: str) -> User | None:
    """Comparing passwords is slow on purpose, so it happens while nobody waits to write."""
    with store().read() as session:
        return check_password(session, name, password, source=source(name))


def _wait(seconds: int) -> str:
    return ngettext(
        "That was too often. Wait %(num)s second, then try again.",
        "That was too often. Wait %(num)s seconds, then try again.",
        seconds,
    )


def _target() -> str:
    return safe_target(request.values.get("to")) or url_for("dashboard.districts")


def _door(fault: str = "") -> str:
    return render_template(
        "account/login.html", fault=fault, to=safe_target(request.values.get("to")), slept=request.args.get("slept")
    )
