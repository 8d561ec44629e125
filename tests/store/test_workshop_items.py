"""Every record of a tablet is taken once, and none is ever dropped."""

import uuid
from collections import Counter
from typing import Any

import pytest
from sqlalchemy import func, select

from survey.store.workshop_items import (
    AsideItem,
    WorkshopItem,
    aside_of,
    attendance,
    number_aside,
    opened,
    receive,
    settle,
    standing,
    take_in,
    voices,
)
from survey.store.workshops import Workshop
from tests.store.conftest import Town
from tests.store.evening import evening, record_of

pytestmark = pytest.mark.slow_on_postgres


@pytest.fixture
def key(town: Town, staff: dict[str, int]) -> uuid.UUID:
    with town.store.write() as session:
        return evening(session, town, staff["town"]).id


def send(town: Town, key: uuid.UUID, *items: Any, bar: str = "") -> list[tuple[str, str]]:
    with town.store.write() as session:
        workshop = session.get_one(Workshop, key)
        return [(one.state, one.reason) for one in receive(session, workshop, None, items, bar)]


def reasons(town: Town, key: uuid.UUID) -> list[str]:
    with town.store.read() as session:
        return sorted(one.reason for one in aside_of(session, session.get_one(Workshop, key)))


def counted(town: Town, key: uuid.UUID) -> dict[str, Counter[str]]:
    with town.store.read() as session:
        return attendance(session, session.get_one(Workshop, key))


def test_what_is_sent_twice_is_kept_once_and_told_so(town: Town, key: uuid.UUID) -> None:
    items = [record_of("old"), record_of("old"), record_of("young"), record_of("f", "gender")]
    assert send(town, key, *items) == [("kept", "")] * 4
    assert send(town, key, *items) == [("known", "")] * 4
    assert counted(town, key) == {"age": {"old": 2, "young": 1}, "gender": {"f": 1}}


def test_taking_back_is_a_revision_of_its_own_in_whatever_order_they_come(town: Town, key: uuid.UUID) -> None:
    one = record_of("old")
    assert send(town, key, one | {"rev": 2, "body": None}) == [("kept", "")]
    assert send(town, key, one) == [("kept", "")]
    assert counted(town, key) == {}
    assert send(town, key, one | {"rev": 3}) == [("kept", "")]
    assert counted(town, key) == {"age": {"old": 1}}


def test_voices_are_counted_by_their_vote_and_taken_back_like_everything(town: Town, key: uuid.UUID) -> None:
    no = record_of(step="need", kind="vote", body={"option": "s1"})
    yes = [record_of(step="need", kind="vote", body={"option": "s2"}) for _ in range(9)]
    send(town, key, no, *yes, no | {"rev": 2, "body": None}, record_of())
    with town.store.read() as session:
        assert voices(session, session.get_one(Workshop, key)) == {"need": {"s2": 9}}
    assert counted(town, key) == {"age": {"old": 1}}


def test_t29_one_bad_record_among_forty_is_set_aside_and_the_others_are_kept(town: Town, key: uuid.UUID) -> None:
    bad = record_of("nobody")
    items = [*(record_of() for _ in range(20)), bad, *(record_of() for _ in range(19))]
    assert Counter(send(town, key, *items)) == {("kept", ""): 39, ("aside", "body"): 1}
    assert send(town, key, bad) == [("aside", "body")]
    with town.store.read() as session:
        (aside,) = aside_of(session, session.get_one(Workshop, key))
        assert opened(session, aside) == bad
        assert number_aside(session, [key]) == {key: 1}
        assert b"nobody" not in aside.sealed


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"rev": 0}, "unreadable"),
        ({"rev": True}, "unreadable"),
        ({"rev": 10**9}, "unreadable"),
        ({"item": "no id"}, "unreadable"),
        ({"step": 7}, "unreadable"),
        ({"made": "x" * 41}, "unreadable"),
        ({"step": "gone"}, "step"),
        ({"step": "welcome"}, "body"),
        ({"kind": "vote"}, "body"),
        ({"step": "need"}, "body"),
        ({"step": "need", "kind": "vote"}, "body"),
        ({"step": "need", "kind": "vote", "body": {"option": "s9"}}, "body"),
        ({"step": "need", "kind": "vote", "body": {"option": ["s1"]}}, "body"),
        ({"kind": "vote", "rev": 2, "body": None}, "body"),
        ({"body": {"measure": "age", "code": "old", "by": 2}}, "body"),
        ({"body": ["age", "old"]}, "body"),
    ],
)
def test_each_fault_is_set_aside_under_its_reason(
    town: Town, key: uuid.UUID, wrong: dict[str, Any], reason: str
) -> None:
    assert send(town, key, record_of() | wrong) == [("aside", reason)]
    assert reasons(town, key) == [reason]


def test_what_is_no_record_at_all_is_kept_as_it_came(town: Town, key: uuid.UUID) -> None:
    assert send(town, key, None, [], "text", 7) == [("aside", "unreadable")] * 4
    assert reasons(town, key) == ["unreadable"] * 4


def test_the_same_id_with_another_content_keeps_both(town: Town, key: uuid.UUID) -> None:
    one = record_of("old")
    other = one | {"body": {"measure": "age", "code": "young"}}
    assert send(town, key, one, other) == [("kept", ""), ("aside", "differs")]
    assert counted(town, key) == {"age": {"old": 1}}
    assert reasons(town, key) == ["differs"]


def test_t33_what_comes_after_the_time_of_a_tablet_is_set_aside_until_somebody_takes_it_in(
    town: Town, key: uuid.UUID, staff: dict[str, int]
) -> None:
    items = [record_of() for _ in range(30)]
    assert send(town, key, *items, bar="ended") == [("aside", "ended")] * 30
    assert counted(town, key) == {}
    with town.store.write() as session:
        late = aside_of(session, session.get_one(Workshop, key))
        assert {take_in(session, staff["town"], one).state for one in late} == {"kept"}
        assert aside_of(session, session.get_one(Workshop, key)) == []
    assert counted(town, key) == {"age": {"old": 30}}
    assert send(town, key, *items, bar="ended") == [("known", "")] * 30


@pytest.mark.parametrize("state", ["over", "deleted"])
def test_t34_a_workshop_that_is_over_or_deleted_keeps_what_still_comes(
    town: Town, key: uuid.UUID, state: str, staff: dict[str, int]
) -> None:
    with town.store.write() as session:
        session.get_one(Workshop, key).state = state
    assert send(town, key, record_of()) == [("aside", state)]
    with town.store.write() as session:
        (aside,) = aside_of(session, session.get_one(Workshop, key))
        settle(session, staff["town"], aside)
        assert session.scalar(select(func.count()).select_from(AsideItem)) == 1
        assert aside_of(session, session.get_one(Workshop, key)) == []


def test_t35_a_thousand_copies_are_one_row_kept_or_set_aside(town: Town, key: uuid.UUID) -> None:
    good, bad = record_of(), record_of("nobody")
    for _ in range(10):
        send(town, key, *[good] * 50, *[bad] * 50)
    with town.store.read() as session:
        for model in (WorkshopItem, AsideItem):
            assert session.scalar(select(func.count()).select_from(model)) == 1
        assert len(standing(session, session.get_one(Workshop, key), "arrival")) == 1
