"""What the latest workshop of a district came to, beside the survey and never added to it."""

from dataclasses import dataclass

from flask import g
from sqlalchemy.orm import Session

from survey.figures import Live
from survey.i18n import ngettext
from survey.store.districts import District
from survey.store.evenings import evening_of, latest_evening
from survey.store.workshops import Workshop
from survey.web.dashboard.reading import Desk
from survey.workshop.dotted import dots_of, ranked
from survey.workshop.steps import type_of
from survey.workshop.table import Heading, headings_of
from survey.workshop.telling import Evening, Told

TOP = 5


@dataclass(frozen=True)
class Wanted:
    """A heading of the hall with its place and its dots; `both` when the survey has it among its first five, too."""

    place: int
    name: str
    dots: int
    both: bool
    activities: tuple[str, ...] = ()


@dataclass(frozen=True)
class InTheHall:
    """The newest evening: how many came, the first five headings, what was promised, and how that compares."""

    workshop: Workshop
    people: int
    top: tuple[Wanted, ...]
    compared: str
    promises: Told | None


def in_the_hall(session: Session, at: Desk, place: District, live: Live) -> InTheHall | None:
    """The newest workshop of a district; None where there was none, or for whoever may not see it."""
    workshop = latest_evening(session, g.user.id, at.round, place.id)
    if workshop is None:
        return None
    evening = evening_of(session, workshop)
    survey = first_of_survey(live)
    top = _top(evening, survey or set())
    return InTheHall(workshop, evening.people, top, _compared(top) if survey else "", _promises(evening))


def first_of_survey(live: Live) -> set[str] | None:
    """The first five activities of the survey; None where so few have answered that there is no order."""
    wishes = live["wishes"]
    if wishes is None or wishes["form"] == "none" or wishes["order"] != "ranks":
        return None
    return {row["code"] for row in wishes["rows"][:TOP] if row["picked"]}


def _top(evening: Evening, survey: set[str]) -> tuple[Wanted, ...]:
    step = next((one for one in evening.steps if one.step == "dots"), None)
    dots = dots_of(evening, step.id) if step else None
    if step is None or dots is None or dots.void or not dots.closed:
        return ()
    headings: dict[str, Heading] = {one.key: one for one in headings_of(evening, step.headings)}
    rows = [row for row in ranked(dots.counts, list(headings)) if row[0] <= TOP and row[2]]
    return tuple(
        Wanted(place, headings[key].name, n, bool(survey & set(headings[key].activities)), headings[key].activities)
        for place, key, n in rows
    )


def _compared(top: tuple[Wanted, ...]) -> str:
    """How many of the hall's first headings hold something of the survey's first five; no more is claimed of so few."""
    both = sum(one.both for one in top)
    return ngettext(
        "%(both)s of %(num)s heading holds an activity that is among the first five of the survey, too.",
        "%(both)s of %(num)s headings hold an activity that is among the first five of the survey, too.",
        len(top), both=both,
    ) if top else ""  # fmt: skip


def _promises(evening: Evening) -> Told | None:
    step = next((one for one in evening.steps if one.step == "promises"), None)
    return type_of(step).tell(step, evening) if step else None


__all__ = ["InTheHall", "first_of_survey", "in_the_hall"]
