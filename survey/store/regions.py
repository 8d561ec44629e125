"""Towns that share a region: who leads them all of theirs may read them side by side."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from survey.store.accounts import Grant, User
from survey.store.districts import Assessment, Municipality
from survey.store.founding import folded
from survey.store.rounds import SURVEYS, Round
from survey.store.snapshots import Snapshot


@dataclass(frozen=True)
class TownRound:
    """The newest round of one town, with its newest plain totals if there are any."""

    assessment: Assessment
    town: str
    round: Round
    figures: Snapshot | None


def towns_of_region(session: Session, user_id: int, region: str, role: str = "lead") -> list[TownRound]:
    """The towns of a region in which a user holds a role for the whole town, in one question; by name."""
    newest = select(func.max(Round.id)).where(*SURVEYS).group_by(Round.assessment_id)
    live = aliased(Snapshot)
    figures = and_(live.round_id == Round.id, live.district_id.is_(None), live.kind == "live")
    found = (
        select(Assessment, Municipality.name, Round, live)
        .join(Municipality, Municipality.id == Assessment.municipality_id)
        .join(Round, and_(Round.assessment_id == Assessment.id, Round.id.in_(newest)))
        .outerjoin(live, figures)
        .where(Assessment.region != "", _whole_town(user_id, role))
        .order_by(Municipality.name, Assessment.id)
    )
    same = folded(region)
    return [TownRound(*row) for row in session.execute(found) if folded(row[0].region) == same]


def _whole_town(user_id: int, role: str) -> ColumnElement[bool]:
    holder = and_(User.id == Grant.user_id, User.disabled.is_(False))
    covers = or_(Grant.assessment_id.is_(None), Grant.assessment_id == Assessment.id)
    return exists().where(Grant.user_id == user_id, Grant.role == role, Grant.district_id.is_(None), holder, covers)
