"""What is renewed only once a day: groups of people and sensitive questions, so that no single answer shows."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, cast

from analysis.coverage import coverage
from analysis.disclosure import may_show
from survey.apart import Apart
from survey.figures import FORMAT, Figure, Group, Settled
from survey.store.snapshots import Snapshot
from survey.worker import breakdown, questions, reaching
from survey.worker.apart import known, remembered, rested
from survey.worker.earlier import beside
from survey.worker.place import Place
from survey.worker.weighing import weighing
from survey.worker.whole import Whole

RENEWED_AFTER = timedelta(hours=20)
"""A little less than a day, so that a page renewed each night never waits for two."""

NEW_ANSWERS = 5


def due(answers: int, counted: int, made_at: datetime, now: datetime) -> bool:
    """Whether settled figures, made of so many answers, may be renewed: after a day with enough new ones."""
    return now - made_at >= RENEWED_AFTER and abs(answers - counted) >= NEW_ANSWERS


def renews(last: Snapshot | None, answers: int, stamp: int, placed: int, now: datetime) -> bool:
    """Whether settled figures, of a district or of the town, may be counted anew: `last` are those shown now."""
    if last is None:
        return answers >= NEW_ANSWERS
    if last.figures["format"] != FORMAT or due(answers, last.answers, last.made_at, now):
        return True
    # Another census is held against the same answers at once, but a few new ones never come in with it.
    same = last.stamp == stamp or abs(answers - last.answers) >= NEW_ANSWERS
    return same and last.figures.get("placed", 0) != placed


def settled(
    place: Place,
    before: Settled | None = None,
    people: Whole | None = None,
    rounds: Iterable[Place] = (),
    apart: Apart | None = None,
) -> Settled:
    """Count the groups and the sensitive questions of one district; `before` is what these take the place of.

    `people`: everybody's answers, for the ways of telling that together reach most. `rounds`: the same place in
    earlier rounds, the last one first. `apart`: the main figures without the answers that bear a sign.
    """
    compared = coverage(place.cube, place.census)
    sensitive = place.asked.sensitive
    of = (sensitive, place.district.code, place.cube.codebook)
    same = before if before and before["format"] == FORMAT else None
    kept = known(same)
    both = rested(apart, same["apart"] if same else None, kept)
    return Settled(
        format=FORMAT,
        version=place.asked.version,
        placed=place.asked.assessment.placed,
        answers=place.answers,
        groups=[_group(row) for row in compared.to_dict("records") if _shown(row)],
        unstated={row["dimension"]: row["unstated"] for row in compared.to_dict("records")},
        access=_rested(
            questions.sensitive(*of, "access_need", without=_none_of_these(place, "access_need")),
            _shown_before(before, "access"),
        ),
        loneliness=_rested(questions.sensitive(*of, "loneliness"), _shown_before(before, "loneliness")),
        mobility=_rested(questions.sensitive(*of, "mobility"), _shown_before(before, "mobility")),
        cover=reaching.cover(people) if people else None,
        heard=reaching.heard(place.cube),
        reach=reaching.reach(place.cube, compared),
        wanted=reaching.wanted(place.cube),
        parts=breakdown.parts(place),
        earlier=[beside(place, earlier) for earlier in rounds],
        weighing=weighing(place.cube, place.census),
        apart=both,
        apart_known=remembered(both, kept),
        charts={},
    )


def _shown_before(before: Settled | None, name: str) -> Figure | None:
    """A figure of the earlier document, which may be of an older shape that did not have it."""
    return cast(dict[str, Figure | None], before or {}).get(name)


def _rested(new: Figure | None, before: Figure | None) -> Figure | None:
    """The earlier figure once more while fewer than five more people answered this very question.

    Five new answers may bring a single one to a sensitive question, and whoever laid yesterday's figure beside
    today's would read it. What was not shown before has nothing to be laid beside.
    """
    if new is None or before is None or not before["base"]:
        return new
    codes = [row["code"] for row in new["rows"]]
    same = new["question"] == before["question"] and codes in ([], [row["code"] for row in before["rows"]])
    return before if same and abs(new["base"] - before["base"]) < NEW_ANSWERS else new


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
