"""The form of an organisation: all on one page, kept as drafts, its contact sealed apart."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request
from sqlalchemy.orm import Session

from survey.i18n import gettext as _
from survey.i18n import text
from survey.questionnaire.answers import Reading, read
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.path import pages
from survey.questionnaire.types import type_of
from survey.store import contacts, rounds
from survey.store.districts import Assessment
from survey.store.links import ProviderLink, link_of
from survey.store.rounds import Round
from survey.web.inventory.words import form
from survey.web.provider.received import CONTACT, keep_contact, known, receive
from survey.web.resident import tokens
from survey.web.resident.controls import Typed, view
from survey.web.resident.drawn import View
from survey.web.resident.flow import Posted, speak
from survey.web.resident.place import Place, describe_trial, store
from survey.web.resident.receipt import strip
from survey.web.resident.tokens import Ticket

Answer = str | tuple[str, int]
MOST = 500
"""How many forms one link takes: far more than any town has organisations, and an end for whoever plays with it."""

bp = Blueprint("provider", __name__)


@dataclass(frozen=True)
class Door:
    """What a link opens."""

    token: str
    place: Place
    link: ProviderLink

    @property
    def key(self) -> str:
        """What a ticket is signed for: the form of one link opens no other."""
        return f"provider link {self.link.id}"


def asked() -> Questionnaire:
    """The one form for organisations."""
    return form("provider_form")


def _door(session: Session, token: str) -> Door:
    link = link_of(store(), session, token[:100])
    if link is None or link.sent >= MOST:
        abort(404)
    return Door(token, describe_trial(session, session.get_one(Round, link.round_id)), link)


def _typed(session: Session, door: Door, fields: Mapping[str, list[str]]) -> tuple[Typed, Reading]:
    context = rounds.context(session, session.get_one(Round, door.place.round_id), None)
    said = read(asked(), fields, context)
    return Typed(fields, said.answers, context), said


@bp.get("/p/<token>")
def empty(token: str) -> str:
    """The empty form; a link that is unknown, wrong or ended is no page at all."""
    with store().read() as session:
        door = _door(session, token)
        typed, _said = _typed(session, door, {})
    return _draw(door, tokens.mint(door.key), typed)


@bp.post("/p/<token>")
def send(token: str) -> Answer:
    """Keep it, or show it again with everything typed in it."""
    posted = Posted.of(request.form)
    with store().read() as session:
        door = _door(session, token)
        typed, said = _typed(session, door, posted.fields)
    ticket = tokens.read(request.form.get("token", ""), door.key)
    verb, target = posted.button()
    if verb == "lang":
        speak(target)
        return _draw(door, ticket or tokens.mint(door.key), typed)
    if ticket is None:
        late = _("This page had been open for too long, so it could not be saved. Press the button once more.")
        return _draw(door, tokens.mint(door.key), typed, notice=late), 422
    faults = said.faults | _unagreed(said)
    if faults or _unseen(typed, posted.shown):
        more = "" if faults else _("Your answers open a few more questions.")
        return _draw(door, ticket, typed, faults, more), 422
    return _kept(door, ticket, said)


def _unseen(typed: Typed, shown: list[str]) -> bool:
    """Whether an answer has opened a question that has not been on the page yet."""
    asked_now = [q.id for page in pages(asked(), typed.answers, typed.context) for q in page.questions]
    return not set(asked_now) <= set(shown)


def _unagreed(said: Reading) -> dict[str, list[str]]:
    """A contact is kept only from who agrees to it."""
    given = any(said.answers.get(key) for key in CONTACT)
    if not given or request.form.get("contact_ok") == "y":
        return {}
    return {CONTACT[0]: [_("Tick beneath that we may contact you, or leave name, phone and e-mail empty.")]}


def _kept(door: Door, ticket: Ticket, said: Reading) -> str:
    """Write the drafts and, apart from them, the contact; the same form sent twice is kept once."""
    sent_as = store().keys.mac("provider form", ticket.secret)
    client_id = store().keys.mac("provider contact form", ticket.secret)
    with store().write() as session:
        if known(session, sent_as) is None:
            assessment = session.get_one(Assessment, door.place.assessment_id)
            link = session.get_one(ProviderLink, door.link.id)
            provider = receive(session, asked(), assessment, link, said.answers)
            provider.sent_as = sent_as
            if any(said.answers.get(key) for key in CONTACT):
                keep_contact(store(), session, assessment, provider, said.answers, client_id)
        code = contacts.code_of_contact(store(), session, client_id)
    return render_template("provider/kept.html", place=door.place, ticket=ticket, code=code, **strip(door.place))


def _draw(
    door: Door, ticket: Ticket, typed: Typed, faults: Mapping[str, list[str]] | None = None, notice: str = ""
) -> str:
    drawn = Typed(typed.fields, typed.answers, typed.context, faults=faults or {})
    sections: list[tuple[str, list[View]]] = [
        (text(section.title), [view(q, drawn) for q in section.questions if type_of(q).drawn(q)])
        for section in pages(asked(), typed.answers, typed.context)
    ]
    errors = [one for _title, views in sections for one in views if one.faults]
    return render_template(
        "provider/form.html",
        place=door.place,
        action=f"/p/{door.token}",
        ticket=ticket,
        title=text(asked().title),
        sections=sections,
        errors=errors,
        agreed=request.form.get("contact_ok") == "y",
        page_name="provider",
        notice=notice,
        **strip(door.place),
    )
