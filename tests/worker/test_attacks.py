"""Attacks on the figures: sums, differences, percentages, polling day after day, and answers that one sends oneself."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from survey.store.base import Store
from survey.worker import run_once
from tests.worker.conftest import NOW, Answer
from tests.worker.test_released import Crowd, by_age, counted, made_of
from tests.worker.test_settled import audited

Shown = Callable[..., Any]
DAY = timedelta(days=1)


def parts_of(shown: Shown, kind: str) -> list[Any]:
    return list(shown(kind="settled")["parts"].get(kind, []))


def test_e42_groups_taken_from_the_whole_leave_nobody_alone(town: Store, answer: Answer, shown: Shown) -> None:
    """Three young people, two who did not say: neither is in a table, nor what is left when the tables are added."""
    for age, people in (("a15_29", 3), ("a30_44", 9), ("a65_74", 12), (None, 2)):
        for _ in range(people):
            answer(r2="weekly", **({"age": age} if age else {}))
    run_once(town, NOW)
    sizes = [part["answers"] for part in parts_of(shown, "age")]
    assert len(sizes) > 1
    assert min(sizes) >= 5
    assert shown(kind="settled")["answers"] - sum(sizes) in {0, *range(5, 27)}


def test_e42_no_percentage_of_a_sensitive_answer_stands_for_fewer_than_five() -> None:
    """With the number of those who answered beside it, no printed share leads to one of the few, nor to all but few."""
    for people in (30, 31, 47, 80):
        counts: dict[int, set[int]] = {}
        for lonely in range(people + 1):
            crowds = [Crowd(n, lonely=said) for n, said in ((lonely, "yes"), (people - lonely, "no")) if n]
            for share in made_of({"breg": counted(*crowds)})["places"][0]["sensitive"]:
                if share["code"] == "yes":
                    counts.setdefault(share["percent"], set()).add(lonely)
        assert all(min(found) >= 5 and max(found) <= people - 5 for found in counts.values())


@pytest.mark.slow
def test_e42_whoever_looks_after_every_answer_learns_nothing_of_the_last(
    town: Store, answer: Answer, shown: Shown
) -> None:
    moments, sizes = {}, []
    for day in range(24):
        answer(lonely=("never", "often", "sometimes")[day * 7 % 3], age="a65_74" if day % 3 else "a15_29")
        run_once(town, NOW + day * DAY)
        settled = shown(kind="settled")
        if settled and (not sizes or settled["answers"] != sizes[-1]):
            sizes.append(settled["answers"])
            moments[f"day_{day}"] = settled
    assert [later - earlier >= 5 for earlier, later in pairwise(sizes)] == [True] * 3
    assert audited(moments) == []


def test_e42_who_fills_a_group_up_with_answers_of_their_own_opens_nothing() -> None:
    """Any number of open-link answers of an age: the public reads the few real ones neither alone nor as a rest."""
    before = by_age(made_of({"breg": counted(Crowd(4, "up_to_29"), Crowd(15), Crowd(12, "65_up"))})["places"][0])
    for fakes in range(1, 41):
        crowds = (Crowd(4, "up_to_29"), Crowd(fakes, "up_to_29", weekly=False, proven=False))
        place = made_of({"breg": counted(*crowds, Crowd(15), Crowd(12, "65_up"))})["places"][0]
        assert by_age(place) == before
        assert all("up_to_29" not in codes or len(codes) > 1 for codes in by_age(place))


def test_e43_a_filter_of_nought_to_nine_people_is_a_group_of_five_or_none(
    town: Store, answer: Answer, shown: Shown
) -> None:
    for _ in range(20):
        answer(age="a30_44", gender="f", r2="monthly", r10="yes")
    for small in range(10):
        answer(age="a65_74", gender="m", channel="paper", r2="weekly", r10="no")
        if small not in (0, 3, 4, 8):
            continue
        run_once(town, NOW + small * 7 * DAY)
        for kind in ("age", "gender", "channel"):
            for part in parts_of(shown, kind):
                assert part["answers"] >= 5
                assert all(figure["base"] >= 5 for figure in _figures(part)), (small, kind)


def _figures(part: Any) -> list[Any]:
    """Everything of a group that has numbers."""
    named = (part["wishes"], part["features"], part["times"], part["distance"], part["willing"], part["hear"])
    need = part["need"]["intent"] if part["need"] else None
    return [figure for figure in (need, *named) if figure is not None and figure["form"] != "none"]
