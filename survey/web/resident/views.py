"""The resident's pages: the list of surveys, the survey page by page, and its receipt."""

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from flask import Blueprint, render_template, request
from sqlalchemy.orm import Session

from survey import i18n
from survey.clock import today
from survey.i18n import gettext as _
from survey.questionnaire.answers import Refused
from survey.questionnaire.model import OUTSIDE
from survey.store import drafts, passages, rounds
from survey.store.errors import AnswerWithdrawn, Busy, CodeUsed, Overtaken, RoundClosed
from survey.store.recall import is_withdrawn
from survey.store.responses import Submitted, submit
from survey.store.rounds import Round
from survey.store.tryouts import held_in
from survey.web.resident import street, tokens
from survey.web.resident.drawn import View
from survey.web.resident.flow import Posted, Screen, move, speak
from survey.web.resident.keeping import common, draw_later, keep
from survey.web.resident.letter import draw_by_letter, draw_used, signs_of, take_note, unsent
from survey.web.resident.opening import resume, sit_down
from survey.web.resident.place import Place, describe, place_of, store
from survey.web.resident.receipt import Sent, client_id, draw_receipt, find_sent, sent_by, strip
from survey.web.resident.sitting import LATER, REVIEW, Sitting

bp = Blueprint("resident", __name__)
Answer = str | tuple[str, int]
_ATTEMPTS = 5


@bp.get("/")
def index() -> str:
    """Every survey that is open, for somebody who typed only the address of the site."""
    with store().read() as session:
        open_ = [one for one in rounds.open_rounds(session, today()) if rounds.residents_open(session, one)]
        places = [describe(session, round_) for round_ in open_]
    return render_template("resident/index.html", places=places)


@bp.get("/s/<slug>")
def begin(slug: str) -> Answer:
    """The first page; nothing is stored until something is sent."""
    with store().read() as session:
        place = place_of(session, slug)
        if not place.open:
            return draw_closed(place)
        if not place.open_link:
            return draw_by_letter(place)
        sitting = sit_down(session, place, tokens.mint(slug))
    return draw(Screen(sitting, sitting.pages[0].id))


@bp.post("/s/<slug>")
def go_on(slug: str) -> Answer:
    """Every further page: take over what was sent, keep it, show what comes next."""
    return answer(lambda session: place_of(session, slug))


def answer(find: Callable[[Session], Place]) -> Answer:
    """Take over what a page of a survey, or of the trial of one, has sent, and show what comes next.

    Whoever is overtaken by another device looks at what is saved now and tries again.
    """
    for _attempt in range(_ATTEMPTS):
        with suppress(Overtaken):
            return take_over(find)
    raise Busy


def take_over(find: Callable[[Session], Place]) -> Answer:
    """One attempt; nothing is kept of it when somebody else saved the same draft at this moment."""
    posted = Posted.of(request.form)
    with store().read() as session:
        place = find(session)
        ticket = tokens.read(request.form.get("token", ""), place.key)
        draft = drafts.load(store(), session, ticket.secret) if ticket else None
        # Looked for after the draft: whoever sent in between is found here, not taken for somebody lost.
        sent = find_sent(session, place, ticket) if ticket else None
        if ticket and sent:
            switch_language(posted)
            return draw_receipt(place, ticket, sent, fresh=False, changed=bool(posted.fields))
        sitting = resume(session, place, ticket, draft, posted)
        answered, looked = street.look_up(session, sitting, posted)
        if answered != posted:
            sitting = resume(session, place, ticket, draft, answered)
    hear(sitting)
    if not place.takes_answers:
        return draw_closed(place, sitting), 409
    if not sitting.let_in:
        return draw_by_letter(place, sitting), 409
    if draft is None and (ticket is None or not sitting.begins_at(posted.page)):
        return lost(sitting, posted)
    screen = Screen(sitting, posted.page, looked=looked) if looked else move(sitting, posted)
    return send(screen) if screen.send else show(screen)


def hear(sitting: Sitting) -> None:
    """Go on in the language of the page that was sent, also in one beyond the three."""
    spoken = request.form.get("language", "")
    if spoken in sitting.languages:
        i18n.switch(spoken)


def switch_language(posted: Posted) -> None:
    """The language buttons of the receipt."""
    verb, target = posted.button()
    if verb == "lang":
        speak(target)


