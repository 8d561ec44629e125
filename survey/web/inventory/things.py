"""One thing: entered, changed, confirmed, paused and ended."""

from flask import abort, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.clock import today
from survey.i18n import gettext as _
from survey.store.deeds import STATE_AFTER, do, name_of, state_of
from survey.store.listing import KINDS, Entry, Thing, keep, place_of
from survey.store.offerings import Offering
from survey.web.account.staff import store
from survey.web.inventory.access import Desk, desk, mine
from survey.web.inventory.entered import Typed, Values, mark, read_form, shown, stored
from survey.web.inventory.kinds import Field, fields_of
from survey.web.inventory.views import Answer, bp, page, where

KIND = "any(rooms, offerings, providers, offers, requests)"


@bp.get(f"/inventory/<slug>/<{KIND}:kind>/new")
def new(slug: str, kind: str) -> str:
    """The empty fields of a new thing; the district one comes from is chosen already."""
    with store().read() as session:
        at = desk(session, slug)
        fields = fields_of(session, at, kind)
        return _page(session, at, kind, fields, Typed(_usual(at, request.args.get("at", ""))))


def _usual(at: Desk, code: str) -> dict[str, object]:
    """What most new things are."""
    here = next((str(one.id) for one in at.districts if one.code == code), "")
    usual = {"state": "running", "audience": "all", "affordable": "all", "readiness": "interested"}
    return {"district_id": here or (str(at.districts[0].id) if len(at.districts) == 1 else ""), **usual}


@bp.post(f"/inventory/<slug>/<{KIND}:kind>/new")
def new_(slug: str, kind: str) -> Answer:
    """Keep a new thing, or show what is wrong with nothing typed lost."""
    with store().write() as session:
        at = desk(session, slug)
        fields = fields_of(session, at, kind)
        typed = read_form(fields, request.form)
        if typed.faults:
            return _page(session, at, kind, fields, typed), 422
        values = stored(kind, fields, typed.values, None) | {"source": "hand", "entered_by": at.reach.name}
        thing = keep_one(session, at, kind, values | _vouched(kind), None)
        target = where(at, place_of(session, thing))
    flash(_("Kept. The figures follow in a moment."))
    return redirect(target, 303)


def _vouched(kind: str) -> Values:
    """Whoever writes at the desk knows what they write: it is confirmed today."""
    known: Values = {"draft": False} if kind == "offerings" else {"state": "confirmed"}
    return known | {"confirmed_on": today()}


def keep_one(session: Session, at: Desk, kind: str, values: Values, number: int | None) -> Thing:
    """Write one thing and remember what it was."""
    name = values.get("name", "")
    label = next(iter(name.values()), "") if isinstance(name, dict) else str(name)
    if not label and "provider_id" in values:
        label = str(session.get_one(KINDS["providers"], values["provider_id"]).name)  # type: ignore[attr-defined]
    return keep(session, at.reach, [Entry(kind, values, number)], "changed" if number else "added", label)[0]


@bp.get(f"/inventory/<slug>/<{KIND}:kind>/<int:number>")
def thing(slug: str, kind: str, number: int) -> str:
    """One thing in fields."""
    with store().read() as session:
        at = desk(session, slug)
        known = mine(session, at, kind, number)
        fields = fields_of(session, at, kind)
        return _page(session, at, kind, fields, Typed(shown(fields, known)), known)


@bp.post(f"/inventory/<slug>/<{KIND}:kind>/<int:number>")
def thing_(slug: str, kind: str, number: int) -> Answer:
    """Keep the changes; when somebody else has been faster, what was typed stays and nothing is written."""
    with store().write() as session:
        at = desk(session, slug)
        known = mine(session, at, kind, number)
        fields = fields_of(session, at, kind)
        typed = read_form(fields, request.form)
        if typed.faults:
            return _page(session, at, kind, fields, typed, known), 422
        if request.form.get("seen") != mark(known):
            return _page(session, at, kind, fields, typed, known, meanwhile=True), 409
        target = where(at, place_of(session, keep_one(session, at, kind, _changed(kind, fields, typed, known), number)))
    flash(_("Kept. The figures follow in a moment."))
    return redirect(target, 303)


def _changed(kind: str, fields: list[Field], typed: Typed, known: Thing) -> Values:
    """A draft stays one unless it is confirmed by the other button; what is paused or has ended stays so, too."""
    values = stored(kind, fields, typed.values, known)
    if isinstance(known, Offering) and known.state in ("paused", "ended"):
        values.pop("state", None)
    waits = state_of(known) == "draft"
    if waits and "confirm" in request.form:
        return values | _vouched(kind)
    return values if waits else values | {"confirmed_on": today()}


@bp.post(f"/inventory/<slug>/<{KIND}:kind>/<int:number>/<any(confirmed, paused, ended):deed>")
def deed(slug: str, kind: str, number: int, deed: str) -> Response:
    """Confirm, pause or end a thing."""
    if deed not in STATE_AFTER:
        abort(404)
    with store().write() as session:
        at = desk(session, slug)
        done = do(session, at.reach, deed, kind, number, today()) or abort(404)
        name, target = name_of(session, done), where(at, place_of(session, done))
    flash(_said(deed, name))
    return redirect(url_for("inventory.round_", slug=slug) if request.form.get("from") == "round" else target, 303)


def _said(deed: str, name: str) -> str:
    return {
        "confirmed": _("%(name)s is confirmed.", name=name),
        "paused": _("%(name)s is paused. It stays in the list and is not counted on.", name=name),
        "ended": _("%(name)s has ended. It counts no more.", name=name),
    }[deed]


def _page(
    session: Session,
    at: Desk,
    kind: str,
    fields: list[Field],
    typed: Typed,
    known: Thing | None = None,
    *,
    meanwhile: bool = False,
) -> str:
    return page(
        "inventory/thing.html",
        session,
        at,
        kind=kind,
        fields=fields,
        typed=typed,
        thing=known,
        name=name_of(session, known) if known else "",
        state=state_of(known) if known else "",
        seen=mark(known) if known else "",
        back=where(at, place_of(session, known)) if known else _from(at),
        meanwhile=meanwhile,
    )


def _from(at: Desk) -> str:
    code = request.args.get("at", "")
    if any(one.code == code for one in at.districts):
        return url_for("inventory.place", slug=at.slug, code=code)
    return url_for("inventory.round_", slug=at.slug)
