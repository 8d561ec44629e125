"""What a data keeper has handed over: for the safeguarding officer alone; to look leaves a line in the record."""

from flask import abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.i18n import gettext as _
from survey.sentences import words
from survey.store.errors import AnswerNotYours, ReadAgain
from survey.store.protection import flagged, give_back, look, settle
from survey.store.safeguarding import worries
from survey.web.account.staff import store
from survey.web.open_answers import desk as here
from survey.web.open_answers.blueprint import bp
from survey.web.open_answers.desk import Key, desk, parts

STEPS = {"settle": settle, "give_back": give_back}


@bp.get("/open-answers/<slug>/protect")
def protect(slug: str) -> str:
    """What waits, without a word of it."""
    with store().read() as session:
        at = desk(session, slug)
        here.only(at.protects)
        found = flagged(session, g.user.id, at.round)
        waiting = sum(not one.settled for one in worries(session, g.user.id, at.round))
    rows = [(one, at.question(one.item), words.place(at.place(one.district_id))) for one in found]
    return render_template("open_answers/protect.html", at=at, parts=parts(at), rows=rows, waiting=waiting)


@bp.get("/open-answers/<slug>/protect/<uuid:key>")
def looked(slug: str, key: Key) -> str:
    """The words themselves; that somebody looked is written down before they are shown."""
    with store().write() as session:
        at = desk(session, slug)
        here.only(at.protects)
        try:
            one = look(session, g.user.id, at.round, key)
        except AnswerNotYours:
            abort(404)
    question, place = at.question(one.item), words.place(at.place(one.district_id))
    return render_template(
        "open_answers/protected.html", at=at, parts=parts(at), one=one, question=question, place=place
    )


@bp.post("/open-answers/<slug>/protect/<uuid:key>")
def protected(slug: str, key: Key) -> Response:
    """Say that it is looked after, or give it back to the first reading."""
    step = STEPS.get(request.form.get("step", "")) or abort(400)
    number = here.revision()
    try:
        with store().write() as session:
            at = desk(session, slug)
            here.only(at.protects)
            step(session, g.user.id, at.round, key, number)
    except AnswerNotYours:
        abort(404)
    except ReadAgain as fault:
        flash(str(fault))
    else:
        flash(
            _("Saved. It stays hidden.") if step is settle else _("Saved. A data keeper reads it now like any other.")
        )
    return redirect(url_for("open_answers.protect", slug=slug), 303)
