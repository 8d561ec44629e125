"""Having a contact deleted by giving the number or address again; the answer never says whether it was there."""

from flask import render_template, request

from survey.i18n import gettext as _
from survey.store import contact_ways, guesses
from survey.store.contact_ways import Way
from survey.web.resident.code_page import too_many
from survey.web.resident.codes import Answer
from survey.web.resident.flow import speak
from survey.web.resident.place import store
from survey.web.resident.views import bp

_LONGEST = 320
_SPACE = "way"


@bp.get("/contact/delete")
def contact_gone() -> str:
    """Ask for the number or the address."""
    return draw()


@bp.post("/contact/delete")
def delete_contact() -> Answer:
    """Delete whatever contact has this number or address, and say the same in any case."""
    typed = request.form.get("way", "")[:_LONGEST]
    verb, _colon, target = request.form.get("go", "send").partition(":")
    if verb == "lang":
        speak(target)
        return render_template("resident/contact_gone.html") if "done" in request.form else draw(typed)
    way = contact_ways.way(typed)
    if way is None:
        fault = _("Write a phone number or an e-mail address, as you gave it to us.")
        return draw(typed, fault), 422
    wait = forget(way)
    if wait:
        return draw(typed, too_many(wait)), 429, {"Retry-After": str(wait)}
    return render_template("resident/contact_gone.html")


def forget(way: Way) -> int:
    """Delete it, unless this was done too often of late: then the seconds to wait. Found or not, each one counts."""
    with store().read() as session:
        wait = guesses.pause(session, _SPACE)
        found = [] if wait else contact_ways.reached_by(store(), session, way)
    if not wait:
        with store().write() as session:
            guesses.count_wrong(session, [_SPACE])
            contact_ways.forget(session, found)
    return wait


def draw(typed: str = "", fault: str = "") -> str:
    """The page with its one field."""
    return render_template("resident/contact_delete.html", way=typed, fault=fault)
