"""Leaving a contact after the receipt: a page of its own that knows nothing of anybody's answers."""

from collections.abc import Mapping

from flask import render_template, request
from sqlalchemy.orm import Session

from survey import i18n
from survey.i18n import gettext as _
from survey.questionnaire.answers import Reading, read
from survey.store import contacts, rounds
from survey.store.contact_form import contact_form, keep_contact, unreachable
from survey.store.rounds import Round
from survey.web.resident import tokens
from survey.web.resident.controls import Typed, view
from survey.web.resident.drawn import View
from survey.web.resident.flow import Posted, speak
from survey.web.resident.place import Place, place_of, store
from survey.web.resident.receipt import strip
from survey.web.resident.tokens import Ticket
from survey.web.resident.views import Answer, bp


@bp.get("/s/<slug>/contact")
def contact(slug: str) -> str:
    """The empty form; also when the survey is over, since help is welcome then, too."""
    with store().read() as session:
        place = place_of(session, slug)
        typed = typed_of(session.get_one(Round, place.round_id), session, {})
    return draw(place, tokens.mint(slug), typed)


@bp.post("/s/<slug>/contact")
def leave_contact(slug: str) -> Answer:
    """Keep the contact, sealed, or show the form again with everything typed in it."""
    posted = Posted.of(request.form)
    ticket = tokens.read(request.form.get("token", ""), slug)
    with store().read() as session:
        place = place_of(session, slug)
        typed = typed_of(session.get_one(Round, place.round_id), session, posted.fields)
        code = code_of(session, ticket) if ticket else None
    verb, target = posted.button()
    if verb == "lang":
        speak(target)
        return draw_saved(place, ticket, code) if ticket and code else draw(place, ticket or tokens.mint(slug), typed)
    if ticket is None:
        notice = _("This page had been open for too long, so it could not be saved. Press the button once more.")
        return draw(place, tokens.mint(slug), typed, notice=notice), 422
    said = read(contact_form(), posted.fields, typed.context)
    faults = said.faults | unreachable(said)
    if faults:
        return draw(place, ticket, typed, faults), 422
    return draw_saved(place, ticket, keep(place, ticket, said))


def typed_of(round_: Round, session: Session, fields: Mapping[str, list[str]]) -> Typed:
    """What was typed, with the places to choose from."""
    context = rounds.context(session, round_, None)
    return Typed(fields, read(contact_form(), fields, context).answers, context)


def keep(place: Place, ticket: Ticket, said: Reading) -> str:
    """Store the contact in a transaction of its own; the code withdraws it."""
    with store().write() as session:
        return keep_contact(store(), session, place.assessment_id, said, client_id(ticket))


def client_id(ticket: Ticket) -> str:
    """The name under which this form is kept: the same for the same form, and never the one of an answer."""
    return store().keys.mac("contact form", ticket.secret)


def code_of(session: Session, ticket: Ticket) -> str | None:
    """The code of this form, if it has been sent."""
    return contacts.code_of_contact(store(), session, client_id(ticket))


def draw_saved(place: Place, ticket: Ticket, code: str) -> str:
    """What somebody keeps who left a contact."""
    return render_template("resident/contact_saved.html", place=place, ticket=ticket, code=code, **strip(place))


def draw(
    place: Place, ticket: Ticket, typed: Typed, faults: Mapping[str, list[str]] | None = None, notice: str = ""
) -> str:
    """The whole form on one page: it is short, and nothing of it is kept before it is sent."""
    drawn = Typed(typed.fields, typed.answers, typed.context, faults=faults or {})
    sections: list[tuple[str, list[View]]] = [
        (i18n.text(section.title), [view(question, drawn) for question in section.questions])
        for section in contact_form().sections
    ]
    errors = [view for _title, views in sections for view in views if view.faults]
    return render_template(
        "resident/contact.html", place=place, ticket=ticket, sections=sections, errors=errors,
        page_name="contact", notice=notice, **strip(place),
    )  # fmt: skip