def lost(sitting: Sitting, posted: Posted) -> Answer:
    """A forged or old token, or a draft that is gone: the typed text comes back, to be sent once more."""
    switch_language(posted)
    page = sitting.page(posted.page)
    notice = _(
        "This page had been open for too long, so it could not be saved. What you wrote is still here. "
        "Go on once more; we may have to ask you again for answers of earlier pages."
    )
    return show(Screen(sitting, page.id, notice=notice, status=422))


def show(screen: Screen) -> Answer:
    """Keep the draft, then draw."""
    if screen.undecided:
        return draw(screen)
    sitting = screen.sitting
    if screen.page == LATER:
        return draw_later(sitting)
    if screen.page != REVIEW:
        sitting = sitting.having_seen(sitting.views(sitting.page(screen.page)))
    sitting, new = sitting.coming_to(screen.page)
    with store().write() as session:
        if not sitting.place.trial:
            passages.came_to(session, sitting.place.round_id, new)
        keep(session, sitting)
    return draw(replace(screen, sitting=sitting.saved()))


def send(screen: Screen) -> Answer:
    """The one moment in which an answer becomes one; all or nothing."""
    sitting = screen.sitting
    try:
        submitted, sent = hand_in(sitting)
    except Refused as refused:
        faulty = next(page for page in sitting.pages if {q.id for q in page.questions} & set(refused.faults))
        return show(Screen(sitting, faulty.id, refused.faults))
    except RoundClosed:
        return draw_closed(sitting.place, sitting), 409
    except CodeUsed:
        return draw_used(sitting.place), 409
    except AnswerWithdrawn:
        return render_template("resident/withdrawn.html", place=sitting.place, **strip(sitting.place)), 409
    return draw_receipt(sitting.place, sitting.ticket, sent, fresh=submitted.fresh)


def hand_in(sitting: Sitting) -> tuple[Submitted, Sent]:
    """Store the answer and forget the draft in the same transaction."""
    carried, corrects = sitting.carried, sitting.corrects
    with store().write() as session:
        if corrects and is_withdrawn(session, corrects):
            raise AnswerWithdrawn
        round_ = session.get_one(Round, sitting.place.round_id)
        submitted = submit(
            store(),
            session,
            round_,
            sitting.reading.answers,
            client_id=client_id(sitting.ticket),
            channel=carried.get("channel", "web"),
            access=carried.get("access", "open"),
            language=i18n.language(),
            day=today(),
            district=sitting.context.district or held_in(session, round_) or OUTSIDE,
            version=sitting.version,
            orders=sitting.orders(),
            supersedes=corrects,
            test=bool(sitting.place.trial),
            signs=signs_of(sitting),
        )
        drafts.delete(store(), session, sitting.ticket.secret, sitting.revision)
        take_note(session, sitting, submitted, round_)
        if submitted.fresh and not sitting.place.trial and not corrects:
            passages.was_done(session, round_.id, tokens.minutes(sitting.ticket))
        return submitted, sent_by(session, sitting.place, submitted)


def draw(screen: Screen, folder: str = "resident", **more: object) -> Answer:
    """A page of the survey, or the review; `folder` has the templates of whoever asks, which may say `more`."""
    sitting = screen.sitting
    shared = {**common(sitting), "notice": screen.notice} | more
    if screen.page == REVIEW:
        answers = [(page, read_again(sitting.views(page))) for page in sitting.pages]
        answers = [(page, views) for page, views in answers if views]
        return render_template(f"{folder}/review.html", answers=answers, page_name=REVIEW, **shared)
    page = sitting.page(screen.page)
    views = sitting.drawn(page, screen.faults)
    shared["here"] = street.here(sitting, page, Posted.of(request.form).address, screen.looked)
    drawn = render_template(
        f"{folder}/page.html",
        section=page,
        page_name=page.id,
        views=views,
        told=json.dumps(sitting.told(views)),
        errors=[drawn_view for drawn_view in views if drawn_view.faults],
        number=sitting.number(page),
        of=len(sitting.pages),
        saved=sitting.revision > 0 and screen.status < 400,
        other=sitting.other and [view for view in sitting.other.views(page) if view.answered_by_people],
        **shared,
    )
    return drawn, 422 if screen.faults else screen.status


def read_again(views: list[View]) -> list[View]:
    """What is read once more before sending: everything but notes."""
    return [drawn for drawn in views if drawn.answered_by_people or drawn.said()]


def draw_closed(place: Place, sitting: Sitting | None = None) -> str:
    """A closed round; whoever was too late gets their own words back, to keep or to bring in person."""
    return render_template(
        "resident/closed.html", place=place, answered=unsent(sitting), late=sitting is not None, **strip(place)
    )
