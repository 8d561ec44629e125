"""Open answers: who reads first, who after, who approves, and that what is withdrawn is gone from everywhere."""

import uuid

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from analysis.code_frame import CodeFrame, Theme
from analysis.redaction import Span
from survey.store.accounts import User, disable
from survey.store.audit import Audit
from survey.store.codings import Coding, code_answer, code_frame, keep_code_frame
from survey.store.districts import assessment, district
from survey.store.documents import OpenAnswer
from survey.store.errors import AnswerNotYours, ReadAgain, StaysInside
from survey.store.open_answers import (
    approve,
    erase,
    keep_reading,
    left_to_read,
    quotable,
    readable,
    take_back,
    to_read,
    told,
)
from survey.store.withdrawing import withdraw

SAID = "Soseda Breda kuha odlično."
HIDDEN = [Span(7, 12, "name")]
SHOWN = "Soseda [name] kuha odlično."
FRAME = CodeFrame((Theme("food", {"en": "Food"}), Theme("noise", {"en": "Noise"})))


def read(town, session, staff, answer, user="keeper", revision=0, **more):
    keep_reading(session, staff[user], answer, HIDDEN, revision, **more)
    return session.get(OpenAnswer, answer)


@pytest.mark.one_database
def test_only_a_data_keeper_of_the_district_sees_what_nobody_has_read(town, staff, answer):
    with town.store.read() as session:
        round_ = town.round(session)
        assert [one.text for one in to_read(session, staff["keeper"], round_)] == [SAID]
        assert [one.language for one in to_read(session, staff["second"], round_)] == ["sl"]
        for name in ("north", "south", "town", "admin", "facilitator", "elsewhere"):
            assert to_read(session, staff[name], round_) == []
            assert left_to_read(session, staff[name], round_) == 0
        assert all(readable(session, user, round_) == [] for user in (*staff.values(), None))
        assert to_read(session, None, round_) == []


def test_after_the_first_reading_the_lead_reads_what_is_shown(town, staff, answer):
    with town.store.write() as session:
        round_ = town.round(session)
        row = read(town, session, staff, answer)
        assert (row.state, row.redacted, row.revision, row.text) == ("read", SHOWN, 1, SAID)
        assert left_to_read(session, staff["keeper"], round_) == 0
        for name, approvable in (("north", True), ("town", True), ("second", True), ("keeper", False)):
            (found,) = readable(session, staff[name], round_)
            assert (found.text, found.approvable) == (SHOWN, approvable)
        for name in ("south", "admin", "facilitator", "elsewhere"):
            assert readable(session, staff[name], round_) == []
        assert readable(session, staff["town"], round_, "another") == []
        assert [one.text for one in told(session, round_, "say")] == [SHOWN]
        disable(session.get_one(User, staff["north"]))
        session.flush()
        assert readable(session, staff["north"], round_) == []


@pytest.mark.one_database
def test_what_is_held_back_nobody_else_reads(town, staff, answer):
    with town.store.write() as session:
        round_ = town.round(session)
        assert read(town, session, staff, answer, hold=True).state == "held"
        assert readable(session, staff["town"], round_) == []
        assert told(session, round_, "say") == []
        assert [one.hidden for one in to_read(session, staff["second"], round_)] == [tuple(HIDDEN)]
        with pytest.raises(StaysInside):
            approve(session, staff["second"], answer, 1)
        with pytest.raises(AnswerNotYours):
            approve(session, staff["town"], answer, 1)


@pytest.mark.one_database
def test_nobody_but_a_data_keeper_reads_first(town, staff, answer):
    with town.store.write() as session:
        for name in ("north", "south", "town", "admin", "facilitator", "elsewhere"):
            with pytest.raises(AnswerNotYours):
                keep_reading(session, staff[name], answer, [], 0)
            with pytest.raises(AnswerNotYours):
                erase(session, staff[name], answer, 0)
        with pytest.raises(AnswerNotYours):
            keep_reading(session, staff["keeper"], uuid.uuid4(), [], 0)


def test_the_second_person_is_another_one(town, staff, answer):
    with town.store.write() as session:
        read(town, session, staff, answer)
        with pytest.raises(StaysInside):
            approve(session, staff["keeper"], answer, 1)
        for name in ("south", "admin", "facilitator", "elsewhere"):
            with pytest.raises(AnswerNotYours):
                approve(session, staff[name], answer, 1)
        approve(session, staff["north"], answer, 1)
        row = session.get(OpenAnswer, answer)
        assert (row.state, row.read_by, row.approved_by) == ("approved", staff["keeper"], staff["north"])


BROKEN = (
    {"state": "approved", "approved_by": "keeper"},
    {"state": "approved"},
    {"read_by": None},
    {"redacted": None},
    {"approved_by": "north"},
    {"state": "approved", "approved_by": "north", "sensitive": True},
    {"state": "seen"},
)


def test_the_database_holds_the_rules_of_reading(town, staff, answer):
    with town.store.write() as session:
        read(town, session, staff, answer)
        for wrong in BROKEN:
            values = {name: staff.get(value, value) for name, value in wrong.items()}
            with pytest.raises(IntegrityError), session.begin_nested():
                session.execute(update(OpenAnswer).values(**values))
        assert session.get(OpenAnswer, answer).state == "read"


