"""The town added up: everybody counted, except a few whom no district's page shows."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from survey.store.base import Store
from survey.store.rounds import Round
from survey.store.snapshots import latest
from survey.worker import run_once
from tests.worker.conftest import Answer

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


def town_of(store: Store) -> Any:
    run_once(store, NOW)
    with store.read() as session:
        snapshot = latest(session, session.scalars(select(Round)).one(), None, "live")
        assert snapshot is not None
        return snapshot.figures


def row(town: Any, what: str) -> tuple[int, int, float | None, str] | None:
    found = next((row for row in town["rows"] if row["what"] == what), None)
    return (found["n"], found["base"], found["weighted"], found["reason"]) if found else None


def several(answer: Answer, people: int, **said: Any) -> None:
    for _ in range(people):
        answer(**said)


def test_everybody_is_counted_and_a_few_hidden_ones_are_not_given_away(town: Store, answer: Answer) -> None:
    several(answer, 8, r2="weekly")
    several(answer, 4, place="gaj", r2="no")
    assert row(town_of(town), "regulars") == (8, 8, None, "few_answers")
    several(answer, 3, place="gaj", r2="weekly")
    assert row(town_of(town), "regulars") == (11, 15, None, "few_answers")


def test_many_places_too_small_to_show_are_a_town_all_the_same(town: Store, answer: Answer) -> None:
    several(answer, 4, r2="weekly", r3={"picked": ["social_cafe"]})
    several(answer, 4, place="gaj", r2="no", r3={"picked": ["exercise"]})
    found = town_of(town)
    assert row(found, "regulars") == (4, 8, None, "few_answers")
    assert row(found, "activity:social_cafe") == (4, 8, None, "few_answers")
    assert found["answers"] == 8


def test_nobody_and_one_answer_give_no_figure(town: Store, answer: Answer) -> None:
    assert town_of(town)["rows"] == []
    answer(r2="weekly")
    assert town_of(town)["rows"] == []
