"""From the hall into the lists of what exists: one record after the other, each as a draft that waits."""

from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.i18n import gettext as _
from survey.store.evenings import evening_of
from survey.store.hall_drafts import Said, draft, said_in
from survey.store.workshops import Workshop
from survey.web.account.staff import store
from survey.web.inventory import access
from survey.web.inventory.entered import Typed, read_form
from survey.web.inventory.kinds import Field, fields_of
from survey.web.workshops.blueprint import bp
from survey.web.workshops.reading import At, Key, desk, one_of

PATH = "/workshops/<slug>/<uuid:key>/lists/<uuid:item>"
Answer = str | tuple[str, int] | Response


@dataclass(frozen=True)
class Record:
    """One record of an evening, at both desks: that of the workshops and that of the lists."""

    at: At
    lists: access.Desk
    workshop: Workshop
    said: Said
    field: Field
    """What it is, asked where its heading does not say so."""

    @property
    def activities(self) -> list[str]:
        """What its heading stands for, as far as that can be offered here."""
        return [code for code in self.said.activities if code in self.lists.activities]


def _record(session: Session, slug: str, key: Key, item: Key) -> Record | None:
    """The record for whoever may plan there and keeps the lists; None where the tablet has taken it back."""
    at, lists = desk(session, slug), access.desk(session, slug)
    workshop = one_of(session, at, key)
    if workshop.rehearsal or not lists.reach.covers(workshop.district_id):
        abort(404)
    said = next((one for one in said_in(evening_of(session, workshop)) if one.item == item), None)
    fields = fields_of(session, lists, "offerings")
    field = next(one for one in fields if one.name == "activities")
    return Record(at, lists, workshop, said, field) if said else None


@bp.get(PATH)
def choosing(slug: str, key: Key, item: Key) -> Answer:
    """What a record is, to be chosen from the activities; those of its heading are chosen already."""
    with store().read() as session:
        found = _record(session, slug, key, item)
        return _page(found, Typed({found.field.name: found.activities})) if found else _gone(slug, key)


def _page(found: Record, typed: Typed) -> str:
    return render_template("workshops/choose.html", at=found.at, workshop=found.workshop, said=found.said,
                           field=found.field, typed=typed)  # fmt: skip


@bp.post(PATH)
def into_lists(slug: str, key: Key, item: Key) -> Answer:
    """Put a record into the lists; without an activity it is asked first what it is."""
    with store().write() as session:
        found = _record(session, slug, key, item)
        if found is None:
            return _gone(slug, key)
        chosen = found.activities
        if "chosen" in request.form:
            typed = read_form([found.field], request.form)
            if typed.faults:
                return _page(found, typed), 422
            chosen = typed.values[found.field.name]
        if not chosen:
            return _page(found, Typed({}))
        made = draft(session, found.lists.reach, found.workshop, found.said, chosen)
    flash(_said(made, found.said.name))
    return _back(slug, key)


def _said(made: bool, name: str) -> str:
    if made:
        return _("%(name)s is in the lists and waits there for you. It counts as soon as it is confirmed.", name=name)
    return _("%(name)s was put into the lists before. Nothing was changed.", name=name)


def _gone(slug: str, key: Key) -> Response:
    flash(_("The tablet has taken this back in the meantime. Nothing was changed."))
    return _back(slug, key)


def _back(slug: str, key: Key) -> Response:
    return redirect(url_for("workshops.one", slug=slug, key=key, _anchor="lists"), 303)
