"""How far people come through the pages of a round and how long they take: bare counters, with no key to anybody."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.store.base import Base
from survey.store.upsert import add_up

MINUTES = (3, 5, 10, 15, 20, 30, 60)
"""The upper ends of the bands in which time is counted; whoever takes longer has been away in between."""

LONGER = "longer"
SENT = "_sent"
"""Takes the place of a page's name for those who sent their answers; no page can be called so."""


class Passage(Base):
    """How many people of a round came to a page, or were done within so many minutes."""

    __tablename__ = "passage"

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)  # page or minutes
    code: Mapped[str] = mapped_column(String(200), primary_key=True)
    n: Mapped[int]


@dataclass(frozen=True)
class Passages:
    """The counters of a round: people by page, and by the band of minutes they took."""

    pages: dict[str, int] = field(default_factory=dict)
    minutes: dict[str, int] = field(default_factory=dict)


def came_to(session: Session, round_id: int, pages: Iterable[str]) -> None:
    """Somebody sees these pages for the first time."""
    _count(session, round_id, [("page", page) for page in pages])


def was_done(session: Session, round_id: int, minutes: int | None) -> None:
    """Somebody has sent their answers, so many whole minutes after they opened the first page."""
    _count(session, round_id, [("page", SENT), *([("minutes", band(minutes))] if minutes is not None else [])])


def band(minutes: int) -> str:
    """The band that so many minutes fall into, named by its upper end."""
    return next((str(most) for most in MINUTES if minutes <= most), LONGER)


def passages(session: Session, round_id: int) -> Passages:
    """All counters of a round, in one question."""
    found = Passages()
    for kind, code, n in session.execute(
        select(Passage.kind, Passage.code, Passage.n).where(Passage.round_id == round_id)
    ):
        (found.pages if kind == "page" else found.minutes)[code] = n
    return found


def _count(session: Session, round_id: int, seen: list[tuple[str, str]]) -> None:
    if seen:
        add_up(session, Passage, ["n"], [(round_id, kind, code, 1) for kind, code in seen])
