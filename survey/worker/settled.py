"""What is renewed only once a day: groups of people and sensitive questions, so that no single answer shows."""

from datetime import datetime, timedelta
from typing import Any

from analysis.coverage import coverage
from analysis.disclosure import may_show
from survey.figures import FORMAT, Group, Settled
from survey.worker import questions
from survey.worker.place import Place

RENEWED_AFTER = timedelta(hours=20)
"""A little less than a day, so that a page renewed each night never waits for two."""

NEW_ANSWERS = 5


def due(answers: int, counted: int, made_at: datetime, now: datetime) -> bool:
    """Whether settled figures, made of so many answers, may be renewed: after a day with enough new ones."""
    return now - made_at >= RENEWED_AFTER and abs(answers - counted) >= NEW_ANSWERS


def settled(place: Place) -> Settled:
    """Count the groups and the sensitive questions of one district."""
    compared = coverage(place.cube, place.census)
    sensitive = place.asked.sensitive
    of = (sensitive, place.district.code, place.cube.codebook)
    return Settled(
        format=FORMAT,
        version=place.asked.version,
        answers=place.answers,
        groups=[_group(row) for row in compared.to_dict("records") if _shown(row)],
        unstated={row["dimension"]: row["unstated"] for row in compared.to_dict("records")},
        access=questions.sensitive(*of, "access_need", without=_none_of_these(place, "access_need")),
        loneliness=questions.sensitive(*of, "loneliness"),
        mobility=questions.sensitive(*of, "mobility"),
        charts={},
    )


def _none_of_these(place: Place, role: str) -> set[str]:
    """Answers that stand alone: who needs nothing is not a need."""
    asked = {v.question for v in place.cube.codebook.by_role(role)}
    questions_ = (place.asked.questionnaire.question(identifier) for identifier in asked)
    return {option.code for question in questions_ for option in getattr(question, "options", ()) if option.exclusive}


def _shown(row: dict[Any, Any]) -> bool:
    return bool(may_show("attendance_group", questions.AUDIENCE, row["answered"]))


def _group(row: dict[Any, Any]) -> Group:
    return Group(
        kind=row["dimension"],
        code=row["group"],
        answers=row["answered"],
        people=row["population"],
        share_answers=row["answer_share"],
        share_people=row["place_share"],
        verdict=row["verdict"],
    )
