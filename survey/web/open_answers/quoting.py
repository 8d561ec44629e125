"""Quotes on their way: proposed by one person, approved by another, taken back by either."""

from collections.abc import Callable

from flask import abort, flash, g, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.i18n import gettext as _
from survey.sentences import said, words
from survey.store.errors import AnswerNotYours, ReadAgain, StaysInside
from survey.store.open_answers import approve, take_back
from survey.store.quotes import drop, propose, proposed
from survey.web.account.staff import store
from survey.web.open_answers import desk as here
from survey.web.open_answers.blueprint import bp
from survey.web.open_answers.desk import Key, desk, parts

Step = Callable[[Session, int, Key, int], None]
WITHIN = ("item", "district", "word", "page")
STEPS: dict[str, Step] = {"propose": propose, "drop": drop, "approve": approve, "take_back": take_back}


@bp.get("/open-answers/<slug>/quotes")
def quotes(slug: str) -> str:
    """What waits for a second person, and what may be quoted."""
    with store().read() as session:
        at = desk(session, slug)
        here.only(at.reads)
        found = proposed(session, g.user.id, at.round)
    rows = [(one, said.bits(one.text), at.question(one.item), words.place(at.place(one.district_id))) for one in found]
    return render_template(
        "open_answers/quotes.html",
        at=at,
        parts=parts(at),
        waiting=[row for row in rows if not row[0].approved],
        approved=[row for row in rows if row[0].approved],
    )


@bp.post("/open-answers/<slug>/quotes/<uuid:key>")
def quote_step(slug: str, key: Key) -> Response:
    """One step of one quote; whoever came too late is told so."""
    name = request.form.get("step", "")
    step, number = STEPS.get(name) or abort(400), here.revision()
    try:
        with store().write() as session:
            at = desk(session, slug)
            here.only(at.reads)
            step(session, g.user.id, key, number)
    except AnswerNotYours:
        abort(404)
    except (ReadAgain, StaysInside) as fault:
        flash(str(fault))
    else:
        flash(_done(name))
    return redirect(_back(slug), 303)


def _back(slug: str) -> str:
    """Where the button stood: the list that somebody was reading, or the quotes."""
    kept = here.sent_filters(*WITHIN)
    return url_for("open_answers.read", slug=slug, **kept) if kept else url_for("open_answers.quotes", slug=slug)


def _done(step: str) -> str:
    return {
        "propose": _("Proposed. A second person decides."),
        "drop": _("Taken from the list."),
        "approve": _("Approved. It is shown on the page of its district now."),
        "take_back": _("Taken back. It is shown nowhere any more."),
    }[step]
