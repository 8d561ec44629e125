"""Who typed which sheet in and when, and what was typed, sealed until a second typing has been compared with it."""

import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.clock import today
from survey.store.accounts import districts_of_roles
from survey.store.base import Base, Document
from survey.store.districts import District
from survey.store.serials import FIRST_LOOSE, serial_of
from survey.store.sums import opened, sealed

ROLES = ("lead", "facilitator")
"""Who types in, answers the help line and compares what was typed twice."""

KEPT = timedelta(days=60)
"""So long what was typed waits for a second typing."""

FIRST, SECOND = 1, 2


class Entry(Base):
    """One typing of one sheet, or one call; `response_id` is the answer that the first typing became.

    `serial` is the number that was printed on the sheet, `loose` the one it was given when it was typed in; a call has
    neither. `wanted` asks for a second typing. `alike` says of a second one, question by question, whether both were
    the same; `decided_by` who said what holds where they were not.
    """

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("serial", "turn", name="uq_entry_turn"),
        CheckConstraint("turn IN (1, 2)", name="turn"),
        Index("ix_entry_loose", "loose", "turn", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    """Where the sheet was handed in, which is not always where the person lives."""
    serial: Mapped[str | None] = mapped_column(ForeignKey("sheet.serial"))
    turn: Mapped[int] = mapped_column(default=FIRST)
    response_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("response.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    typed_on: Mapped[date] = mapped_column(default=today)
    day: Mapped[date]
    version: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(10))
    flags: Mapped[Document] = mapped_column(default=dict)
    wanted: Mapped[bool] = mapped_column(default=False)
    alike: Mapped[Document] = mapped_column(default=dict)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    loose: Mapped[str | None] = mapped_column(String(7))

    @property
    def number(self) -> str:
        """What stands on the sheet, printed or written."""
        return self.serial or self.loose or ""


def _number() -> ColumnElement[str | None]:
    return func.coalesce(Entry.serial, Entry.loose)


def places(session: Session, user_id: int | None, assessment_id: int) -> list[District]:
    """The districts for which somebody types in, the one for people from elsewhere last."""
    return districts_of_roles(session, user_id, assessment_id, ROLES)


def entry_of(session: Session, serial: str, turn: int = FIRST) -> Entry | None:
    """The first or the second typing of a sheet, by the number on it."""
    known = or_(Entry.serial == serial, Entry.loose == serial)
    return session.scalar(select(Entry).where(known, Entry.turn == turn))


def loose_number(session: Session) -> str:
    """The next number for a sheet that has none; the caller holds the sheets."""
    last = session.scalar(select(func.max(Entry.loose)))
    return serial_of(int(last[:-1]) + 1 if last else FIRST_LOOSE)


def keep(session: Session, entry: Entry, fields: Mapping[str, list[str]]) -> None:
    """Keep what was typed where nobody reads it before it is compared."""
    entry.sealed = sealed(session, "entry", {"fields": dict(fields)})


def typed(session: Session, entry: Entry) -> dict[str, list[str]]:
    """What was typed; nothing where it was forgotten."""
    content: dict[str, Any] = opened(session, "entry", entry.sealed) or {"fields": {}}
    fields: dict[str, list[str]] = content["fields"]
    return fields


def forget(session: Session, response_id: uuid.UUID) -> None:
    """Forget what was typed of an answer that was withdrawn; that somebody typed a sheet in stays."""
    mine = update(Entry).where(Entry.response_id == response_id)
    session.execute(mine.values(sealed=None, flags={}, wanted=False))


def sweep(session: Session) -> int:
    """Forget what has waited too long for a second typing, and say how many those were."""
    oldest = datetime.now(UTC).date() - KEPT
    old = update(Entry).where(Entry.sealed.is_not(None), Entry.typed_on < oldest)
    return len(session.execute(old.values(sealed=None, wanted=False).returning(Entry.id)).all())


def typed_today(session: Session, round_id: int, user_id: int) -> tuple[int, int]:
    """How many sheets and calls somebody has entered today, and how many everybody has."""
    here = select(func.count()).where(Entry.round_id == round_id, Entry.typed_on == today(), Entry.turn == FIRST)
    mine = session.scalar(here.where(Entry.user_id == user_id)) or 0
    return mine, session.scalar(here) or 0


def waiting(session: Session, round_id: int, mine: list[District], user_id: int | None = None) -> list[Entry]:
    """The sheets of these districts that are to be typed a second time, by anybody or by this person."""
    again = select(_number()).where(Entry.turn == SECOND, _number().is_not(None))
    wanted = select(Entry).where(Entry.round_id == round_id, Entry.turn == FIRST, Entry.wanted)
    wanted = wanted.where(_number().not_in(again), Entry.district_id.in_([one.id for one in mine]))
    if user_id is not None:
        wanted = wanted.where(Entry.user_id != user_id)
    return list(session.scalars(wanted.order_by(_number())))


def comparable(session: Session, round_id: int, mine: list[District]) -> list[Entry]:
    """The sheets of these districts that could still be typed a second time and are not asked for yet."""
    again = select(_number()).where(Entry.turn == SECOND, _number().is_not(None))
    found = select(Entry).where(Entry.round_id == round_id, Entry.turn == FIRST, Entry.sealed.is_not(None))
    found = found.where(_number().is_not(None), _number().not_in(again), Entry.wanted.is_(False))
    return list(session.scalars(found.where(Entry.district_id.in_([one.id for one in mine])).order_by(_number())))


def undecided(session: Session, round_id: int, mine: list[District]) -> list[Entry]:
    """Second typings of these districts that differ from the first and wait for somebody to say what holds."""
    found = select(Entry).where(Entry.round_id == round_id, Entry.turn == SECOND, Entry.sealed.is_not(None))
    found = found.where(Entry.district_id.in_([one.id for one in mine]), Entry.decided_by.is_(None))
    return list(session.scalars(found.order_by(_number())))


def agreement(session: Session, round_id: int, mine: list[District]) -> dict[str, tuple[int, int]]:
    """By question, in how many sheets of these districts both typings were the same, and of how many."""
    here = Entry.district_id.in_([one.id for one in mine])
    found: dict[str, tuple[int, int]] = {}
    for compared in session.scalars(select(Entry.alike).where(Entry.round_id == round_id, Entry.turn == SECOND, here)):
        for name, same in compared.items():
            alike, of = found.get(name, (0, 0))
            found[name] = alike + bool(same), of + 1
    return found
