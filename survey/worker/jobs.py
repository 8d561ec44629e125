"""The worker's jobs: what somebody asked for on a page and that takes longer than a page may.

A kind of job is a module of its own with one function. It says how far it is by `step`, ends early with
`JobFailed("code")`, and is written so that it can be begun again: whatever it keeps, it keeps at the end. Jobs are done
one after the other in a thread beside the figures, so that neither waits for the other.
"""

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

from sqlalchemy.exc import OperationalError

from survey.store import access_codes, downloads, jobs, sheets
from survey.store.base import Document, Store
from survey.store.errors import Busy
from survey.store.jobs import Job
from survey.worker.downloads import clear_unfinished, prepare
from survey.worker.letters import make_letters
from survey.worker.progress import Cancelled, JobFailed, step
from survey.worker.releasing import prepare_release
from survey.worker.reporting import make_report
from survey.worker.sheets import make_sheets

__all__ = ["KINDS", "Cancelled", "JobFailed", "Jobs", "run_next", "step"]

PAUSE_SECONDS = 1.0

Work = Callable[[Store, Job, Path, Event], Document | None]
"""Does one job with the folder of our data; ends early, by `Cancelled`, when the event is set."""

_log = logging.getLogger(__name__)


def _release(store: Store, job: Job, _data: Path, _stop: Event) -> Document | None:
    return prepare_release(store, job)


def _download(store: Store, job: Job, data: Path, stop: Event) -> Document | None:
    if not prepare(store, data, job.payload, stop):
        raise Cancelled if stop.is_set() else JobFailed("not_made")
    return None


def _report(store: Store, job: Job, data: Path, _stop: Event) -> Document | None:
    return make_report(store, job, data)


KINDS: dict[str, Work] = {
    "release": _release,
    "report": _report,
    downloads.JOB: _download,
    sheets.JOB: make_sheets,
    access_codes.JOB: make_letters,
}
"""Each kind of job with the function that does it; what this returns is kept as the job's result."""


class Jobs(Thread):
    """Does one job after the other, until told to stop. What nobody foresaw ends it, and the worker with it."""

    def __init__(self, store: Store, data: Path, stop: Event) -> None:
        super().__init__(name="jobs", daemon=True)
        self._store, self._data, self._stopping = store, data, stop

    def run(self) -> None:
        """Begin with what was left unfinished."""
        clear_unfinished(self._data)
        while not self._stopping.is_set():
            if not self._one():
                self._stopping.wait(PAUSE_SECONDS)

    def _one(self) -> bool:
        """Do one job; a database that is busy or away is tried again a moment later."""
        try:
            return run_next(self._store, self._data, self._stopping)
        except (Busy, OperationalError) as error:
            _log.warning("the database was not available: %s", type(error).__name__)
            return False


def run_next(store: Store, data: Path, stop: Event | None = None) -> bool:
    """Do the next job, if there is one, and put what it makes into `data`.

    A fault in it ends the worker; started again, it tries once more.
    """
    with store.read() as session:
        if not jobs.unfinished(session):
            return False
    with store.write() as session:
        jobs.resume(session)
        job = jobs.take_job(session)
    if job is None:
        return False
    _do(store, job, data, stop or Event())
    return True


def _do(store: Store, job: Job, data: Path, stop: Event) -> None:
    result, error = None, ""
    try:
        result = _made(store, job, data, stop)
    except Cancelled:
        if stop.is_set():
            with store.write() as session:
                jobs.put_back(session, job.id)
        return
    except JobFailed as failed:
        error = failed.code
    with store.write() as session:
        _end(session.get(Job, job.id), error, result)


def _made(store: Store, job: Job, data: Path, stop: Event) -> Document | None:
    if job.kind not in KINDS:
        raise JobFailed("unknown_kind")
    return KINDS[job.kind](store, job, data, stop)


def _end(job: Job | None, error: str, result: Document | None) -> None:
    """What was cancelled stays cancelled."""
    if job and job.state == "running":
        jobs.end_job(job, error=error, result=result)
