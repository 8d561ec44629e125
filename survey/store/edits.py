"""What a lead changed about a project, with what was there before, so that it can be taken back."""

import json
import zlib
from base64 import b85decode, b85encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Select, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.store import own_activities, places
from survey.store.base import Base, Document
from survey.store.districts import Assessment
from survey.store.founding import Project, current_names, describe, set_districts
from survey.store.rounds import Round

KEPT = 20
LARGE_KEPT = 4
"""How many earlier states of a map, of streets or of a census can be taken back: each may be as large as a picture."""


class Edit(Base):
    """One change of one part of a project; `before` is that part as it was."""

    __tablename__ = "edit"

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    part: Mapped[str] = mapped_column(String(20))
    before: Mapped[Document]
    at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))


@dataclass(frozen=True)
class Part:
    """How one part of a project is read as a document, and put back from one."""

    read: Callable[[Session, Round], Document]
    restore: Callable[[Session, Round, Document], None]
    large: bool = False


def remember(session: Session, round_: Round, part: str, user_id: int | None) -> None:
    """Note a part as it is now, in the transaction that is about to change it."""
    before = PARTS[part].read(session, round_)
    session.add(Edit(assessment_id=round_.assessment_id, user_id=user_id, part=part, before=before))
    session.flush()
    mine = select(Edit).where(Edit.assessment_id == round_.assessment_id).order_by(Edit.id.desc())
    for old in [*session.scalars(mine.offset(KEPT)), *_too_many_large(session, mine, part)]:
        session.delete(old)


def _too_many_large(session: Session, mine: Select[Edit], part: str) -> list[Edit]:
    return list(session.scalars(mine.where(Edit.part == part).offset(LARGE_KEPT))) if PARTS[part].large else []


def last(session: Session, assessment_id: int) -> Edit | None:
    """The newest change that can be taken back."""
    mine = select(Edit).where(Edit.assessment_id == assessment_id)
    return session.scalar(mine.order_by(Edit.id.desc()).limit(1))


def take_back(session: Session, round_: Round, edit_id: int) -> str | None:
    """Put back what was there before the newest change, if it still is the one somebody saw; says which part it was."""
    newest = last(session, round_.assessment_id)
    if newest is None or newest.id != edit_id:
        return None
    PARTS[newest.part].restore(session, round_, newest.before)
    session.delete(newest)
    session.flush()
    return newest.part


def _read_project(session: Session, round_: Round) -> Document:
    mine = session.get_one(Assessment, round_.assessment_id)
    return {
        "name": mine.name,
        "help_phone": mine.help_phone,
        "minimum_age": mine.minimum_age,
        "legal_basis": mine.legal_basis,
        "region": mine.region,
    }


def _restore_project(session: Session, round_: Round, before: Document) -> None:
    describe(session.get_one(Assessment, round_.assessment_id), Project(town="", **before))
    round_.name = dict(before["name"])


def _read_districts(session: Session, round_: Round) -> Document:
    return {"names": current_names(session, session.get_one(Assessment, round_.assessment_id))}


def _restore_districts(session: Session, round_: Round, before: Document) -> None:
    set_districts(session, session.get_one(Assessment, round_.assessment_id), before["names"])


def _read_days(_session: Session, round_: Round) -> Document:
    days = {"opens": round_.opens, "closes": round_.closes}
    return {"state": round_.state, **{key: day.isoformat() if day else None for key, day in days.items()}}


def _restore_days(_session: Session, round_: Round, before: Document) -> None:
    round_.opens, round_.closes = _day(before["opens"]), _day(before["closes"])
    round_.state = before["state"]


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _read_map(session: Session, round_: Round) -> Document:
    return _packed(places.map_of(session, session.get_one(Assessment, round_.assessment_id)))


def _restore_map(session: Session, round_: Round, before: Document) -> None:
    places.put_map(session, session.get_one(Assessment, round_.assessment_id), _unpacked(before))


def _read_streets(session: Session, round_: Round) -> Document:
    streets = places.streets_of(session, session.get_one(Assessment, round_.assessment_id))
    return _packed(places.streets_written(streets))


def _restore_streets(session: Session, round_: Round, before: Document) -> None:
    streets = places.streets_read(_unpacked(before))
    places.put_streets(session, session.get_one(Assessment, round_.assessment_id), streets)


def _read_census(session: Session, round_: Round) -> Document:
    return _packed(places.census_written(places.census_of(session, session.get_one(Assessment, round_.assessment_id))))


def _restore_census(session: Session, round_: Round, before: Document) -> None:
    living = places.census_read(_unpacked(before))
    places.put_census(session, session.get_one(Assessment, round_.assessment_id), living)


def _read_activities(session: Session, round_: Round) -> Document:
    return own_activities.written(session, session.get_one(Assessment, round_.assessment_id))


def _restore_activities(session: Session, round_: Round, before: Document) -> None:
    own_activities.restore(session, session.get_one(Assessment, round_.assessment_id), before)


def _packed(state: Any) -> Document:
    """Hundreds of rows as one short text, since nobody looks into what was before."""
    written = json.dumps(state, separators=(",", ":"), ensure_ascii=False).encode()
    return {"packed": b85encode(zlib.compress(written, 9)).decode()}


def _unpacked(before: Document) -> Any:
    return json.loads(zlib.decompress(b85decode(before["packed"])))


PARTS: dict[str, Part] = {
    "project": Part(_read_project, _restore_project),
    "districts": Part(_read_districts, _restore_districts),
    "days": Part(_read_days, _restore_days),
    "map": Part(_read_map, _restore_map, large=True),
    "streets": Part(_read_streets, _restore_streets, large=True),
    "activities": Part(_read_activities, _restore_activities),
    "census": Part(_read_census, _restore_census, large=True),
}
