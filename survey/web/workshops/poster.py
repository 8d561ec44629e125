"""The evening on a poster for hall and shop: how many came, what they want most, who does what, what follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import render_template, request
from sqlalchemy.orm import Session

from survey.i18n import dated
from survey.i18n import gettext as _
from survey.store.districts import Municipality
from survey.store.evenings import evening_of
from survey.web.account.staff import store
from survey.web.address import site
from survey.web.setup.qr import qr
from survey.web.workshops.blueprint import bp
from survey.web.workshops.reading import Key, desk, one_of
from survey.web.workshops.views import place_of
from survey.workshop.dotted import dots_of, ranked
from survey.workshop.table import headings_of
from survey.workshop.telling import Evening

TOP = 5
MOST_PROMISES = 6


@dataclass(frozen=True)
class Bar:
    """A heading with its dots, and how long its bar is, in hundredths of the longest."""

    place: int
    name: str
    dots: int
    width: int


@bp.get("/workshops/<slug>/<uuid:key>/poster")
def poster(slug: str, key: Key) -> str:
    """The poster in the language of the page, on A3 or A4."""
    with store().read() as session:
        at = desk(session, slug)
        workshop = one_of(session, at, key)
        evening = evening_of(session, workshop)
        promises = list(promised(evening))
        address = f"{site()}results/{slug}/became"
        return render_template(
            "workshops/poster.html", at=at, workshop=workshop, place=place_of(at, workshop),
            town=_town(session, at.assessment.municipality_id), people=evening.people, bars=bars(evening),
            promises=promises[:MOST_PROMISES], left=len(promises) - MOST_PROMISES, again=again(evening),
            address=address, qr=qr(address), a4=request.args.get("paper") == "a4",
        )  # fmt: skip


def _town(session: Session, number: int) -> str:
    return session.get_one(Municipality, number).name


def bars(evening: Evening) -> Sequence[Bar]:
    """The first five headings of a count that is closed and holds; else none."""
    step = next((one for one in evening.steps if one.step == "dots"), None)
    dots = dots_of(evening, step.id) if step else None
    if step is None or dots is None or dots.void or not dots.closed:
        return ()
    names = {one.key: one.name for one in headings_of(evening, step.headings)}
    rows = [row for row in ranked(dots.counts, list(names)) if row[0] <= TOP and row[2]]
    return [Bar(place, names[key], n, round(100 * n / rows[0][2])) for place, key, n in rows]


def promised(evening: Evening) -> Sequence[tuple[str, str]]:
    """Who does what by when. Nobody is named who did not agree to it."""
    steps = [step for step in evening.steps if step.step == "promises"]
    return [_promise(entry.body) for step in steps for entry in evening.of(step.id)]


def _promise(said: Mapping[str, Any]) -> tuple[str, str]:
    by = _("by %(day)s", day=dated(date.fromisoformat(said["by"]))) if said["by"] else ""
    who = said["who"] or _("somebody from the hall")
    return who[:1].upper() + who[1:], ", ".join(filter(None, (said["what"], by)))


def again(evening: Evening) -> str:
    """When people meet again, as it was said last; empty where nobody has settled it."""
    closing = [entry for step in evening.steps if step.step == "closing" for entry in evening.of(step.id)]
    if not closing:
        return ""
    last = max(closing, key=lambda entry: entry.changed).body
    return ", ".join(filter(None, (dated(date.fromisoformat(last["next"])), last["at"], last["where"])))
