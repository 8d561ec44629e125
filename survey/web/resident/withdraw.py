"""Withdrawing by code: an answer, or a contact; each has its own code and neither touches the other."""

from flask import render_template, request

from survey.i18n import gettext as _
from survey.store import contacts, guesses, withdrawing
from survey.store.seal import LENGTH, normalise
from survey.web.resident.code_page import too_many
from survey.web.resident.codes import Answer
from survey.web.resident.flow import speak
from survey.web.resident.place import store
from survey.web.resident.views import bp

_LONGEST = 100
_SPACES = ("receipt", "contact")


@bp.get("/withdraw")
def withdraw() -> str:
    """Ask for the code; it is never part of an address."""
    return render_template("resident/withdraw.html", code="", fault="")


@bp.post("/withdraw")
def withdraw_by_code() -> Answer:
    """Delete what belongs to the code, and say what is gone."""
    code = request.form.get("code", "")[:_LONGEST]
    verb, _colon, target = request.form.get("go", "send").partition(":")
    if verb == "lang":
        speak(target)
        return in_another_language(code, request.form.get("gone", ""))
    if verb == "ask":
        return render_template("resident/withdraw.html", code=code, fault="")
    can_be_one = len(normalise(code)) == LENGTH
    wait = pause() if can_be_one else 0
    if wait:
        fault = too_many(wait)
        return render_template("resident/withdraw.html", code=code, fault=fault), 429, {"Retry-After": str(wait)}
    what = delete(code) if can_be_one else ""
    if not what:
        return render_template("resident/withdraw.html", code=code, fault=fault_of(code)), 422
    return render_template("resident/gone.html", what=what)


def pause() -> int:
    """Seconds until codes are looked up again, where too many wrong ones were typed of late."""
    with store().read() as session:
        return max(guesses.pause(session, space) for space in _SPACES)


def in_another_language(code: str, gone: str) -> str:
    """The same page again: what was typed so far, or that it is gone."""
    if gone in ("answer", "contact"):
        return render_template("resident/gone.html", what=gone)
    return render_template("resident/withdraw.html", code=code, fault="")


def delete(code: str) -> str:
    """What was withdrawn: an answer, a contact, or nothing."""
    with store().write() as session:
        if withdrawing.withdraw(store(), session, code):
            return "answer"
        if contacts.withdraw_contact(store(), session, code):
            return "contact"
        guesses.count_wrong(session, _SPACES)
        return ""


def fault_of(code: str) -> str:
    """Why a code did not work."""
    if len(normalise(code)) != LENGTH:
        return _("A code has ten letters and digits. Compare it with your paper.")
    return _("We know no such code. Compare it with your paper; perhaps it has been used already.")
