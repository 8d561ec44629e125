"""How a job says how far it is, and that it ends early; its own module, so that every kind of job can ask for it."""

from survey.store import jobs
from survey.store.base import Store
from survey.store.jobs import Job


class JobFailed(Exception):
    """A job that cannot be done; the code says why, the page that shows it has the words."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Cancelled(Exception):
    """Somebody does not want it any more."""


def step(store: Store, job: Job, progress: int, name: str) -> None:
    """Say how far a job is, in per cent and by the code of the step; ends it here if nobody wants it any more."""
    with store.write() as session:
        if not jobs.tell(session, job.id, progress, name):
            raise Cancelled
