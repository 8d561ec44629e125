"""The yearly sheet of home visits: what was entered visit by visit, and beside it what the organisation itself says."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from analysis.visits import Sheet, counted
from survey.store.audit import record
from survey.store.base import Base
from survey.store.rounds import Round
from survey.store.visits import Visit, VisitCode, by_person

FIGURES = ("named", "first", "repeat", "died", "moved", "refused", "open", "hours", "least", "most")
EVER = ("ever_first", "ever_repeat", "ever_since")


class VisitYear(Base):
    """What an organisation states for a year; a figure nobody has given is empty, which is not nought.

    The figures since the beginning are a series of their own and are never worked out from the years.
    """

    __tablename__ = "visit_year"
    __table_args__ = (CheckConstraint("named_is IN ('', 'plan', 'result')", name="named_is"),)

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    named_is: Mapped[str] = mapped_column(String(6))
    named: Mapped[int | None]
    first: Mapped[int | None]
    repeat: Mapped[int | None]
    died: Mapped[int | None]
    moved: Mapped[int | None]
    refused: Mapped[int | None]
    open: Mapped[int | None]
    hours: Mapped[int | None]
    least: Mapped[int | None]
    most: Mapped[int | None]
    ever_first: Mapped[int | None]
    ever_repeat: Mapped[int | None]
    ever_since: Mapped[int | None]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))

    @property
    def sheet(self) -> Sheet:
        """Its figures, ready to be checked."""
        return Sheet(**{name: getattr(self, name) for name in FIGURES})


@dataclass(frozen=True)
class Register:
    """What the visits entered here add up to."""

    sheet: Sheet
    answered: int


def register(session: Session, round_: Round, districts: Collection[int], year: int) -> Register:
    """Count a year from its visits, in some districts; hours only of visits whose minutes are known."""
    people = list(by_person(session, round_, districts, date(year, 1, 1), date(year, 12, 31)))
    visits = [visit for each in people for visit in each]
    least, most = _volunteers(visits)
    minutes = [visit.minutes for visit in visits if visit.minutes is not None]
    hours = sum(minutes) / 60 if minutes else None
    parts = counted([[(visit.outcome, visit.kind) for visit in each] for each in people])
    talked = [visit for visit in visits if visit.outcome == "done"]
    sheet = Sheet(named=len(people), hours=hours, least=least, most=most, held=len(talked), **parts)
    return Register(sheet, sum(visit.answered for visit in talked))


def _volunteers(visits: Collection[Visit]) -> tuple[int | None, int | None]:
    """How many people went on visits in the month with the fewest and in that with the most of them."""
    months: dict[int, set[int]] = {}
    for visit in visits:
        months.setdefault(visit.day.month, set()).add(visit.user_id)
    active = [len(people) for people in months.values()]
    return (min(active), max(active)) if active else (None, None)


def years(session: Session, round_: Round, today: date) -> list[int]:
    """The years of which there is anything to say, the newest first."""
    days = select(Visit.day).join(VisitCode, VisitCode.id == Visit.code_id).where(VisitCode.round_id == round_.id)
    stated = session.scalars(select(VisitYear.year).where(VisitYear.round_id == round_.id))
    return sorted({today.year, *stated, *(day.year for day in session.scalars(days.distinct()))}, reverse=True)


def stated(session: Session, round_: Round, year: int) -> VisitYear | None:
    """What the organisation says about a year."""
    return session.get(VisitYear, (round_.id, year))


def state(
    session: Session, user_id: int, round_: Round, year: int, figures: Mapping[str, int | None], named_is: str
) -> None:
    """Keep what the organisation says about a year in the place of what it said before."""
    kept = stated(session, round_, year) or VisitYear(round_id=round_.id, year=year)
    for name in (*FIGURES, *EVER):
        setattr(kept, name, figures.get(name))
    kept.named_is, kept.user_id, kept.at = named_is, user_id, datetime.now(UTC)
    session.add(kept)
    record(session, user_id, f"yearly sheet {year} of visits in round {round_.id} kept")
    session.flush()
