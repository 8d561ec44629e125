"""The job that prints a batch of sheets as a PDF, kept for a day: it holds the codes of everybody's strips.

Many sheets are several PDFs in one zip.
"""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

from sqlalchemy import select

from survey.paper.gather import about, copies
from survey.paper.page import About, One
from survey.paper.parts import in_parts
from survey.report.write import NotInstalled
from survey.store.base import Document, Store
from survey.store.jobs import Job
from survey.store.sheets import FOLDER, SheetBatch
from survey.worker.code_files import lacking, write_file
from survey.worker.progress import Cancelled, JobFailed, step


def make_sheets(store: Store, job: Job, data: Path, stop: Event) -> Document | None:
    """Print the batch that the job names."""
    with store.read() as session:
        batch = session.get(SheetBatch, job.payload["batch"])
        if batch is None:
            raise JobFailed("gone")
        of, sheets = about(session, batch, job.payload["root"]), copies(store, session, batch)
    try:
        made = dict(_printed(store, job, stop, of, sheets))
    except NotInstalled as fault:
        raise lacking(fault) from fault
    name = write_file(data / FOLDER, made)
    if not hand_over(store, batch.id, name, sheets):
        (data / FOLDER / name).unlink(missing_ok=True)
        raise JobFailed("changed")
    return {"batch": batch.id}


def hand_over(store: Store, batch_id: int, name: str, sheets: list[One]) -> bool:
    """Hand the file over, unless a sheet came back while it was printed: then it holds a code that it must not."""
    with store.write() as session:
        batch = session.scalars(select(SheetBatch).where(SheetBatch.id == batch_id).with_for_update()).one()
        fresh = copies(store, session, batch) == sheets
        batch.file = name if fresh else ""
        return fresh


def _printed(store: Store, job: Job, stop: Event, of: About, sheets: list[One]) -> Iterator[tuple[str, bytes]]:
    """Each PDF with the name that it has in a zip."""

    def told(done: int) -> None:
        if stop.is_set():
            raise Cancelled
        step(store, job, 95 * done // len(sheets), "writing")

    return in_parts(of, sheets, told)
