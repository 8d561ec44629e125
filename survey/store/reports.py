"""Reports: what was chosen for one, and every one that was made, with the figures that the next is compared with."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.store.audit import record
from survey.store.base import Base, Document, hold
from survey.store.errors import ReadAgain
from survey.store.jobs import Job, add_job
from survey.store.rounds import Round

JOB = "report"


class ReportPlan(Base):
    """What was chosen for the reports of one place; `place` is a district's code, or stands for more than one."""

    __tablename__ = "report_plan"
    __table_args__ = (UniqueConstraint("round_id", "place", name="uq_report_plan_place"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    place: Mapped[str] = mapped_column(String(60))
    choices: Mapped[Document]
    revision: Mapped[int]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))


class MadeReport(Base):
    """One report. It has its number, its files and its figures once it is finished.

    `files`: language, kind, name in the folder, bytes. `missing`: kinds that could not be made, with what they lack.
    `moments`: when the figures in it were counted, the first and the last.
    """

    __tablename__ = "report"
    __table_args__ = (
        UniqueConstraint("round_id", "place", "number", name="uq_report_number"),
        Index("ix_report_place", "round_id", "place", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    place: Mapped[str] = mapped_column(String(60))
    number: Mapped[int | None]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    job_id: Mapped[int | None]
    asked_at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))
    finished_at: Mapped[datetime | None]
    choices: Mapped[Document]
    snapshots: Mapped[list[Any]] = mapped_column(default=list)
    moments: Mapped[list[Any]] = mapped_column(default=list)
    figures: Mapped[list[Any]] = mapped_column(default=list)
    files: Mapped[list[Any]] = mapped_column(default=list)
    missing: Mapped[list[Any]] = mapped_column(default=list)


def plan(session: Session, round_: Round, place: str) -> ReportPlan | None:
    """What was chosen for a place so far."""
    return session.scalar(select(ReportPlan).where(ReportPlan.round_id == round_.id, ReportPlan.place == place))


def keep_plan(session: Session, round_: Round, place: str, choices: Document, revision: int, by: int) -> None:
    """Keep what was chosen; `ReadAgain` when somebody else has changed it since the page with `revision` was opened."""
    hold(session, f"report {round_.id} {place}")
    known = plan(session, round_, place)
    if (known.revision if known else 0) != revision:
        raise ReadAgain
    if known is None:
        known = ReportPlan(round_id=round_.id, place=place)
        session.add(known)
    known.choices, known.revision, known.user_id, known.at = choices, revision + 1, by, datetime.now(UTC)
    session.flush()


def ask_for(session: Session, round_: Round, place: str, choices: Document, by: int) -> MadeReport:
    """Leave a report for the worker, unless one of this place is still being made."""
    hold(session, f"report {round_.id} {place}")
    under_way = [one for one in made_of(session, round_, [place]) if state(session, one)[0] in ("waiting", "running")]
    if under_way:
        return under_way[0]
    made = MadeReport(round_id=round_.id, place=place, user_id=by, choices=choices)
    session.add(made)
    session.flush()
    made.job_id = add_job(session, JOB, {"report": made.id}, by).id
    record(session, by, f"report asked for: {round_.slug} {place}")
    session.flush()
    return made


def made_of(session: Session, round_: Round, places: Collection[str]) -> Sequence[MadeReport]:
    """The reports of these places, the newest first, without those whose files were taken away."""
    mine = select(MadeReport).where(MadeReport.round_id == round_.id, MadeReport.place.in_(places))
    found = session.scalars(mine.order_by(MadeReport.id.desc()))
    return [made for made in found if made.number is None or made.files or made.missing]


def discard(session: Session, made: MadeReport, by: int) -> list[str]:
    """Take away the files of a report and say which; its number and figures stay, so that the next is no second one."""
    gone = [file["token"] for file in made.files]
    record(session, by, f"report taken away: {made.place} {made.number or ''}".rstrip())
    if made.number is None:
        session.delete(made)
    else:
        made.files, made.missing = [], []
    session.flush()
    return gone


def last_made(session: Session, round_id: int, place: str) -> MadeReport | None:
    """The newest finished report of a place."""
    mine = select(MadeReport).where(MadeReport.round_id == round_id, MadeReport.place == place)
    return session.scalar(mine.where(MadeReport.number.is_not(None)).order_by(MadeReport.number.desc()).limit(1))


def next_number(session: Session, round_id: int, place: str) -> int:
    """The number of the next version."""
    mine = select(func.max(MadeReport.number)).where(MadeReport.round_id == round_id, MadeReport.place == place)
    return (session.scalar(mine) or 0) + 1


def state(session: Session, made: MadeReport) -> tuple[str, int, str]:
    """How far a report is: done, waiting, running or failed, with per cent and the code of the reason."""
    if made.number is not None:
        return "done", 100, ""
    job = session.get(Job, made.job_id) if made.job_id else None
    if job is None or job.state == "done":
        return "failed", 0, "gone"
    return job.state, job.progress, job.error


def known_files(session: Session) -> set[str]:
    """The names of all files that belong to a report."""
    return {one["token"] for files in session.scalars(select(MadeReport.files)) for one in files}
