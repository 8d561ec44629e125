"""Work that is left for the worker: who asked for it, how far it is, what became of it or why nothing did."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, String, delete, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.store.base import Base, Document

UNFINISHED = ("waiting", "running")
MOST_TRIES = 2
"""A job that ended together with the worker is taken up again once; a second time it may be the reason."""

KEPT = timedelta(days=1)
"""How long somebody can come back to what was made for them."""


class Job(Base):
    """One piece of work; `step` and `error` are codes, the page that shows them has the words."""

    __tablename__ = "job"
    __table_args__ = (CheckConstraint("state IN ('waiting', 'running', 'done', 'failed')", name="state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(60))
    payload: Mapped[Document]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    state: Mapped[str] = mapped_column(String(10), default="waiting", index=True)
    made_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    tries: Mapped[int] = mapped_column(default=0)
    progress: Mapped[int] = mapped_column(default=0)
    step: Mapped[str] = mapped_column(String(60), default="")
    result: Mapped[Document | None]
    error: Mapped[str] = mapped_column(String(60), default="")
    finished_at: Mapped[datetime | None]


def add_job(session: Session, kind: str, payload: Document, user_id: int | None = None) -> Job:
    """Leave work for the worker; it is there when the transaction is."""
    job = Job(kind=kind, payload=payload, user_id=user_id)
    session.add(job)
    session.flush()
    return job


def take_job(session: Session) -> Job | None:
    """Take the oldest waiting work; nobody else gets the same."""
    oldest = select(Job).where(Job.state == "waiting").order_by(Job.id).limit(1).with_for_update(skip_locked=True)
    job = session.scalar(oldest)
    if job:
        job.state = "running"
        job.tries += 1
    return job


def tell(session: Session, job_id: int, progress: int, step: str) -> bool:
    """Say how far a job is, in per cent and by the code of a step; False where it was cancelled meanwhile."""
    told = update(Job).where(Job.id == job_id, Job.state == "running").values(progress=progress, step=step)
    return bool(session.execute(told.returning(Job.id)).all())


def end_job(job: Job, *, error: str = "", result: Document | None = None) -> None:
    """Say how it went: what was made, or the code of the reason why nothing was."""
    job.state = "failed" if error else "done"
    job.error, job.result, job.finished_at = error, result, datetime.now(UTC)
    job.progress = job.progress if error else 100


def cancel_job(job: Job) -> None:
    """Stop what is not finished; the worker notices at its next step."""
    if job.state in UNFINISHED:
        end_job(job, error="cancelled")


def job_of(session: Session, job_id: int, user_id: int, kind: str) -> Job | None:
    """A job by its number, for whoever asked for it and for nobody else."""
    return session.scalar(select(Job).where(Job.id == job_id, Job.user_id == user_id, Job.kind == kind))


def jobs_of(session: Session, kind: str, user_id: int | None = None) -> Sequence[Job]:
    """The jobs of a kind, the newest first; of one person where one is named."""
    mine = select(Job).where(Job.kind == kind).order_by(Job.id.desc())
    return session.scalars(mine if user_id is None else mine.where(Job.user_id == user_id)).all()


def resume(session: Session) -> None:
    """Put back what was left half done; only when nothing is running, so at the start of each turn of the worker."""
    for job in session.scalars(select(Job).where(Job.state == "running")):
        if job.tries < MOST_TRIES:
            job.state, job.progress, job.step = "waiting", 0, ""
        else:
            end_job(job, error="died")


def unfinished(session: Session) -> bool:
    """Whether there is anything to do or to put back; asked every second, so it only reads."""
    return session.scalar(select(Job.id).where(Job.state.in_(UNFINISHED)).limit(1)) is not None


def sweep_jobs(session: Session, now: datetime) -> int:
    """Forget jobs a day after they ended, and those that nobody took up within a day."""
    ended, asked = Job.finished_at < now - KEPT, (Job.state == "waiting") & (Job.made_at < now - KEPT)
    return len(session.execute(delete(Job).where(or_(ended, asked)).returning(Job.id)).all())
