"""The form of an organisation: page by page, kept as drafts, its contact sealed apart."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, abort, render_template, request
from sqlalchemy.orm import Session

from survey.i18n import gettext as _
from survey.i18n import text
from survey.questionnaire.answers import Reading, read
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.types import type_of
from survey.store import contacts, rounds
from survey.store.audit import record
from survey.store.districts import Assessment
from survey.store.links import ProviderLink, link_of
from survey.store.rounds import Round
from survey.web.provider.paging import AGREED, Paging, Step, carried
from survey.web.provider.received import CONTACT, keep_contact, known, receive
from survey.web.resident import tokens
from survey.web.resident.controls import Typed, view
from survey.web.resident.drawn import View
from survey.web.resident.flow import Posted, speak
from survey.web.resident.place import Place, describe_trial, store
from survey.web.resident.receipt import strip
from survey.web.resident.tokens import Ticket
from survey.web.shipped import form
from survey.web.typing.days import BadDay, written_day

Answer = str | tuple[str, int]

bp = Blueprint("provider", __name__)


@dataclass(frozen=True)
class Paper:
    """A form that somebody at the desk types in from paper: the day on it, as it was typed."""

    user_id: int
    name: str
    filled_on: str


@dataclass(frozen=True)
class Door:
    """What opens the form: a link, or the desk for what came on paper."""

    action: str
    place: Place
    link: ProviderLink | None = None
    paper: Paper | None = None

    @property
    def key(self) -> str:
        """What a ticket is signed for: the form of one link opens no other."""
        return f"provider link {self.link.id}" if self.link else f"provider paper {self.place.round_id}"

    @property
    def full(self) -> bool:
        """Whether it takes no more forms."""
        return self.link is not None and self.link.full


def asked() -> Questionnaire:
    """The one form for organisations."""
    return form("provider_form")


def _door(session: Session, token: str) -> Door:
    link = link_of(store(), session, token[:100])
    if link is None:
        abort(404)
    return Door(f"/p/{token}", describe_trial(session, session.get_one(Round, link.round_id)), link)


def door_of_paper(session: Session, round_: Round, action: str, paper: Paper) -> Door:
    """What the desk opens."""
    return Door(action, describe_trial(session, round_), paper=paper)


def _typed(session: Session, door: Door, fields: Mapping[str, list[str]]) -> tuple[Typed, Reading]:
    context = rounds.context(session, session.get_one(Round, door.place.round_id), None)
    said = read(asked(), fields, context)
    return Typed(fields, said.answers, context), said


@bp.get("/p/<token>")
def empty(token: str) -> Answer:
    """The first page, empty; a link that is unknown, wrong or ended is no page at all, and one that is full says so."""
    with store().read() as session:
        door = _door(session, token)
    if door.full:
        return render_template("provider/full.html", place=door.place, **strip(door.place)), 410
    return first_page(door)


def first_page(door: Door) -> str:
    """The first page, empty."""
    with store().read() as session:
        typed, said = _typed(session, door, {})
    nothing = Posted("", "", [], {})
    return _draw(door, tokens.mint(door.key), typed, nothing, Paging.of(asked(), typed, said.faults, []).step(0))


@bp.post("/p/<token>")
def send(token: str) -> Answer:
    """Go to another page with everything typed so far, or keep it all."""
    with store().read() as session:
        door = _door(session, token)
    return sent(door)


def sent(door: Door) -> Answer:
    """What a page of the form has sent: another page, or all of it is kept."""
    posted = Posted.of(request.form)
    with store().read() as session:
        typed, said = _typed(session, door, posted.fields)
    ticket = tokens.read(request.form.get("token", ""), door.key)
    paging = Paging.of(asked(), typed, said.faults | _unagreed(said), posted.shown)
    verb, target = posted.button()
    if verb == "lang":
        speak(target)
    late = "" if verb in ("lang", "back") else _late(door, ticket)
    if late:
        return _draw(door, tokens.mint(door.key), typed, posted, paging.here(posted), late), 422
    wrong = "" if verb in ("lang", "back") else _wrong_day(door)
    if wrong:
        return _draw(door, ticket or tokens.mint(door.key), typed, posted, paging.step(0), wrong), 422
    step = paging.after(posted)
    if step is None and ticket is not None:
        return _kept(door, ticket, said)
    shown = step or paging.here(posted)
    more = _("Your answers open a few more questions.") if shown.opened and shown.section.id == posted.page else ""
    drawn = _draw(door, ticket or tokens.mint(door.key), typed, posted, shown, more)
    return (drawn, 422) if shown.stays else drawn


def _wrong_day(door: Door) -> str:
    """Why the day on the paper cannot be."""
    try:
        written_day(door.paper.filled_on if door.paper else "")
    except BadDay as why:
        return str(why)
    return ""


def _late(door: Door, ticket: Ticket | None) -> str:
    """Why nothing can be kept just now, though what was typed comes back."""
    if door.full:
        return _(
            "This link takes no more forms, so nothing was stored. What you wrote is still here. "
            "Ask whoever gave you the link for a new one."
        )
    if ticket is None:
        return _("This page had been open for too long, so it could not be saved. Press the button once more.")
    return ""


def _unagreed(said: Reading) -> dict[str, list[str]]:
    """A contact is kept only from who agrees to it."""
    given = any(said.answers.get(key) for key in CONTACT)
    if not given or request.form.get(AGREED) == "y":
        return {}
    return {CONTACT[0]: [_("Tick beneath that we may contact you, or leave name, phone and e-mail empty.")]}


def _kept(door: Door, ticket: Ticket, said: Reading) -> str:
    """Write the drafts and, apart from them, the contact; the same form sent twice is kept once."""
    sent_as = store().keys.mac("provider form", ticket.secret)
    client_id = store().keys.mac("provider contact form", ticket.secret)
    with store().write() as session:
        if known(session, sent_as) is None:
            assessment = session.get_one(Assessment, door.place.assessment_id)
            link = session.get_one(ProviderLink, door.link.id) if door.link else None
            provider = receive(session, asked(), assessment, link, said.answers)
            provider.sent_as = sent_as
            if door.paper:
                provider.filled_on, provider.entered_by = written_day(door.paper.filled_on), door.paper.name
                record(session, door.paper.user_id, f"form of an organisation typed in: {door.place.slug}")
            if any(said.answers.get(key) for key in CONTACT):
                keep_contact(store(), session, assessment, provider, said.answers, client_id)
        code = contacts.code_of_contact(store(), session, client_id)
    return render_template(
        "provider/kept.html", place=door.place, ticket=ticket, code=code, paper=door.paper, **strip(door.place)
    )


def _draw(door: Door, ticket: Ticket, typed: Typed, posted: Posted, step: Step, notice: str = "") -> str:
    drawn = Typed(typed.fields, typed.answers, typed.context, faults=step.faults)
    views: list[View] = [view(q, drawn) for q in step.section.questions if type_of(q).drawn(q)]
    agreed = request.form.get(AGREED) == "y"
    return render_template(
        "provider/form.html",
        place=door.place,
        action=door.action,
        paper=door.paper,
        ticket=ticket,
        title=text(asked().title),
        heading=text(step.section.title),
        step=step,
        views=views,
        errors=[one for one in views if one.faults],
        carried=list(carried(step, posted, agreed)),
        agreed=agreed,
        page_name=step.section.id,
        notice=notice,
        **strip(door.place),
    )
