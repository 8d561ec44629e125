"""The first reading as two data keepers do it at once, what is kept back, and what only one officer sees."""

import uuid

import pytest
from sqlalchemy import func, select

from analysis.redaction import Span
from survey.store.accounts import User, grant
from survey.store.audit import Audit
from survey.store.districts import assessment, district
from survey.store.documents import OpenAnswer
from survey.store.errors import AnswerNotYours, ReadAgain, StaysInside
from survey.store.first_reading import decided, next_to_read, piles, to_decide
from survey.store.open_answers import approve, keep_reading, quotable, readable, take_back, to_read
from survey.store.protection import flag, flagged, give_back, has_officer, look, settle
from survey.store.quotes import approved, drop, propose, proposed
from survey.store.reading_steps import HeldBack, PreparedAnswer, QuoteProposal
from survey.store.said import standing
from survey.store.withdrawing import withdraw

pytestmark = pytest.mark.one_database


@pytest.fixture
def officer(town, staff):
    with town.store.write() as session:
        home = assessment(session, "lipovje")
        user = User(name="officer", password="nobody logs in here", session_key="officer")
        session.add(user)
        session.flush()
        grant(session, user, "safeguarding_officer", home, district(session, home.id, "north"))
        return user.id


@pytest.fixture
def many(town, answers):
    for number in range(12):
        town.send(answers(say=f"Klop {number}."), f"many {number}", district="south" if number % 3 else "north")


def ids(session):
    return list(session.scalars(select(OpenAnswer.id).order_by(OpenAnswer.id)))


def test_the_queue_goes_through_every_answer_once_and_comes_back_to_what_was_put_off(town, staff, many):
    with town.store.write() as session:
        round_, seen = town.round(session), []
        first = next_to_read(session, staff["second"], round_)
        after = next_to_read(session, staff["second"], round_, after=first)
        assert after != first
        while (key := next_to_read(session, staff["second"], round_)) is not None:
            keep_reading(session, staff["second"], key, [], 0)
            seen.append(key)
        assert sorted(seen) == ids(session)
        assert len(decided(session, staff["second"], round_)) == 12
        assert len(decided(session, staff["second"], round_, "say", most=5)) == 5


def test_the_queue_keeps_to_one_question_and_district_and_to_ones_own(town, staff, many):
    with town.store.read() as session:
        round_ = town.round(session)
        south = district(session, round_.assessment_id, "south")
        assert next_to_read(session, staff["second"], round_, "another") is None
        assert next_to_read(session, staff["keeper"], round_, "say", south) is None
        key = next_to_read(session, staff["second"], round_, "say", south)
        assert session.get(OpenAnswer, key).district_id == south.id
        for name in ("north", "town", "admin", "facilitator", "elsewhere"):
            assert next_to_read(session, staff[name], round_) is None
        by = {(one.district_id == south.id): one for one in piles(session, staff["town"], round_)}
        assert (by[True].waiting, by[False].waiting, by[True].written) == (8, 4, 8)
        assert piles(session, staff["elsewhere"], round_) == []


def test_two_data_keepers_begin_at_different_places(town, staff, many):
    with town.store.read() as session:
        round_ = town.round(session)
        begins = {next_to_read(session, user, round_) for user in (staff["second"], staff["keeper"])}
        assert len(begins) == 2


def test_the_second_of_two_at_once_overwrites_nothing(town, staff, answer):
    with town.store.write() as session:
        keep_reading(session, staff["keeper"], answer, [Span(7, 12, "name")], 0)
        with pytest.raises(ReadAgain):
            keep_reading(session, staff["second"], answer, [], 0, hold=True)
        found, before = to_decide(session, staff["second"], town.round(session), answer)
        assert (found.state, found.hidden, before.by) == ("read", (Span(7, 12, "name"),), "keeper")


def test_what_is_kept_back_has_its_reason_until_it_is_decided_anew(town, staff, answer):
    with town.store.write() as session:
        round_ = town.round(session)
        keep_reading(session, staff["keeper"], answer, [], 0, hold=True, reason="insults")
        assert to_decide(session, staff["second"], round_, answer)[1].reason == "insults"
        keep_reading(session, staff["second"], answer, [], 1)
        assert session.get(HeldBack, answer) is None
        with pytest.raises(AnswerNotYours):
            to_decide(session, staff["town"], round_, answer)


