"""The job that makes a report: files under random names in the data folder, for us alone, and what they rest on."""

import os
import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from survey.report.choices import Choices, from_document
from survey.report.counted import kept, read
from survey.report.material import Earlier
from survey.report.source import NoFigures, snapshots_of
from survey.store import reports
from survey.store.base import Document, Store
from survey.store.jobs import Job
from survey.store.reports import MadeReport
from survey.store.rounds import Round
from survey.worker.progress import JobFailed, step
from survey.worker.report import Gathered, Written, gather, written

FOLDER = "reports"
"""Within the data folder."""


def make_report(store: Store, job: Job, data: Path) -> Document | None:
    """Make the report that the job names."""
    return make(store, job, data / FOLDER)


def make(store: Store, job: Job, folder: Path) -> Document | None:
    """Read everything at one moment, write file after file, and keep them together or not at all."""
    _tidy(store, folder)
    step(store, job, 5, "reading")
    known, number, snapshots = _gathered(store, job)
    files, missing = _files(store, job, known, folder)
    if not files:
        raise JobFailed("not_installed")
    with store.write() as session:
        made = session.get_one(MadeReport, job.payload["report"])
        made.number, made.finished_at = number, datetime.now(UTC)
        made.files, made.missing, made.snapshots = files, missing, snapshots
        made.figures = kept(known.figures())
        made.moments = [moment.isoformat() for moment in known.moments()]
        return {"report": made.id}


def _gathered(store: Store, job: Job) -> tuple[Gathered, int, list[int]]:
    with store.read() as session:
        made = session.get_one(MadeReport, job.payload["report"])
        round_ = session.get_one(Round, made.round_id)
        number = reports.next_number(session, made.round_id, made.place)
        last = reports.last_made(session, made.round_id, made.place)
        earlier = Earlier(last.number, read(last.figures)) if last and last.number else None
        try:
            known = gather(session, round_, made.place, from_document(made.choices), earlier, number)
        except NoFigures as fault:
            raise JobFailed("no_figures") from fault
        return known, number, [one.id for one in snapshots_of(session, round_, made.place)]


def _files(store: Store, job: Job, known: Gathered, folder: Path) -> tuple[list[Any], list[Any]]:
    """Each file as soon as it is written, with how far that is; what cannot be made with what it lacks."""
    files, missing, wanted = [], [], _count(known.choices)
    for at, one in enumerate(written(known), 1):
        if one.lacks:
            missing.append(list(one.lacks))
        else:
            files.append(_kept(one, folder))
        step(store, job, 10 + 85 * at // wanted, "writing")
    return files, [lacks for at, lacks in enumerate(missing) if lacks not in missing[:at]]


def _count(choices: Choices) -> int:
    return max(1, len(choices.languages) * len(choices.formats))


def _kept(one: Written, folder: Path) -> dict[str, Any]:
    try:
        return _keep(one, folder)
    except OSError as fault:
        raise JobFailed("folder") from fault


def _keep(one: Written, folder: Path) -> dict[str, Any]:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    token = secrets.token_hex(24)
    with os.fdopen(os.open(folder / token, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(one.content)
    return {"language": one.language, "form": one.form, "token": token, "bytes": len(one.content)}


def _tidy(store: Store, folder: Path) -> None:
    """Take away what an interrupted job left; there is one worker, so nobody else is writing here."""
    with store.read() as session:
        known = reports.known_files(session)
    for path in folder.glob("*") if folder.is_dir() else ():
        if path.name not in known:
            path.unlink(missing_ok=True)
