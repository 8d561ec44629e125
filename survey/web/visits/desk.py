"""Whose pages these are: a round with the districts in which somebody visits, leads, or looks after people at risk."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from flask import abort, g
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.store.accounts import may_whole_town, visible_districts
from survey.store.districts import Assessment, District
from survey.store.errors import AnswerNotYours
from survey.store.protection import OFFICER
from survey.store.rounds import Round, current_of, for_visits, questionnaire, round_by_slug
from survey.store.visits import VISITOR

Key = uuid.UUID
Found = TypeVar("Found")


@dataclass(frozen=True)
class Desk:
    """One round, and the districts of it in which this person visits, leads, or looks after people at risk."""

    round: Round
    assessment: Assessment
    visits: tuple[District, ...]
    leads: tuple[District, ...]
    protects: tuple[District, ...]
    whole: bool
    """Whether they lead the whole town, and so keep what the organisation states."""
    version: str
    """The questionnaire that visitors read aloud; empty where the round asks people in another way."""

    @property
    def example(self) -> object:
        """The name in the strip on every page of an invented town."""
        return self.assessment.name if self.assessment.example else ""

    def place(self, district_id: int) -> str:
        """The name of one of their districts."""
        every = (*self.visits, *self.leads, *self.protects)
        return next((one.name for one in every if one.id == district_id), "")


def desk(session: Session, slug: str) -> Desk:
    """A round as this person may see it; what they may not see does not exist."""
    round_ = round_by_slug(session, slug) or abort(404)
    assessment = session.get_one(Assessment, round_.assessment_id)
    visits, leads, protects = (
        tuple(visible_districts(session, g.user.id, assessment.id, role)) for role in (VISITOR, "lead", OFFICER)
    )
    if not (visits or leads or protects):
        abort(404)
    current = current_of(session, round_.id)
    version = current.hash if current and for_visits(questionnaire(session, current.hash)) else ""
    whole = may_whole_town(session, g.user.id, "lead", assessment)
    return Desk(round_, assessment, visits, leads, protects, whole, version)


def for_visitors(session: Session, slug: str) -> Desk:
    """The same for whoever goes on visits; for everybody else, and in a round without visits, there is no page."""
    at = desk(session, slug)
    return at if at.visits and at.version else abort(404)


def found(look: Callable[[], Found]) -> Found:
    """What somebody may see, or a page that does not exist."""
    try:
        return look()
    except AnswerNotYours:
        abort(404)


def rounds_of_visits(session: Session, at: Desk) -> list[Round]:
    """The rounds of the town that are asked at home."""
    every = session.scalars(select(Round).where(Round.assessment_id == at.assessment.id).order_by(Round.id))
    current = ((one, current_of(session, one.id)) for one in every)
    return [one for one, version in current if version and for_visits(questionnaire(session, version.hash))]
