"""The talk itself, one page at a time; with a »no« to being written down nothing but the visit is kept."""

from dataclasses import dataclass, replace
from functools import partial

from flask import g, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey import i18n
from survey.clock import today
from survey.questionnaire.answers import Refused
from survey.store import drafts
from survey.store.districts import District
from survey.store.errors import RoundClosed
from survey.store.responses import Submitted, submit
from survey.store.visits import Visit, VisitCode, own_visit
from survey.web.account.staff import store
from survey.web.resident.flow import Posted, Screen, move
from survey.web.resident.receipt import Sent, client_id, find_sent, sent_by
from survey.web.resident.sitting import REVIEW
from survey.web.resident.views import draw, draw_closed, hear, switch_language
from survey.web.visits.blueprint import bp
from survey.web.visits.desk import Desk, Key, for_visitors, found
from survey.web.visits.ending import draw_end
from survey.web.visits.interview import Talk, earlier_answer, place_of_visit, sit_down_again, ticket_of

Answer = str | tuple[str, int] | Response
_STAYS = ("back", "edit", "lang")
"""Buttons that lead to a page without deciding anything."""


@dataclass(frozen=True)
class Here:
    """One visit with everything that its pages are drawn from; `sent` once the answer is stored."""

    at: Desk
    visit: Visit
    code: VisitCode
    district: District
    talk: Talk
    sent: Sent | None


def here(session: Session, slug: str, key: Key, posted: Posted) -> Here:
    """A visit of one's own; any other does not exist."""
    at = for_visitors(session, slug)
    visit, code, district = found(partial(own_visit, session, g.user.id, at.round, key))
    talk, _kept = sit_down_again(store(), session, at, visit, district.code, posted)
    sent = find_sent(session, place_of_visit(session, at, visit), ticket_of(store(), visit.id))
    return Here(at, visit, code, district, talk, sent)


@bp.get("/visits/<slug>/ask/<uuid:key>")
def ask(slug: str, key: Key) -> Answer:
    """Where the talk was left; also on another tablet."""
    with store().read() as session:
        now = here(session, slug, key, Posted("", "", [], {}))
    if now.sent or now.visit.outcome != "done":
        return done(now)
    return show(now, Screen(now.talk, _left_at(now.talk)))


def _left_at(talk: Talk) -> str:
    """The last page somebody came to."""
    sections = talk.questionnaire.sections
    if talk.furthest >= len(sections):
        return REVIEW
    return talk.page(sections[max(talk.furthest, 0)].id).id


@bp.post("/visits/<slug>/ask/<uuid:key>")
def ask_on(slug: str, key: Key) -> Answer:
    """Take over what a page sent, keep it, and show what comes next."""
    posted = Posted.of(request.form)
    with store().read() as session:
        now = here(session, slug, key, posted)
    verb, _target = posted.button()
    if now.sent or now.visit.outcome != "done":
        switch_language(posted)
        return done(now)
    hear(now.talk)
    if verb in ("concern", "pause"):
        return step_out(now, verb)
    if not now.talk.place.takes_answers:
        return draw_closed(now.talk.place, now.talk), 409
    screen = move(now.talk, posted)
    if now.talk.consent == "no" and verb not in _STAYS and not screen.faults:
        return not_written(now)
    return send(now, screen) if screen.send else show(now, screen)


def step_out(now: Here, verb: str) -> Response:
    """Keep what was typed, right or wrong, and go to another page; the talk goes on from here later."""
    with store().write() as session:
        keep(session, now, now.talk)
    if verb == "concern":
        return redirect(url_for("visits.concern", slug=now.at.round.slug, key=now.visit.id), 303)
    return redirect(url_for("visits.round_", slug=now.at.round.slug), 303)


def not_written(now: Here) -> Response:
    """The person does not want to be written down: what was typed goes, the visit stays."""
    with store().write() as session:
        drafts.delete(store(), session, now.talk.ticket.secret)
        visit, _code, _district = own_visit(session, g.user.id, now.at.round, now.visit.id)
        visit.consent = "no"
        session.info["erases"] = True
    return redirect(url_for("visits.end", slug=now.at.round.slug, key=now.visit.id), 303)


def show(now: Here, screen: Screen) -> Answer:
    """Keep the draft, then draw."""
    talk = screen.sitting
    if screen.page != REVIEW:
        talk = talk.having_seen(talk.views(talk.page(screen.page)))
    talk, _new = talk.coming_to(screen.page)
    with store().write() as session:
        keep(session, now, talk)
    of_visit = {"visit": now.visit, "number": now.code.number, "district": now.district.name, "staff_at": now.at}
    return draw(replace(screen, sitting=talk), "visits", of_visit=of_visit)


def keep(session: Session, now: Here, talk: object) -> None:
    """Save the draft of the talk."""
    assert isinstance(talk, Talk)  # noqa: S101 - every step of a talk makes a talk
    drafts.save(store(), session, talk.ticket.secret, now.at.round, talk.version, talk.document())


def send(now: Here, screen: Screen) -> Answer:
    """The one moment in which an answer becomes one; all or nothing."""
    try:
        sent = hand_in(now)
    except Refused as refused:
        page = next((p for p in now.talk.pages if {q.id for q in p.questions} & set(refused.faults)), now.talk.pages[0])
        return show(now, Screen(screen.sitting, page.id, refused.faults))
    except RoundClosed:
        return draw_closed(now.talk.place, now.talk), 409
    return done(replace(now, sent=sent), now.talk.unmet())


def hand_in(now: Here) -> Sent:
    """Store the answer through the one door; one from an earlier visit to the same person is corrected by it."""
    with store().write() as session:
        visit, _code, _district = own_visit(session, g.user.id, now.at.round, now.visit.id)
        submitted = _submitted(session, now)
        drafts.delete(store(), session, now.talk.ticket.secret)
        visit.answered, visit.consent = True, now.talk.consent
        return sent_by(session, now.talk.place, submitted)


def _submitted(session: Session, now: Here) -> Submitted:
    earlier = earlier_answer(store(), session, now.visit)
    return submit(
        store(), session, now.at.round, now.talk.reading.answers,
        client_id=client_id(now.talk.ticket), channel="home_visit", access="device", language=i18n.language(),
        day=today(), district=now.district.code, version=now.talk.version, orders=now.talk.orders(),
        supersedes=earlier,
    )  # fmt: skip


def done(now: Here, unmet: list[str] | None = None) -> Answer:
    """The code to leave behind, on the day of the visit only; then what was promised, and how long it took."""
    code = now.sent.code if now.sent and now.sent.state != "withdrawn" and now.visit.day == today() else ""
    with store().read() as session:
        return draw_end(session, now.at, now.visit, now.code, now.district, code_to_keep=code, unmet=unmet or [])
