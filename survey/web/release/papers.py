"""Two posters of A3: what people answered, and who has not spoken yet."""

from dataclasses import dataclass

from flask import abort, render_template
from sqlalchemy.orm import Session

from analysis.disclosure import may_show
from survey.clock import now
from survey.i18n import gettext as _
from survey.i18n import ngettext, number
from survey.sentences import public, public_tables, words
from survey.sentences.public_wishes import favourites
from survey.store.districts import Assessment, District, Municipality, districts
from survey.store.releases import released
from survey.store.responses import answers_of_place
from survey.store.rounds import Round
from survey.store.snapshots import latest_of_round
from survey.web.account.staff import store
from survey.web.address import site
from survey.web.public.reading import Shown, of_release
from survey.web.release.reading import town_round
from survey.web.release.views import bp
from survey.web.setup.qr import qr

MOST = 5
"""Wishes on a poster."""


@dataclass(frozen=True)
class Bar:
    """One place or group: how many have answered of how many who live there; no bar where either is not known."""

    name: str
    said: str
    full: int | None


@bp.get("/release/<slug>/poster")
@bp.get("/release/<slug>/poster/<code>")
def poster(slug: str, code: str = "") -> str:
    """What people answered, in the whole town or in one place; only from what is released."""
    with store().read() as session:
        at = town_round(session, slug)
        shown = of_release(session, released(session, at.round) or abort(404))
        place = (shown.place(code) or abort(404)) if code else shown.document["town"]
        told, chosen = shown.told(place), public.figure_of(place, shown.asked, "demand_pick")
        address = f"{site()}results/{slug}" + (f"/{place['districts'][0]}" if code else "")
        return render_template(
            "release/poster.html",
            at=at,
            shown=shown,
            told=told,
            name=shown.name(place) if code else shown.town,
            wishes=favourites(chosen, shown.asked.labels, MOST),
            ranked=chosen is not None and chosen["form"] == "percent",
            address=address,
            qr=qr(address),
        )


@bp.get("/release/<slug>/not-yet")
def not_yet(slug: str) -> str:
    """Who has not spoken yet: totals of this moment by place, and the ages of the last release."""
    with store().read() as session:
        at = town_round(session, slug)
        made = released(session, at.round)
        shown = of_release(session, made) if made else None
        address = f"{site()}s/{slug}"
        return render_template(
            "release/not_yet.html",
            at=at,
            town=session.get_one(Municipality, at.assessment.municipality_id).name,
            places=_places(session, at.round, at.assessment),
            ages=_ages(shown) if shown else [],
            day=shown.day if shown else None,
            moment=now(),
            address=address,
            qr=qr(address),
        )


def _places(session: Session, round_: Round, assessment: Assessment) -> list[Bar]:
    """Every district by name; how many have answered is for anybody from five on."""
    figures = latest_of_round(session, round_, "live")
    people = {district: snapshot.figures.get("people") for district, snapshot in figures.items()}
    mine = [district for district in districts(session, assessment) if not district.outside]
    return [_bar(district, answers_of_place(session, round_, district), people.get(district.id)) for district in mine]


def _bar(district: District, answers: int, people: int | None) -> Bar:
    if not may_show("answers", "public", answers):
        return Bar(words.place(district), _("fewer than five so far"), None)
    return _of(words.place(district), answers, people)


def _ages(shown: Shown) -> list[Bar]:
    """The ages as they were released; those read together stay together."""
    return [_age(name, n, people) for name, n, people in public_tables.ages(shown.document["town"])]


def _age(name: str, answers: int, people: int | None) -> Bar:
    """Among those who answered are some from elsewhere, so this is not one number out of the other."""
    made = _of(name, answers, people)
    if not people:
        return made
    said = _("%(num)s answered, %(people)s live here", num=number(answers), people=number(people))
    return Bar(name, said, made.full)


def _of(name: str, answers: int, people: int | None) -> Bar:
    if not people:
        return Bar(name, ngettext("%(num)s person", "%(num)s people", answers), None)
    said = _("%(num)s of %(people)s people", num=number(answers), people=number(people))
    return Bar(name, said, min(100, round(100 * answers / people)))
