"""What has come in from a workshop: who was counted at the door, who is missing, and what was set aside."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from analysis.disclosure import may_show
from survey.i18n import text
from survey.questionnaire.model import Text
from survey.store.districts import Census
from survey.store.workshop_items import AsideItem, WorkshopItem, aside_of, attendance
from survey.store.workshops import Workshop
from survey.web.workshops.words import reason
from survey.workshop.agenda import Agenda
from survey.workshop.steps.attendance import MEASURES, Attendance, living, measures, years

SOME = 5
"""Before so many have come, nobody is missing yet."""

WORTH_MISSING = 0.1
ADULT = 15
LATE = ("ended", "over", "deleted", "closed")
"""Reasons that say nothing against a record but its hour."""


@dataclass(frozen=True)
class Group:
    """One group at the door: how many came, and how many of it live in the district, where that is known."""

    name: str
    came: int
    living: int | None


@dataclass(frozen=True)
class Measure:
    """One way of counting, which is never crossed with another."""

    name: str
    groups: tuple[Group, ...]

    @property
    def all(self) -> int:
        """Everybody who was counted this way."""
        return sum(group.came for group in self.groups)

    @property
    def compared(self) -> bool:
        """Whether anything is known about the people who live there."""
        return any(group.living is not None for group in self.groups)


@dataclass(frozen=True)
class Arrived:
    """Everybody who was counted; `missing` are groups of which many live there and nobody came."""

    people: int
    measures: tuple[Measure, ...]
    missing: tuple[Group, ...]
    known: bool
    """Whether it is known how many people of which age live there."""

    @property
    def enough(self) -> bool:
        """Whether it can be said already who is missing."""
        return self.people >= SOME


def arrived(session: Session, workshop: Workshop, agenda: Agenda) -> Arrived:
    """The counts of a workshop, each measure by itself, beside the people who live in the district."""
    steps = [step for step in agenda.steps if isinstance(step, Attendance)]
    came, lives = attendance(session, workshop), _living(session, workshop, steps)
    measures = tuple(_measure(one, steps, came.get(one, Counter()), lives.get(one, {})) for one in MEASURES)
    ages = came.get("age", Counter())
    missing = tuple(_missing(steps, ages, lives.get("age", {})))
    return Arrived(sum(ages.values()), tuple(one for one in measures if one.groups), missing, bool(lives.get("age")))


def _living(session: Session, workshop: Workshop, steps: Sequence[Attendance]) -> dict[str, dict[str, int]]:
    mine = select(Census.age, Census.gender, Census.n).where(Census.district_id == workshop.district_id)
    rows = [(age, gender, n) for age, gender, n in session.execute(mine) if n is not None]
    found: dict[str, dict[str, int]] = {}
    for step in steps:
        for measure, groups in living(step, rows).items():
            found.setdefault(measure, {}).update(groups)
    return found


def _labels(steps: Iterable[Attendance], measure: str) -> dict[str, Text]:
    return {code: label for step in steps for code, label in getattr(step, measure).items()}


def _measure(code: str, steps: Sequence[Attendance], came: Counter[str], lives: dict[str, int]) -> Measure:
    groups = [
        Group(text(label), came[one], lives.get(one))
        for one, label in _labels(steps, code).items()
        if may_show("attendance_group", "facilitator", came[one])
    ]
    return Measure(measures()[code], tuple(groups))


def _missing(steps: Sequence[Attendance], came: Counter[str], lives: dict[str, int]) -> Iterable[Group]:
    """Groups of 15 and over, at least one in ten of the place, of which nobody came: a fact, the largest first."""
    labels = _labels(steps, "age")
    asked = {code: n for code, n in lives.items() if (years(code) or (ADULT, 0))[0] >= ADULT}
    whole = sum(asked.values())
    absent = [code for code, n in asked.items() if not came[code] and n and n / whole >= WORTH_MISSING]
    return (Group(text(labels[code]), 0, asked[code]) for code in sorted(absent, key=lambda one: -asked[one]))


@dataclass(frozen=True)
class Pile:
    """What was set aside for one reason, to be looked at together."""

    code: str
    reason: str
    number: int
    last: date
    late: bool
    """Whether it only came too late, so that it can be taken after all."""


def piles(session: Session, workshop: Workshop) -> list[Pile]:
    """What waits for somebody to look at it, by reason."""
    found: dict[str, list[AsideItem]] = {}
    for one in aside_of(session, workshop):
        found.setdefault(one.reason, []).append(one)
    return [
        Pile(code, reason(code), len(some), max(one.day for one in some), code in LATE)
        for code, some in found.items()
    ]  # fmt: skip


def anything(session: Session, workshop: Workshop) -> bool:
    """Whether a tablet has sent anything that was kept."""
    return bool(session.scalar(select(exists().where(WorkshopItem.workshop_id == workshop.id))))
