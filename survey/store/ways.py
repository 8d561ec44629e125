"""How answers came in: bare counts by the way of asking and by what let people in."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey.store.accounts import districts_of_roles, may_whole_town
from survey.store.districts import Assessment, District
from survey.store.documents import Response
from survey.store.rounds import Round

ROLES = ("lead", "facilitator")


def by_way(session: Session, round_: Round, districts: Sequence[District]) -> dict[tuple[str, str], int]:
    """The answers that count at this moment, by channel and access."""
    asked = select(Response.channel, Response.access, func.count()).where(
        Response.round_id == round_.id,
        Response.state == "counted",
        Response.district_id.in_([one.id for one in districts]),
    )
    found = session.execute(asked.group_by(Response.channel, Response.access))
    return {(channel, access): n for channel, access, n in found}


def districts_for(session: Session, user_id: int | None, assessment: Assessment) -> list[District]:
    """Where somebody leads or facilitates, in the order of the pages."""
    return districts_of_roles(session, user_id, assessment.id, ROLES)


def whole_town(session: Session, user_id: int | None, assessment: Assessment) -> bool:
    """Whether one of these roles holds for all of it."""
    return any(may_whole_town(session, user_id, role, assessment) for role in ROLES)
