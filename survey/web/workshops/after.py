"""The day after: five things, each with one tap; what the program can know, it knows by itself."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for
from sqlalchemy import exists, select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.i18n import gettext as _
from survey.store import afterwards
from survey.store.accounts import User
from survey.store.afterwards import AfterDeed, deeds_of
from survey.store.evenings import evening_of
from survey.store.workshops import Workshop
from survey.web.account.staff import store
from survey.web.workshops import drafts
from survey.web.workshops.blueprint import bp
from survey.web.workshops.poster import again
from survey.web.workshops.reading import At, Key, desk, one_of
from survey.web.workshops.views import place_of
from survey.workshop.telling import Evening

PATH = "/workshops/<slug>/<uuid:key>/after"


@dataclass(frozen=True)
class Task:
    """A record of the evening that somebody has to do something about, with what has become of it."""

    item: uuid.UUID
    said: Mapping[str, Any]
    by: date | None
    deed: AfterDeed | None
    who: str

    @property
    def done(self) -> bool:
        """Whether nothing more is waited for."""
        return self.deed is not None and self.deed.what != "moved"


@bp.get(PATH)
def after(slug: str, key: Key) -> str:
    """The five things, the next due first; of a rehearsal nothing follows."""
    return _page(slug, key)


def _page(slug: str, key: Key, fault: str = "", item: uuid.UUID | None = None) -> str:
    with store().read() as session:
        at = desk(session, slug)
        workshop = _real(session, at, key)
        evening, deeds = evening_of(session, workshop), deeds_of(session, workshop)
        waiting = drafts.entries(session, at, workshop, evening)
        shown = deeds.get(None)
        return render_template(
            "workshops/after.html", at=at, workshop=workshop, place=place_of(at, workshop), evening=evening,
            promises=_tasks(session, evening, "promises", deeds), missing=_tasks(session, evening, "missing", deeds),
            drafts=waiting, settled=sum(one.state not in ("", "draft") for one in waiting), shown=shown,
            shown_by=_named(session, shown), again=again(evening), following=_following(session, workshop),
            fault=fault, faulty=item, here=next((one for one in at.districts if one.id == workshop.district_id), None),
        )  # fmt: skip


def _real(session: Session, at: At, key: Key) -> Workshop:
    workshop = one_of(session, at, key)
    return abort(404) if workshop.rehearsal else workshop


def _tasks(
    session: Session, evening: Evening, kind: str, deeds: Mapping[uuid.UUID | None, AfterDeed]
) -> Sequence[Task]:
    """What is open first, by its day; what has no day after it; what is done last."""
    entries = [entry for step in evening.steps if step.step == kind for entry in evening.of(step.id)]
    found = [_task(session, entry.item, entry.body, deeds.get(entry.item)) for entry in entries]
    return sorted(found, key=lambda one: (one.done, one.by or date.max))


def _task(session: Session, item: uuid.UUID, said: Mapping[str, Any], deed: AfterDeed | None) -> Task:
    by = date.fromisoformat(said["by"]) if said["by"] else None
    return Task(item, said, deed.until if deed and deed.until else by, deed, _named(session, deed))


def _named(session: Session, deed: AfterDeed | None) -> str:
    return session.get_one(User, deed.user_id).name if deed else ""


def _following(session: Session, workshop: Workshop) -> bool:
    """Whether a later workshop of the same district is planned already."""
    later = exists().where(
        Workshop.round_id == workshop.round_id, Workshop.district_id == workshop.district_id,
        Workshop.day > workshop.day, Workshop.state != "deleted", Workshop.rehearsal.is_(False),
    )  # fmt: skip
    return bool(session.scalar(select(later)))


@bp.post(PATH)
def after_(slug: str, key: Key) -> Response | tuple[str, int]:
    """Mark what became of a promise, of somebody who was missing, or of the evening itself."""
    item = request.form.get("item", type=uuid.UUID)
    what, until = request.form.get("what", ""), _day(request.form.get("until", ""))
    if what == "moved" and until is None:
        return _page(slug, key, _("Say to which day it is moved. Nothing was changed."), item), 422
    with store().write() as session:
        workshop = _real(session, desk(session, slug), key)
        if what not in _may(session, workshop, item):
            abort(404)
        afterwards.mark(session, g.user.id, workshop, item, what, until if what == "moved" else None)
    flash(_("Written down, with your name and the day."))
    return redirect(url_for("workshops.after", slug=slug, key=key), 303)


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None


def _may(session: Session, workshop: Workshop, item: uuid.UUID | None) -> Sequence[str]:
    """What can become of a record: nothing of one that no tablet has sent or that was taken back."""
    if item is None:
        return afterwards.SHOWN
    marks = {"promises": afterwards.PROMISE, "missing": afterwards.ASKED}
    evening = evening_of(session, workshop)
    kinds = [step.step for step in evening.steps if any(entry.item == item for entry in evening.of(step.id))]
    return marks.get(kinds[0], ()) if kinds else ()
