"""Who may make questionnaires: a lead or an administrator of the whole town; for all others the page does not exist."""

from dataclasses import dataclass

from flask import abort, g
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.store.accounts import may_whole_town
from survey.store.districts import Assessment
from survey.store.rounds import Round, round_by_slug

ROLES = ("lead", "administrator")


@dataclass(frozen=True)
class At:
    """One round that this person may change."""

    round: Round
    assessment: Assessment

    @property
    def slug(self) -> str:
        """The round's address."""
        return self.round.slug

    @property
    def example(self) -> object:
        """The name in the strip on every page of an invented town."""
        return self.assessment.name if self.assessment.example else ""


def may_manage(session: Session, assessment: Assessment) -> bool:
    """Whether this person answers for the whole town."""
    return any(may_whole_town(session, g.user.id, role, assessment) for role in ROLES)


def round_at(session: Session, slug: str) -> At:
    """The round of that address, if this person may change it."""
    round_ = round_by_slug(session, slug) or abort(404)
    assessment = session.get_one(Assessment, round_.assessment_id)
    if not may_manage(session, assessment):
        abort(404)
    return At(round_, assessment)


def rounds_to_manage(session: Session) -> list[At]:
    """Every round this person may change, the newest first."""
    found = session.execute(
        select(Round, Assessment)
        .join(Assessment, Assessment.id == Round.assessment_id)
        .where(Round.aside.is_(False))
        .order_by(Round.id.desc())
    )
    return [At(round_, assessment) for round_, assessment in found if may_manage(session, assessment)]
