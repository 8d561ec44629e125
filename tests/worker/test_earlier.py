"""Two rounds of a district: laid side by side, and called changed only when like was asked of like."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from analysis.rounds import Comparable, changed
from survey.questionnaire.load import load
from survey.questionnaire.model import Questionnaire
from survey.store.base import Store
from survey.store.districts import district
from survey.store.rounds import Round, publish
from survey.store.snapshots import latest
from survey.worker import run_once
from survey.worker.earlier import _rows
from tests.worker.conftest import SURVEY, Answer

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
Asked = Callable[..., None]


def begin(store: Store, questionnaire: Questionnaire) -> None:
    """The round that was asked so far becomes the earlier one."""
    with store.write() as session:
        before = session.scalars(select(Round)).one()
        before.slug, before.state = "vas-before", "closed"
        session.flush()
        after = Round(assessment_id=before.assessment_id, slug="vas", name={"sl": "Pomlad"}, state="open")
        session.add(after)
        session.flush()
        publish(session, after, questionnaire)


def found(store: Store) -> Any:
    run_once(store, NOW)
    with store.read() as session:
        after = session.scalars(select(Round).where(Round.slug == "vas")).one()
        settled = latest(session, after, district(session, after.assessment_id, "breg"), "settled")
        assert settled is not None
        (one,) = settled.figures["earlier"]
        return one


def several(answer: Answer, people: int, **said: Any) -> None:
    for _ in range(people):
        answer(**said)


def test_a_share_that_rose_beyond_chance_is_called_larger(town: Store, answer: Answer) -> None:
    several(answer, 5, age="a65_74", r2="weekly", r10="yes")
    several(answer, 26, age="a65_74", r2="no", r10="yes")
    begin(town, load(SURVEY))
    several(answer, 20, age="a65_74", r2="weekly", r10="yes")
    several(answer, 11, age="a65_74", r2="no", r10="yes")
    one = found(town)
    assert (one["round"], one["answers"], one["reasons"], one["otherwise"]) == ("vas-before", [31, 31], [], [])
    rows = {(row["question"], row["code"]): row for row in one["rows"]}
    assert rows["r2", "regulars"] | {"question": ""} == {
        "question": "", "code": "regulars", "before": [5, 31], "after": [20, 31], "verdict": "more",
    }  # fmt: skip
    assert rows["r10", "yes"]["verdict"] == "cannot_tell"


def test_of_many_answers_one_that_looks_different_may_be_chance() -> None:
    counts = {("q", str(at)): ((40, 200), (40, 200)) for at in range(23)} | {("q", "x"): ((47, 194), (30, 196))}
    alike = Comparable((), (), 200, 200)
    assert changed((47, 194), (30, 196), alike).verdict == "fewer"
    assert {row["verdict"] for row in _rows(counts, alike)} == {"cannot_tell"}


@pytest.mark.parametrize(
    ("then", "now", "reasons"),
    [
        ({"age": "a65_74"}, {"age": "a15_29"}, ["age_mix"]),
        ({"channel": "web", "age": "a65_74"}, {"channel": "paper", "age": "a65_74"}, ["way_of_asking"]),
    ],
)
def test_other_people_or_another_way_of_asking_is_no_change(
    town: Store, answer: Answer, then: dict[str, str], now: dict[str, str], reasons: list[str]
) -> None:
    several(answer, 31, r2="no", **then)
    begin(town, load(SURVEY))
    several(answer, 31, r2="weekly", **now)
    one = found(town)
    assert one["reasons"] == reasons
    assert {row["verdict"] for row in one["rows"]} == {"refused"}


def test_few_answers_are_not_compared_and_under_five_not_shown(town: Store, answer: Answer) -> None:
    several(answer, 4, r2="no", r10="yes", age="a65_74")
    several(answer, 2, r2="no", age="a65_74")
    begin(town, load(SURVEY))
    several(answer, 8, r2="weekly", r10="yes", age="a65_74")
    one = found(town)
    assert one["reasons"] == ["too_few"]
    assert {row["question"] for row in one["rows"]} == {"r2"}


def test_a_question_in_other_words_is_not_laid_beside_the_old_one(town: Store, answer: Answer) -> None:
    several(answer, 31, age="a65_74", r2="no", r10="yes")
    asked = load(SURVEY)
    old = asked.question("r2")
    assert old is not None
    reworded = old.model_copy(update={"label": {**old.label, "en": "How often would you really come?"}})
    sections = tuple(
        part.model_copy(update={"questions": tuple(reworded if q.id == "r2" else q for q in part.questions)})
        for part in asked.sections
    )
    begin(town, asked.model_copy(update={"sections": sections}))
    several(answer, 31, age="a65_74", r2="weekly", r10="yes")
    one = found(town)
    assert one["otherwise"] == ["r2"]
    assert {row["question"] for row in one["rows"]} == {"r10"}
