"""Work that is left for the worker."""

from datetime import UTC, datetime

from sqlalchemy import CheckConstraint, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.store.base import Base, Document


class Job(Base):
    """One piece of work and how far it is."""

    __tablename__ = "job"
    __table_args__ = (CheckConstraint("state IN ('waiting', 'running', 'done', 'failed')", name="state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(60))
    payload: Mapped[Document]
    state: Mapped[str] = mapped_column(String(10), default="waiting", index=True)
    made_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))


def add_job(session: Session, kind: str, payload: Document) -> Job:
    """Leave work for the worker; it is there when the transaction is."""
    job = Job(kind=kind, payload=payload)
    session.add(job)
    session.flush()
    return job


def take_job(session: Session) -> Job | None:
    """Take the oldest waiting work; nobody else gets the same."""
    oldest = select(Job).where(Job.state == "waiting").order_by(Job.id).limit(1).with_for_update(skip_locked=True)
    job = session.scalar(oldest)
    if job:
        job.state = "running"
    return job


def end_job(job: Job, *, failed: bool = False) -> None:
    """Say how it went."""
    job.state = "failed" if failed else "done"


def any_left(session: Session) -> bool:
    """Whether there is work at all; asked before anybody has to wait for the one place to write."""
    left = select(Job.id).where(Job.state.in_(("waiting", "running")))
    return session.execute(left.limit(1)).first() is not None


def take_back(session: Session) -> None:
    """Let unfinished work begin anew: whoever had taken it is gone, since there is one worker."""
    session.execute(update(Job).where(Job.state == "running").values(state="waiting"))
