"""What phones send is kept on both databases alike: once, changed by revisions, counted by steps."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from survey.clock import today
from survey.store.phone_ideas import send_idea, unread, waiting_ideas
from survey.store.phones import MOST_CHANGES, TooMany, finished, put, totals
from survey.store.stage import Stage, found_by_code, new_wall, open_stage, touch
from survey.store.workshop_items import AsideItem, WorkshopItem, receive
from survey.store.workshops import AgendaVersion, Workshop
from survey.workshop.agenda import from_document
from survey.workshop.step import Step
from tests.store.conftest import Town
from tests.store.evening import evening, record_of


@pytest.fixture
def key(town: Town, staff: dict[str, int]) -> uuid.UUID:
    with town.store.write() as session:
        workshop = evening(session, town, staff["town"])
        workshop.day = today()
        open_stage(session, staff["town"], workshop)
        return workshop.id


def need(town: Town, key: uuid.UUID) -> Step:
    with town.store.read() as session:
        workshop = session.get_one(Workshop, key)
        found = from_document(session.get_one(AgendaVersion, workshop.agenda).document).step("need")
        assert found is not None
        return found


def vote(town: Town, key: uuid.UUID, phone: str, option: str | None) -> None:
    with town.store.write() as session:
        bodies = {1: {"option": option}} if option else {}
        put(session, session.get_one(Workshop, key), phone, need(town, key), bodies, 1)


def test_a_vote_is_one_record_however_often_it_is_sent_or_changed(town: Town, key: uuid.UUID) -> None:
    for phone, option in (("a", "s1"), ("a", "s1"), ("b", "s1"), ("a", "s2"), ("c", "s2"), ("c", None)):
        vote(town, key, phone, option)
    with town.store.write() as session:
        workshop = session.get_one(Workshop, key)
        receive(session, workshop, None, [record_of(step="need", kind="vote", body={"option": "s1"})])
    with town.store.read() as session:
        workshop = session.get_one(Workshop, key)
        # A file of a tablet has no tablet either, and is none of a phone's.
        assert totals(session, workshop, "need") == {"s1": 1, "s2": 1}
        assert finished(session, workshop) == {"need": 2}
        assert len(session.scalars(select(WorkshopItem)).all()) == 6
        assert session.scalars(select(AsideItem)).all() == []


def test_a_phone_that_changes_its_mind_without_end_is_stopped(town: Town, key: uuid.UUID) -> None:
    for turn in range(MOST_CHANGES):
        vote(town, key, "a", f"s{turn % 2 + 1}")
    with pytest.raises(TooMany):
        vote(town, key, "a", "s1")


def test_ideas_wait_until_a_record_of_their_name_is_there(town: Town, key: uuid.UUID) -> None:
    with town.store.write() as session:
        workshop = session.get_one(Workshop, key)
        for phone, text in (("a", "Chess"), ("a", "Chess"), ("a", "Dance"), ("b", "Chess")):
            send_idea(session, workshop, phone, "need", text)
        assert unread(session, workshop) == {"need": 3}
        first = waiting_ideas(session, workshop, 1)[0]
        taken = record_of(step="need", kind="vote", body={"option": "s1"}) | {"item": str(first.item)}
        receive(session, workshop, None, [taken])
        assert unread(session, workshop) == {"need": 2}


def test_a_stage_has_one_code_and_a_wall_that_can_be_given_another_address(
    town: Town, key: uuid.UUID, staff: dict[str, int]
) -> None:
    with town.store.write() as session:
        workshop = session.get_one(Workshop, key)
        before = open_stage(session, staff["town"], workshop)
        code, wall, mark = before.code, before.wall, before.mark
        assert new_wall(session, staff["town"], workshop).wall != wall
        assert found_by_code(session, f"{code[:3]} {code[3:]}") is workshop
        touch(session, workshop, [record_of(kind="dots", body={"dot": "a"}), record_of(), "nothing"])
        session.refresh(before)
        assert before.mark == mark
        touch(session, workshop, [record_of(kind="dots", body={"closed": True})])
        session.refresh(before)
        assert before.mark == mark + 1
        workshop.day = today() - timedelta(days=2)
        assert found_by_code(session, code) is None
    with town.store.read() as session:
        assert session.get_one(Stage, key).code == code
