"""The answers by age, gender or way of asking: every group large enough, and none found by taking away the others."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from survey.store.base import Store
from survey.worker import run_once
from tests.worker.conftest import Answer

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
Shown = Callable[..., Any]


def parts(shown: Shown, kind: str) -> dict[tuple[str, ...], Any]:
    return {tuple(part["groups"]): part for part in shown(kind="settled")["parts"].get(kind, [])}


def several(answer: Answer, people: int, **said: Any) -> None:
    for _ in range(people):
        answer(**said)


def test_a_small_group_is_one_with_its_neighbour_and_nobody_is_left_out(
    town: Store, answer: Answer, shown: Shown
) -> None:
    several(answer, 3, age="a15_29", r2="weekly")
    several(answer, 6, age="a30_44", r2="no")
    several(answer, 7, age="a65_74", r2="monthly")
    several(answer, 2, r2="weekly")
    run_once(town, NOW)
    ages = parts(shown, "age")
    assert {groups: part["answers"] for groups, part in ages.items()} == {
        ("up_to_29", "30_64"): 9,
        ("65_up", "unsaid"): 9,
    }
    assert [part["need"]["regulars"] for part in ages.values()] == [3, 9]
    assert sum(part["need"]["intent"]["base"] for part in ages.values()) == shown()["need"]["intent"]["base"]


def test_a_question_that_one_group_hardly_answered_is_shown_of_none(town: Store, answer: Answer, shown: Shown) -> None:
    several(answer, 6, age="a15_29", r2="weekly", r10="yes")
    several(answer, 4, age="a65_74", r2="no", r10="yes")
    several(answer, 4, age="a65_74", r2="no")
    run_once(town, NOW)
    young, old = parts(shown, "age").values()
    assert (young["answers"], old["answers"]) == (6, 8)
    assert young["need"]["regulars"] == 6
    assert young["willing"] is None
    assert old["willing"] is None


def test_everybody_alike_is_no_breakdown(town: Store, answer: Answer, shown: Shown) -> None:
    several(answer, 12, age="a65_74", gender="f", r2="weekly")
    run_once(town, NOW)
    assert shown(kind="settled")["parts"] == {}


def test_ways_of_asking_are_merged_from_the_smallest(town: Store, answer: Answer, shown: Shown) -> None:
    for channel, people in (("web", 8), ("paper", 6), ("phone", 3), ("home_visit", 2)):
        several(answer, people, channel=channel, r2="weekly")
    run_once(town, NOW)
    assert [part["answers"] for part in parts(shown, "channel").values()] == [8, 6, 5]
    assert ("phone", "home_visit") in parts(shown, "channel")


def test_what_few_were_asked_of_a_group_is_not_told(town: Store, answer: Answer, shown: Shown) -> None:
    for age in ("a15_29", "a65_74"):
        several(answer, 6, age=age, r3={"picked": ["social_cafe"]}, r4={"social_cafe": {"have": "use"}})
    run_once(town, NOW)
    for part in parts(shown, "age").values():
        row = next(row for row in part["wishes"]["rows"] if row["code"] == "social_cafe")
        assert (row["picked"], row["goes"], row["unserved"]) == (6, 0, 0)


def test_groups_rest_with_the_other_settled_figures(town: Store, answer: Answer, shown: Shown) -> None:
    several(answer, 6, age="a15_29", r2="weekly")
    several(answer, 6, age="a65_74", r2="no")
    run_once(town, NOW)
    several(answer, 4, age="a15_29", r2="no")
    run_once(town, NOW + timedelta(days=1))
    assert parts(shown, "age")["up_to_29",]["answers"] == 6
    answer(age="a15_29", r2="no")
    run_once(town, NOW + timedelta(days=1))
    assert parts(shown, "age")["up_to_29",]["answers"] == 11
