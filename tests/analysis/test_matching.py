from typing import Any

import pytest

from analysis.demand import demand
from analysis.matching import Match, Offer, Offering, Room, match
from tests.analysis.places import place

HALL = Room("hall", frozenset({"week_am", "sat"}))


def wish(have: str, people: int = 12, others: int = 18) -> Any:
    """The demand table of a place where 12 of 30 people want a choir and say whether they have one."""
    wanting = [{"picks": ["choir"], "choir.have": have}] * people
    return demand(place([*wanting, *[{"picks": ["cafe"], "cafe.have": "use"}] * others])).table


def choir(matches: tuple[Match, ...]) -> Match:
    return next(found for found in matches if found.activity == "choir")


RUNS = Offering("Friday choir", ("choir",))
LEADS = Offer("choirmaster", ("choir",), "named")


@pytest.mark.parametrize("have", ["none", "unknown"])
def test_tell_people_when_it_runs_and_those_who_want_it_do_not_know(have: str) -> None:
    found = choir(match(wish(have), [RUNS], [], []))
    assert (found.label, found.unaware, found.exists) == ("tell_people", 12, (RUNS,))


def test_planned_is_not_existing() -> None:
    planned = Offering("Choir next year", ("choir",), "planned")
    assert choir(match(wish("none"), [planned], [], [])).label == "find_provider"


def test_mere_interest_is_listed_but_somebody_must_still_be_found() -> None:
    interested = Offer("a singer", ("choir",))
    found = choir(match(wish("none"), [], [interested], [HALL]))
    assert (found.label, found.offered_by) == ("find_provider", (interested,))


def test_a_provider_without_a_room_needs_a_room_or_an_hour() -> None:
    assert choir(match(wish("none"), [], [LEADS], [])).label == "find_room"
    assert choir(match(wish("none"), [], [LEADS], [HALL], times={"week_ev"})).label == "find_room"
    evening = Offer("choirmaster", ("choir",), "agreed", frozenset({"week_ev"}))
    assert choir(match(wish("none"), [], [evening], [HALL])).label == "find_room"


def test_open_now_when_provider_room_and_people_meet() -> None:
    found = choir(match(wish("none"), [], [LEADS], [HALL], times={"sat"}))
    assert (found.label, found.rooms) == ("open_now", (HALL,))


def test_a_fixed_offer_brings_its_own_room() -> None:
    assert choir(match(wish("none"), [], [Offer("choirmaster", ("choir",), "fixed")], [])).label == "open_now"


def test_what_runs_but_does_not_suit_people_counts_as_not_served() -> None:
    assert choir(match(wish("unsuitable"), [RUNS], [LEADS], [HALL])).label == "open_now"


def test_keep_what_runs_and_leave_what_nobody_wants() -> None:
    labels = {found.activity: found.label for found in match(wish("use"), [RUNS], [], [])}
    assert labels == {"choir": "keep", "cafe": "find_provider", "chess": "not_now", "garden": "not_now"}


def test_two_people_or_fewer_than_a_tenth_are_not_yet_a_wish() -> None:
    assert choir(match(wish("none", people=2), [], [LEADS], [HALL])).label == "not_now"
    assert choir(match(wish("none", people=3, others=28), [], [LEADS], [HALL])).label == "not_now"
    assert choir(match(wish("none", people=3, others=27), [], [LEADS], [HALL])).label == "open_now"


def test_asking_more_is_a_badge_beside_the_label() -> None:
    assert choir(match(wish("none", others=17), [], [], [])).ask_more
    assert not choir(match(wish("none"), [], [], [])).ask_more


def test_first_things_come_first() -> None:
    people = [{"picks": ["choir", "cafe"], "choir.have": "none", "cafe.have": "none"}] * 12
    offered = [Offer("baker", ("cafe",), "agreed")]
    found = match(demand(place(people)).table, [RUNS], offered, [HALL])
    assert [m.label for m in found] == ["tell_people", "open_now", "not_now", "not_now"]


def test_without_answers_nothing_is_wanted_and_nothing_breaks() -> None:
    assert {found.label for found in match(demand(place([])).table, [RUNS], [], [])} == {"keep", "not_now"}
