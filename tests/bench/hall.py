"""A full hall: 120 phones behind one address join and vote on a real server, within twenty seconds and all at once."""

from collections.abc import Callable
from pathlib import Path

from survey.example import load_example
from survey.store.accounts import user_named
from survey.store.migrations import upgrade
from survey.store.stage import open_stage
from survey.store.workshops import Workshop
from tests.conftest import SECRET_KEY, free_port
from tests.journeys.conftest import running, settings_of
from tests.journeys.crowd import p95, vote_all
from tests.journeys.hall import plan
from tests.journeys.town import Town

PHONES = 120
SPREAD = 20.0
"""Seconds in which people take out their phones."""


def measure(folder: Path, say: Callable[[str, float], None]) -> None:
    """Say how long nineteen of twenty requests took at most."""
    folder.mkdir()
    port = free_port()
    town = Town(f"http://127.0.0.1:{port}", folder, {})
    upgrade(town.store)
    load_example(town.store, 0)
    with running(settings_of(folder, port) | {"SOSESKA_SECRET_KEY": SECRET_KEY}, folder):
        say(f"{PHONES} phones join and vote, p95", p95(vote_all(town.url, _code(town), ["s5"] * PHONES, SPREAD)))
        say("the same in one moment, p95", p95(vote_all(town.url, _code(town), ["s5"] * PHONES)))
    town.store.close()


def _code(town: Town) -> str:
    """The code of a workshop of its own, which is at its vote."""
    workshop = plan(town)
    with town.store.write() as session:
        lead = user_named(session, "lipovje-lead")
        stage = open_stage(session, lead.id if lead else None, session.get_one(Workshop, workshop))
        stage.step = "need"
        return stage.code
