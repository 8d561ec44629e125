"""One door in and one door out: what is stored, once, and what is told to whom."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import func, select

from survey.questionnaire.answers import Refused
from survey.store.counting import Pending
from survey.store.documents import OpenAnswer, Receipt, Response, SensitiveAnswer
from survey.store.errors import RoundClosed, UnknownDistrict, UnknownVersion
from survey.store.responses import answers_of_place
from survey.store.rounds import place
from survey.store.sums import opened
from survey.store.tally import fold, rows, verify
from survey.store.withdrawing import withdraw

DAY = date(2026, 5, 4)


def _states(store):
    with store.read() as session:
        return sorted(session.scalars(select(Response.state)))


def _count(store, table):
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(table))


def _at_once(people, act):
    """Let everybody act at the same moment."""
    gate = Barrier(people)

    def one(number):
        gate.wait()
        return act(number)

    with ThreadPoolExecutor(people) as pool:
        return list(pool.map(one, range(people)))


def test_same_answer_sent_by_eight_at_once_is_stored_once_with_one_receipt(town, answers):
    told = _at_once(8, lambda _: town.send(answers(), "one"))
    assert len({submitted.code for submitted in told}) == 1
    assert [submitted.fresh for submitted in told].count(True) == 1
    assert _states(town.store) == ["counted"]
    assert _count(town.store, Receipt) == _count(town.store, Pending) == 1


def test_of_eight_different_answers_under_one_id_at_once_only_one_counts(town, answers):
    told = _at_once(8, lambda number: town.send(answers(visits=number), "one"))
    assert [submitted.flagged for submitted in told].count(False) == 1
    assert _states(town.store) == ["counted"] + 7 * ["flagged"]
    assert _count(town.store, Pending) == 1


def test_other_content_under_the_same_id_is_kept_flagged_and_not_counted(town, answers):
    first = town.send(answers(choir="often"), "one")
    second = town.send(answers(choir="never"), "one")
    again = town.send(answers(choir="never"), "one")
    assert (first.flagged, second.flagged) == (False, True)
    assert (again.code, again.fresh, again.flagged) == (second.code, False, True)
    assert first.code != second.code
    with town.store.read() as session:
        assert answers_of_place(session, town.round(session)) == 1


def test_same_answer_is_known_whatever_the_order_of_its_keys(town, answers):
    first = town.send(answers(), "one")
    second = town.send(dict(reversed(answers().items())), "one")
    assert (second.fresh, second.code) == (False, first.code)


def test_answers_are_counted_live_by_place(town, answers):
    town.send(answers(), "one")
    town.send(answers(), "two", district="south")
    with town.store.read() as session:
        round_ = town.round(session)
        assert answers_of_place(session, round_) == 2
        assert answers_of_place(session, round_, place(session, round_, "south")) == 1


def test_answer_that_does_not_fit_is_refused_and_leaves_nothing(town, answers):
    with pytest.raises(Refused):
        town.send(answers(choir="sometimes"), "one")
    assert _states(town.store) == []


@pytest.mark.parametrize("words", ["a\x00bench", "a\udc80bench"])
def test_characters_that_cannot_be_stored_are_mended_alike_on_both_databases(town, answers, words):
    town.send(answers(say=words), "one")
    with town.store.read() as session:
        assert session.scalars(select(OpenAnswer.text)).all() == ["a\N{REPLACEMENT CHARACTER}bench"]


def test_unknown_place_way_and_version_are_refused(town, answers):
    with pytest.raises(UnknownDistrict):
        town.send(answers(), "one", district="west")
    with pytest.raises(UnknownVersion):
        town.send(answers(), "one", version="0" * 64)
    with pytest.raises(ValueError):
        town.send(answers(), "one", channel="pigeon")
    for client_id in ("", "x" * 65):
        with pytest.raises(ValueError):
            town.send(answers(), client_id)
    assert _states(town.store) == []


def test_closed_round_takes_nothing_new_but_knows_what_it_has(town, answers):
    first = town.send(answers(), "one")
    with town.store.write() as session:
        town.round(session).closes = DAY - timedelta(days=2)
    with pytest.raises(RoundClosed):
        town.send(answers(), "two")
    assert town.send(answers(), "one").code == first.code


def test_answer_may_be_sent_a_day_after_the_end(town, answers):
    with town.store.write() as session:
        town.round(session).closes = DAY - timedelta(days=1)
    assert town.send(answers(), "one").fresh


def test_draft_round_takes_no_answers(town, answers):
    with town.store.write() as session:
        town.round(session).state = "draft"
    with pytest.raises(RoundClosed):
        town.send(answers(), "one")


def test_rolled_back_transaction_leaves_nothing(town, answers):
    with pytest.raises(RuntimeError):
        _send_and_fail(town, answers())
    for table in (Response, Receipt, SensitiveAnswer, OpenAnswer, Pending):
        assert _count(town.store, table) == 0
    assert town.send(answers(say="once more"), "one").fresh


def _send_and_fail(town, given):
    with town.store.write() as session:
        town.submit(session, given | {"say": "lost"}, "one")
        raise RuntimeError


def test_sensitive_answers_are_nowhere_in_the_open(town, answers):
    town.send(answers(lonely="very"), "one")
    with town.store.read() as session:
        response = session.scalars(select(Response)).one()
        pending = session.scalars(select(Pending)).one()
        assert "lonely" not in json.dumps(response.doc)
        assert len(pending.payload["codes"]) == len(response.coded["codes"])
        sealed = session.scalars(select(SensitiveAnswer.sealed)).one()
        assert b"very" not in sealed
        assert b"codes" not in pending.sealed
        assert opened(session, "sensitive", sealed)["answers"] == {"lonely": "very"}
    with town.store.write() as session:
        fold(session)
        assert {row.item for row in rows(session, town.round(session).id)}.isdisjoint({"lonely"})


def test_own_words_lie_apart_and_only_the_response_knows_where(town, answers):
    town.send(answers(say="the bench by the river"), "one")
    with town.store.read() as session:
        response = session.scalars(select(Response)).one()
        words = session.scalars(select(OpenAnswer)).one()
        assert "bench" not in json.dumps(response.doc)
        assert response.doc["texts"] == {"say": str(words.id)}
        assert (words.item, words.text, words.state) == ("say", "the bench by the river", "unread")
        targets = {key.column.table.name for key in OpenAnswer.__table__.foreign_keys}
        assert targets == {"round", "district", "user"}
        assert (words.read_by, words.approved_by) == (None, None)


def test_correction_takes_the_place_of_the_earlier_answer(town, answers):
    first = town.send(answers(choir="often"), "one")
    second = town.send(answers(choir="never"), "one-corrected", supersedes=first.response_id)
    assert not second.flagged
    assert _states(town.store) == ["counted", "superseded"]
    with town.store.write() as session:
        fold(session)
        counted = {(row.item, row.option): row.n for row in rows(session, town.round(session).id)}
        assert ("choir", "often") not in counted
        assert counted[("choir", "never")] == 1
        assert verify(session) == []


def test_second_correction_of_the_same_answer_is_flagged(town, answers):
    first = town.send(answers(), "one")
    town.send(answers(choir="never"), "two", supersedes=first.response_id)
    assert town.send(answers(visits=3), "three", supersedes=first.response_id).flagged
    with town.store.read() as session:
        assert answers_of_place(session, town.round(session)) == 1


def test_withdrawal_leaves_an_empty_shell(town, answers):
    submitted = town.send(answers(say="the bench by the river"), "one")
    with town.store.write() as session:
        assert withdraw(town.store, session, submitted.code.lower().replace(" ", "-"))
    for table in (SensitiveAnswer, OpenAnswer):
        assert _count(town.store, table) == 0
    with town.store.read() as session:
        shell = session.scalars(select(Response)).one()
        assert (shell.state, shell.doc, shell.coded) == ("withdrawn", None, None)


def test_withdrawn_answer_does_not_come_back_by_sending_it_again(town, answers):
    submitted = town.send(answers(), "one")
    with town.store.write() as session:
        withdraw(town.store, session, submitted.code)
    again = town.send(answers(), "one")
    assert (again.fresh, again.code) == (False, submitted.code)
    assert town.send(answers(visits=5), "one").flagged
    with town.store.read() as session:
        assert answers_of_place(session, town.round(session)) == 0


def test_unknown_code_withdraws_nothing(town, answers):
    town.send(answers(), "one")
    with town.store.write() as session:
        assert not withdraw(town.store, session, "0000 0000 00")
        assert not withdraw(town.store, session, "")
    assert _states(town.store) == ["counted"]


def test_either_code_withdraws_an_answer_with_its_correction(town, answers):
    first = town.send(answers(say="first words"), "one")
    town.send(answers(say="second words"), "two", supersedes=first.response_id)
    with town.store.write() as session:
        assert withdraw(town.store, session, first.code)
        fold(session)
        assert verify(session) == []
    assert _states(town.store) == ["withdrawn", "withdrawn"]
    assert _count(town.store, OpenAnswer) == 0


def test_withdrawing_twice_takes_away_once(town, answers):
    submitted = town.send(answers(), "one")
    town.send(answers(), "two")
    for _ in range(2):
        with town.store.write() as session:
            assert withdraw(town.store, session, submitted.code)
    with town.store.write() as session:
        fold(session)
        assert verify(session) == []
        assert sum(row.n for row in rows(session, town.round(session).id) if row.item == "choir") == 1


def test_withdrawing_a_flagged_answer_leaves_the_counted_one(town, answers):
    town.send(answers(choir="often"), "one")
    other = town.send(answers(choir="never"), "one")
    with town.store.write() as session:
        withdraw(town.store, session, other.code)
        fold(session)
        assert verify(session) == []
    assert _states(town.store) == ["counted", "withdrawn"]


def _files_with(folder: Path, phrase: str) -> list[str]:
    return [path.name for path in sorted(folder.iterdir()) if phrase.encode() in path.read_bytes()]


def test_withdrawal_leaves_no_word_in_the_file(file_town, answers, tmp_path):
    submitted = file_town.send(answers(say="the bench by the river"), "one")
    assert _files_with(tmp_path, "bench by the river")
    with file_town.store.write() as session:
        withdraw(file_town.store, session, submitted.code)
    assert _files_with(tmp_path, "bench by the river") == []


def test_erasure_that_a_reader_holds_up_is_finished_later(file_town, answers, tmp_path):
    submitted = file_town.send(answers(say="the bench by the river"), "one")
    with file_town.store.read() as reader:
        reader.scalars(select(Response)).all()
        with file_town.store.write() as session:
            withdraw(file_town.store, session, submitted.code)
    assert file_town.store.tidy()
    assert _files_with(tmp_path, "bench by the river") == []


KILLED_AFTER_SENDING = """
import os, signal, sys
from datetime import date
from survey.store.base import Store
from survey.store.responses import submit
from survey.store.rounds import round_by_slug
store = Store(sys.argv[1], sys.argv[2])
with store.write() as session:
    submit(store, session, round_by_slug(session, "spring"), {"r0": "yes", "choir": "often"}, client_id="one",
           channel="web", access="open", language="en", day=date(2026, 5, 4), district="north")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_process_killed_between_sending_and_counting_loses_nothing(town, settings):
    ended = subprocess.run([sys.executable, "-c", KILLED_AFTER_SENDING, settings.database, settings.secret_key])
    assert ended.returncode == -9
    with town.store.write() as session:
        assert fold(session) == 1
        assert verify(session) == []
        counted = {(row.item, row.option): row.n for row in rows(session, town.round(session).id)}
        assert counted[("choir", "often")] == 1
