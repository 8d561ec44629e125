"""Two districts whose every number was counted by hand; see COUNTED.md beside the data."""

from typing import Any

import pytest
import yaml

from analysis.awareness import awareness, best_channels
from analysis.hours import best_hour
from analysis.inventory import stretched
from analysis.need import need, ways_of_asking
from analysis.priorities import Priorities, prioritise
from analysis.ranks import rank_scores, ranks, wants
from analysis.reach import accepted
from tests.analysis.district import DATA, District, read

NAMES = ["twelve", "forty"]
PAIRS = [(name, activity) for name in NAMES for activity in yaml.safe_load(
    (DATA / name / "counted.yaml").read_text()
)["activities"]]  # fmt: skip


def counted(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DATA / name / "counted.yaml").read_text())
    return found


@pytest.fixture(scope="module")
def districts() -> dict[str, District]:
    return {name: read(name) for name in NAMES}


def names(things: Any) -> list[str]:
    return [getattr(thing, "name", getattr(thing, "provider", thing)) for thing in things]


@pytest.mark.parametrize(("name", "activity"), PAIRS)
def test_every_number_label_badge_and_tie(districts: dict[str, District], name: str, activity: str) -> None:
    of, expected = districts[name], counted(name)["activities"][activity]
    found = next(m for m in of.matches if m.activity == activity)
    row = of.demand.table.set_index("activity").loc[activity]
    told = awareness(of.matches).set_index("activity").loc[activity, "verdict"]
    shown = {key: getattr(found, key, None) for key in expected}
    for lists in ("exists", "within_reach", "in_hours", "offered_by", "rooms", "rooms_open"):
        shown[lists] = names(shown[lists])
    shown |= {"slots": sorted(found.slots), "closed_by": list(found.closed_by), "told": told}
    shown |= {"tier": row["tier"], "rank": row["rank"], "band": row["band"]}
    shown["tried"] = [found.tried.first, found.tried.last] if found.tried else None
    assert shown == expected
    assert sum(map(len, found.readiness.values())) == len(found.offered_by)


@pytest.mark.parametrize("name", NAMES)
def test_the_page_as_a_whole(districts: dict[str, District], name: str) -> None:
    of, expected = districts[name], counted(name)
    assert [m.activity for m in of.matches] == expected["order"]
    assert (of.demand.base, of.demand.reading) == (expected["base"], expected["reading"])
    assert accepted(of.cube.options("r7b")) == expected["accepted"]
    found = need(of.cube.options("r2"), of.cube.base("r2"), ways_of_asking(of.cube.people("channel")))
    assert {"regulars": found.regulars, "halved": found.halved, "verdict": found.verdict} == expected["need"]
    assert {s.provider: [s.stated, s.limit] for s in stretched(of.offers)} == expected["stretched"]
    assert score(of).reason == expected["refused"]


def score(of: District) -> Priorities:
    return prioritise(of.matches, of.demand.base, of.rooms, of.when)


def test_scores_of_the_forty(districts: dict[str, District]) -> None:
    of, expected = districts["forty"], counted("forty")
    found = score(of)
    assert {row.activity: round(row.score or 0, 1) for row in found.rows} == expected["scores"]
    assert [row.activity for row in found.rows] == expected["score_order"]
    assert {activity: list(why) for activity, why in found.removed.items()} == expected["removed"]
    assert next(r for r in found.rows if r.activity == "digital_help").parts["gap"].raw["inventory"] == 0.5


def test_the_best_hour_and_the_ways_of_telling_of_the_forty(districts: dict[str, District]) -> None:
    of, expected = districts["forty"], counted("forty")
    found = best_hour(of.times, of.groups)
    shown = {key: getattr(found, key) for key in expected["best_hour"]}
    shown["tied"] = list(found.tied)
    shown |= {key: {g.group: g.n for g in getattr(found, key)} for key in ("left_out", "still_left_out")}
    assert shown == expected["best_hour"]
    cover = best_channels(of.hears, 3)
    assert {"best": list(cover.channels), "steps": list(cover.steps), "of": cover.of} == expected["channels"]


def test_ranks_of_the_forty_tie_what_the_same_people_picked(districts: dict[str, District]) -> None:
    of = districts["forty"]
    found = ranks(of.picked)
    assert found.above.loc["x_cards", "walking_group"] == 0.5
    assert found.table["value"].tolist() == sorted(found.table["value"], reverse=True)
    assert not found.told_apart("exercise", "digital_help")
    assert found.told_apart("exercise", "x_cards")


def test_the_scores_of_the_forty_are_those_of_whole_people(districts: dict[str, District]) -> None:
    """D from people one by one is D from the counts, so the score that varies is the one that is shown."""
    of, found = districts["forty"], score(districts["forty"])
    sure = rank_scores(found, wants(of.picked, of.often))
    value = dict(zip(sure.table["activity"], sure.table["value"], strict=True))
    assert value == pytest.approx({row.activity: row.score for row in found.rows})
    assert "repair_cafe" not in value


@pytest.mark.parametrize("name", NAMES)
def test_the_order_of_lines_changes_nothing(districts: dict[str, District], name: str) -> None:
    of = districts[name]
    turned = District(of.people[::-1], of.inventory)
    by_name = {m.activity: m for m in turned.matches}
    assert by_name == {m.activity: m for m in of.matches}
