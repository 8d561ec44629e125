"""What became of what the invented people said: a few topics, each in another state."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from survey.example.stories import table
from survey.store.became import Reach, Step, Topic, keep, topics_of
from survey.store.districts import Assessment, districts
from survey.store.rounds import Round


def tell_what_became(session: Session, round_: Round, today: date) -> None:
    """Write the topics once; whoever has changed them keeps their own."""
    if topics_of(session, round_):
        return
    places = {one.code: one.id for one in districts(session, session.get_one(Assessment, round_.assessment_id))}
    reach = Reach(None, frozenset([None, *places.values()]))
    for said in table("became.yaml"):
        steps = tuple(_steps(said["steps"], today))
        public = datetime.combine(steps[-1].day, time(10), UTC) if said["public"] else None
        place = places[said["district"]] if said.get("district") else None
        given = Topic(said.get("code", ""), said.get("heading", {}), said.get("said", {}), steps, place, public)
        keep(session, round_, reach, given)


def _steps(listed: Iterable[dict[str, Any]], today: date) -> Iterable[Step]:
    for one in listed:
        later = today + timedelta(days=one["news_in_days"]) if "news_in_days" in one else None
        yield Step(one["state"], today - timedelta(days=one["days_ago"]), one["what"], later)
