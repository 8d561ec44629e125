"""The job that prints a batch of sheets as a PDF, kept for a day: it holds the codes of everybody's strips.

Many sheets are several PDFs in one zip.
"""

import io
import os
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from zipfile import ZipFile

from survey.paper.gather import about, copies
from survey.paper.page import About, One
from survey.paper.parts import in_parts
from survey.report.write import NotInstalled
from survey.store.base import Document, Store
from survey.store.jobs import Job
from survey.store.sheets import FOLDER, SheetBatch
from survey.worker.progress import Cancelled, JobFailed, step

KEPT = timedelta(days=1)


def make_sheets(store: Store, job: Job, data: Path, stop: Event) -> Document | None:
    """Print the batch that the job names."""
    sweep_sheets(data)
    with store.read() as session:
        batch = session.get(SheetBatch, job.payload["batch"])
        if batch is None:
            raise JobFailed("gone")
        of, sheets = about(session, batch, job.payload["root"]), copies(store, session, batch)
    try:
        made = dict(_printed(store, job, stop, of, sheets))
    except NotInstalled as fault:
        raise JobFailed("not_installed") from fault
    name = _kept(data / FOLDER, made)
    with store.write() as session:
        session.get_one(SheetBatch, batch.id).file = name
    return {"batch": batch.id}


def _printed(store: Store, job: Job, stop: Event, of: About, sheets: list[One]) -> Iterator[tuple[str, bytes]]:
    """Each PDF with the name that it has in a zip."""

    def told(done: int) -> None:
        if stop.is_set():
            raise Cancelled
        step(store, job, 95 * done // len(sheets), "writing")

    return in_parts(of, sheets, told)


def _kept(folder: Path, made: dict[str, bytes]) -> str:
    """One PDF as it is, several as a zip; only we may read it."""
    if len(made) == 1:
        return _written(folder, ".pdf", next(iter(made.values())))
    packed = io.BytesIO()
    with ZipFile(packed, "w") as pack:
        for name, content in made.items():
            pack.writestr(name, content)
    return _written(folder, ".zip", packed.getvalue())


def _written(folder: Path, ending: str, content: bytes) -> str:
    token = secrets.token_hex(24) + ending
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(folder / token, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
    except OSError as fault:
        raise JobFailed("folder") from fault
    return token


def sweep_sheets(data: Path, now: datetime | None = None) -> None:
    """Delete what was printed more than a day ago; it can be made again, the same to the letter."""
    oldest = ((now or datetime.now(UTC)) - KEPT).timestamp()
    folder = data / FOLDER
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
