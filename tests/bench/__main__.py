"""`make bench`: how long the hot paths take on this machine. Figures to compare, never a test."""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from subprocess import run

from flask import Flask
from flask.testing import FlaskClient

from analysis.redaction import redact
from survey import create_app, i18n
from survey.config import Settings
from survey.example import load_example
from survey.questionnaire.load import load_text
from survey.store import rounds, tally
from survey.store.base import Store
from survey.store.migrations import upgrade
from survey.web.resident import tokens
from survey.web.resident.flow import Screen
from survey.web.resident.opening import sit_down
from survey.web.resident.place import place_of
from survey.web.resident.views import draw
from survey.worker import run_once
from tests.analysis.open_answers import HOSTILE, LONGEST
from tests.bench import export, hall, pages
from tests.bench.large import questionnaire
from tests.bench.reports import town_report
from tests.opened import token_of

PEOPLE = 600
QUESTIONS = 200
ACTIVITIES = 42
TIMES = 50
COLD_TIMES = 5
"""Fewer, because each begins with reading everything anew."""


def measured(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def fastest(work: Callable[[], object]) -> float:
    """The best of many: the rest is what else the machine was doing."""
    return min(measured(work) for _time in range(TIMES))


def say(what: str, seconds: float) -> None:
    sys.stdout.write(f"{what:<46}{seconds * 1000:>10.1f} ms\n")


def say_ratio(what: str, ratio: float) -> None:
    sys.stdout.write(f"{what:<46}{ratio:>10.2f} times\n")


def read_large() -> None:
    """Reading checks everything, so the figure is also that of `soseska check`."""
    source = questionnaire(QUESTIONS)
    seconds = min(measured(lambda: load_text(source)) for _time in range(COLD_TIMES))
    sys.stdout.write(f"{f'{QUESTIONS} questions: read and check':<46}{seconds:>10.2f} s\n")


def hide_names() -> None:
    """The slowest of the answers that are made to be slow, without the dictionary's first reading."""

    def hide(text: str) -> float:
        return min(measured(lambda: redact(text, ["sl"])) for _time in range(COLD_TIMES))

    say(f"{LONGEST} characters: names and numbers, slowest", max(map(hide, HOSTILE)))


def show_page(app: Flask, store: Store) -> None:
    """A resident's page with all that a process keeps and without, and what ready-made markup could save at most."""
    client = app.test_client()
    warm, drawing = page_and_drawing(app, store, lambda: client.get("/s/lipovje"))
    cold = min(after_forgetting(app, lambda: client.get("/s/lipovje")) for _time in range(COLD_TIMES))
    say("first page of the survey, warm", warm)
    say("the same with nothing kept, as after a start", cold)
    say_ratio("what is kept makes it faster", cold / warm)
    say("of the warm page: drawing it", drawing)
    say_ratio("ready-made markup could make it faster at most", warm / (warm - drawing))


def page_and_drawing(app: Flask, store: Store, page: Callable[[], object]) -> tuple[float, float]:
    """The whole page and only its questions and templates, in turns, so that a busy moment falls on both."""
    with app.test_request_context("/s/lipovje"), store.read() as session:
        sitting = sit_down(session, place_of(session, "lipovje"), tokens.mint("lipovje"))
        screen = Screen(sitting, sitting.pages[0].id)
        turns = [(measured(page), measured(lambda: draw(screen))) for _time in range(TIMES)]
    whole, drawing = (min(times) for times in zip(*turns, strict=True))
    return whole, drawing


def after_forgetting(app: Flask, work: Callable[[], object]) -> float:
    """What a process keeps for its pages: questionnaires, sentences and compiled templates."""
    rounds._questionnaires.clear()
    i18n.catalogue.cache_clear()
    if app.jinja_env.cache is not None:
        app.jinja_env.cache.clear()
    return measured(work)


def rank_activities() -> None:
    """How sure the order is: whole people drawn again and again; statistics are read only now, as in the worker."""
    import numpy as np
    import pandas as pd

    from analysis.ranks import RESAMPLES, ranks

    picked = np.random.default_rng(1).random((PEOPLE, ACTIVITIES)) < 5 / ACTIVITIES
    people = pd.DataFrame(picked.astype(int), columns=[f"activity {place:02}" for place in range(ACTIVITIES)])
    say(f"{RESAMPLES} resamples of {PEOPLE} people, {ACTIVITIES} activities", fastest(lambda: ranks(people)))


def count_district(store: Store) -> None:
    """One district from its counts: the figures of its page alone, without pictures and without writing them down."""
    from survey.worker.live import live
    from survey.worker.place import asked, place

    with store.read() as session:
        round_ = rounds.round_by_slug(session, "lipovje")
        assert round_ is not None
        everywhere = asked(session, round_)
        district = next(one for one in everywhere.districts if one.code == "polje")
        read = fastest(lambda: place(session, everywhere, district, 0))
        here = place(session, everywhere, district, 0)
    say("a district: reading its counts", read)
    say("a district: its figures from them", fastest(lambda: live(here, None)))


def results_as_file(client: FlaskClient) -> None:
    """The figures of all districts, written while somebody waits."""

    def taken(ending: str) -> float:
        return min(measured(lambda: client.get(f"/downloads/lipovje/results?format={ending}")) for _time in range(5))

    for ending in ("csv", "xlsx", "json"):
        say(f"results of six places as {ending}", taken(ending))


def load_analysis() -> None:
    """Importing the statistics in a process of its own, as `soseska analyse` does first."""
    command = [sys.executable, "-c", "import analysis.estimates, analysis.matching, analysis.weighted"]
    say("importing the analysis", min(measured(lambda: run(command, check=True)) for _time in range(COLD_TIMES)))


def main(folder: Path) -> None:
    settings = Settings(f"sqlite:///{folder / 'soseska.db'}", folder, "a key for measuring only, forty characters")
    store = Store(settings.database, settings.secret_key)
    read_large()
    hide_names()
    say("making the database", measured(lambda: upgrade(store)))
    say("one answer: check, store and queue", measured(lambda: load_example(store, PEOPLE)) / PEOPLE)
    with store.write() as session:
        say(f"counting {PEOPLE} answers anew", measured(lambda: tally.rebuild(session)))
    app = create_app(settings)
    # Before the worker loads its statistics, which no web process has and which slow down collecting garbage.
    show_page(app, store)
    say("all figures and charts of five districts", measured(lambda: run_once(store)))
    say("the worker with nothing to do", fastest(lambda: run_once(store)))
    lead = load_example(store, PEOPLE)[0]
    client = app.test_client()
    token = token_of(client.get("/login").text)
    client.post("/login", data={"name": lead.name, "password": lead.password, "csrf_token": token})
    assert client.get("/lead/lipovje/polje").status_code == 200
    say("a district's page", fastest(lambda: client.get("/lead/lipovje/polje")))
    say("the table of districts", fastest(lambda: client.get("/lead/lipovje")))
    count_district(store)
    rank_activities()
    load_analysis()
    results_as_file(client)
    town_report(store, say)
    hall.measure(folder / "hall", say)
    few = pages.seconds(client)
    export.grow(store)
    with store.write() as session:
        say(f"counting {export.ANSWERS} answers anew", measured(lambda: tally.rebuild(session)))
    say(f"all figures with {export.ANSWERS} answers", measured(lambda: run_once(store)))
    pages.say_grown(few, pages.seconds(client), say)
    store.close()
    export.measure(settings.database)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        main(Path(scratch))
