"""A worry that somebody is in danger: written once, sealed, and read by the officer alone."""

import uuid
from functools import partial

from flask import abort, flash, g, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.clock import today
from survey.i18n import gettext as _
from survey.store import safeguarding
from survey.store.errors import AnswerNotYours
from survey.store.protection import has_officer
from survey.store.visits import Door, Visit, door, own_visit
from survey.web.account.staff import store
from survey.web.visits.blueprint import bp
from survey.web.visits.desk import Desk, Key, desk, for_visitors, found


@bp.get("/visits/<slug>/concern/<uuid:key>")
def concern(slug: str, key: Key) -> str:
    """A sheet of its own, away from every question; `key` is the visit, or the number before a visit has begun."""
    with store().read() as session:
        at = for_visitors(session, slug)
        known, visit = _where(session, at, key)
        return _sheet(session, at, known, visit, key)


@bp.post("/visits/<slug>/concern/<uuid:key>")
def concerned(slug: str, key: Key) -> str | tuple[str, int]:
    """Seal it and hand it over; nobody who visits sees it again."""
    text = request.form.get("text", "").replace("\0", "").strip()
    with store().write() as session:
        at = for_visitors(session, slug)
        known, visit = _where(session, at, key)
        fault = _fault(text)
        if fault:
            return _sheet(session, at, known, visit, key, text=text, fault=fault), 422
        safeguarding.write_note(session, g.user.id, known, _sent_id(), text, today())
        officer = has_officer(session, at.round, known.district.id)
    return render_template("visits/handed_over.html", at=at, door=known, visit=visit, officer=officer, key=key)


def _fault(text: str) -> str:
    if not text:
        return _("Write what worries you. Nothing was saved yet.")
    if len(text) > safeguarding.LONGEST:
        most = safeguarding.LONGEST
        return _("That is too long; up to %(most)s characters. Nothing was saved yet.", most=most)
    return ""


def _sheet(
    session: Session, at: Desk, known: Door, visit: Visit | None, key: Key, text: str = "", fault: str = ""
) -> str:
    officer = has_officer(session, at.round, known.district.id)
    return render_template(
        "visits/concern.html", at=at, door=known, visit=visit, officer=officer, key=key, text=text, fault=fault,
        note=uuid.uuid4(), most=safeguarding.LONGEST,
    )  # fmt: skip


def _where(session: Session, at: Desk, key: Key) -> tuple[Door, Visit | None]:
    """The visit of that key, or the door of that number; anything else does not exist."""
    try:
        visit, code, district = own_visit(session, g.user.id, at.round, key)
    except AnswerNotYours:
        return found(partial(door, session, g.user.id, at.round, key)), None
    return Door(code, district, None, talked=False), visit


def _sent_id() -> uuid.UUID:
    try:
        return uuid.UUID(request.form.get("note", ""))
    except ValueError:
        abort(400)


def _officers(session: Session, slug: str) -> Desk:
    """The round as the officer may see it; for everybody else these pages do not exist."""
    at = desk(session, slug)
    return at if at.protects else abort(404)


@bp.get("/visits/<slug>/concerns")
def concerns(slug: str) -> str:
    """What waits for the officer, without a word of it."""
    with store().read() as session:
        at = _officers(session, slug)
        rows = safeguarding.worries(session, g.user.id, at.round)
    return render_template("visits/concerns.html", at=at, rows=rows)


@bp.get("/visits/<slug>/concerns/<uuid:key>")
def looked(slug: str, key: Key) -> str:
    """The words themselves; that somebody looked is written down before they are shown."""
    with store().write() as session:
        at = _officers(session, slug)
        one = found(partial(safeguarding.look, session, g.user.id, at.round, key))
    return render_template("visits/looked.html", at=at, one=one)


@bp.post("/visits/<slug>/concerns/<uuid:key>")
def settled(slug: str, key: Key) -> Response:
    """Say that somebody looks after it."""
    with store().write() as session:
        at = _officers(session, slug)
        found(partial(safeguarding.settle, session, g.user.id, at.round, key))
    flash(_("Saved. It stays hidden."))
    return redirect(url_for("visits.concerns", slug=slug), 303)
