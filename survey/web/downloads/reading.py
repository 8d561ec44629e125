"""Who may take what away: rights first, and what somebody may not have does not exist."""

from dataclasses import dataclass

from flask import abort, g
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.store.accounts import may_whole_town, visible_districts
from survey.store.districts import Assessment, District, Municipality
from survey.store.rounds import Round, current_of

LEAD, KEEPER = "lead", "data_keeper"


@dataclass(frozen=True)
class Counter:
    """One round, the districts whose figures somebody may take, and whether they keep the data of the whole town."""

    round: Round
    assessment: Assessment
    town: str
    districts: tuple[District, ...]
    keeper: bool

    @property
    def example(self) -> object:
        """The name in the strip on every page of an invented town."""
        return self.assessment.name if self.assessment.example else ""

    @property
    def slug(self) -> str:
        """The round's address."""
        return self.round.slug


def counter(session: Session, slug: str) -> Counter:
    """A round as this person may take it away."""
    found = session.execute(
        select(Round, Assessment, Municipality.name)
        .join(Assessment, Assessment.id == Round.assessment_id)
        .join(Municipality, Municipality.id == Assessment.municipality_id)
        .where(Round.slug == slug, Round.state != "draft")
    ).one_or_none()
    if found is None:
        abort(404)
    round_, assessment, town = found
    districts = visible_districts(session, g.user.id, assessment.id, role=LEAD)
    keeper = may_whole_town(session, g.user.id, KEEPER, assessment)
    if not (districts or keeper) or current_of(session, round_.id) is None:
        abort(404)
    return Counter(round_, assessment, town, tuple(districts), keeper)


def chosen(at: Counter, code: str) -> tuple[District, ...]:
    """The districts of one download: the one named, or all that this person may see."""
    if not at.districts:
        abort(404)
    if not code:
        return at.districts
    return tuple(one for one in at.districts if one.code == code) or abort(404)
