"""The worker's jobs: what somebody asked for on a page and that takes longer than a page may.

A kind of job is a module of its own with one function `(Store, Job) -> result`. It says how far it is by `step`, ends
early with `JobFailed("code")`, and is written so that it can be begun again: whatever it keeps, it keeps at the end.
"""

from collections.abc import Callable

from survey.store import jobs
from survey.store.base import Document, Store
from survey.store.jobs import Job
from survey.worker.progress import Cancelled, JobFailed, step
from survey.worker.releasing import prepare_release
from survey.worker.reporting import make_report

__all__ = ["KINDS", "Cancelled", "JobFailed", "run_next", "step"]

KINDS: dict[str, Callable[[Store, Job], Document | None]] = {"release": prepare_release, "report": make_report}
"""Each kind of job with the function that does it; what this returns is kept as the job's result."""


def run_next(store: Store) -> bool:
    """Do the next job, if there is one. A fault in it ends the worker; started again, it tries once more."""
    with store.read() as session:
        if not jobs.unfinished(session):
            return False
    with store.write() as session:
        jobs.resume(session)
        job = jobs.take_job(session)
    if job is None:
        return False
    _do(store, job)
    return True


def _do(store: Store, job: Job) -> None:
    result, error = None, ""
    try:
        result = _made(store, job)
    except Cancelled:
        return
    except JobFailed as failed:
        error = failed.code
    with store.write() as session:
        _end(session.get(Job, job.id), error, result)


def _made(store: Store, job: Job) -> Document | None:
    if job.kind not in KINDS:
        raise JobFailed("unknown_kind")
    return KINDS[job.kind](store, job)


def _end(job: Job | None, error: str, result: Document | None) -> None:
    """What was cancelled stays cancelled."""
    if job and job.state == "running":
        jobs.end_job(job, error=error, result=result)