def test_what_is_flagged_is_seen_by_the_officer_alone_and_every_look_is_written_down(town, staff, officer, answer):
    with town.store.write() as session:
        round_ = town.round(session)
        flag(session, staff["keeper"], answer, 0)
        assert to_read(session, staff["keeper"], round_) == to_read(session, staff["second"], round_) == []
        assert piles(session, staff["second"], round_) == decided(session, staff["second"], round_) == []
        for step in (keep_reading, approve):
            with pytest.raises(AnswerNotYours):
                step(session, staff["second"], answer, *([], 1) if step is keep_reading else (1,))
        for name in staff:
            assert flagged(session, staff[name], round_) == []
            with pytest.raises(AnswerNotYours):
                look(session, staff[name], round_, answer)
        (waiting,) = flagged(session, officer, round_)
        assert (waiting.text, waiting.by, waiting.settled) == ("", "keeper", False)
        assert look(session, officer, round_, answer).text.startswith("Soseda Breda")
        lines = list(session.scalars(select(Audit.what).where(Audit.user_id == officer)))
        assert lines == ["open answer looked at by the safeguarding officer: spring"]


def test_the_officer_settles_or_gives_back(town, staff, officer, answer):
    with town.store.write() as session:
        round_ = town.round(session)
        flag(session, staff["keeper"], answer, 0)
        settle(session, officer, round_, answer, 1)
        assert flagged(session, officer, round_)[0].settled
        assert to_read(session, staff["keeper"], round_) == []
        with pytest.raises(ReadAgain):
            give_back(session, officer, round_, answer, 0)
        give_back(session, officer, round_, answer, 1)
        assert flagged(session, officer, round_) == []
        assert [one.state for one in to_read(session, staff["keeper"], round_)] == ["unread"]
        north, south = (district(session, round_.assessment_id, code) for code in ("north", "south"))
        assert has_officer(session, round_, north.id)
        assert not has_officer(session, round_, south.id)


def test_neither_who_read_nor_who_proposed_is_the_second_person(town, staff, answer):
    with town.store.write() as session:
        round_ = town.round(session)
        keep_reading(session, staff["keeper"], answer, [], 0)
        propose(session, staff["north"], answer, 1)
        propose(session, staff["town"], answer, 1)
        assert [one.why for one in proposed(session, staff["north"], round_)] == ["proposed"]
        assert [one.why for one in proposed(session, staff["keeper"], round_)] == ["read"]
        assert [one.why for one in proposed(session, staff["town"], round_)] == [""]
        assert proposed(session, staff["south"], round_) == []
        for name in ("north", "keeper"):
            with pytest.raises(StaysInside):
                approve(session, staff[name], answer, 1)
        approve(session, staff["town"], answer, 1)
        north = district(session, round_.assessment_id, "north")
        assert len(approved(session, round_, north)) == 1
        take_back(session, staff["north"], answer, 2)
        assert approved(session, round_, north) == proposed(session, staff["town"], round_) == []


def test_a_data_keeper_proposes_while_reading_and_anybody_drops_it(town, staff, answer):
    with town.store.write() as session:
        round_ = town.round(session)
        keep_reading(session, staff["keeper"], answer, [], 0, quote=True)
        assert [one.by for one in proposed(session, staff["town"], round_)] == ["keeper"]
        drop(session, staff["town"], answer, 1)
        with pytest.raises(ReadAgain):
            drop(session, staff["town"], answer, 1)
        assert proposed(session, staff["town"], round_) == []


def test_withdrawing_takes_reason_proposal_quote_and_findings_along(town, staff, officer, answers):
    codes = [town.send(answers(say=f"Soseda {at}."), f"gone {at}").code for at in range(12)]
    with town.store.write() as session:
        round_ = town.round(session)
        first, second, third, *_rest = ids(session)
        keep_reading(session, staff["keeper"], first, [], 0, quote=True)
        approve(session, staff["town"], first, 1)
        keep_reading(session, staff["keeper"], second, [], 0, hold=True, reason="insults")
        flag(session, staff["keeper"], third, 0)
        for key in (first, second, third):
            session.add(PreparedAnswer(answer_id=key, revision=1, frame=0, hidden=[], words={}, suggested=[]))
        session.flush()
        assert len(quotable(session, round_, "say")) == 1
        before = standing(session, round_.id)[session.get(OpenAnswer, first).district_id].steps
        assert before >= 4
    for code in codes:
        with town.store.write() as session:
            assert withdraw(town.store, session, code)
    with town.store.read() as session:
        round_ = town.round(session)
        for table in (OpenAnswer, HeldBack, QuoteProposal, PreparedAnswer):
            assert session.scalar(select(func.count()).select_from(table)) == 0
        north = district(session, round_.assessment_id, "north")
        assert approved(session, round_, north) == flagged(session, officer, round_) == []
        assert readable(session, staff["town"], round_) == []
        with pytest.raises(AnswerNotYours):
            to_decide(session, staff["keeper"], round_, uuid.uuid4())
