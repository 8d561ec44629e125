"""One topic: written, corrected, carried on with what is new."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from flask import abort, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session

from survey.clock import today
from survey.i18n import gettext as _
from survey.i18n import text
from survey.sentences.became import state_word
from survey.store import became as stored
from survey.store.became import STATES, Topic
from survey.store.errors import ReadAgain
from survey.web.account.staff import store
from survey.web.became.typed import OWN, TOWN, Typed, read_step, read_topic, shown
from survey.web.became.views import Answer, bp, reach_of
from survey.web.inventory.access import Desk, desk
from survey.web.public.became import Teller, activities_of


@bp.get("/became/<slug>/new")
def new(slug: str) -> str:
    """The empty fields of a topic."""
    with store().read() as session:
        at = desk(session, slug)
        first = next(iter(_places(at)))
        return _page(session, at, Typed({"place": first, "day": today().isoformat(), "state": "heard"}))


@bp.post("/became/<slug>/new")
def new_(slug: str) -> Answer:
    """Keep a new topic as a draft, or show what is wrong with nothing typed lost."""
    return _keep(slug, None)


@bp.get("/became/<slug>/<int:number>")
def topic(slug: str, number: int) -> str:
    """One topic in fields."""
    with store().read() as session:
        at = desk(session, slug)
        known = _mine(session, at, number)
        return _page(session, at, shown(known, _codes(at)), known)


@bp.post("/became/<slug>/<int:number>")
def topic_(slug: str, number: int) -> Answer:
    """Keep what was corrected; it does not begin a new state."""
    return _keep(slug, number)


def _keep(slug: str, number: int | None) -> Answer:
    with store().write() as session:
        at = desk(session, slug)
        known = _mine(session, at, number) if number else None
        activities = activities_of(session, at.round)
        typed, made = read_topic(request.form, today(), _places(at), activities, known)
        if made is None:
            return _page(session, at, typed, known), 422
        try:
            stored.keep(session, at.round, reach_of(at), replace(made, revision=_seen()))
        except ReadAgain:
            return _page(session, at, typed, known, meanwhile=True), 409
    flash(_("Kept. It is a draft until you publish it.") if not (known and known.published_at) else _("Kept."))
    return redirect(url_for("became.round_", slug=slug), 303)


@bp.get("/became/<slug>/<int:number>/next")
def carry_on(slug: str, number: int) -> str:
    """The empty fields of what is new."""
    with store().read() as session:
        at = desk(session, slug)
        known = _mine(session, at, number)
        return _page(session, at, Typed({"state": known.now.state, "day": today().isoformat()}), known, further=True)


@bp.post("/became/<slug>/<int:number>/next")
def carry_on_(slug: str, number: int) -> Answer:
    """Add where it stands now; what was before stays to be read. What is public is public at once."""
    with store().write() as session:
        at = desk(session, slug)
        known = _mine(session, at, number)
        typed, step = read_step(request.form, today())
        if step is not None and step.day < known.now.day:
            typed, step = replace(typed, faults={"day": _("This is before what was told last.")}), None
        if step is None:
            return _page(session, at, typed, known, further=True), 422
        at_once = datetime.now(UTC) if known.published_at else None
        made = replace(known, steps=(*known.steps, step), published_at=at_once, revision=_seen())
        try:
            stored.keep(session, at.round, reach_of(at), made)
        except ReadAgain:
            return _page(session, at, typed, known, further=True, meanwhile=True), 409
    flash(_("Kept."))
    return redirect(url_for("became.round_", slug=slug), 303)


def _seen() -> int:
    written = request.form.get("revision", "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0


def _mine(session: Session, at: Desk, number: int) -> Topic:
    known = stored.topic(session, at.round, number)
    if known is None or known.district_id not in reach_of(at).places:
        abort(404)
    return known


def _places(at: Desk) -> Mapping[str, int | None]:
    town: dict[str, int | None] = {TOWN: None} if at.reach.town else {}
    return town | {one.code: one.id for one in at.districts}


def _codes(at: Desk) -> dict[int, str]:
    return {one.id: one.code for one in at.districts}


def _page(
    session: Session,
    at: Desk,
    typed: Typed,
    known: Topic | None = None,
    *,
    further: bool = False,
    meanwhile: bool = False,
) -> str:
    names = {one.code: one.name for one in at.districts}
    named = {code: text(one.label) for code, one in activities_of(session, at.round).items()}
    return render_template(
        "became/topic.html",
        at=at,
        example=at.example,
        typed=typed,
        known=known,
        told=Teller(session, at.round, at.assessment).tell(known) if known else None,
        further=further,
        meanwhile=meanwhile,
        places=[(code, names.get(code, _("The whole town"))) for code in _places(at)],
        activities=[(OWN, _("something else (heading below)")), *sorted(named.items(), key=_by_name)],
        states=[(state, state_word(state)) for state in STATES],
        revision=known.revision if known and not meanwhile else request.form.get("revision", known and known.revision),
    )


def _by_name(named: tuple[str, str]) -> str:
    return named[1].casefold()
