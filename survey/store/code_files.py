"""Files to print that hold codes of many people: made by the worker on demand, there for a day, gone before when told.

Whoever has such a file could answer for others or open their answers, so none outlives the printing by much.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from survey.store.base import hold
from survey.store.jobs import UNFINISHED, Job, add_job, jobs_of

KEPT = timedelta(days=1)
"""How long such a file is there; it can be made again, the same to the letter."""

UNNAMED = timedelta(minutes=1)
"""A file that no batch names lies as long at the most: it is about to be named, or was told to go."""


def ask_for_file(session: Session, kind: str, batch_id: int, root: str, by: int | None) -> Job:
    """Leave the printing of a batch to the worker, unless it is being printed already; `root` is our address."""
    hold(session, f"{kind} {batch_id}")
    known = last_job(session, kind, batch_id)
    if known and known.state in UNFINISHED:
        return known
    return add_job(session, kind, {"batch": batch_id, "root": root}, by)


def last_job(session: Session, kind: str, batch_id: int) -> Job | None:
    """The newest printing of a batch."""
    return next((job for job in jobs_of(session, kind) if job.payload["batch"] == batch_id), None)


def kept_file(data: Path, kind: str, name: str, now: datetime | None = None) -> Path | None:
    """The file of that name, as long as it is kept; an old one is not handed over, even if nobody has swept yet."""
    path = data / kind / name
    return path if name and path.is_file() and not older(path, KEPT, now) else None


def older(path: Path, than: timedelta, now: datetime | None = None) -> bool:
    """Whether a file was written longer ago."""
    return path.stat().st_mtime < ((now or datetime.now(UTC)) - than).timestamp()
