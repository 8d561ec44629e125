"""What a lead enters reaches the figures with the worker's next round: counted by hand, case by case."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from survey.store.accounts import create_user, grant
from survey.store.base import Store
from survey.store.districts import Assessment, District
from survey.store.listing import Entry, Reach, keep, listed, reach
from survey.store.rounds import Round
from survey.store.tally import fold
from survey.worker import run_once
from survey.worker.live import live
from survey.worker.place import asked, place
from tests.worker.conftest import NOW, Answer

Shown = Callable[..., Any]
TODAY = NOW.date()


def lead(session: Any) -> Reach:
    town = session.scalars(select(Assessment)).one()
    user = create_user(session, f"lead {datetime.now(UTC)}", "a password of some length")
    grant(session, user, "lead", town)
    mine = reach(session, user.id, town)
    assert mine is not None
    return mine


def enter(town: Store, lists: str, place: str = "", **values: Any) -> None:
    with town.write() as session:
        if place:
            values["district_id"] = session.scalars(select(District.id).where(District.code == place)).one()
        keep(session, lead(session), [Entry(lists, values)], "added", "x")


def change(town: Store, lists: str, **values: Any) -> None:
    """Change the newest of a kind."""
    with town.write() as session:
        mine = lead(session)
        keep(session, mine, [Entry(lists, values, listed(session, lists, mine)[-1].id)], "changed", "x")


def ask(answer: Answer) -> None:
    """12 people want help with the phone and say there is none; 8 would go 20 minutes, 4 only 10."""
    for at in range(12):
        answer(
            r3={"picked": ["digital_help"]},
            r4={"digital_help": {"often": "weekly", "have": "none"}},
            r7={"picked": ["weekday_pm"]},
            r7b="min20" if at < 8 else "min10",
        )


@pytest.fixture
def now(town: Store) -> Shown:
    """What the worker would count of Breg at this moment, without its pictures."""

    def count(day: date = TODAY) -> Any:
        with town.write() as session:
            fold(session)
        with town.read() as session:
            breg = session.scalars(select(District).where(District.code == "breg")).one()
            return live(place(session, asked(session, session.scalars(select(Round)).one()), breg, 0, day), None)

    return count


def help_(shown: Any) -> Any:
    return next(row for row in shown["first"]["rows"] if row["code"] == "digital_help")


def test_kz7_a_neighbours_offering_counts_as_far_as_people_would_go(town: Store, answer: Answer, now: Shown) -> None:
    ask(answer)
    assert (help_(now())["label"], help_(now())["exists"]) == ("find_provider", [])
    running = {"name": {"sl": "Telefon"}, "activities": ["digital_help"], "hours": {"tue": [["14:00", "16:00"]]}}
    enter(town, "offerings", "gaj", **running, ways={"breg": 15})
    near = help_(now())["exists"][0]
    # 8 of 12 would go 15 minutes: at least half, so it is within reach; most do not know it.
    assert (near["reach"], near["hours"], near["minutes"], near["place"]) == (1, 1, 15, "Gaj")
    assert help_(now())["label"] == "tell_people"
    change(town, "offerings", ways={"breg": 25})
    # Nobody would go 25 minutes: it is there, and out of reach.
    far = help_(now())
    assert (far["exists"][0]["reach"], far["label"]) == (0, "find_provider")
    change(town, "offerings", ways={})
    assert help_(now())["exists"] == []


def test_drafts_never_count_paused_ones_are_listed_as_paused(town: Store, answer: Answer, now: Shown) -> None:
    ask(answer)
    enter(town, "providers", "breg", name="Knjižnica", kind="library", hours_month=3)
    with town.read() as session:
        library = listed(session, "providers", lead_of(session))[-1].id
    offer = {"provider_id": library, "activities": ["digital_help"], "readiness": "agreed", "hours_month": 9}
    enter(town, "offers", **offer, state="draft")
    enter(town, "rooms", "breg", name="Klet", hours={"wed": [["13:00", "17:00"]]}, state="draft")
    found = now()
    assert (help_(found)["label"], help_(found)["offered_by"]) == ("find_provider", [])
    assert [room["name"] for room in found["inventory"]["rooms"]] == ["Dom"]
    change(town, "offers", state="confirmed")
    found = help_(now())
    # The only room opens in the morning, and people come in the afternoon.
    assert (found["label"], found["room"]) == ("find_room", "closed")
    change(town, "rooms", state="confirmed")
    found = help_(now())
    assert (found["label"], found["rooms"]) == ("open_now", ["Klet"])
    change(town, "rooms", used={"wed": [["12:00", "18:00"]]})
    assert help_(now())["label"] == "find_room"
    change(town, "rooms", state="paused", used={})
    change(town, "offers", state="paused")
    found = now()
    assert (help_(found)["label"], help_(found)["offered_by"]) == ("find_provider", [])
    assert [one["state"] for one in found["inventory"]["rooms"]] == ["confirmed", "paused"]
    assert found["inventory"]["offers"][-1]["state"] == "paused"
    change(town, "rooms", state="ended")
    assert len(now()["inventory"]["rooms"]) == 1


def lead_of(session: Any) -> Reach:
    town = session.scalars(select(Assessment)).one()
    places = tuple(session.scalars(select(District)))
    return Reach(None, "", town, places, True)


def test_a_word_of_more_than_a_year_ago_is_marked_the_day_it_fades(town: Store, shown: Shown) -> None:
    enter(town, "rooms", "breg", name="Klet", confirmed_on=NOW.date() - timedelta(days=365))
    run_once(town, NOW)
    assert not shown()["inventory"]["rooms"][-1]["ask_again"]
    assert run_once(town, NOW) == 0
    assert run_once(town, NOW + timedelta(days=1)) == 1
    assert shown()["inventory"]["rooms"][-1]["ask_again"]
    assert run_once(town, NOW + timedelta(days=2)) == 0


def test_an_offer_is_over_after_its_last_day(town: Store, answer: Answer, now: Shown) -> None:
    ask(answer)
    change(town, "offers", activities=["digital_help"], holds_until=date(2026, 11, 22))
    before = now()
    assert [one["readiness"] for one in help_(before)["offered_by"]] == ["agreed"]
    assert before["inventory"]["until"] == "2026-11-23"
    after = now(date(2026, 11, 23))
    assert help_(after)["offered_by"] == []
    assert after["inventory"]["offers"][0]["ask_again"]


@pytest.mark.slow
def test_what_suits_few_and_who_has_few_hours_counts_less(town: Store, answer: Answer, now: Shown) -> None:
    ask(answer)
    for _more in range(2):
        ask(answer)
    values = {"name": {"sl": "Tečaj"}, "activities": ["digital_help"], "audience": "some", "affordable": "some"}
    enter(town, "offerings", "breg", **values, hours={"tue": [["14:00", "16:00"]]})
    # Within reach 1, in hours 1, for some 0.5, affordable for some 0.5: a quarter of it is covered.
    gap = help_(now())["parts"]["gap"]["raw"]
    assert gap["inventory"] == 0.75
