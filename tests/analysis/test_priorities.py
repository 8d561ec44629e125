from dataclasses import replace
from math import isfinite, nan
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.demand import demand
from analysis.hours import When
from analysis.matching import Gate, Known, Offer, Offering, Room, match
from analysis.priorities import (
    PARTS,
    WITH_EQUITY,
    Part,
    Priorities,
    Priority,
    Weights,
    equity,
    prioritise,
    score,
    whatever_the_weights,
)
from tests.analysis.places import place

ROWS = {
    "digital_help": ((0.62, 0.80, 0.80, 0.70, 0.75), 72.2, (21.7, 20.0, 16.0, 7.0, 7.5)),
    "homework_help": ((0.30, 0.70, 0.68, 0.40, 0.80), 53.6, (10.5, 17.5, 13.6, 4.0, 8.0)),
    "walking_group": ((0.70, 0.20, 0.50, 0.80, 0.40), 51.5, (24.5, 5.0, 10.0, 8.0, 4.0)),
    "children_holiday": ((0.48, 0.60, 0.00, 0.55, 0.60), 43.3, (16.8, 15.0, 0.0, 5.5, 6.0)),
}


@pytest.mark.parametrize("activity", ROWS)
def test_the_four_examples_with_equity_switched_on(activity: str) -> None:
    values, whole, points = ROWS[activity]
    found = score(dict(zip(PARTS, values, strict=True)), WITH_EQUITY.shares())
    assert list(found.values()) == pytest.approx(points)
    assert sum(found.values()) == pytest.approx(whole)


def test_equity_is_off_and_the_rest_is_rescaled() -> None:
    shares = Weights().shares()
    assert set(shares) == {"demand", "gap", "supply", "fit"}
    assert shares["demand"] == pytest.approx(0.35 / 0.9)
    assert sum(shares.values()) == pytest.approx(1)


