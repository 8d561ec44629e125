"""»I have a code«: one page for every kind of code; the code is never part of an address."""

from flask import render_template, request

from survey.i18n import gettext as _
from survey.i18n import ngettext
from survey.store.seal import normalise
from survey.web.resident import codes
from survey.web.resident.codes import Answer
from survey.web.resident.flow import speak
from survey.web.resident.views import bp

LONGEST = 100
"""Characters that are read of what was typed."""


@bp.get("/c")
def code_page() -> str:
    """Ask for the code. With scripts, what follows # in the address is filled in; it never reaches us on its own."""
    return draw_code_page()


@bp.post("/c")
def open_code() -> Answer:
    """Show what belongs to the code, or say that nothing does; what was typed stays."""
    code = request.form.get("code", "")[:LONGEST]
    verb, _colon, target = request.form.get("go", "open").partition(":")
    if verb == "lang":
        speak(target)
        if "opened" not in request.form:
            return draw_code_page(code)
    looked = codes.look_up(normalise(code))
    if looked.opened:
        return looked.opened()
    if looked.wait:
        return draw_code_page(code, too_many(looked.wait)), 429, {"Retry-After": str(looked.wait)}
    return draw_code_page(code, unknown(code)), 422


def draw_code_page(code: str = "", fault: str = "") -> str:
    """The page with its one field."""
    return render_template("resident/code.html", code=code, fault=fault)


def unknown(code: str) -> str:
    """Why a code opens nothing."""
    if not normalise(code):
        return _("Write the code that stands on your paper or screen.")
    return _("We know no such code. Compare it with your paper, letter by letter.")


def too_many(seconds: int) -> str:
    """Wrong codes came too often; nobody in particular is to blame."""
    minutes = -(-seconds // 60)
    return ngettext(
        "Too many wrong codes were typed in of late, by many people together. Try again in %(num)s minute.",
        "Too many wrong codes were typed in of late, by many people together. Try again in %(num)s minutes.",
        minutes,
    )
