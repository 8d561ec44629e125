"""Jobs: done in order, told how far they are, failed with a reason, taken up again once, forgotten after a day."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from survey.store import jobs
from survey.store.base import Document, Store
from survey.store.jobs import Job
from survey.worker.jobs import KINDS, JobFailed, run_next, step
from tests.worker.conftest import NOW


@pytest.fixture
def kinds() -> Iterator[None]:
    """Kinds of jobs that end in every way a job can."""
    kept = dict(KINDS)
    KINDS.update({"good": _good, "bad": _bad, "fault": _fault, "long": _long})
    yield
    KINDS.clear()
    KINDS.update(kept)


def _good(store: Store, job: Job, *_rest: object) -> Document:
    step(store, job, 40, "counting")
    return {"seen": _look(store, job.id).progress}


def _bad(_store: Store, _job: Job, *_rest: object) -> None:
    raise JobFailed("too_few")


def _fault(_store: Store, _job: Job, *_rest: object) -> None:
    raise ZeroDivisionError


def _long(store: Store, job: Job, *_rest: object) -> None:
    with store.write() as session:
        jobs.cancel_job(session.get_one(Job, job.id))
    step(store, job, 90, "drawing")
    raise AssertionError("went on although nobody wanted it")


def _add(store: Store, kind: str) -> int:
    with store.write() as session:
        return jobs.add_job(session, kind, {}).id


def _look(store: Store, job_id: int) -> Job:
    with store.read() as session:
        return session.get_one(Job, job_id)


def test_a_job_is_done_and_says_how_far_it_is(town: Store, kinds: None) -> None:
    number = _add(town, "good")
    assert run_next(town, Path())
    job = _look(town, number)
    assert (job.state, job.progress, job.result, job.step) == ("done", 100, {"seen": 40}, "counting")
    assert job.finished_at
    assert not run_next(town, Path())


def test_a_job_that_cannot_be_done_has_its_reason(town: Store, kinds: None) -> None:
    bad, unknown = _add(town, "bad"), _add(town, "nobody knows this")
    assert run_next(town, Path())
    assert run_next(town, Path())
    assert [_look(town, number).error for number in (bad, unknown)] == ["too_few", "unknown_kind"]


def test_a_job_that_ended_with_the_worker_is_taken_up_again_once(town: Store, kinds: None) -> None:
    number, after = _add(town, "fault"), _add(town, "good")
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            run_next(town, Path())
        assert _look(town, number).state == "running"
    assert run_next(town, Path())
    assert (_look(town, number).state, _look(town, number).error) == ("failed", "died")
    assert _look(town, after).state == "done"


def test_a_job_that_was_cancelled_ends_at_its_next_step(town: Store, kinds: None) -> None:
    number = _add(town, "long")
    assert run_next(town, Path())
    assert (_look(town, number).state, _look(town, number).error) == ("failed", "cancelled")


def test_jobs_are_forgotten_after_a_day(town: Store, kinds: None) -> None:
    ended, waiting = _add(town, "bad"), _add(town, "good")
    run_next(town, Path())
    with town.write() as session:
        now = session.get_one(Job, waiting).made_at
        assert jobs.sweep_jobs(session, now + timedelta(hours=23)) == 0
        assert jobs.sweep_jobs(session, now + timedelta(hours=25)) == 2
        assert session.get(Job, ended) is None


def test_a_job_is_found_by_whoever_asked_for_it_and_nobody_else(town: Store) -> None:
    from survey.store.accounts import create_user

    with town.write() as session:
        mine, other = (create_user(session, name, "a long password") for name in ("one", "two"))
        number = jobs.add_job(session, "good", {"at": NOW.isoformat()}, mine.id).id
        assert jobs.job_of(session, number, mine.id, "good")
        assert jobs.job_of(session, number, other.id, "good") is None
        assert jobs.job_of(session, number, mine.id, "bad") is None
        assert [job.id for job in jobs.jobs_of(session, "good", mine.id)] == [number]
