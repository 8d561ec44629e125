"""The workshops of a round, and the one workshop: its plan, its agenda, its tablets, and what has come in."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app, g, render_template, request
from sqlalchemy.orm import Session

from survey.clock import now, today
from survey.i18n import text
from survey.store.accounts import User
from survey.store.evenings import evening_of
from survey.store.tablets import tablets_of
from survey.store.workshop_items import number_aside
from survey.store.workshops import Workshop, deleted_of, workshops_of
from survey.web.account.staff import store
from survey.web.address import site
from survey.web.inventory import words as standings
from survey.web.workshops import agendas, words
from survey.web.workshops.arrived import arrived, piles
from survey.web.workshops.blueprint import bp
from survey.web.workshops.drafts import entries
from survey.web.workshops.joining import joining as phones_of
from survey.web.workshops.reading import At, Key, desk, one_of
from survey.web.workshops.tryout_page import tryout_cards
from survey.workshop.agenda import Agenda
from survey.workshop.step import Step
from survey.workshop.steps import told_of

_OWN = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True)
class Card:
    """One workshop in the list: where, what happens, how many came, and how much waits to be looked at."""

    workshop: Workshop
    place: str
    agenda: str
    came: int
    aside: int


@dataclass(frozen=True)
class Part:
    """One step of the evening, and when it begins: after so many minutes, and by the clock where that is settled."""

    step: Step
    first: int
    last: int
    begins: str


@bp.get("/workshops/<slug>")
def round_(slug: str) -> str:
    """All workshops of this person: those to come, those that were, and those that were deleted."""
    return listing(slug)


def listing(slug: str, fault: str = "") -> str:
    """The list, also with what was wrong with a file."""
    with store().read() as session:
        at = desk(session, slug)
        mine, gone = workshops_of(session, g.user.id, at.round), deleted_of(session, g.user.id, at.round)
        aside = number_aside(session, [one.id for one in (*mine, *gone)])
        cards = [_card(session, at, one, aside) for one in mine]
        dropped = [_card(session, at, one, aside) for one in gone]
        tryouts = tryout_cards(session, at)
    return render_template(
        "workshops/round.html", at=at, deleted=dropped, fault=fault, tryouts=tryouts,
        coming=[one for one in reversed(cards) if one.workshop.day >= today()],
        past=[one for one in cards if one.workshop.day < today()],
    )  # fmt: skip


def _card(session: Session, at: At, workshop: Workshop, aside: dict[uuid.UUID, int]) -> Card:
    agenda = agendas.agenda_at(session, workshop.agenda)
    came = 0 if workshop.rehearsal else arrived(session, workshop, agenda).people
    return Card(workshop, place_of(at, workshop), agendas.called(agenda), came, aside.get(workshop.id, 0))


def place_of(at: At, workshop: Workshop) -> str:
    """The name of the district where people meet."""
    return next((one.name for one in at.districts if one.id == workshop.district_id), "")


@bp.get("/workshops/<slug>/<uuid:key>")
def one(slug: str, key: Key) -> str:
    """The one workshop; of one that was deleted only what has to be settled."""
    return one_page(slug, key)


def one_page(slug: str, key: Key, fault: str = "") -> str:
    """The page, also with what was wrong with a file."""
    with store().read() as session:
        at = desk(session, slug)
        workshop = one_of(session, at, key, deleted=True)
        agenda = agendas.agenda_at(session, workshop.agenda)
        leader = session.get(User, workshop.facilitator_id) if workshop.facilitator_id else None
        evening = evening_of(session, workshop)
        return render_template(
            "workshops/one.html", at=at, workshop=workshop, place=place_of(at, workshop), agenda=agenda,
            title=text(agenda.title), parts=parts_of(agenda, workshop), leader=leader.name if leader else "",
            invited=_names(workshop.invited), asked=_asked(workshop), ways=_known(workshop.ways, words.ways()),
            tablets=tablets_of(session, workshop), arrived=arrived(session, workshop, agenda),
            told=told_of(evening, without="attendance"), standings=standings,
            entries=entries(session, at, workshop, evening),
            piles=piles(session, workshop), over=workshop.day < today(), secure=is_secure(), now=now(),
            aloud="aloud" in request.args, joining=phones_of(session, workshop), fault=fault,
        )  # fmt: skip


def parts_of(agenda: Agenda, workshop: Workshop) -> list[Part]:
    """The steps one after the other; what may be left out takes no time from those after it."""
    found, passed = [], 0
    for step in agenda.steps:
        last = passed + step.minutes
        found.append(Part(step, passed, last, _clock(workshop.begins, passed)))
        passed = passed if step.optional else last
    return found


def _clock(begins: str, passed: int) -> str:
    if not begins:
        return ""
    return (datetime.strptime(begins, "%H:%M") + timedelta(minutes=passed)).strftime("%H:%M")  # noqa: DTZ007


def _known(codes: list[str], choices: list[tuple[str, str]]) -> list[str]:
    return [label for code, label in choices if code in codes]


def _names(codes: list[str]) -> list[str]:
    return _known(codes, [*words.groups(), *words.organisations()])


def _asked(workshop: Workshop) -> list[str]:
    """Whom nobody has invited yet, by name."""
    every = [*words.groups(), *words.organisations()]
    return [label for code, label in every if code not in workshop.invited]


def is_secure() -> bool:
    """Whether browsers let a tablet keep anything for this address: only over https, or on this very computer."""
    if current_app.config["HALL"]:  # it serves tablets also where they keep nothing by themselves
        return True
    return site().startswith("https://") or request.host.rpartition(":")[0] in _OWN or request.host in _OWN
