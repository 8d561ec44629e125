"""What to do first: labels from 10 answers on, points from 30, and how sure the order is, from whole people."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from analysis.gate import Gate
from analysis.inventory import Tried
from survey.store.base import Store
from survey.store.districts import District
from survey.store.judgements import USUAL, Judged, put_judgement
from survey.worker import run_once
from survey.worker.whole import GROWN, LARGE, needed
from tests.worker.conftest import Answer

Shown = Callable[..., Any]
WAYS = ("word", "board", "leaflet")


def ask(answer: Answer, people: int, start: int = 0, **said: Any) -> None:
    """Everybody wants coffee, every second a choir as well; ages and ways of hearing take turns."""
    for at in range(start, start + people):
        wanted = ["social_cafe", "choir_music"] if at % 2 else ["social_cafe"]
        answer(
            r3={"picked": wanted},
            r4={code: {"often": "weekly" if at % 3 else "few", "have": "none"} for code in wanted},
            r7={"picked": ["weekday_am"]},
            r8={"picked": [WAYS[at % 3], "none"][: 1 if at % 5 else 2][-1:]},
            **({"age": ("a15_29", "a30_44", "a65_74")[at % 3]} | said),
        )


def judge(town: Store, **given: Any) -> None:
    with town.write() as session:
        breg = session.scalars(select(District).where(District.code == "breg")).one()
        put_judgement(session, breg, Judged(**given))


def rows(live: Any) -> dict[str, Any]:
    return {row["code"]: row for row in live["first"]["rows"]}


def test_nine_answers_are_a_list_and_ten_have_labels(town: Store, answer: Answer, shown: Shown) -> None:
    ask(answer, 9)
    run_once(town)
    assert {row["label"] for row in shown()["first"]["rows"]} == {""}
    ask(answer, 1, start=9)
    run_once(town)
    found = rows(shown())
    assert (found["social_cafe"]["label"], found["choir_music"]["label"]) == ("open_now", "tell_people")
    assert found["social_cafe"]["ask_more"]


def test_29_answers_have_no_points_and_30_have(town: Store, answer: Answer, shown: Shown) -> None:
    ask(answer, 29)
    run_once(town)
    first = shown()["first"]
    assert (first["reason"], first["sure"]) == ("too_few", None)
    assert {(row["place"], row["score"]) for row in first["rows"]} == {(None, None)}
    ask(answer, 1, start=29)
    run_once(town)
    first = shown()["first"]
    cafe = rows(shown())["social_cafe"]
    assert (first["reason"], cafe["place"], first["sure"]["people"], first["sure"]["seed"]) == ("", 1, 30, 2026)
    # 20 of 30 every week and 10 a few times a year: (20 + 0.2 x 10) / 30, with 35 of 90 points.
    assert (cafe["parts"]["demand"]["value"], cafe["parts"]["demand"]["points"]) == (0.7333, 28.5)
    assert cafe["parts"]["supply"]["raw"]["agreed"] == 1
    assert cafe["score"] == pytest.approx(sum(part["points"] for part in cafe["parts"].values()), abs=0.2)
    ranks = first["sure"]["rows"]
    assert ranks["social_cafe"]["rank"] == 1
    assert sum(rank["top_three"] for rank in ranks.values()) == pytest.approx(3, abs=0.01)


def test_no_person_is_in_the_figures(town: Store, answer: Answer, shown: Shown) -> None:
    ask(answer, 30)
    run_once(town)
    everything = json.dumps([shown(), shown(kind="settled")])
    assert "person-" not in everything
    assert len(json.dumps(shown()["first"]["sure"])) < 12_000


def test_what_a_lead_judges_renews_that_district_alone(town: Store, answer: Answer, shown: Shown) -> None:
    ask(answer, 30)
    run_once(town)
    judge(town, gates={"social_cafe": Gate(money="no")}, tried={"choir_music": Tried(2022, 2024)})
    assert run_once(town) == 1
    found = rows(shown())
    assert (found["social_cafe"]["label"], found["social_cafe"]["closed_by"]) == ("off_list", ["money"])
    assert found["choir_music"]["tried"] == [2022, 2024]
    assert "social_cafe" not in shown()["first"]["sure"]["rows"]
    assert run_once(town) == 0


def test_an_obstacle_stands_also_where_answers_are_few(town: Store, answer: Answer, shown: Shown) -> None:
    ask(answer, 6)
    judge(town, gates={"social_cafe": Gate(host="no")})
    run_once(town)
    found = rows(shown())
    assert (found["social_cafe"]["label"], found["choir_music"]["label"]) == ("off_list", "")


def test_the_leads_weights_and_groups_decide_the_points(town: Store, answer: Answer, shown: Shown) -> None:
    ask(answer, 30)
    judge(town, weights=dict.fromkeys(USUAL, 0) | {"equity": 100}, groups=("65_up",))
    run_once(town)
    part = rows(shown())["social_cafe"]["parts"]["equity"]
    # 10 of the 30 who want coffee, and 50 of the 150 who live here, are 65 or older.
    assert part["raw"] == {"picked_by_groups": 10, "picked": 30, "live_here": 50, "population": 150}
    assert (part["value"], part["points"], shown()["first"]["shares"]) == (1.0, 100.0, {"equity": 1.0})


def test_who_picked_what_by_age_waits_until_every_group_may_be_shown(town: Store, answer: Answer, shown: Shown) -> None:
    ask(answer, 26, age="a30_44")
    ask(answer, 4, start=26, age="a65_74")
    judge(town, weights=dict.fromkeys(USUAL, 0) | {"equity": 100}, groups=("65_up",))
    run_once(town)
    assert shown(kind="settled")["wanted"] == {}
    assert rows(shown())["social_cafe"]["parts"]["equity"]["value"] is None
    assert shown()["first"]["reason"] == "no_weight"


def test_the_ways_that_reach_most_and_who_hears_how(town: Store, answer: Answer, shown: Shown) -> None:
    ask(answer, 30)
    run_once(town)
    calm = shown(kind="settled")
    assert (calm["cover"]["base"], calm["cover"]["reached"]) == (30, 24)
    assert sorted(calm["cover"]["ways"]) == sorted(WAYS)
    assert [(heard["groups"], heard["base"]) for heard in calm["heard"]] == [
        (["up_to_29"], 10), (["30_64"], 10), (["65_up"], 10),
    ]  # fmt: skip


def test_a_small_age_group_is_one_with_its_neighbour(town: Store, answer: Answer, shown: Shown) -> None:
    ask(answer, 8, age="a15_29")
    ask(answer, 2, age="a30_44")
    ask(answer, 7, age="a65_74")
    run_once(town)
    heard = shown(kind="settled")["heard"]
    assert all(one["base"] >= 5 for one in heard)
    assert sum(one["base"] for one in heard) == 17


def test_whom_to_ask_next_comes_with_a_way_to_reach_them(town: Store, answer: Answer, shown: Shown) -> None:
    ask(answer, 12, age="a65_74")
    run_once(town)
    first = shown(kind="settled")["reach"][0]
    assert (first["code"], first["answers"], first["people"], first["whose"]) == ("30_64", 0, 60, "all")
    assert first["way"] in WAYS


def sure(answers: int, judged: int = 0) -> Any:
    return {"answers": answers, "judged": judged}


def test_large_places_are_drawn_again_when_one_answer_in_a_hundred_is_new() -> None:
    assert needed(None, LARGE + 1, 0)
    assert needed(sure(LARGE - 1), LARGE, 0)
    assert not needed(sure(3000), 3000 + int(3000 * GROWN), 0)
    assert needed(sure(3000), 3031, 0)
    assert needed(sure(3000), 2969, 0)
    assert needed(sure(3000), 3001, 1)
