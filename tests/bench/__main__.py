"""`make bench`: how long the hot paths take on this machine. Figures to compare, never a test."""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from survey import create_app
from survey.config import Settings
from survey.example import load_example
from survey.store import tally
from survey.store.base import Store
from survey.store.migrations import upgrade
from survey.worker import run_once

PEOPLE = 600
TIMES = 50


def measured(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def fastest(work: Callable[[], object]) -> float:
    """The best of many: the rest is what else the machine was doing."""
    return min(measured(work) for _time in range(TIMES))


def say(what: str, seconds: float) -> None:
    sys.stdout.write(f"{what:<46}{seconds * 1000:>10.1f} ms\n")


def main(folder: Path) -> None:
    settings = Settings(f"sqlite:///{folder / 'soseska.db'}", folder, "a key for measuring only, forty characters")
    store = Store(settings.database, settings.secret_key)
    say("making the database", measured(lambda: upgrade(store)))
    say("one answer: check, store and queue", measured(lambda: load_example(store, PEOPLE)) / PEOPLE)
    with store.write() as session:
        say(f"counting {PEOPLE} answers anew", measured(lambda: tally.rebuild(session)))
    say("all figures and charts of five districts", measured(lambda: run_once(store)))
    say("the worker with nothing to do", fastest(lambda: run_once(store)))
    lead = load_example(store, PEOPLE)[0]
    app = create_app(settings)
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    say("first page of the survey", fastest(lambda: client.get("/s/lipovje")))
    client.post("/login", data={"name": lead.name, "password": lead.password})
    assert client.get("/lead/lipovje/polje").status_code == 200
    say("a district's page", fastest(lambda: client.get("/lead/lipovje/polje")))
    say("the table of districts", fastest(lambda: client.get("/lead/lipovje")))
    store.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        main(Path(scratch))
