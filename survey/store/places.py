"""What is known about the districts of a project: map, streets, who lives there; and files on their way in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.store.base import Base, Document
from survey.store.districts import Assessment, Census, District, StreetRange, districts

LONGEST_SOURCE = 300


class PlaceFile(Base):
    """A file somebody sent and is still looking at: what was read of it, never the file itself."""

    __tablename__ = "place_file"

    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), primary_key=True)
    part: Mapped[str] = mapped_column(String(20), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    doc: Mapped[Document]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))


@dataclass(frozen=True)
class Street:
    """Houses of a street that lie in a district, by its code."""

    district: str
    street: str
    lowest: int | None
    highest: int | None
    side: str


@dataclass(frozen=True)
class Living:
    """How many people of a group live in a district, by its code; `n` is None where nobody knows."""

    district: str
    age: str
    gender: str
    n: int | None
    source: str
    day: date


def put_file(
    session: Session, assessment: Assessment, part: str, name: str, doc: Document, user_id: int | None
) -> None:
    """Keep what was read of a file in place of the one before, until somebody decides."""
    row = {"name": name[:200], "doc": doc, "user_id": user_id, "at": datetime.now(UTC)}
    session.merge(PlaceFile(assessment_id=assessment.id, part=part, **row))
    session.flush()


def file_of(session: Session, assessment: Assessment, part: str) -> PlaceFile | None:
    """The file that waits to be kept or thrown away."""
    return session.get(PlaceFile, (assessment.id, part))


def drop_file(session: Session, assessment: Assessment, part: str) -> None:
    """Forget the file that was looked at."""
    session.execute(delete(PlaceFile).where(PlaceFile.assessment_id == assessment.id, PlaceFile.part == part))


def put_map(session: Session, assessment: Assessment, polygons: Mapping[str, Document | None]) -> None:
    """Give every district its border; one that is not named has none."""
    for one in districts(session, assessment):
        one.polygon = polygons.get(one.code)
    _changed(session, assessment)


def put_streets(session: Session, assessment: Assessment, streets: Iterable[Street]) -> None:
    """Let the streets be exactly these; those of a district that is gone are left out."""
    ids = _forget(session, assessment, StreetRange)
    session.add_all(
        StreetRange(district_id=ids[s.district], street=s.street, lowest=s.lowest, highest=s.highest, side=s.side)
        for s in streets
        if s.district in ids
    )
    assessment.street_changes += 1
    session.flush()


def put_census(session: Session, assessment: Assessment, living: Iterable[Living]) -> None:
    """Let the census be exactly this; the counts of a district that is gone are left out."""
    ids = _forget(session, assessment, Census)
    session.add_all(
        Census(district_id=ids[one.district], age=one.age, gender=one.gender, n=one.n, source=one.source, day=one.day)
        for one in living
        if one.district in ids
    )
    _changed(session, assessment)


def map_of(session: Session, assessment: Assessment) -> dict[str, Document]:
    """The border of each district that has one."""
    return {one.code: one.polygon for one in districts(session, assessment) if one.polygon}


def streets_of(session: Session, assessment: Assessment) -> list[Street]:
    """Every street, in the order in which they came."""
    mine = select(District.code, StreetRange).join(StreetRange, StreetRange.district_id == District.id)
    found = session.execute(mine.where(District.assessment_id == assessment.id).order_by(StreetRange.id))
    return [Street(code, row.street, row.lowest, row.highest, row.side) for code, row in found]


def census_of(session: Session, assessment: Assessment) -> list[Living]:
    """Who lives where, with the source."""
    mine = select(District.code, Census).join(Census, Census.district_id == District.id)
    found = session.execute(mine.where(District.assessment_id == assessment.id).order_by(Census.id))
    return [Living(code, row.age, row.gender, row.n, row.source, row.day) for code, row in found]


def streets_written(streets: Sequence[Street]) -> list[list[Any]]:
    """Streets as a document."""
    return [[s.district, s.street, s.lowest, s.highest, s.side] for s in streets]


def streets_read(written: Iterable[Sequence[Any]]) -> list[Street]:
    """Streets from a document."""
    return [Street(*row) for row in written]


def census_written(living: Sequence[Living]) -> list[list[Any]]:
    """A census as a document."""
    return [[one.district, one.age, one.gender, one.n, one.source, one.day.isoformat()] for one in living]


def census_read(written: Iterable[Sequence[Any]]) -> list[Living]:
    """A census from a document."""
    rows = ((*row[:5], date.fromisoformat(row[5])) for row in written)
    return [Living(district, age, gender, n, source, day) for district, age, gender, n, source, day in rows]


def _forget(session: Session, assessment: Assessment, model: type[StreetRange | Census]) -> dict[str, int]:
    """Delete what is there, and name the districts there are."""
    ids = {one.code: one.id for one in districts(session, assessment)}
    session.execute(delete(model).where(model.district_id.in_(ids.values())))
    return ids


def _changed(session: Session, assessment: Assessment) -> None:
    """Let the figures of every district know that they are older than the map or the census."""
    assessment.placed += 1
    session.flush()
