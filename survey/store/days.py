"""On which day people answered and in which way; the worker counts it, a page only reads the counts."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from survey.store.documents import Response


class DayRow(NamedTuple):
    """How many answers of one day came in one way."""

    day: date
    channel: str
    n: int


def by_day(session: Session, round_id: int, district_id: int) -> list[DayRow]:
    """The answers of a district that count, by the day they were given, the earliest first."""
    kind = (Response.day, Response.channel)
    found = select(*kind, func.count()).where(Response.round_id == round_id, Response.district_id == district_id)
    found = found.where(Response.state == "counted").group_by(*kind).order_by(*kind)
    return [DayRow(*row) for row in session.execute(found)]
