"""Let us try it once: planned on one page, with the rooms and the people that the lists know of beside it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, flash, g, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.clock import today
from survey.i18n import LANGUAGES, dated, language, text, use_language
from survey.i18n import gettext as _
from survey.sentences import words
from survey.sentences.labels import labels_of
from survey.store.districts import District
from survey.store.inventory import Inventory, inventory
from survey.store.rounds import current_version
from survey.store.tryouts import Tryout, TryoutPlan, call_off, change_tryout, plan_tryout, tryout_in
from survey.web.account.staff import store
from survey.web.inventory.controls import Line, One
from survey.web.inventory.entered import Typed, read_form
from survey.web.inventory.kinds import Field
from survey.web.manage.uploaded import catalogue_of
from survey.web.shipped import form
from survey.web.workshops.blueprint import bp
from survey.web.workshops.fields import Clock, Evening
from survey.web.workshops.reading import At, Key, desk

Answer = str | Response | tuple[str, int]
QUESTIONS = "event_feedback"
MOST_NAME = 60


@dataclass(frozen=True)
class Known:
    """What the lists know for an activity in a district: rooms with their hours, and who would do it."""

    rooms: Sequence[tuple[str, str]] = ()
    people: Sequence[tuple[str, str]] = ()


@bp.get("/workshops/<slug>/tryouts/new")
def tryout_new(slug: str) -> str:
    """The fields of a tryout; the district and the activity may be settled where somebody comes from."""
    with store().read() as session:
        at = desk(session, slug)
        place = next((one for one in at.districts if one.code == request.args.get("district")), None)
        begun = {"activity": request.args.get("activity", ""), "district_id": str(place.id) if place else ""}
        return _page(session, at, Typed(begun))


@bp.post("/workshops/<slug>/tryouts/new")
def tryout_new_(slug: str) -> Answer:
    """Keep a tryout, or show what is wrong with nothing typed lost."""
    with store().write() as session:
        at = desk(session, slug)
        typed = read_form(fields_of(session, at), request.form)
        if typed.faults:
            return _page(session, at, typed), 422
        key = plan_tryout(session, g.user.id, at.round, _plan(session, at, typed), form(QUESTIONS)).id
    flash(_("The tryout is planned. Print its poster and hang it where people pass."))
    return redirect(url_for("workshops.tryout", slug=slug, key=key), 303)


@bp.get("/workshops/<slug>/tryouts/<uuid:key>/change")
def tryout_change(slug: str, key: Key) -> str:
    """A tryout in its fields."""
    with store().read() as session:
        at = desk(session, slug)
        known = tryout_of(session, at, key)
        begun = {
            "activity": known.activity, "district_id": str(known.district_id), "day": known.day.isoformat(),
            "begins": known.begins, "room": known.room, "who": known.who,
        }  # fmt: skip
        return _page(session, at, Typed(begun), known)


@bp.post("/workshops/<slug>/tryouts/<uuid:key>/change")
def tryout_change_(slug: str, key: Key) -> Answer:
    """Keep what was changed."""
    with store().write() as session:
        at = desk(session, slug)
        known = tryout_of(session, at, key)
        typed = read_form(fields_of(session, at, known), request.form)
        if typed.faults:
            return _page(session, at, typed, known), 422
        change_tryout(session, g.user.id, known, _plan(session, at, typed))
    flash(_("The tryout is changed. What hangs already has to be printed again."))
    return redirect(url_for("workshops.tryout", slug=slug, key=key), 303)


@bp.post("/workshops/<slug>/tryouts/<uuid:key>/off")
def tryout_off(slug: str, key: Key) -> Response:
    """It does not take place, or it does after all."""
    off = request.form.get("off") == "1"
    with store().write() as session:
        call_off(session, g.user.id, tryout_of(session, desk(session, slug), key), off)
    flash(_("The tryout is called off. Take its poster down.") if off else _("The tryout takes place after all."))
    return redirect(url_for("workshops.tryout", slug=slug, key=key), 303)


def tryout_of(session: Session, at: At, key: uuid.UUID) -> Tryout:
    """A tryout beside this survey; whoever may not see it finds none."""
    return tryout_in(session, g.user.id, at.round, key) or abort(404)


def activity_called(session: Session, at: At, code: str) -> str:
    """An activity in the reader's language; one that the town has dropped meanwhile keeps its code."""
    known = catalogue_of(session, at.round).get(code)
    return text(known.label) if known else code


def fields_of(session: Session, at: At, known: Tryout | None = None) -> list[Field]:
    """What has to be settled before people are invited."""
    first = min(today(), known.day) if known else today()
    choices = sorted((text(one.label), code) for code, one in catalogue_of(session, at.round).items())
    return [
        Field("activity", _("What do you want to try?"), One([(code, name) for name, code in choices]), required=True),
        Field("district_id", _("In which district?"), One([(str(one.id), one.name) for one in at.districts]),
              required=True),
        Field("day", _("On which day?"), Evening(first=first), required=True),
        Field("begins", _("When does it begin?"), Clock(5), required=True),
        Field("room", _("In which room?"), Line(), _("The name people know, and where the door is."), required=True),
        Field("who", _("Who leads it?"), Line(MOST_NAME),
              _("A first name of somebody who agreed, or a role. It stands on the poster."), required=True),
    ]  # fmt: skip


def _plan(session: Session, at: At, typed: Typed) -> TryoutPlan:
    said = typed.values
    names = {}
    for code in LANGUAGES:
        with use_language(code):
            what = activity_called(session, at, said["activity"])
            names[code] = _("How was it? %(what)s, %(day)s", what=what, day=dated(said["day"]))
    place = int(said["district_id"])
    return TryoutPlan(place, said["activity"], said["day"], said["begins"], said["room"], said["who"], names)


def _page(session: Session, at: At, typed: Typed, known: Tryout | None = None) -> str:
    place = next((one for one in at.districts if str(one.id) == typed.fields.get("district_id")), None)
    lists = _known(session, at, place, str(typed.fields.get("activity") or "")) if place else Known()
    return render_template(
        "workshops/tryout_plan.html", at=at, fields=fields_of(session, at, known), typed=typed, known=lists,
        tryout=known, place=place,
    )  # fmt: skip


def _known(session: Session, at: At, place: District, activity: str) -> Known:
    found: Inventory = inventory(session, at.assessment, place)
    labels = labels_of(session, current_version(session, at.round), language())
    rooms = [(one.name, labels.hours(one.hours)) for one in found.rooms]
    offers = [one for one in found.offers if activity in one.activities and one.state == "confirmed"]
    return Known(rooms, [(one.provider, words.readiness(one.readiness)) for one in offers])
