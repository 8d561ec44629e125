"""The job that prints a batch of letters as a PDF, kept for a day: whoever has it could answer for others."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

from sqlalchemy import select

from survey.paper.letters import Sender, in_parts, sender
from survey.report.write import NotInstalled
from survey.store.access_codes import FOLDER, Letter, LetterBatch, letters_of
from survey.store.base import Document, Store
from survey.store.jobs import Job
from survey.worker.code_files import lacking, write_file
from survey.worker.progress import Cancelled, JobFailed, step


def make_letters(store: Store, job: Job, data: Path, stop: Event) -> Document | None:
    """Print the batch that the job names, unless somebody has closed it."""
    with store.read() as session:
        batch = session.get(LetterBatch, job.payload["batch"])
        if batch is None or batch.sealed is None:
            raise JobFailed("gone")
        of, letters = sender(session, batch, job.payload["root"]), letters_of(store, batch)
    try:
        made = dict(_printed(store, job, stop, of, letters))
    except NotInstalled as fault:
        raise lacking(fault) from fault
    name = write_file(data / FOLDER, made)
    if not hand_over(store, batch.id, name):
        (data / FOLDER / name).unlink(missing_ok=True)
        raise JobFailed("gone")
    return {"batch": batch.id}


def _printed(store: Store, job: Job, stop: Event, of: Sender, letters: list[Letter]) -> Iterator[tuple[str, bytes]]:
    """Each PDF with the name that it has in a zip."""

    def told(done: int) -> None:
        if stop.is_set():
            raise Cancelled
        step(store, job, 95 * done // len(letters), "writing")

    return in_parts(of, letters, told)


def hand_over(store: Store, batch_id: int, name: str) -> bool:
    """Name the file, unless the letters were closed for printing meanwhile."""
    with store.write() as session:
        batch = session.scalars(select(LetterBatch).where(LetterBatch.id == batch_id).with_for_update()).one()
        batch.file = name if batch.sealed else ""
        return batch.sealed is not None
