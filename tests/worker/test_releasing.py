"""Preparing a release in the background: what is looked at is released, by a second person where there is one."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from survey.store import jobs, proposals
from survey.store.accounts import create_user, disable, grant, user_named
from survey.store.audit import Audit
from survey.store.base import Store
from survey.store.districts import Assessment
from survey.store.proposals import Proposal
from survey.store.releases import release_count, released
from survey.store.rounds import Round
from survey.store.snapshots import chart
from survey.worker.jobs import run_next
from survey.worker.release import release_round
from survey.worker.sweep import sweep
from tests.worker.conftest import Answer


@pytest.fixture
def people(town: Store) -> list[int]:
    """Two who answer for the town, and one who is no longer there."""
    with town.write() as session:
        mine = session.scalars(select(Assessment)).one()
        users = [create_user(session, name, "a long password") for name in ("ana", "bor", "cita")]
        for user in users:
            grant(session, user, "lead", mine)
        disable(users[2])
        return [user.id for user in users]


@pytest.fixture
def asked(town: Store) -> Round:
    with town.read() as session:
        return session.scalars(select(Round)).one()


def prepare(store: Store, asked: Round, by: int | None = None) -> Proposal | None:
    with store.write() as session:
        jobs.add_job(session, "release", {"round": asked.id}, by)
    assert run_next(store, Path())
    with store.read() as session:
        return proposals.open_proposal(session, asked)


def test_what_was_looked_at_is_released_by_a_second_person(
    town: Store, answer: Answer, asked: Round, people: list[int]
) -> None:
    for _ in range(12):
        answer(r2="weekly", r3={"picked": ["choir_music"]}, r10="yes")
    ready = prepare(town, asked, people[0])
    assert ready
    assert (ready.state, ready.number, ready.findings["new"], ready.made_by) == ("ready", 1, 12, people[0])
    seen: Any = ready.document
    assert seen["places"][0]["verdict"] == "too_few"
    assert seen["places"][0]["existing"] == {
        "rooms": ["Dom"],
        "running": [{"name": {"sl": "Zbor"}, "activities": ["choir_music"]}],
        "offered": ["social_cafe"],
    }
    answer(r2="no")
    with town.write() as session:
        assert proposals.approve(session, asked, ready.id, people[1]) is None, "nobody has proposed it"
        assert proposals.propose(session, asked, ready.id, people[0])
        assert proposals.others(session, asked, people[0]) == ["bor"]
        assert proposals.approve(session, asked, ready.id, people[0]) is None, "there is a second person"
    assert prepare(town, asked) is not None
    with town.write() as session:
        made = proposals.approve(session, asked, ready.id, people[1])
        assert made
        assert (made.document, made.user_id, made.number) == (seen, people[1], 1)
        kept = proposals.proposals_of(session, asked)[made.id]
        assert (kept.proposed_by, kept.ended_by, kept.alone, kept.document) == (people[0], people[1], False, None)
    with town.read() as session:
        said = [line.what for line in session.scalars(select(Audit)) if line.what.endswith("release 1")]
        assert said == ["proposed vas, release 1", "released vas, release 1"]


def test_where_there_is_nobody_else_one_person_releases_and_the_record_says_so(
    town: Store, answer: Answer, asked: Round, people: list[int]
) -> None:
    for _ in range(10):
        answer(r2="weekly")
    with town.write() as session:
        bor = user_named(session, "bor")
        assert bor
        disable(bor)
    ready = prepare(town, asked)
    assert ready
    with town.write() as session:
        assert proposals.propose(session, asked, ready.id, people[0])
        assert proposals.approve(session, asked, ready.id, people[0])
        assert proposals.proposals_of(session, asked)[1].alone
        assert any("without a second person" in line.what for line in session.scalars(select(Audit)))


def test_drawings_of_a_release_stay_and_those_of_what_was_put_away_go(
    town: Store, answer: Answer, asked: Round, people: list[int]
) -> None:
    for _ in range(10):
        answer(r2="weekly", r3={"picked": ["choir_music"]})
    ready = prepare(town, asked)
    assert ready
    key = ready.pictures["breg"]["wishes"]["keys"]["sl"]["screen"]
    sweep(town)
    with town.write() as session:
        assert "<svg" in (chart(session, key) or "")
        assert proposals.drop(session, asked, ready.id, people[0])
        assert proposals.open_proposal(session, asked) is None
    sweep(town)
    with town.read() as session:
        assert chart(session, key) is None


def test_a_refusal_is_kept_with_its_reason_and_a_waiting_proposal_is_not_replaced(
    town: Store, answer: Answer, asked: Round, people: list[int]
) -> None:
    answer(r2="weekly")
    refused = prepare(town, asked)
    assert refused
    assert (refused.state, refused.findings["refusal"], refused.document) == ("refused", "too_few", None)
    for _ in range(11):
        answer(r2="weekly")
    ready = prepare(town, asked)
    assert ready
    with town.write() as session:
        assert not proposals.propose(session, asked, refused.id, people[0]), "it was put away"
        assert proposals.propose(session, asked, ready.id, people[0])
    again = prepare(town, asked)
    assert again
    assert again.id == ready.id
    with town.read() as session:
        assert jobs.jobs_of(session, "release")[0].error == "proposed_already"


def test_after_another_release_in_between_nothing_is_approved_unseen(
    town: Store, answer: Answer, asked: Round, people: list[int]
) -> None:
    for _ in range(10):
        answer(r2="weekly")
    ready = prepare(town, asked)
    assert ready
    with town.write() as session:
        assert proposals.propose(session, asked, ready.id, people[0])
        assert release_round(session, asked, None)[1]
    with town.write() as session:
        assert proposals.outdated(session, ready)
        assert proposals.approve(session, asked, ready.id, people[1]) is None
        assert release_count(session, asked) == 1
        made = released(session, asked)
        assert made
        assert made.user_id is None
