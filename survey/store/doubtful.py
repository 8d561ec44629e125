"""Signs that somebody answered more than once, or that no person did: shown apart, never acted upon by themselves.

No time finer than a day is kept with an answer. Answers by the open link are counted by the hour, and such a counter
stays only if very many came in that hour; with fewer it is forgotten, since it could tell when a single one came.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ForeignKey, Select, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.store.base import Base
from survey.store.districts import District
from survey.store.documents import OpenAnswer, Response
from survey.store.rounds import Round
from survey.store.upsert import add_up

FAST, TRAP = "fast", "trap"
HOUR = 3600
BURST = 30
"""Answers by the open link in one hour: more than a street gives by itself; with fewer the hour is forgotten."""

ALIKE = 3
"""So often the same answers, word for word, or the same long text."""

LONG = 40
"""Characters: a shorter text may well come to several people's minds."""


class Arrival(Base):
    """How many answers came by the open link of a round in one hour; no key to any of them."""

    __tablename__ = "arrival"

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    hour: Mapped[int] = mapped_column(primary_key=True)
    n: Mapped[int]


@dataclass(frozen=True)
class Repeated:
    """The same text in several answers: the question, and how many wrote it."""

    item: str
    n: int


def arrived(session: Session, round_: Round, now: float | None = None) -> None:
    """Count an answer by the open link; forget ordinary hours that are over."""
    hour = int(now or time.time()) // HOUR
    session.execute(delete(Arrival).where(Arrival.round_id == round_.id, Arrival.hour < hour, Arrival.n < BURST))
    add_up(session, Arrival, ["n"], [(round_.id, hour, 1)])


def bursts(session: Session, round_: Round) -> list[tuple[int, int]]:
    """The hours, in seconds since 1970, in which very many answers came by the open link; the newest first."""
    asked = select(Arrival.hour, Arrival.n).where(Arrival.round_id == round_.id, Arrival.n >= BURST)
    return [(hour * HOUR, n) for hour, n in session.execute(asked.order_by(Arrival.hour.desc()))]


def by_sign(session: Session, round_: Round, districts: Sequence[District]) -> dict[str, int]:
    """How many counted answers bear each sign."""
    asked = _counted(round_, districts).with_only_columns(Response.signs, func.count()).group_by(Response.signs)
    found = {FAST: 0, TRAP: 0}
    for signs, n in session.execute(asked.where(Response.signs != "")):
        for sign in signs.split():
            found[sign] += n
    return found | {"alike": sum(alike(session, round_, districts))}


def alike(session: Session, round_: Round, districts: Sequence[District]) -> list[int]:
    """How often the same answers came by the open link, for each that came often; the most often first."""
    n = func.count()
    asked = _by_open_link(round_, districts).with_only_columns(n).group_by(Response.content_hash)
    return list(session.scalars(asked.having(n >= ALIKE).order_by(n.desc())))


def doubted(session: Session, round_: Round, districts: Sequence[District]) -> dict[int, int]:
    """How many answers of each district bear any sign; an answer with several is counted once."""
    asked = marked(round_, districts).with_only_columns(Response.district_id, func.count())
    return dict(session.execute(asked.group_by(Response.district_id)).all())


def marked(round_: Round, districts: Sequence[District]) -> Select[Response]:
    """The counted answers that bear any sign."""
    often = _by_open_link(round_, districts).with_only_columns(Response.content_hash)
    often = often.group_by(Response.content_hash).having(func.count() >= ALIKE)
    same = (Response.access == "open") & Response.content_hash.in_(often)
    return _counted(round_, districts).where((Response.signs != "") | same)


def same_texts(session: Session, round_: Round, districts: Sequence[District]) -> list[Repeated]:
    """The same long text in several answers; which answers those are is not known outside of them."""
    n = func.count()
    asked = select(OpenAnswer.item, n).where(
        OpenAnswer.round_id == round_.id,
        OpenAnswer.district_id.in_([one.id for one in districts]),
        OpenAnswer.counted,
        func.length(OpenAnswer.text) >= LONG,
    )
    asked = asked.group_by(OpenAnswer.item, OpenAnswer.text).having(n >= ALIKE)
    return [Repeated(item, many) for item, many in session.execute(asked.order_by(n.desc(), OpenAnswer.item))]


def _counted(round_: Round, districts: Sequence[District]) -> Select[Response]:
    here = [one.id for one in districts]
    return select(Response).where(
        Response.round_id == round_.id, Response.state == "counted", Response.district_id.in_(here)
    )


def _by_open_link(round_: Round, districts: Sequence[District]) -> Select[Response]:
    return _counted(round_, districts).where(Response.access == "open", Response.channel == "web")
