"""What the worker counts: each new answer within one round of work, and nothing that may not be shown."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from survey.store.base import Store
from survey.store.districts import Assessment, district
from survey.store.offerings import Offering
from survey.store.rounds import Round
from survey.store.withdrawing import withdraw
from survey.worker import run_once
from tests.worker.conftest import Answer, snapshot_of

Shown = Callable[..., Any]


def counts(figure: Any) -> dict[str, int]:
    return {row["code"]: row["n"] for row in figure["rows"]}


def test_one_more_answer_changes_its_district_by_exactly_one_person(town: Store, answer: Answer, shown: Shown) -> None:
    for _ in range(6):
        answer(r2="weekly")
    run_once(town)
    before, other = shown(), snapshot_of(town, "gaj", "live")
    answer(r2="monthly", r10="yes")

    assert run_once(town) == 1

    after = shown()
    assert (before["answers"], after["answers"]) == (6, 7)
    assert (before["need"]["regulars"], after["need"]["regulars"]) == (6, 7)
    assert counts(after["need"]["intent"])["monthly"] == 1
    same = snapshot_of(town, "gaj", "live")
    assert other is not None
    assert same is not None
    assert same.id == other.id


def test_answers_that_an_outsider_may_have_sent_are_marked(town: Store, answer: Answer, shown: Shown) -> None:
    for channel in ("web", "web", "paper", "home_visit", "workshop"):
        answer(r2="weekly", channel=channel)
    run_once(town)
    assert shown()["answered"]["unproven"] == 3


def test_without_anything_new_nothing_is_counted_again(town: Store, answer: Answer) -> None:
    answer(r2="weekly")
    assert run_once(town) == 2
    assert run_once(town) == 0


def test_a_district_has_its_lists_before_anybody_has_answered(town: Store, shown: Shown) -> None:
    run_once(town)
    found = shown()["inventory"]
    assert [room["name"] for room in found["rooms"]] == ["Dom"]
    assert [offering["name"] for offering in found["offerings"]] == [{"sl": "Zbor"}]
    assert shown()["answers"] == 0


def test_a_withdrawn_answer_is_gone_from_the_figures(town: Store, answer: Answer, shown: Shown) -> None:
    for _ in range(5):
        answer(r2="weekly")
    leaving = answer(r2="weekly")
    run_once(town)
    assert shown()["answers"] == 6
    with town.write() as session:
        assert withdraw(town, session, leaving.code)
    run_once(town)
    assert (shown()["answers"], shown()["need"]["regulars"]) == (5, 5)


@pytest.mark.parametrize("people", [1, 4])
def test_under_five_answers_no_number_about_wishes_is_stored(
    town: Store, answer: Answer, shown: Shown, people: int
) -> None:
    for _ in range(people):
        answer(
            r2="weekly", r3={"picked": ["social_cafe"]}, r5={"picked": ["kitchen"]}, r8={"picked": ["word"]}, r10="yes"
        )
    run_once(town)
    live = shown()
    for figure in (live["need"]["intent"], live["features"], live["hear"], live["willing"]):
        assert (figure["form"], figure["base"], figure["rows"]) == ("none", 0, [])
    assert (live["need"]["regulars"], live["need"]["halved"]) == (0, 0)
    assert (live["wishes"]["form"], live["wishes"]["rows"], live["wishes"]["used_all"]) == ("none", [], 0)
    assert live["first"]["rows"] == []


def test_from_five_answers_counts_and_from_thirty_shares(town: Store, answer: Answer, shown: Shown) -> None:
    for _ in range(29):
        answer(r2="weekly")
    run_once(town)
    assert shown()["need"]["intent"]["form"] == "counts"
    answer(r2="no")
    run_once(town)
    assert shown()["need"]["intent"]["form"] == "percent"


def test_blank_refused_and_answered_are_told_apart(town: Store, answer: Answer, shown: Shown) -> None:
    for _ in range(5):
        answer(r7b="min10")
    answer()
    answer(r7b="na")
    run_once(town)
    distance = shown()["distance"]
    assert (distance["base"], distance["skipped"]) == (5, 2)


def test_only_activities_that_somebody_could_open_are_wishes(town: Store, answer: Answer, shown: Shown) -> None:
    for _ in range(5):
        answer(r3={"picked": ["social_cafe", "other"], "other": "chess in the park"})
    answer(r3={"picked": ["none"]})
    run_once(town)
    wishes = shown()["wishes"]
    assert wishes["base"] == 6
    codes = {row["code"]: row["picked"] for row in wishes["rows"]}
    assert codes["social_cafe"] == 5
    assert not codes.keys() & {"other", "none"}


def test_what_people_wrote_is_in_no_figure(town: Store, answer: Answer, shown: Shown) -> None:
    for _ in range(6):
        answer(r2="weekly", r11="The lamp by the well", r3={"picked": ["other"], "other": "chess in the park"})
    run_once(town)
    everything = json.dumps([shown(), shown(kind="settled")])
    assert "lamp" not in everything
    assert "chess" not in everything


def test_an_activity_with_a_provider_and_an_open_room_can_open_now(town: Store, answer: Answer, shown: Shown) -> None:
    for _ in range(10):
        answer(
            r3={"picked": ["social_cafe", "choir_music"]},
            r4={"social_cafe": {"have": "none"}, "choir_music": {"have": "unknown"}},
            r7={"picked": ["weekday_am"]},
        )
    run_once(town)
    found = {match["code"]: match for match in shown()["first"]["rows"]}
    assert (found["social_cafe"]["label"], found["social_cafe"]["rooms"]) == ("open_now", ["Dom"])
    assert (found["choir_music"]["label"], found["choir_music"]["unknown"]) == ("tell_people", 10)


def test_what_follows_is_said_of_everything_that_was_asked_and_of_nothing_else(
    town: Store, answer: Answer, shown: Shown
) -> None:
    common = ["social_cafe", "exercise", "digital_help", "common_meal", "walking_group", "choir_music", "crafts"]
    for at in range(21):
        answer(r3={"picked": [common[(at + step) % 7] for step in range(5)]})
    with town.write() as session:
        asked = session.scalars(select(Round)).one()
        mine = session.get_one(Assessment, asked.assessment_id)
        breg = district(session, mine.id, "breg")
        assert breg is not None
        name = {"sl": "Vrt"}
        session.add(Offering(assessment_id=mine.id, district_id=breg.id, name=name, activities=["garden"]))
    run_once(town)
    assert {match["code"] for match in shown()["first"]["rows"]} == set(common)
