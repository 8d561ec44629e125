"""Whose answers somebody may count: leads and facilitators, of their districts or of the whole town."""

from dataclasses import dataclass

from flask import abort, g
from sqlalchemy.orm import Session

from survey.store import ways
from survey.store.accounts import may_whole_town, visible_districts
from survey.store.districts import Assessment, District, Municipality
from survey.store.rounds import Round, round_by_slug


@dataclass(frozen=True)
class At:
    """One round with the districts that are this person's."""

    round: Round
    assessment: Assessment
    town: str
    districts: tuple[District, ...]
    whole: bool
    """Whether they answer for the whole town."""

    @property
    def example(self) -> object:
        """The name in the strip on every page of an invented town."""
        return self.assessment.name if self.assessment.example else ""

    @property
    def slug(self) -> str:
        """The round's address."""
        return self.round.slug


def ways_at(session: Session, slug: str) -> At:
    """The round, for whoever leads or facilitates somewhere in it; for others it does not exist."""
    round_, assessment, town = _found(session, slug)
    districts = ways.districts_for(session, g.user.id, assessment)
    whole = ways.whole_town(session, g.user.id, assessment)
    return At(round_, assessment, town, tuple(districts), whole) if districts else abort(404)


def lead_at(session: Session, slug: str) -> At:
    """The round, for whoever leads the town or one of its districts."""
    round_, assessment, town = _found(session, slug)
    districts = visible_districts(session, g.user.id, assessment.id, "lead")
    whole = may_whole_town(session, g.user.id, "lead", assessment)
    return At(round_, assessment, town, tuple(districts), whole) if districts else abort(404)


def _found(session: Session, slug: str) -> tuple[Round, Assessment, str]:
    round_ = round_by_slug(session, slug)
    if round_ is None or round_.state == "draft":
        abort(404)
    assessment = session.get_one(Assessment, round_.assessment_id)
    return round_, assessment, session.get_one(Municipality, assessment.municipality_id).name
