"""The database door: one writer at a time on SQLite, the same schema and promises on PostgreSQL."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import (
    JSON,
    Connection,
    DateTime,
    Dialect,
    Engine,
    MetaData,
    TypeDecorator,
    create_engine,
    event,
    text,
)
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import DeclarativeBase, Session

from survey.store.lock import WriteLock
from survey.store.seal import Keys

try:
    from pysqlite3 import dbapi2 as sqlite_driver
except ImportError:  # the wheel exists for Linux only
    import sqlite3 as sqlite_driver

WAIT_SECONDS = 10
WAL_LIMIT = 4 * 1024 * 1024
ERASE_WAIT_MS = 500

Text = dict[str, str]
Document = dict[str, Any]


class Moment(TypeDecorator[datetime]):
    """A point in time that is UTC on the way in and on the way out, also where the database forgets zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Refuse to guess a zone: only aware times are stored."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give the zone back that SQLite does not keep, and the same one on PostgreSQL."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """Parent of all tables; constraints get predictable names so that migrations can speak of them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - read by SQLAlchemy, never changed
        Text: JSON(none_as_null=True),
        Document: JSON(none_as_null=True),
        list[str]: JSON(none_as_null=True),
        list[Any]: JSON(none_as_null=True),
        datetime: Moment(),
    }


class StoreSettings(Protocol):
    """The settings that the store needs, whoever holds them."""

    @property
    def database(self) -> str: ...
    @property
    def secret_key(self) -> str: ...


class Store:
    """A database with its keys; every session comes from here, so that the rules of writing hold everywhere."""

    def __init__(self, url: str, secret_key: str, earlier_keys: Iterable[str] = ()) -> None:
        parsed = make_url(url)
        self.keys = Keys(secret_key, earlier_keys)
        self._lock: WriteLock | None = None
        self._erasure_due = False
        if parsed.get_backend_name() == "sqlite":
            file = _sqlite_file(parsed)
            self._lock = WriteLock(Path(f"{file}.lock"), WAIT_SECONDS)
            _make_for_us_alone(file)
            self._wal = Path(f"{file}-wal")
            self.engine = _sqlite_engine(parsed)
        else:
            self.engine = _postgres_engine(parsed)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One consistent view of the data; nothing that is changed in it is kept."""
        # A transaction of its own level, so that several questions get answers about the same moment.
        bind = self.engine if self._lock else self.engine.execution_options(isolation_level="REPEATABLE READ")
        with Session(bind, info={"store": self, "writes": False}) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction: committed as a whole when the block ends, otherwise nothing of it remains."""
        if self._lock is None:
            with self._transaction() as session:
                yield session
            return
        with self._lock:
            with self._transaction() as session:
                yield session
            self._erasure_due = self._erasure_due or bool(session.info.get("erases"))
            self._checkpoint_when_needed()

    @contextmanager
    def _transaction(self) -> Iterator[Session]:
        bind = self.engine.execution_options(writes=True)
        # What was read or made here stays readable after the commit.
        with Session(bind, info={"store": self, "writes": True}, expire_on_commit=False) as session, session.begin():
            session.connection()
            yield session

    def _checkpoint_when_needed(self) -> None:
        """Empty the write-ahead log while we are the only writer, since erased text lives on in it until then."""
        if self._erasure_due or _size(self._wal) > WAL_LIMIT:
            self._erasure_due = not self._checkpoint()

    def _checkpoint(self) -> bool:
        """Say whether the log could be emptied; a reader still looking at it or a full disk makes us try again later.

        What was committed stays committed, so nobody may be told otherwise because of what fails here.
        """
        with closing(self.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            try:
                cursor.execute(f"PRAGMA busy_timeout = {ERASE_WAIT_MS}")
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                emptied = cursor.fetchone()
            except sqlite_driver.OperationalError:
                return False
            finally:
                cursor.execute(f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}")
        return emptied is not None and emptied[0] == 0

    def tidy(self) -> bool:
        """Finish erasures that a reader held up; the worker calls this between its rounds."""
        if self._lock is None:
            return True
        with self._lock:
            self._erasure_due = not self._checkpoint()
        return not self._erasure_due

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()


def open_store(settings: StoreSettings) -> Store:
    """Open the database that the settings name; a bare path means SQLite."""
    url = settings.database if ":" in settings.database else f"sqlite:///{settings.database}"
    return Store(url, settings.secret_key, getattr(settings, "earlier_keys", ()))


def store_of(session: Session) -> Store:
    """The store a session came from, for what needs its keys."""
    store: Store = session.info["store"]
    return store


def hold(session: Session, name: str) -> None:
    """Let one transaction at a time pass here; on SQLite every writer is alone already."""
    if session.get_bind().dialect.name == "postgresql":
        number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
        session.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": number})


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def _sqlite_file(url: URL) -> Path:
    if not url.database or url.database == ":memory:":
        raise ValueError("The SQLite database needs a file: several processes share it.")
    return Path(url.database).absolute()


def _make_for_us_alone(file: Path) -> None:
    """Make the database before SQLite does, closed to others; its log and index take over who may read it."""
    with suppress(OSError):  # it exists, or the first writing says what is wrong with the folder
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))


def _sqlite_engine(url: URL) -> Engine:
    engine = create_engine(
        url.set(drivername="sqlite+pysqlite"),
        module=sqlite_driver,
        connect_args={"timeout": WAIT_SECONDS},
        hide_parameters=True,
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgres_engine(url: URL) -> Engine:
    return create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, hide_parameters=True)


def _prepare_sqlite(connection: DBAPIConnection, _record: object) -> None:
    """Durable and forgetful: every commit is synced, what is deleted is overwritten, checkpoints are ours alone."""
    connection.isolation_level = None
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
        "wal_autocheckpoint = 0",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes its place at once, so that it never finds out halfway that somebody else was faster."""
    immediate = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
