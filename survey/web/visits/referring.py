"""The list of promises: whom somebody told, who looks after it, how far it is; what waits longest stands first."""

from functools import partial

from flask import abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from survey.clock import today
from survey.i18n import gettext as _
from survey.store.referrals import STATES, move_on, promises
from survey.web.account.staff import store
from survey.web.visits.blueprint import bp
from survey.web.visits.desk import Key, desk, found
from survey.web.visits.ending import need_labels
from survey.web.visits.words import state_words


@bp.get("/visits/<slug>/referrals")
def referrals(slug: str) -> str:
    """What was promised where this person visits or leads."""
    with store().read() as session:
        at = desk(session, slug)
        if not at.version or not (at.visits or at.leads):
            abort(404)
        every = promises(session, g.user.id, at.round, today())
        labels = need_labels(session, at)
    waiting, closed = [one for one in every if one.waits], [one for one in every if not one.waits]
    states = [(code, state_words(code)) for code in STATES]
    return render_template(
        "visits/referrals.html", at=at, waiting=waiting, closed=closed, labels=labels, states=states,
        words=state_words, old=sum(one.old for one in waiting),
    )  # fmt: skip


@bp.post("/visits/<slug>/referrals/<uuid:key>")
def referred(slug: str, key: Key) -> Response:
    """Say how far a promise is."""
    state = request.form.get("state", "")
    if state not in STATES:
        abort(400)
    with store().write() as session:
        at = desk(session, slug)
        found(partial(move_on, session, g.user.id, at.round, key, state, today()))
    flash(_("Saved: %(outcome)s.", outcome=state_words(state)))
    return redirect(url_for("visits.referrals", slug=slug), 303)
