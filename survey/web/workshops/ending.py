"""What ends something: a workshop deleted and brought back, a rehearsal wiped, what was set aside settled."""

import json
from collections.abc import Sequence

from flask import flash, g, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.i18n import gettext as _
from survey.i18n import ngettext
from survey.store.audit import record
from survey.store.rehearsals import wipe
from survey.store.workshop_items import AsideItem, aside_of, opened, settle, take_in
from survey.store.workshops import Workshop, bring_back, delete_workshop
from survey.web.account.staff import store
from survey.web.workshops.blueprint import bp
from survey.web.workshops.reading import Key, desk, one_of
from survey.web.workshops.views import place_of


@bp.get("/workshops/<slug>/<uuid:key>/delete")
def deleting(slug: str, key: Key) -> str:
    """What deleting means, before it happens."""
    with store().read() as session:
        at = desk(session, slug)
        workshop = one_of(session, at, key)
        return render_template("workshops/delete.html", at=at, workshop=workshop, place=place_of(at, workshop))


@bp.post("/workshops/<slug>/<uuid:key>/delete")
def delete(slug: str, key: Key) -> Response:
    """Take a workshop off the list."""
    with store().write() as session:
        at = desk(session, slug)
        delete_workshop(session, g.user.id, one_of(session, at, key))
    flash(_("The workshop is deleted. You can bring it back below."))
    return redirect(url_for("workshops.round_", slug=slug), 303)


@bp.post("/workshops/<slug>/<uuid:key>/back")
def back(slug: str, key: Key) -> Response:
    """Put a deleted workshop on the list again."""
    with store().write() as session:
        at = desk(session, slug)
        bring_back(session, g.user.id, one_of(session, at, key, deleted=True))
    flash(_("The workshop is back, as it was before."))
    return redirect(url_for("workshops.one", slug=slug, key=key), 303)


@bp.post("/workshops/<slug>/<uuid:key>/wipe")
def wipe_(slug: str, key: Key) -> Response:
    """Wipe what a rehearsal has sent; of a workshop with people nothing is ever wiped."""
    with store().write() as session:
        at = desk(session, slug)
        workshop = one_of(session, at, key)
        done = workshop.rehearsal
        if done:
            wipe(session, g.user.id, workshop)
    flash(
        _("The rehearsal is wiped. You can rehearse again.") if done else _("This is no rehearsal. Nothing was wiped.")
    )
    return redirect(url_for("workshops.one", slug=slug, key=key), 303)


@bp.post("/workshops/<slug>/<uuid:key>/aside/<reason>")
def settled(slug: str, key: Key, reason: str) -> Response:
    """Settle all that was set aside for one reason, or take in what only came too late."""
    take = request.form.get("do") == "take"
    with store().write() as session:
        at = desk(session, slug)
        some = _aside(session, one_of(session, at, key, deleted=True), reason)
        seen = str(len(some)) == request.form.get("seen")
        left = _done(session, some, take) if seen else 0
    flash(_said(seen, take, len(some), left))
    return redirect(url_for("workshops.one", slug=slug, key=key), 303)


def _aside(session: Session, workshop: Workshop, reason: str) -> Sequence[AsideItem]:
    return [one for one in aside_of(session, workshop) if one.reason == reason]


def _done(session: Session, some: Sequence[AsideItem], take: bool) -> int:
    """How many could not be taken in even now."""
    if take:
        return sum(take_in(session, g.user.id, one).state == "aside" for one in some)
    for one in some:
        settle(session, g.user.id, one)
    return 0


def _said(seen: bool, take: bool, number: int, left: int) -> str:
    if not seen:
        return _("Something more has arrived in the meantime. Nothing was changed; look at it again.")
    if not take:
        return ngettext("%(num)s entry is settled. It stays where it is.",
                        "%(num)s entries are settled. They stay where they are.", number)  # fmt: skip
    if left:
        return ngettext("%(num)s entry still could not be taken and stays kept apart.",
                        "%(num)s entries still could not be taken and stay kept apart.", left)  # fmt: skip
    return ngettext("%(num)s entry is taken in.", "%(num)s entries are taken in.", number)


@bp.get("/workshops/<slug>/<uuid:key>/aside.json")
def aside_file(slug: str, key: Key) -> Response:
    """What was set aside, as it came, for whoever looks into it; answers in it stay sealed."""
    with store().write() as session:
        at = desk(session, slug)
        workshop = one_of(session, at, key, deleted=True)
        items = [
            {"reason": one.reason, "day": one.day.isoformat(), "item": opened(session, one)}
            for one in aside_of(session, workshop)
        ]
        record(session, g.user.id, f"took what was set aside in workshop {workshop.id}")
    body = json.dumps({"soseska": "aside", "workshop": str(key), "items": items}, ensure_ascii=False, indent=1)
    response = Response(body, mimetype="application/json")
    response.headers["Content-Disposition"] = f'attachment; filename="workshop-{key}-aside.json"'
    return response
