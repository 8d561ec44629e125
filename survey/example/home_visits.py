"""Invented home visits: a round of their own, numbers instead of names, a few talks and what was promised at them.

No worry about anybody is invented: such a note could be taken for a real one.
"""

import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.example.stories import QUESTIONNAIRES
from survey.example.town import CODE
from survey.questionnaire.load import load
from survey.store.accounts import user_named, visible_districts
from survey.store.base import Store
from survey.store.districts import Assessment, assessment, district
from survey.store.referrals import promise
from survey.store.responses import submit
from survey.store.rounds import Round, publish, round_by_slug
from survey.store.tally import fold
from survey.store.visits import VISITOR, Visit, VisitCode, make_codes

SLUG = "lipovje-visits"
NUMBERS = {"ob-potoku": 12, "stara-zaga": 8}
VISITOR_NAME = "lipovje-facilitator"
OUTCOMES = ("done", "done", "not_home", "done", "refused", "done", "moved_home", "done", "done", "died")
PROMISES = (
    (45, "doctor", "Prostovoljni prevozi Lipovje", "open"), (38, "firewood", "Gasilsko društvo Ob Potoku", "taken"),
    (12, "digital", "Mladinski klub Veja", "open"), (9, "meal", "Karitas Lipovje", "done"),
    (6, "company", "Društvo upokojencev Ob Potoku", "not_possible"),
)  # fmt: skip


def leave_home_visits(store: Store, today: date) -> None:
    """Make the round of visits with everything in it, once."""
    with store.write() as session:
        town, user = assessment(session, CODE), user_named(session, VISITOR_NAME)
        if town is None or user is None or round_by_slug(session, SLUG):
            return
        round_ = _round(session, town, today)
        visits = [one for place in NUMBERS for one in _visits(session, user.id, round_, place, today)]
        for visit, place in visits:
            if visit.outcome == "done":
                _answer(store, session, round_, visit, place)
        _promises(session, user.id, [visit for visit, _place in visits if visit.outcome == "done"], today)
        fold(session)


def _round(session: Session, town: Assessment, today: date) -> Round:
    name = {"sl": "Obiski na domu", "hr": "Posjeti kod kuće", "en": "Home visits"}
    opened = Round(assessment_id=town.id, slug=SLUG, name=name, state="open", opens=today - timedelta(days=90))
    session.add(opened)
    session.flush()
    publish(session, opened, load(QUESTIONNAIRES / "home_visit.yaml"), "example")
    return opened


def _visits(session: Session, user_id: int, round_: Round, place: str, today: date) -> Iterator[tuple[Visit, str]]:
    """A number for everybody on the list; some have not been reached yet, some were visited twice."""
    where = district(session, round_.assessment_id, place)
    if where is None or where.id not in {one.id for one in visible_districts(session, user_id, None, VISITOR)}:
        return
    numbers = make_codes(session, user_id, round_, where.id, NUMBERS[place], today - timedelta(days=80))
    asked = select(VisitCode).where(VisitCode.round_id == round_.id, VisitCode.number.in_(numbers))
    rng = Random(place)
    for at, (code, outcome) in enumerate(
        zip(session.scalars(asked.order_by(VisitCode.number)), OUTCOMES, strict=False)
    ):
        for kind, ago in (("first", 70 - 5 * at), *((("repeat", 8),) if at == 0 else ())):
            made = Visit(
                id=uuid.uuid4(), code_id=code.id, user_id=user_id, day=today - timedelta(days=max(ago, 1)), kind=kind,
                outcome=outcome, minutes=rng.randrange(30, 95, 5) if outcome == "done" else None,
            )  # fmt: skip
            session.add(made)
            yield made, place
    session.flush()


def _answer(store: Store, session: Session, round_: Round, visit: Visit, place: str) -> None:
    """What somebody said at a first visit; at a repeat visit nobody wanted to be written down."""
    visit.consent, visit.answered = ("no", False) if visit.kind == "repeat" else ("yes", True)
    if visit.answered:
        submit(
            store, session, round_, _said(visit, place), client_id=f"example-visit-{visit.id}", channel="home_visit",
            access="device", language="sl", day=visit.day, district=place,
        )  # fmt: skip


def _said(visit: Visit, place: str) -> dict[str, Any]:
    rng = Random(visit.day.toordinal())
    needs = ("none", "met", "met", "unmet")
    home = {row: rng.choice(needs) for row in ("meal", "housework", "firewood", "heating", "safety")}
    out = {row: rng.choice(needs) for row in ("shopping", "doctor", "pharmacy", "escort", "going_out")}
    return {
        "h0_place": place, "h0_kind": visit.kind, "h0_date": visit.day.isoformat(), "h0_outcome": "done", "h1": "yes",
        "age": rng.choice(("a65_74", "a75_84", "a85p")), "gender": rng.choice(("f", "f", "m")), "h3_home": home,
        "h3_out": out, "h5": rng.choice(("daily", "few_week", "weekly", "rarely")),
    }  # fmt: skip


def _promises(session: Session, user_id: int, visits: list[Visit], today: date) -> None:
    for visit, (ago, need, whom, state) in zip(visits, PROMISES, strict=False):
        made = promise(session, user_id, visit, need, whom, today - timedelta(days=ago))
        made.state = state
        made.closed_on = today - timedelta(days=2) if state in ("done", "not_possible") else None
