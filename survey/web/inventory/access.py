"""Whose lists these are: a lead's own districts, all of them for the lead or administrator of the town."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import abort, g
from sqlalchemy.orm import Session

from survey.i18n import text
from survey.questionnaire.model import Activity, Option, Question, Questionnaire
from survey.store import versions
from survey.store.districts import Assessment, District
from survey.store.listing import Reach, Thing, reach, thing_at
from survey.store.rounds import Round, current_of, questionnaire, round_by_slug
from survey.web.manage.uploaded import catalogue


@dataclass(frozen=True)
class Desk:
    """One round, the districts whose lists this person keeps, and what its people are asked about."""

    round: Round
    assessment: Assessment
    reach: Reach
    asked: Questionnaire | None

    @property
    def slug(self) -> str:
        """The round's address."""
        return self.round.slug

    @property
    def example(self) -> object:
        """The name in the strip on every page of an invented town."""
        return self.assessment.name if self.assessment.example else ""

    @property
    def districts(self) -> tuple[District, ...]:
        """Their districts; nothing takes place where people live who live in none."""
        return tuple(one for one in self.reach.districts if not one.outside)

    @property
    def activities(self) -> Mapping[str, Activity]:
        """Everything that can be offered here, also what only this round has."""
        return self.asked.activities if self.asked and self.asked.activities else catalogue()

    def activity(self, code: str) -> str:
        """What an activity is called."""
        known = self.activities.get(code) or catalogue().get(code)
        return text(known.label) if known else code

    def offered(self) -> tuple[str, ...]:
        """The activities that people are asked about, since these are looked for first."""
        if self.asked is None:
            return ()
        picks = [question for question in self.asked.questions() if question.measures == "demand_pick"]
        known = [option.code for question in picks for option in _options(question)]
        return tuple(code for code in known if code in self.activities)


def _options(question: Question) -> tuple[Option, ...]:
    return tuple(getattr(question, "options", ()))


def desk(session: Session, slug: str) -> Desk:
    """The round of that address, if any of its lists is theirs; a round need not be open for that."""
    round_ = round_by_slug(session, slug) or abort(404)
    assessment = session.get_one(Assessment, round_.assessment_id)
    mine = reach(session, g.user.id, assessment) or abort(404)
    return Desk(round_, assessment, mine, _asked(session, round_))


def _asked(session: Session, round_: Round) -> Questionnaire | None:
    current = current_of(session, round_.id)
    if current:
        return questionnaire(session, current.hash)
    draft = versions.draft_of(session, round_)
    return versions.draft_questionnaire(session, draft) if draft else None


def district_of(at: Desk, code: str) -> District:
    """One of their districts; any other does not exist."""
    return next((one for one in at.districts if one.code == code), None) or abort(404)


def mine(session: Session, at: Desk, kind: str, number: int) -> Thing:
    """One thing that is theirs to change; any other does not exist."""
    return thing_at(session, kind, number, at.reach) or abort(404)
