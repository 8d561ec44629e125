"""Another map or census makes the figures anew, and never tells what a few new answers said."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from survey.store import places
from survey.store.base import Store
from survey.store.districts import Assessment, assessment
from survey.store.places import Living
from survey.store.rounds import round_by_slug
from survey.store.snapshots import latest
from survey.worker import run_once
from tests.worker.conftest import DAY, NOW, Answer

Shown = Callable[..., Any]
SOON = NOW + timedelta(minutes=1)
BORDER = {"type": "Polygon", "coordinates": [[[14.0, 46.0], [14.1, 46.0], [14.1, 46.1], [14.0, 46.0]]]}


def change(town: Store, how: Callable[..., None], what: object) -> None:
    with town.write() as session:
        mine = assessment(session, "vas")
        assert isinstance(mine, Assessment)
        how(session, mine, what)


def counted(n: int) -> list[Living]:
    ages = ("a15_29", "30_64", "65_up")
    return [Living("gaj", age, gender, n, "count", DAY) for age in ages for gender in ("f", "m")]


def verdicts(shown: Shown) -> set[str]:
    return {group["verdict"] for group in shown("gaj", "settled")["groups"]}


def whole_town(town: Store) -> tuple[int, int]:
    """With how many answers the town's settled figures were made, and after how many changes of map or census."""
    with town.read() as session:
        mine = round_by_slug(session, "vas")
        assert mine is not None
        found = latest(session, mine, None, "settled")
        assert found is not None
        return found.answers, found.figures["placed"]


@pytest.mark.slow
def test_a_census_renews_what_it_is_held_against(town: Store, answer: Answer, shown: Shown) -> None:
    for _ in range(12):
        answer(place="gaj", age="a65_74", gender="f")
    run_once(town, NOW)
    assert verdicts(shown) == {"unknown"}
    change(town, places.put_census, counted(20))
    assert run_once(town, SOON) == 2
    assert shown("gaj")["people"] == 120
    assert "missing" in verdicts(shown)
    assert whole_town(town) == (12, 1)
    assert run_once(town, SOON) == 0


def test_a_census_brings_no_single_new_answer_with_it(town: Store, answer: Answer, shown: Shown) -> None:
    for _ in range(12):
        answer(place="gaj", age="a65_74", gender="f")
    run_once(town, NOW)
    answer(place="gaj", age="a15_29", gender="m")
    change(town, places.put_census, counted(20))
    run_once(town, SOON)
    assert shown("gaj")["people"] == 120
    assert shown("gaj", "settled")["answers"] == 12
    assert verdicts(shown) == {"unknown"}
    assert whole_town(town) == (12, 0)
    for _ in range(4):
        answer(place="gaj", age="a15_29", gender="m")
    run_once(town, SOON)
    assert shown("gaj", "settled")["answers"] == 17
    assert "unknown" not in verdicts(shown)
    assert whole_town(town) == (17, 1)


def test_a_map_is_drawn_as_soon_as_there_is_one(town: Store, answer: Answer) -> None:
    answer()
    run_once(town, NOW)
    change(town, places.put_map, {"breg": BORDER, "gaj": BORDER})
    before = _map_keys(town)
    run_once(town, SOON)
    assert _map_keys(town) != before


def _map_keys(town: Store) -> object:
    with town.read() as session:
        asked = round_by_slug(session, "vas")
        assert asked is not None
        found = latest(session, asked, None, "live")
        assert found is not None
        return found.figures["charts"]
