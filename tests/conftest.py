"""The doors every test uses: a database of its own on SQLite or PostgreSQL, the app, the running program."""

import fcntl
import json
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings as hypothesis_settings

from survey.config import Settings

if TYPE_CHECKING:
    import psycopg
    from flask import Flask
    from flask.testing import FlaskClient
    from playwright.sync_api import Browser

    from survey.store.base import Store

SECRET_KEY = "a key for tests only, forty characters long"
REQUIRED = bool(os.environ.get("CI") or os.environ.get("SOSESKA_REQUIRE"))

# A busy machine is no fault of the property under test.
hypothesis_settings.register_profile("house", deadline=None, max_examples=60)
hypothesis_settings.load_profile("house")


def absent(what: str) -> None:
    """A missing program skips a test on somebody's laptop and fails it where everything is promised to be there."""
    sentence = f"{what} is not installed; run .ci/test-tools"
    (pytest.fail if REQUIRED else pytest.skip)(sentence)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def pango() -> None:
    """What draws the letters of a PDF comes from the system."""
    try:
        import weasyprint.text.ffi  # noqa: F401 - loads the libraries
    except OSError:
        absent("Pango")


@pytest.fixture(scope="session", autouse=True)
def _one_language() -> Iterator[None]:
    """What is set up for a whole module speaks English, too."""
    from survey.i18n import use_language

    with use_language("en"):
        yield


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """A test that leaves another language behind must not change what the next one reads."""
    from survey.i18n import use_language

    with use_language("en"):
        yield


# --- a browser -------------------------------------------------------------------------------------------------------

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """The one browser of a test run: a second one in the same process would be refused."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium")
    if program is None:
        absent("Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield browser
        browser.close()


# --- databases -------------------------------------------------------------------------------------------------------


class Cluster:
    """A private PostgreSQL server on a socket of its own; each test gets a copy of one migrated database."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.folder, self.programs, self.made = folder, programs, 0
        self.connection: psycopg.Connection[tuple[object, ...]] | None = None

    def run(self, program: str, *words: str) -> None:
        command = [str(self.programs / program), *words]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder, text=True)

    def start(self) -> None:
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        self.run("initdb", "-D", "data", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        quick = f"-k {self.folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=60"
        self.run("pg_ctl", "-D", "data", "-o", quick, "-l", "log", "-w", "start")

    def stop(self) -> None:
        if self.connection is not None:
            self.connection.close()
        self.run("pg_ctl", "-D", "data", "-m", "immediate", "stop")

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://postgres@/{name}?host={self.folder}"

    def copy(self, template: str) -> str:
        self.made += 1
        name = f"test_{self.made}"
        self.command(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return name

    def drop(self, name: str) -> None:
        self.command(f"DROP DATABASE {name} WITH (FORCE)")

    def command(self, sql: str) -> None:
        """One connection for all copies: a program started for each would take longer than most tests."""
        import psycopg

        if self.connection is None:
            self.connection = psycopg.connect(
                host=str(self.folder), user="postgres", dbname="postgres", autocommit=True
            )
        self.connection.execute(sql.encode())


def _postgres_programs() -> Path | None:
    found = shutil.which("initdb")
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    path = versions[-1] if versions else Path(found) if found else None
    return path.resolve().parent if path else None


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    programs = _postgres_programs()
    if programs is None:
        absent("PostgreSQL")
    # A socket's path may be about 100 characters long, so it does not live in pytest's folder.
    with tempfile.TemporaryDirectory(prefix="soseska-pg-", dir="/tmp") as folder:
        server = Cluster(Path(folder), programs or Path())
        server.start()
        yield server
        server.stop()


def _migrate(url: str) -> None:
    from survey.store.base import Store
    from survey.store.migrations import upgrade

    store = Store(url, SECRET_KEY)
    upgrade(store)
    store.engine.dispose()


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("empty")
    _migrate(f"sqlite:///{folder / 'soseska.db'}")
    return folder


@pytest.fixture(scope="session")
def finished_town(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A folder with the example town and all its figures, and the passwords of its staff.

    All processes of a run share it, because counting and drawing take longer than most tests; copy it, never open it.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, staff = shared / "finished-town", shared / "finished-town.json"
    with (shared / "finished-town.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not staff.exists():
            shutil.rmtree(folder, ignore_errors=True)  # left by a process that was ended half-way
            shutil.copytree(empty_sqlite, folder)
            staff.write_text(json.dumps(_finish(folder)))
    return folder, json.loads(staff.read_text())


def _finish(folder: Path) -> dict[str, str]:
    from survey.example import load_example
    from survey.store.base import Store
    from survey.worker import run_once

    store = Store(f"sqlite:///{folder / 'soseska.db'}", SECRET_KEY)
    staff = load_example(store, responses=600)
    _lighten(store, {account.name: account.password for account in staff})
    run_once(store)
    store.close()
    return {account.name: account.password for account in staff}


def _lighten(store: "Store", passwords: dict[str, str]) -> None:
    from sqlalchemy import select

    from survey.store.accounts import User
    from tests.opened import lightly

    with store.write() as session:
        for user in session.scalars(select(User)):
            user.password = lightly(passwords[user.name])


@pytest.fixture(scope="session")
def empty_postgres(cluster: Cluster) -> str:
    name = cluster.copy("template0")
    _migrate(cluster.url(name))
    return name


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """The store is tested on both databases, pages on the one most towns will have."""
    if "database_kind" in metafunc.fixturenames:
        marked = metafunc.definition.get_closest_marker
        marks = [pytest.mark.postgres, *([pytest.mark.slow] if marked("slow_on_postgres") else [])]
        one = {"app", "broken"} & set(metafunc.fixturenames) or marked("one_database")
        both = ["sqlite", pytest.param("postgres", marks=marks)]
        metafunc.parametrize("database_kind", ["sqlite"] if one else both)


@pytest.fixture
def database(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if database_kind == "sqlite":
        shutil.copytree(request.getfixturevalue("empty_sqlite"), tmp_path / "data")
        yield f"sqlite:///{tmp_path / 'data' / 'soseska.db'}"
    else:
        cluster = request.getfixturevalue("cluster")
        name = cluster.copy(request.getfixturevalue("empty_postgres"))
        yield cluster.url(name)
        cluster.drop(name)


@pytest.fixture
def settings(database: str, tmp_path: Path) -> Settings:
    return Settings(database=database, data=tmp_path / "data", secret_key=SECRET_KEY)


@pytest.fixture
def store(settings: Settings) -> Iterator["Store"]:
    from survey.store.base import Store

    opened = Store(settings.database, settings.secret_key)
    yield opened
    opened.engine.dispose()


# --- the app in this process -----------------------------------------------------------------------------------------


@pytest.fixture
def app(settings: Settings) -> Iterator["Flask"]:
    from tests.opened import opened

    with opened(settings) as made:
        yield made


@pytest.fixture
def broken(settings: Settings) -> "Flask":
    """An application of its own, for tests that add a page which breaks."""
    from survey import create_app

    return create_app(settings)


@pytest.fixture
def client(app: "Flask") -> "FlaskClient":
    """Every page it fetches is looked at: one heading, a title, a language, no name twice, every field labelled."""
    from tests.pages import LookingClient

    app.test_client_class = LookingClient
    return app.test_client()
