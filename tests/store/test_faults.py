"""What goes wrong around the database: nothing stored is denied, nothing written is told to others."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from survey.store.accounts import user_named
from survey.store.base import Store
from survey.store.districts import Municipality
from survey.store.errors import NotWritable

KEY = "a key for tests only, forty characters long"


def test_a_new_database_is_closed_to_others(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'new.db'}", KEY)
    with store.write() as session:
        session.execute(text("CREATE TABLE t (a INTEGER)"))
        modes = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.iterdir()}
    store.close()
    assert modes.keys() >= {"new.db", "new.db-wal", "new.db.lock"}
    assert set(modes.values()) == {0o600}


def test_a_missing_folder_is_refused_in_a_sentence(tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path / 'missing' / 'new.db'}", KEY)
    with pytest.raises(NotWritable) as refusal, store.write():
        pass
    assert str(refusal.value).endswith(".")


def test_an_error_does_not_quote_what_was_written(store: Store) -> None:
    with pytest.raises(DBAPIError) as fault, store.write() as session:
        session.execute(text("SELECT * FROM nowhere WHERE words = :words"), {"words": "very private"})
    assert "very private" not in str(fault.value)


def test_a_name_with_nul_is_simply_unknown(store: Store) -> None:
    with store.read() as session:
        assert user_named(session, "an\0a") is None


@contextmanager
def no_file_grows_beyond(size: int) -> Iterator[None]:
    """As on a full disk: writing more into a file fails."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.one_database
def test_what_is_committed_is_not_denied_when_the_log_cannot_be_emptied(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "data" / "soseska.db"
    store.tidy()
    # The log is still small, but emptying it would make the database itself larger.
    with no_file_grows_beyond(file.stat().st_size), store.write() as session:
        session.add_all(Municipality(name=f"town {number} " + "x" * 150) for number in range(200))
        session.info["erases"] = True
    assert not store.tidy() or file.stat().st_size > 0
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Municipality)) == 200