def test_nobody_decides_about_a_text_they_have_not_seen(town, staff, answer):
    with town.store.write() as session:
        read(town, session, staff, answer)
        keep_reading(session, staff["second"], answer, [Span(0, 12, "name")], 1)
        for step in (approve, take_back):
            with pytest.raises(ReadAgain):
                step(session, staff["north"], answer, 1)
        with pytest.raises(ReadAgain):
            keep_reading(session, staff["keeper"], answer, [], 1)
        with pytest.raises(ReadAgain):
            take_back(session, staff["north"], answer, 2)
        assert session.get(OpenAnswer, answer).redacted == "[name] kuha odlično."


@pytest.mark.one_database
def test_changing_what_is_hidden_takes_the_approval_back(town, staff, answer):
    with town.store.write() as session:
        read(town, session, staff, answer)
        approve(session, staff["north"], answer, 1)
        keep_reading(session, staff["second"], answer, [], 2)
        row = session.get(OpenAnswer, answer)
        assert (row.state, row.approved_by, row.redacted) == ("read", None, SAID)
        approve(session, staff["keeper"], answer, 3)
        take_back(session, staff["town"], answer, 4)
        assert session.get(OpenAnswer, answer).state == "read"


@pytest.mark.one_database
def test_parts_outside_the_text_are_refused(town, staff, answer):
    with town.store.write() as session, pytest.raises(ValueError):
        keep_reading(session, staff["keeper"], answer, [Span(0, 900, "name")], 0)


@pytest.mark.one_database
def test_quotes_need_approval_and_ten_answers(town, staff, answers, answer):
    with town.store.write() as session:
        round_ = town.round(session)
        read(town, session, staff, answer)
        approve(session, staff["north"], answer, 1)
        assert quotable(session, round_, "say") == {}
        for number in range(9):
            town.submit(session, answers(say="Klop."), f"more {number}")
        assert quotable(session, round_, "say") == {str(answer): SHOWN}
        south = district(session, round_.assessment_id, "south")
        assert quotable(session, round_, "say", south) == {}
        assert told(session, round_, "say", south) == []


@pytest.mark.one_database
def test_every_step_is_in_the_record_without_answer_and_words(town, staff, answer):
    with town.store.write() as session:
        read(town, session, staff, answer)
        approve(session, staff["north"], answer, 1)
        take_back(session, staff["north"], answer, 2)
        erase(session, staff["keeper"], answer, 3)
        lines = session.execute(select(Audit.user_id, Audit.what).order_by(Audit.id)).all()
        assert [tuple(line) for line in lines] == [
            (staff["keeper"], "open answer read: spring"),
            (staff["north"], "open answer approved: spring"),
            (staff["north"], "open answer approval taken back: spring"),
            (staff["keeper"], "open answer erased: spring"),
        ]


def frame_kept(session, staff):
    home = assessment(session, "lipovje")
    keep_code_frame(session, staff["town"], home, FRAME, code_frame(session, home)[1])
    return home


def test_erasing_leaves_no_words_and_no_coding(town, staff, answer):
    with town.store.write() as session:
        frame_kept(session, staff)
        read(town, session, staff, answer)
        code_answer(session, staff["town"], answer, ["food"])
        erase(session, staff["second"], answer, 1)
        row = session.get(OpenAnswer, answer)
        assert (row.state, row.text, row.redacted, row.hidden) == ("erased", "", None, None)
        assert session.scalar(select(func.count()).select_from(Coding)) == 0
        with pytest.raises(ReadAgain):
            keep_reading(session, staff["second"], answer, [], 2)
        assert to_read(session, staff["second"], town.round(session)) == []


def test_withdrawing_takes_words_marks_and_codings_along(town, staff, answers):
    code = town.send(answers(say=SAID), "one").code
    with town.store.write() as session:
        frame_kept(session, staff)
        answer = session.scalars(select(OpenAnswer.id)).one()
        read(town, session, staff, answer)
        approve(session, staff["north"], answer, 1)
        code_answer(session, staff["north"], answer, ["food"])
    with town.store.write() as session:
        assert withdraw(town.store, session, code)
    with town.store.read() as session:
        for table in (OpenAnswer, Coding):
            assert session.scalar(select(func.count()).select_from(table)) == 0
        with pytest.raises(AnswerNotYours):
            keep_reading(session, staff["keeper"], answer, [], 2)


@pytest.mark.one_database
def test_what_was_corrected_or_disputed_is_not_read(town, staff, answers, answer):
    with town.store.write() as session:
        round_ = town.round(session)
        read(town, session, staff, answer)
        town.submit(session, answers(say="Something else"), "one")
        assert [one.text for one in to_read(session, staff["keeper"], round_)] == [SAID]
    first = town.send(answers(say="Klop"), "two")
    town.send(answers(say="Dve klopi"), "two-corrected", supersedes=first.response_id)
    with town.store.read() as session:
        said = {one.text for one in to_read(session, staff["keeper"], town.round(session))}
        assert said == {SAID, "Dve klopi"}


@pytest.mark.one_database
def test_words_of_a_sensitive_question_stay_with_the_data_keepers(town, staff, answer):
    with town.store.write() as session:
        session.execute(update(OpenAnswer).values(sensitive=True))
    with town.store.write() as session:
        round_ = town.round(session)
        assert [one.sensitive for one in to_read(session, staff["keeper"], round_)] == [True]
        read(town, session, staff, answer)
        assert readable(session, staff["town"], round_) == readable(session, staff["second"], round_) == []
        assert told(session, round_, "say") == []
        with pytest.raises(StaysInside):
            approve(session, staff["second"], answer, 1)
        with pytest.raises(AnswerNotYours):
            code_answer(session, staff["second"], answer, [])
