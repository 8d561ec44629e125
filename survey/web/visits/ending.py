"""The end of a visit: how long it took, and what somebody passes on because the person agreed to it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from flask import flash, g, redirect, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from survey.clock import today
from survey.i18n import gettext as _
from survey.i18n import worded
from survey.questionnaire.context import Context
from survey.questionnaire.types import type_of
from survey.store.districts import District
from survey.store.offerings import Offering
from survey.store.referrals import LONGEST_WHOM, promise, promised
from survey.store.rounds import questionnaire
from survey.store.stakeholders import Offer, Provider
from survey.store.visits import Visit, VisitCode, own_visit
from survey.web.account.staff import store
from survey.web.visits.blueprint import bp
from survey.web.visits.desk import Desk, Key, for_visitors, found
from survey.web.visits.interview import WHOM, needs

LONGEST_MINUTES = 480
ACTIVITY_FOR = {"doctor": "ride_service", "shopping": "ride_service", "going_out": "ride_service",
                "digital": "digital_help", "company": "neighbour_help", "escort": "neighbour_help"}  # fmt: skip
"""Which activity of the inventory meets a need, so that whoever runs it is proposed."""


@dataclass(frozen=True)
class Need:
    """One line of the form: a need, whom one would tell, and what is wrong with the line."""

    code: str
    label: str
    whom: str
    agreed: bool
    unmet: bool
    fault: str = ""


@dataclass(frozen=True)
class Typed:
    """What was sent with the form; nothing before it was sent."""

    minutes: str
    fault: str
    needs: tuple[Need, ...]


@bp.get("/visits/<slug>/end/<uuid:key>")
def end(slug: str, key: Key) -> str:
    """What is left to say about a visit of one's own."""
    with store().read() as session:
        at = for_visitors(session, slug)
        visit, code, district = found(partial(own_visit, session, g.user.id, at.round, key))
        return draw_end(session, at, visit, code, district)


@bp.post("/visits/<slug>/end/<uuid:key>")
def ended(slug: str, key: Key) -> Response | tuple[str, int]:
    """Keep minutes and promises; what cannot be kept comes back with the rest of what was typed."""
    with store().write() as session:
        at = for_visitors(session, slug)
        visit, code, district = found(partial(own_visit, session, g.user.id, at.round, key))
        typed = _read(session, at)
        if typed.fault or any(need.fault for need in typed.needs):
            return draw_end(session, at, visit, code, district, typed=typed), 422
        visit.minutes = int(typed.minutes) if typed.minutes else visit.minutes
        for need in typed.needs:
            if need.agreed:
                promise(session, g.user.id, visit, need.code, need.whom, today())
    flash(_("The visit is saved."))
    return redirect(url_for("visits.round_", slug=slug), 303)


def _read(session: Session, at: Desk) -> Typed:
    form, unmet = request.form, request.form.getlist("unmet")
    minutes = form.get("minutes", "").strip()[:10]
    right = not minutes or (minutes.isascii() and minutes.isdigit() and int(minutes) <= LONGEST_MINUTES)
    wrong = _("Write the minutes in digits, up to %(most)s. Nothing was saved yet.", most=LONGEST_MINUTES)
    lines = tuple(_line(code, label, proposed, code in unmet) for code, label, proposed in _offered(session, at))
    return Typed(minutes, "" if right else wrong, lines)


def _line(code: str, label: str, proposed: str, unmet: bool) -> Need:
    whom = " ".join(request.form.get(f"whom_{code}", "").replace("\0", "").split())
    agreed = f"agreed_{code}" in request.form
    fault = ""
    if agreed and not whom:
        fault = _("Say whom you tell. Nothing was saved yet.")
    elif len(whom) > LONGEST_WHOM:
        fault = _("That is too long; up to %(most)s characters. Nothing was saved yet.", most=LONGEST_WHOM)
    elif whom and whom != proposed and not agreed:
        fault = _("Only what the person agrees to is passed on: tick it, or empty the line. Nothing was saved yet.")
    return Need(code, label, whom, agreed, unmet, fault)


def draw_end(
    session: Session, at: Desk, visit: Visit, code: VisitCode, district: District,
    *, code_to_keep: str = "", unmet: list[str] | None = None, typed: Typed | None = None,
) -> str:  # fmt: skip
    """The page after the talk, or after a visit that came to nothing more."""
    lines = typed.needs if typed else tuple(_fresh(session, at, unmet or []))
    minutes = typed.minutes if typed else str(visit.minutes if visit.minutes is not None else "")
    return render_template(
        "visits/end.html", at=at, visit=visit, number=code.number, district=district.name, code=code_to_keep,
        unmet=[line for line in lines if line.unmet], further=[line for line in lines if not line.unmet],
        minutes=minutes, fault=typed.fault if typed else "", whom=whom_to_tell(session, at),
        waiting=promised(session, code, today()), labels=need_labels(session, at),
    )  # fmt: skip


def _fresh(session: Session, at: Desk, unmet: list[str]) -> Iterator[Need]:
    for code, label, proposed in _offered(session, at):
        yield Need(code, label, proposed if code in unmet else "", agreed=False, unmet=code in unmet)


def _offered(session: Session, at: Desk) -> Iterator[tuple[str, str, str]]:
    """Every need with its words and whom one would tell."""
    meets = _meets(session, at)
    for code, label in need_labels(session, at).items():
        yield code, label, meets.get(ACTIVITY_FOR.get(code, ""), "")


def need_labels(session: Session, at: Desk) -> Mapping[str, str]:
    """The needs in the words of the questionnaire."""
    asked = questionnaire(session, at.version)
    return {row.code: worded(row.label) for question in needs(asked) for row in getattr(question, "rows", ())}


def whom_to_tell(session: Session, at: Desk) -> list[str]:
    """Whom one could tell: the answers of the questionnaire, and the organisations in the lists."""
    asked = questionnaire(session, at.version)
    question = next((q for q in asked.questions() if q.measures == WHOM), None)
    options = type_of(question).options(question, Context()) if question else ()
    mine = select(Provider.name).where(Provider.assessment_id == at.assessment.id, Provider.state == "confirmed")
    names = session.scalars(mine.order_by(Provider.name))
    return [*(worded(one.label) for one in options if one.code != "none"), *names]


def _meets(session: Session, at: Desk) -> dict[str, str]:
    """By activity, an organisation that runs it or has offered to."""
    here = Provider.assessment_id == at.assessment.id
    runs = select(Provider.name, Offering.activities).join(Offering, Offering.provider_id == Provider.id)
    offers = select(Provider.name, Offer.activities).join(Offer, Offer.provider_id == Provider.id)
    found: dict[str, str] = {}
    for asked in (runs.where(here, Offering.state == "running"), offers.where(here, Offer.state == "confirmed")):
        for name, activities in session.execute(asked.order_by(Provider.name)):
            for activity in activities:
                found.setdefault(activity, name[:LONGEST_WHOM])
    return found
