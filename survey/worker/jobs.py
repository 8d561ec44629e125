"""Work that people have asked for, in a thread beside the figures, so that neither waits for the other.

What nobody foresaw ends the worker, which is started anew; the work begins again, and is given up after a few times.
"""

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Event, Thread

from sqlalchemy.exc import OperationalError

from survey.store import downloads
from survey.store.base import Document, Store
from survey.store.errors import Busy
from survey.store.jobs import Job, any_left, end_job, take_back, take_job
from survey.worker.downloads import clear_unfinished, prepare

PAUSE_SECONDS = 1.0

Work = Callable[[Store, Path, Document, Event], bool]
"""Does one piece of work and says whether it is done; it ends early when the event is set."""

KINDS: Mapping[str, Work] = {downloads.JOB: prepare}
"""Which work does which kind of job."""

_log = logging.getLogger(__name__)


class Jobs(Thread):
    """Does one piece of work after the other, until told to stop."""

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
        """Do one piece of work; a database that is busy or away is tried again a moment later."""
        try:
            return one_job(self._store, self._data, self._stopping)
        except (Busy, OperationalError) as error:
            _log.warning("the database was not available: %s", type(error).__name__)
            return False


def one_job(store: Store, data: Path, stop: Event) -> bool:
    """Do the oldest piece of work, and say whether there was any."""
    with store.read() as session:
        if not any_left(session):
            return False
    with store.write() as session:
        take_back(session)  # what was interrupted comes first
        job = take_job(session)
    if job is None:
        return False
    done = KINDS[job.kind](store, data, job.payload, stop)
    if stop.is_set() and not done:
        return True  # it begins again with the next start
    with store.write() as session:
        end_job(session.get_one(Job, job.id), failed=not done)
    return True
