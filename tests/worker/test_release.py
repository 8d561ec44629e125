"""Releasing a round: frozen, in the record, refused where it would give somebody away."""

from typing import Any

from sqlalchemy import select

from survey.store.audit import Audit
from survey.store.base import Store
from survey.store.releases import Release, release, released
from survey.store.rounds import Round
from survey.store.snapshots import Snapshot
from survey.store.withdrawing import withdraw
from survey.worker import run_once
from survey.worker.release import Prepared, prepare, release_round
from tests.worker.conftest import NOW, Answer, answers_to, build


def out(store: Store) -> tuple[Prepared, Release | None]:
    run_once(store, NOW)
    with store.write() as session:
        return release_round(session, session.scalars(select(Round)).one(), None)


def newest(store: Store) -> Any:
    with store.read() as session:
        found = released(session, session.scalars(select(Round)).one())
        return found and found.document


def test_a_release_is_frozen_and_late_answers_wait_for_the_next(town: Store, answer: Answer) -> None:
    first = [answer(r2="weekly", channel="paper", age="a65_74") for _ in range(10)]
    ready, made = out(town)
    assert made is not None
    assert (made.number, ready.new, ready.refusal) == (1, 10, "")
    frozen = newest(town)
    assert (frozen["town"]["answers"], [place["districts"] for place in frozen["places"]]) == (10, [["breg"]])
    for _ in range(3):
        answer(r2="no")
    with town.write() as session:
        withdraw(town, session, first[0].code)
    assert out(town)[0].refusal == "nothing_new"
    assert newest(town) == frozen
    with town.read() as session:
        assert [line.what for line in session.scalars(select(Audit))] == ["released vas, release 1"]
        settled = set(session.scalars(select(Snapshot.id).where(Snapshot.kind == "settled")))
        assert set(session.scalars(select(Release)).one().snapshots) <= settled


def test_under_ten_answers_in_the_whole_town_nothing_is_released(town: Store, answer: Answer) -> None:
    for place in ("breg", "gaj") * 4:
        answer(place=place, r2="weekly")
    assert out(town)[0].refusal == "too_few"
    assert newest(town) is None


def test_a_release_that_would_give_people_away_is_refused_with_what_reveals_it(town: Store, answer: Answer) -> None:
    """An earlier release, made by hand, said how each of the two who are young had answered."""
    for _ in range(12):
        answer(r2="weekly", channel="paper", age="a65_74")
    for _ in range(2):
        answer(r2="no", channel="paper", age="a15_29")
    run_once(town, NOW)
    with town.write() as session:
        asked = session.scalars(select(Round)).one()
        ready = prepare(session, asked)
        assert ready.document is not None
        part = {"codes": ["up_to_29"], "form": "counts", "base": 2, "rows": []}
        told = {"question": "r2", "by": "age", "parts": [part]}
        places = [{**ready.document["places"][0], "breakdowns": [told]}]
        document: Any = {**ready.document, "places": places}
        basis: Any = ready.basis
        release(session, asked, (), None, document=document, basis=basis)
    for _ in range(5):
        answer(r2="weekly", channel="paper", age="a65_74")
    refused, made = out(town)
    assert (refused.refusal, made) == ("leaks", None)
    assert [leak.code for leak in refused.leaks] == ["breg:r2:age:up_to_29"]
    assert "release_1:breg:r2:age" in refused.leaks[0].sources


def test_releasing_works_on_every_database(store: Store) -> None:
    answer = answers_to(build(store))
    for _ in range(10):
        answer(r2="weekly", lonely="often")
    assert out(store)[1] is not None
    assert newest(store)["town"]["figures"][0]["base"] == 10
