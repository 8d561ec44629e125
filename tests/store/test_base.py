"""One writer at a time, everything or nothing, and readers that see one moment."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import StatementError

from survey.i18n import use_language
from survey.store import base
from survey.store.audit import Audit, record
from survey.store.base import Store, open_store
from survey.store.districts import Municipality
from survey.store.errors import (
    Busy,
    NameTaken,
    NewerDatabase,
    RoundClosed,
    TooManyAttempts,
    UnknownDistrict,
    UnknownVersion,
)
from survey.store.jobs import add_job, end_job, take_job
from survey.store.lock import WriteLock


def _towns(session):
    return session.scalar(select(func.count()).select_from(Municipality))


def test_what_is_written_is_there_for_others(store):
    with store.write() as session:
        session.add(Municipality(name="Lipovje"))
    with store.read() as session:
        assert _towns(session) == 1


def test_reader_sees_one_moment_while_others_write(store):
    with store.read() as reader:
        assert _towns(reader) == 0
        with store.write() as session:
            session.add(Municipality(name="Lipovje"))
        assert _towns(reader) == 0
    with store.read() as reader:
        assert _towns(reader) == 1


def test_reading_keeps_nothing_that_was_changed(store):
    with store.read() as session:
        session.add(Municipality(name="Lipovje"))
    with store.read() as session:
        assert _towns(session) == 0


def test_sqlite_is_durable_forgetful_and_strict(file_town):
    with file_town.store.read() as session:
        found = {
            name: session.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "wal_autocheckpoint")
        }
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "wal_autocheckpoint": 0,
    }


def test_write_ahead_log_stays_small(file_town, tmp_path, monkeypatch):
    monkeypatch.setattr(base, "WAL_LIMIT", 100_000)
    for number in range(60):
        with file_town.store.write() as session:
            session.add(Municipality(name=f"town {number}"))
    assert (tmp_path / "town.db-wal").stat().st_size < 200_000


def test_waiting_writer_is_told_when_it_takes_too_long(tmp_path):
    path = tmp_path / "lock"
    with WriteLock(path, patience=5), pytest.raises(Busy), WriteLock(path, patience=0.05):
        pass
    with WriteLock(path, patience=0.05):
        pass


def test_lock_holds_among_threads_of_one_store(tmp_path):
    lock = WriteLock(tmp_path / "lock", patience=0.05)
    with lock, pytest.raises(Busy), lock:
        pass
    with lock:
        pass


def test_path_of_a_database_is_enough(settings, tmp_path):
    class Plain:
        database = str(tmp_path / "plain.db")
        secret_key = settings.secret_key

    opened = open_store(Plain())
    with opened.write() as session:
        session.execute(text("CREATE TABLE t (a INTEGER)"))
    opened.close()
    assert (tmp_path / "plain.db").exists()


def test_database_in_memory_is_refused():
    with pytest.raises(ValueError):
        Store("sqlite://", "k" * 40)


def test_times_come_back_in_utc_and_times_without_zone_are_refused(store):
    noon = datetime(2026, 5, 4, 12, tzinfo=timezone(timedelta(hours=2)))
    with store.write() as session:
        session.add(Audit(what="noon", at=noon))
    with store.read() as session:
        at = session.scalars(select(Audit.at)).one()
        assert at == noon
        assert at.tzinfo == UTC
    with store.write() as session, pytest.raises(StatementError):
        session.execute(update(Audit).values(at=noon.replace(tzinfo=None)))


def test_record_belongs_to_the_deed(store):
    with pytest.raises(RuntimeError):
        _record_and_fail(store)
    with store.write() as session:
        record(session, None, "opened the round")
    with store.read() as session:
        assert session.scalars(select(Audit.what)).all() == ["opened the round"]


def _record_and_fail(store):
    with store.write() as session:
        record(session, None, "never happened")
        raise RuntimeError


def test_work_is_taken_once_and_in_order(store):
    with store.write() as session:
        for number in range(2):
            add_job(session, "report", {"number": number})
    with store.write() as session:
        first, second = take_job(session), take_job(session)
        assert (first.payload, second.payload) == ({"number": 0}, {"number": 1})
        assert take_job(session) is None
        end_job(first)
        end_job(second, error="too_few")
        assert (first.state, second.state) == ("done", "failed")


@pytest.mark.parametrize(
    "refusal",
    [Busy, RoundClosed, UnknownDistrict, UnknownVersion, NewerDatabase, NameTaken, lambda: TooManyAttempts(2)],
)
def test_every_refusal_says_a_sentence(refusal):
    with use_language("en"):
        assert str(refusal()).endswith(".")
        assert "%" not in str(refusal())
