"""The lists as files: downloaded, filled in elsewhere, looked at, and only then taken over."""

from flask import Response as Download
from flask import flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.i18n import gettext as _
from survey.i18n import ngettext
from survey.store.listing import Thing, keep, listed, place_of
from survey.web.account.staff import store
from survey.web.inventory import sheet
from survey.web.inventory.access import Desk, desk
from survey.web.inventory.entered import value_of
from survey.web.inventory.kinds import Field
from survey.web.inventory.plan import CONFIRMED, STATE, Planner, columns_of, headings, standing_of
from survey.web.inventory.things import KIND
from survey.web.inventory.views import Answer, bp, page


@bp.get("/inventory/<slug>/files")
def files(slug: str) -> str:
    """The lists as files, and where a filled-in one is handed over."""
    with store().read() as session:
        return page("inventory/files.html", session, desk(session, slug), fault="", chosen="rooms")


@bp.get(f"/inventory/<slug>/files/<{KIND}:kind>")
def download(slug: str, kind: str) -> Download:
    """One list as it is; a template with its headings when it is empty."""
    with store().read() as session:
        at = desk(session, slug)
        fields = columns_of(session, at, kind)
        mine = [one for one in listed(session, kind, at.reach) if at.reach.covers(place_of(session, one))]
        rows = [[str(one.id), *(_cell(field, one) for field in fields)] for one in mine]
    content = sheet.written([sheet.NUMBER, *(field.label for field in fields)], rows)
    name = f'attachment; filename="{slug}-{kind}.csv"'
    return Download(content, mimetype="text/csv", headers={"Content-Disposition": name})


def _cell(field: Field, thing: Thing) -> str:
    if field.name == STATE:
        return field.control.cell(standing_of(thing))
    return field.control.cell(thing.confirmed_on if field.name == CONFIRMED else value_of(thing, field.name))


@bp.post(f"/inventory/<slug>/files/<{KIND}:kind>")
def preview(slug: str, kind: str) -> Answer:
    """What the file would do, line by line; nothing is written yet."""
    with store().read() as session:
        at = desk(session, slug)
        sent = request.files.get("file")
        text = sheet.decoded(sent.read()) if sent and sent.filename else None
        if text is None:
            none = sent is None or not sent.filename
            fault = _("Choose a file first.") if none else sheet.read(None, sheet.Headings()).fault
            return page("inventory/files.html", session, at, fault=fault, chosen=kind), 422
        return _preview(session, at, kind, text)


def _preview(session: Session, at: Desk, kind: str, text: str, *, meanwhile: bool = False) -> Answer:
    found = sheet.read(text, headings(session, at, kind))
    if found.fault:
        return page("inventory/files.html", session, at, fault=found.fault, chosen=kind), 422
    planned = Planner(session, at, kind).plan(found)
    drawn = page(
        "inventory/preview.html",
        session,
        at,
        kind=kind,
        text=text,
        plan=planned,
        unknown=found.unknown,
        meanwhile=meanwhile,
    )
    return (drawn, 409) if meanwhile else drawn


@bp.post(f"/inventory/<slug>/files/<{KIND}:kind>/keep")
def take_over(slug: str, kind: str) -> Answer:
    """Write the lines that are right, as one change; when the lists have changed meanwhile, show the preview anew."""
    text = request.form.get("text", "")
    with store().write() as session:
        at = desk(session, slug)
        found = sheet.read(text, headings(session, at, kind))
        planned = Planner(session, at, kind).plan(found)
        if found.fault or planned.mark != request.form.get("mark"):
            return _preview(session, at, kind, text, meanwhile=not found.fault)
        if planned.entries:
            keep(session, at.reach, planned.entries, "file", _("a file"))
    kept = len(planned.entries)
    flash(ngettext("%(num)s line was taken over.", "%(num)s lines were taken over.", kept))
    return redirect(url_for("inventory.round_", slug=slug), 303)


@bp.get(f"/inventory/<slug>/files/<{KIND}:kind>/keep")
def back_to_files(slug: str, kind: str) -> Response:  # noqa: ARG001 - part of the address
    """Whoever reloads comes back to the files."""
    return redirect(url_for("inventory.files", slug=slug))