@pytest.mark.parametrize("wrong", [{"demand": -0.1}, {"gap": nan}, {"fit": float("inf")}])
def test_a_weight_that_is_none_is_refused_by_name(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Weights(**wrong)


def test_all_weights_nought_are_refused() -> None:
    with pytest.raises(ValueError, match="all weights"):
        Weights(0, 0, 0, 0, 0)


def test_only_the_proportions_of_the_weights_matter() -> None:
    assert Weights(35, 25, 20, 10).shares() == pytest.approx(Weights().shares())


def test_a_part_that_is_not_known_cannot_be_scored() -> None:
    with pytest.raises(ValueError, match="fit"):
        score({"demand": 1.0, "gap": 1.0, "supply": 1.0, "fit": None}, Weights().shares())


HALL = Room("hall", frozenset({"weekday_ev", "saturday"}))
LEADS = Offer("choirmaster", ("choir",), "agreed", frozenset({"saturday"}), 8)
TIMES = When({"weekday_am": 9, "weekday_ev": 8, "saturday": 6, "varies": 11}, 20)


def people(wanting: int = 12, others: int = 18, **said: str) -> Any:
    choir = {"picks": ["choir"], **{f"choir.{key}": value for key, value in said.items()}}
    return demand(place([choir] * wanting + [{"picks": []}] * others)).table


def the(table: Any, offerings: Any = (), offers: Any = (), rooms: Any = (HALL,), answers: int = 30, **more: Any) -> Any:
    found = match(table, offerings, offers, rooms, known=more.pop("known", None))
    return prioritise(found, answers, rooms, everybody=more.pop("everybody", TIMES), **more)


def choir(found: Priorities) -> Priority:
    return next(row for row in found.rows if row.activity == "choir")


def test_demand_counts_people_by_how_often_they_would_come() -> None:
    table = demand(
        place(
            [{"picks": ["choir"], "choir.often": often} for often in ["weekly"] * 6 + ["monthly"] * 5 + ["few"] * 5]
            + [{"picks": ["choir"]}] * 4
            + [{"picks": []}] * 14
        )
    ).table
    part = choir(the(table)).parts["demand"]
    assert part.raw == {"weekly": 6, "monthly": 5, "few": 5, "base": 30}
    assert part.value == pytest.approx((6 + 3 + 1) / 30)


@settings(max_examples=20)
@given(st.integers(0, 30), st.integers(0, 30), st.integers(30, 60))
def test_a_person_who_picked_nothing_never_raises_demand(weekly: int, few: int, others: int) -> None:
    row = {"picked": weekly + few, "weekly": weekly, "monthly": 0, "few": few}
    (before,) = the(people(1)[:1].assign(**row, n=weekly + few + others)).rows
    (after,) = the(people(1)[:1].assign(**row, n=weekly + few + others + 1)).rows
    assert after.parts["demand"].value <= before.parts["demand"].value <= 1


def test_the_gap_is_what_the_offers_leave_and_what_people_report() -> None:
    away = Offering("far choir", ("choir",), minutes=25, slots=frozenset({"weekday_ev"}), affordable=0.5)
    far = Known(distance={"min20": 3, "min30": 1}, when={"choir": TIMES})
    part = choir(the(people(have="none"), [away], known=far)).parts["gap"]
    assert part.value == pytest.approx(1 - 0.5 * 0.5)
    part = choir(the(people(have="unsuitable"), [away], known=far)).parts["gap"]
    assert part.raw == {"inventory": 0.75, "reported": 1.0, "unsuitable": 12, "use": 0}
    assert part.value == pytest.approx((0.75 + 1) / 2)


def test_several_offerings_cover_at_most_everything() -> None:
    runs = [Offering(name, ("choir",), slots=frozenset({"weekday_ev"})) for name in "ab"]
    assert choir(the(people(), runs, known=Known(when={"choir": TIMES}))).parts["gap"].value == 0


def test_fit_is_the_best_hour_with_a_room_and_a_provider() -> None:
    part = choir(the(people(), offers=[LEADS])).parts["fit"]
    assert part.value == pytest.approx(6 / 20)
    assert part.raw == {"slot": "saturday", "people": 6, "base": 20, "best": "weekday_am"}
    anytime = replace(LEADS, slots=frozenset())
    assert choir(the(people(), offers=[anytime])).parts["fit"].raw["slot"] == "weekday_ev"
    assert choir(the(people(), offers=[replace(anytime, readiness="fixed")], rooms=[])).parts["fit"].value == 9 / 20
    assert choir(the(people(), offers=[replace(anytime, readiness="interested")])).parts["fit"].value == 0


def test_supply_counts_distinct_providers_by_readiness() -> None:
    part = choir(the(people(), offers=[LEADS, Offer("a singer", ("choir",))])).parts["supply"]
    assert part.value == pytest.approx(1 - 0.2 * 0.75)
    assert part.raw == {"fixed": 0, "agreed": 1, "named": 0, "interested": 1, "hours": 8}


def test_hours_nobody_was_asked_about_count_for_no_activity() -> None:
    found = the(people(often="weekly"), offers=[LEADS], everybody=None)
    assert found.left_out == ("fit",)
    assert set(found.shares) == {"demand", "gap", "supply"}
    assert choir(found).score == pytest.approx(sum(choir(found).points.values()))
    assert choir(found).parts["fit"] == Part(None, {}, "no_times")


def test_when_nothing_with_a_weight_is_known_there_is_no_score() -> None:
    found = the(people(), everybody=None, weights=Weights(0, 0, 0, 1))
    assert (found.reason, choir(found).score, choir(found).place) == ("no_weight", None, None)


def test_under_thirty_answers_there_is_no_score() -> None:
    found = the(people(others=17), answers=29)
    assert (found.rows, found.reason) == ((), "too_few")
    assert the(people()).reason == ""


def test_the_gate_removes_with_its_reason_and_an_open_question_is_a_flag() -> None:
    shut = the(people(), known=Known(gates={"choir": Gate("yes", "no", "yes", "yes")}))
    assert shut.removed == {"choir": ("accessible",)}
    assert "choir" not in {row.activity for row in shut.rows}
    doubt = the(people(), known=Known(gates={"choir": Gate("yes", "yes", "yes", "unknown")}))
    assert choir(doubt).flags == ("money",)
    assert not the(people(), answers=5, known=Known(gates={"choir": Gate("no")})).rows


def test_the_weights_are_part_of_the_result() -> None:
    assert the(people(), weights=Weights(1, 0, 0, 0)).weights == Weights(1, 0, 0, 0)


def test_equity_is_the_share_of_priority_groups_beside_their_share_of_the_place() -> None:
    lives = {"up_to_29": 100, "30_64": 200, "65_up": 100}
    part = equity({"up_to_29": 2, "30_64": 8, "65_up": 6}, lives, ["up_to_29"])
    assert part.value == pytest.approx((2 / 16) / (100 / 400))
    assert part.raw == {"picked_by_groups": 2, "picked": 16, "live_here": 100, "population": 400}
    assert equity({"up_to_29": 9}, lives, ["up_to_29"]).value == 1
    assert equity({}, lives, ["up_to_29"]).value == 0
    assert equity({"up_to_29": 9}, {**lives, "30_64": None}, ["up_to_29"]).reason == "no_census"
    assert equity({"up_to_29": 9}, {}, ["up_to_29"]).reason == "no_census"
    assert equity({"up_to_29": 9}, {**lives, "up_to_29": 0}, ["up_to_29"]).reason == "nobody_there"


def test_equity_counts_for_the_activities_it_is_known_of_and_only_where_it_is_known_of_all() -> None:
    table = people()
    known = {row["activity"]: Part(0.5) for row in table.to_dict("records")}
    found = the(table, equity=known, weights=WITH_EQUITY)
    assert choir(found).parts["equity"] == Part(0.5)
    assert choir(found).points["equity"] == pytest.approx(100 * WITH_EQUITY.shares(found.left_out)["equity"] * 0.5)
    without = the(table, equity={"choir": Part(0.5)}, weights=WITH_EQUITY)
    assert "equity" in without.left_out
    assert next(row for row in without.rows if row.activity != "choir").parts["equity"] == Part(None, {}, "not_asked")


def test_where_nobody_says_how_often_there_is_no_demand_to_speak_of() -> None:
    silent = [replace(one, n=one.picked) for one in match(people(), [], [], []) if one.activity == "choir"]
    part = choir(prioritise(silent, 30)).parts["demand"]
    assert part == Part(None, {"weekly": 0, "monthly": 0, "few": 0, "base": 0}, "no_answers")


def example(activity: str, values: tuple[float, ...]) -> Priority:
    parts = {part: Part(value) for part, value in zip(PARTS, values, strict=True)}
    points = score({part: of.value for part, of in parts.items()}, WITH_EQUITY.shares())
    return Priority(activity, "open_now", sum(points.values()), points, parts, (), None)


def test_what_is_best_in_every_part_is_on_top_whatever_the_weights() -> None:
    rows = [example(activity, values) for activity, (values, _, _) in ROWS.items()]
    rows.append(example("best", (0.9, 0.9, 0.9, 0.9, 0.9)))
    found = whatever_the_weights(Priorities(tuple(rows), {}, WITH_EQUITY, WITH_EQUITY.shares()))
    assert found["best"] == 1
    assert found["digital_help"] > found["walking_group"] > 0
    assert sum(found.values()) == pytest.approx(3)
    turned = Priorities(tuple(reversed(rows)), {}, WITH_EQUITY, WITH_EQUITY.shares())
    assert whatever_the_weights(turned) == found
    assert whatever_the_weights(Priorities((), {}, WITH_EQUITY, {}, reason="too_few")) == {}
    assert whatever_the_weights(Priorities(tuple(rows), {}, WITH_EQUITY, {}, reason="no_weight")) == {}


def test_what_nobody_picked_fits_no_hour_even_where_hours_are_not_known() -> None:
    found = the(people(), everybody=None, known=Known())
    garden = next(row for row in found.rows if row.activity == "garden")
    assert garden.parts["fit"] == Part(0.0)


def test_rows_stand_by_label_then_score_and_equal_scores_share_a_place() -> None:
    found = the(people(often="weekly", have="none"), offers=[LEADS, Offer("beekeeper", ("garden",))])
    assert [(row.activity, row.label, row.place) for row in found.rows] == [
        ("choir", "open_now", 1),
        ("garden", "not_now", 1),
        ("cafe", "not_now", 2),
        ("chess", "not_now", 2),
    ]


answers = st.lists(
    st.tuples(st.sampled_from(["weekly", "monthly", "few", "_blank"]), st.sampled_from(["use", "unsuitable", "none"])),
    max_size=40,
)


@settings(max_examples=30)
@given(answers, st.booleans(), st.tuples(*[st.floats(0, 5)] * 4).filter(lambda w: sum(w) > 0))
def test_scores_lie_between_nought_and_a_hundred(said: list[tuple[str, str]], offered: bool, weights: Any) -> None:
    table = demand(place([{"picks": ["choir"], "choir.often": o, "choir.have": h} for o, h in said])).table
    found = the(table, offers=[LEADS] if offered else [], weights=Weights(*weights))
    for row in found.rows:
        assert row.score is None or (isfinite(row.score) and -1e-9 <= row.score <= 100 + 1e-9)
        assert all(part.value is None or 0 <= part.value <= 1 for part in row.parts.values())
        assert (row.score is None) == (found.reason == "no_weight")


def test_the_order_of_activities_does_not_change_the_scores() -> None:
    table = people(often="weekly")
    one, other = the(table), the(table[::-1])
    assert {r.activity: r.score for r in one.rows} == {r.activity: r.score for r in other.rows}
    assert [r.activity for r in one.rows] == [r.activity for r in other.rows]
