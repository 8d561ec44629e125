"""Joining an evening with a phone: by six digits, or by the picture on the wall that leads to the same."""

from flask import g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.i18n import gettext as _
from survey.i18n import interface, ngettext
from survey.store import guesses
from survey.store.stage import DIGITS, SPACE, Stage, count_wrong_code, digits, found_by_code
from survey.web.address import site
from survey.web.phones.blueprint import bp, store
from survey.web.phones.cookie import joined, keep

LONGEST = 40
Answer = str | Response | tuple[str, int] | tuple[str, int, dict[str, str]]


def address() -> str:
    """Where people type the code, as it is read from a wall."""
    return f"{site()}j"


def link(stage: Stage) -> str:
    """Where the picture leads: the same with the code in it."""
    return f"{address()}/{stage.code}"


@bp.get("/j")
def ask() -> str:
    """Ask for the code."""
    return _page()


@bp.post("/j")
def typed() -> Answer:
    """Join by the code that was typed; what was typed stays where it is wrong."""
    return _join(request.form.get("code", "")[:LONGEST])


@bp.get("/j/<number>")
def by_link(number: str) -> Answer:
    """Join by the picture."""
    return _join(number[:LONGEST])


def _join(code: str) -> Answer:
    """Right codes are never held up, however many phones come from one address; wrong ones are counted and limited."""
    if len(digits(code)) != DIGITS:
        return _page(code, _("The code has six digits. It stands on the wall.")), 422
    with store().read() as session:
        wait = guesses.pause(session, SPACE)
        workshop = None if wait else found_by_code(session, code)
    if wait:
        return _page(code, _too_many(wait)), 429, {"Retry-After": str(wait)}
    if workshop is None:
        with store().write() as session:
            count_wrong_code(session)
        return _page(code, _("No evening has this code today. Compare it with the wall, digit by digit.")), 422
    phone = joined(g.phone, workshop.id, interface())
    return keep(redirect(url_for("phones.now", joined=1), 303), phone)


def _too_many(seconds: int) -> str:
    minutes = -(-seconds // 60)
    return ngettext(
        "Too many wrong codes were typed in of late, by many people together. Try again in %(num)s minute.",
        "Too many wrong codes were typed in of late, by many people together. Try again in %(num)s minutes.",
        minutes,
    )


def _page(code: str = "", fault: str = "") -> str:
    return render_template("phones/join.html", code=code, fault=fault)
