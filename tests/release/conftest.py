"""A small town with a release that is proposed but not out, made once; every test gets a copy of its own."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from survey.store import jobs, proposals
from survey.store.accounts import create_user, grant
from survey.store.base import Store
from survey.store.districts import Assessment, Census, district
from survey.store.rounds import Round
from survey.worker import run_once
from survey.worker.jobs import run_next
from tests.conftest import SECRET_KEY
from tests.opened import Enter, copy_of, entrance, lightly, token_of
from tests.worker.conftest import DAY, Answer, answers_to, build

PASSWORD = "a long password"
ANSWERED = 35

Press = Callable[..., str]


@pytest.fixture(scope="session")
def proposed_town(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Breg has answered, Gaj hardly; Ana has proposed what was prepared, Bor may approve it, Cita leads Gaj only."""
    folder = tmp_path_factory.mktemp("proposed") / "data"
    shutil.copytree(empty_sqlite, folder)
    store = build(Store(f"sqlite:///{folder / 'soseska.db'}", SECRET_KEY))
    with store.write() as session:
        mine = session.scalars(select(Assessment)).one()
        ana, bor, cita = (create_user(session, name, PASSWORD) for name in ("ana", "bor", "cita"))
        for user in (ana, bor, cita):
            user.password = lightly(PASSWORD)
        for user in (ana, bor):
            grant(session, user, "lead", mine)
        gaj = district(session, mine.id, "gaj")
        assert gaj
        grant(session, cita, "lead", mine, gaj)
        for age, n in (("a15_29", 10), ("a30_44", 20), ("a65_74", 5)):
            session.add(Census(district_id=gaj.id, age=age, gender="f", n=n, source="count", day=DAY))
    _answer(answers_to(store))
    prepare(store)
    with store.write() as session:
        asked = session.scalars(select(Round)).one()
        ready = proposals.open_proposal(session, asked)
        assert ready
        assert proposals.propose(session, asked, ready.id, ana.id)
    store.close()
    return folder


def _answer(answer: Answer) -> None:
    """Thirty-three in Breg, of all ages, on paper; two in Gaj."""
    for at in range(33):
        answer(
            channel="paper",
            r2=("weekly", "monthly", "few", "no")[at % 4],
            r3={"picked": ["choir_music", "social_cafe"] if at % 3 else ["social_cafe"]},
            r5={"picked": ["kitchen"]},
            r10=("yes", "maybe", "no")[at % 3],
            age=("a15_29", "a30_44", "a65_74")[at % 3],
            gender=("f", "m")[at % 2],
        )
    for _ in range(2):
        answer(place="gaj", channel="paper", r2="no", age="a15_29", gender="f")


def prepare(store: Store) -> None:
    """What the worker does when somebody has pressed the button."""
    run_once(store)
    with store.write() as session:
        jobs.add_job(session, "release", {"round": session.scalars(select(Round)).one().id})
    assert run_next(store, Path())


@pytest.fixture
def app(proposed_town: Path, tmp_path: Path) -> Iterator[Flask]:
    with copy_of(proposed_town, tmp_path / "data") as made:
        yield made


@pytest.fixture
def store(app: Flask) -> Store:
    found: Store = app.extensions["store"]
    return found


@pytest.fixture
def enter(app: Flask) -> Enter:
    """Log somebody in, in a language."""
    return entrance(app, "ana", lambda _name: PASSWORD)


@pytest.fixture
def press() -> Press:
    """Press a button of the page as it stands, and read what follows."""

    def button(client: FlaskClient, step: str, **more: str) -> str:
        page = client.get("/release/vas").text
        number = page.partition('name="proposal" value="')[2].partition('"')[0]
        sent = {"csrf_token": token_of(page), "proposal": number, **more}
        return client.post(f"/release/vas/{step}", data=sent, follow_redirects=True).text

    return button
