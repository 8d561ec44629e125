"""What can be counted: every item and every answer gets an integer that holds across all versions of an assessment."""

from collections.abc import Iterable

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.store.base import Base, hold
from survey.store.upsert import insert_new


class Item(Base):
    """A thing that can be counted, with an integer that holds across all versions of an assessment."""

    __tablename__ = "item"
    __table_args__ = (UniqueConstraint("assessment_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    code: Mapped[str] = mapped_column(String(200))


class Choice(Base):
    """An answer to an item, reserved ones like _blank included, with its integer."""

    __tablename__ = "choice"
    __table_args__ = (UniqueConstraint("assessment_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    code: Mapped[str] = mapped_column(String(200))


Vocabulary = type[Item] | type[Choice]


def numbers(session: Session, table: Vocabulary, assessment_id: int, codes: Iterable[str]) -> dict[str, int]:
    """The integers of these codes; new codes get theirs now. Remembered for one transaction, which may yet fail."""
    known: dict[str, int] = session.info.setdefault((table.__tablename__, assessment_id), {})
    wanted = set(codes)
    if not wanted <= known.keys():
        known.update(_stored(session, table, assessment_id))
    missing = sorted(wanted - known.keys())
    if missing:
        hold(session, "vocabulary")
        insert_new(session, table, [{"assessment_id": assessment_id, "code": code} for code in missing])
        known.update(_stored(session, table, assessment_id))
    return known


def _stored(session: Session, table: Vocabulary, assessment_id: int) -> dict[str, int]:
    mine = select(table.code, table.id).where(table.assessment_id == assessment_id)
    return dict(session.execute(mine).all())
