"""What a district's page tells of open answers: counts only, made by the worker and stale as soon as anybody acts."""

from dataclasses import dataclass
from typing import TypedDict, cast

from sqlalchemy import ForeignKey, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.store.base import Base, Document
from survey.store.districts import District
from survey.store.rounds import Round
from survey.store.upsert import insert_new

FORMAT = 1
"""Raised when the shape changes, so that the worker counts everything anew."""


class ThemeSaid(TypedDict):
    """A theme in its languages: `n` people spoke of it, about `disputed` more those who sorted differ."""

    code: str
    names: dict[str, str]
    n: int
    disputed: int


class ItemSaid(TypedDict):
    """The answers to one question: how many there are, wait or were read, and the themes of those that are sorted.

    `themes` is empty where the sorted answers are too few to show.
    """

    item: str
    written: int
    waiting: int
    read: int
    sorted: int
    themes: list[ThemeSaid]


class Figures(TypedDict):
    """All questions of a place with their own words, the most answered first."""

    items: list[ItemSaid]


class Said(Base):
    """One place of one round: the steps that people took there, and what was counted after how many of them."""

    __tablename__ = "said"

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"), primary_key=True)
    steps: Mapped[int] = mapped_column(default=0)
    counted: Mapped[str] = mapped_column(String(60), default="")
    prepared: Mapped[str] = mapped_column(String(60), default="")
    figures: Mapped[Document | None]


@dataclass(frozen=True)
class Standing:
    """How far the worker is with one place, without the figures themselves."""

    steps: int = 0
    counted: str = ""
    prepared: str = ""


def step(session: Session, round_id: int, district_id: int) -> None:
    """Somebody read, sorted or approved something here, so that what was counted is no longer true."""
    _make(session, round_id, district_id)
    mine = (Said.round_id == round_id) & (Said.district_id == district_id)
    session.execute(update(Said).where(mine).values(steps=Said.steps + 1))


def standing(session: Session, round_id: int) -> dict[int, Standing]:
    """How far the worker is with every place of a round, by district."""
    found = select(Said.district_id, Said.steps, Said.counted, Said.prepared).where(Said.round_id == round_id)
    rows = session.execute(found)
    return {district: Standing(steps, counted, prepared) for district, steps, counted, prepared in rows}


def keep_counted(session: Session, round_id: int, district_id: int, counted: str, figures: Figures) -> None:
    """Keep what was counted; `counted` names everything it was counted from."""
    _put(session, round_id, district_id, counted=counted, figures=cast(Document, figures))


def keep_prepared(session: Session, round_id: int, district_id: int, prepared: str) -> None:
    """Remember that every answer of a place has been looked through, as of `prepared`."""
    _put(session, round_id, district_id, prepared=prepared)


def said(session: Session, round_: Round, district: District) -> Figures | None:
    """What was counted of a place; None before the worker came by."""
    mine = (Said.round_id == round_.id) & (Said.district_id == district.id)
    found = session.scalar(select(Said.figures).where(mine))
    return cast(Figures, found) if found else None


def _make(session: Session, round_id: int, district_id: int) -> None:
    row = {"round_id": round_id, "district_id": district_id, "steps": 0, "counted": "", "prepared": ""}
    insert_new(session, Said, [row])


def _put(session: Session, round_id: int, district_id: int, **values: object) -> None:
    _make(session, round_id, district_id)
    mine = (Said.round_id == round_id) & (Said.district_id == district_id)
    session.execute(update(Said).where(mine).values(**values))
