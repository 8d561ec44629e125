"""At the door: the number of the visit, what is known of it, and what came of ringing the bell."""

import unicodedata
import uuid
from dataclasses import dataclass
from functools import partial

from flask import abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.clock import today
from survey.i18n import gettext as _
from survey.store.referrals import promised, promises
from survey.store.rounds import takes_answers
from survey.store.safeguarding import worries
from survey.store.visits import KINDS, OUTCOMES, Visit, code_numbered, door, keep_visit, own_visits
from survey.web.account.staff import store
from survey.web.visits.blueprint import bp
from survey.web.visits.desk import Desk, Key, desk, for_visitors, found, rounds_of_visits
from survey.web.visits.ending import need_labels
from survey.web.visits.interview import begin_talk
from survey.web.visits.words import outcome_words, outcomes

Answer = str | tuple[str, int]
_LONGEST = 40
_DIGITS = 6


@dataclass(frozen=True)
class Own:
    """One of somebody's own visits, as the list shows it; `unfinished` when the talk has not been closed yet."""

    visit: Visit
    number: int
    place: str
    said: str
    unfinished: bool


@bp.get("/visits/<slug>")
def round_(slug: str) -> Answer:
    """Where everybody begins: visitors with a number, leads with the year, the officer with what was handed over."""
    return _start(slug)


@bp.post("/visits/<slug>")
def number_typed(slug: str) -> Answer | Response:
    """Open the door behind a number; a mistyped one comes back."""
    typed = request.form.get("number", "")[:_LONGEST]
    with store().read() as session:
        at = for_visitors(session, slug)
        number = number_in(typed)
        code = code_numbered(session, g.user.id, at.round, number) if number else None
    if code is None:
        return _start(slug, typed, _no_such(number)), 422
    return redirect(url_for("visits.at", slug=slug, key=code.id), 303)


def number_in(typed: str) -> int | None:
    """The number as people type it: with blanks or a dash, in anybody's digits."""
    digits = "".join(str(unicodedata.digit(c)) for c in unicodedata.normalize("NFKC", typed) if c.isdigit())
    return int(digits) if len(digits) == _DIGITS else None


def _no_such(number: int | None) -> str:
    if number is None:
        return _("The number of a visit has six digits. Compare it with your list; nothing was saved.")
    return _("There is no such number where you visit. Compare it with your list; nothing was saved.")


def _start(slug: str, typed: str = "", fault: str = "") -> str:
    with store().read() as session:
        at = desk(session, slug)
        if not at.version:
            return render_template("visits/elsewhere.html", at=at, rounds=rounds_of_visits(session, at))
        mine = [_own(*row) for row in own_visits(session, g.user.id, at.round)] if at.visits else []
        waiting = [one for one in promises(session, g.user.id, at.round, today()) if one.waits]
        notes = [one for one in worries(session, g.user.id, at.round) if not one.settled]
    return render_template(
        "visits/start.html", at=at, mine=mine, waiting=waiting, notes=notes, typed=typed, fault=fault,
        old=sum(one.old for one in waiting),
    )  # fmt: skip


def _own(visit: Visit, number: int, place: str) -> Own:
    fresh = visit.outcome == "done" and not visit.answered and visit.consent != "no"
    return Own(visit, number, place, outcome_words(visit.outcome), fresh and visit.minutes is None)


@bp.get("/visits/<slug>/at/<uuid:key>")
def at(slug: str, key: Key) -> str:
    """What one needs to know before ringing; opening it is written down."""
    return _at(slug, key)


def _at(slug: str, key: Key, fault: str = "") -> str:
    with store().write() as session:
        here = for_visitors(session, slug)
        known = found(partial(door, session, g.user.id, here.round, key))
        waiting, labels = promised(session, known.code, today()), need_labels(session, here)
    return render_template(
        "visits/door.html", at=here, door=known, waiting=waiting, outcomes=outcomes(), fault=fault,
        last=outcome_words(known.last.outcome) if known.last else "", visit=uuid.uuid4(), key=key, labels=labels,
    )  # fmt: skip


@bp.post("/visits/<slug>/at/<uuid:key>")
def rung(slug: str, key: Key) -> Answer | Response:
    """Write down what came of it; after »we talked« come the questions."""
    outcome, kind = request.form.get("outcome", ""), request.form.get("kind", "")
    if not outcome:
        return _at(slug, key, _("Choose what came of the visit. Nothing was saved yet.")), 422
    if outcome not in OUTCOMES or kind not in KINDS:
        abort(400)
    with store().write() as session:
        here = for_visitors(session, slug)
        known = found(partial(door, session, g.user.id, here.round, key))
        keep = partial(keep_visit, session, g.user.id, known, _sent_id(), outcome=outcome, kind=kind, day=today())
        visit = found(keep)
        talks = visit.outcome == "done" and takes_answers(here.round, today())
        if talks:
            begin_talk(store(), session, here, visit, known)
    return _on(here, visit, talks=talks)


def _on(here: Desk, visit: Visit, *, talks: bool) -> Response:
    if talks:
        return redirect(url_for("visits.ask", slug=here.round.slug, key=visit.id), 303)
    if visit.outcome == "done":
        return redirect(url_for("visits.end", slug=here.round.slug, key=visit.id), 303)
    flash(_("Saved: %(outcome)s.", outcome=outcome_words(visit.outcome)))
    return redirect(url_for("visits.round_", slug=here.round.slug), 303)


def _sent_id() -> uuid.UUID:
    """The name under which the form was handed out, so that sending it twice makes one visit."""
    try:
        return uuid.UUID(request.form.get("visit", ""))
    except ValueError:
        abort(400)
