"""What became of what people said: topics with the history of their states, as drafts and as published."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Subquery, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.store.audit import record
from survey.store.base import Base, Document, Text, hold
from survey.store.errors import ReadAgain
from survey.store.rounds import Round

STATES = ("heard", "planned", "under_way", "done", "not_possible")
KEPT = 50
"""Changes of a round that can be taken back, one by one."""


class BecameTopic(Base):
    """One topic of a round, of one district or of the whole town; `published_at` is empty for a draft."""

    __tablename__ = "became_topic"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    district_id: Mapped[int | None] = mapped_column(ForeignKey("district.id"))
    doc: Mapped[Document]
    published_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=1)


class BecameChange(Base):
    """What a topic was before a change, nothing where it was new; so that the change can be taken back."""

    __tablename__ = "became_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    topic_id: Mapped[int]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    before: Mapped[Document | None]
    at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))


@dataclass(frozen=True)
class Step:
    """Where a topic stood from a day on: what was done or why not, and when there will be more to tell."""

    state: str
    day: date
    what: Text = field(default_factory=dict)
    next_day: date | None = None


@dataclass(frozen=True)
class Topic:
    """A topic by the code of an activity or under a heading of its own; the newest step comes last.

    `said` are words of the lead; figures come from a release and are never typed.
    """

    code: str = ""
    heading: Text = field(default_factory=dict)
    said: Text = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    district_id: int | None = None
    published_at: datetime | None = None
    id: int = 0
    revision: int = 0

    @property
    def now(self) -> Step:
        """Where it stands."""
        return self.steps[-1]


@dataclass(frozen=True)
class Reach:
    """Whose topics somebody keeps: those of these districts, None standing for the whole town."""

    user_id: int | None
    places: frozenset[int | None]


def topics_of(session: Session, round_: Round, *, public: bool = False) -> list[Topic]:
    """The topics of a round, those with the newest step first; for the public only what is published."""
    mine = select(BecameTopic).where(BecameTopic.round_id == round_.id).order_by(BecameTopic.id)
    if public:
        mine = mine.where(BecameTopic.published_at.is_not(None))
    found = [_topic(row) for row in session.scalars(mine)]
    return sorted(found, key=lambda topic: (topic.now.day, topic.id), reverse=True)


def has_public(session: Session, round_id: int) -> bool:
    """Whether anybody can read anything of what became of a round."""
    asked = select(BecameTopic.id).where(BecameTopic.round_id == round_id, BecameTopic.published_at.is_not(None))
    return session.scalar(asked.limit(1)) is not None


def topic(session: Session, round_: Round, number: int) -> Topic | None:
    """One topic of a round."""
    row = session.get(BecameTopic, number)
    return _topic(row) if row is not None and row.round_id == round_.id else None


def last_told() -> Subquery:
    """When something was published last, by round and district, an empty district being the whole town."""
    place = (BecameTopic.round_id, BecameTopic.district_id)
    newest = select(*place, func.max(BecameTopic.published_at).label("at"))
    return newest.where(BecameTopic.published_at.is_not(None)).group_by(*place).subquery()


def keep(session: Session, round_: Round, reach: Reach, given: Topic) -> Topic:
    """Write a new topic or a changed one; `ReadAgain` when somebody else was faster or it is not theirs to keep."""
    row = _held(session, round_, reach, given)
    if given.district_id not in reach.places:
        raise ReadAgain
    before = _document(_topic(row)) if row else None
    row = row or BecameTopic(round_id=round_.id, revision=0)
    _write(row, given)
    session.add(row)
    session.flush()
    _remember(session, round_, reach, row.id, before)
    return _topic(row)


def publish(session: Session, round_: Round, reach: Reach, number: int, revision: int, *, public: bool) -> Topic:
    """Show a topic to everybody, or take it back into the draft."""
    known = topic(session, round_, number)
    if known is None:
        raise ReadAgain
    return keep(session, round_, reach, replace(known, revision=revision, published_at=_now() if public else None))


def remove(session: Session, round_: Round, reach: Reach, number: int, revision: int) -> Topic:
    """Delete a topic; what it was can be put back."""
    row = _held(session, round_, reach, Topic(id=number, revision=revision))
    if row is None:
        raise ReadAgain
    known = _topic(row)
    session.delete(row)
    session.flush()
    _remember(session, round_, reach, known.id, _document(known))
    return known


def last(session: Session, round_: Round, user_id: int | None) -> BecameChange | None:
    """The newest change of a round, if this person has made it."""
    newest = select(BecameChange).where(BecameChange.round_id == round_.id).order_by(BecameChange.id.desc())
    found = session.scalar(newest.limit(1))
    return found if found is not None and found.user_id == user_id else None


def take_back(session: Session, round_: Round, reach: Reach, change_id: int) -> None:
    """Put back what was there before the newest change, if it still is the one somebody saw."""
    hold(session, f"became {round_.id}")
    newest = last(session, round_, reach.user_id)
    if newest is None or newest.id != change_id:
        raise ReadAgain
    row = session.get(BecameTopic, newest.topic_id)
    touched = {row.district_id} if row else set()
    if newest.before is not None:
        touched.add(newest.before["district_id"])
    if not touched <= reach.places:
        raise ReadAgain  # a right may have been taken away since
    if newest.before is None:
        session.execute(delete(BecameTopic).where(BecameTopic.id == newest.topic_id))
    else:
        known = _read(newest.before)
        row = row or BecameTopic(id=newest.topic_id, round_id=round_.id, revision=known.revision)
        _write(row, known)
        session.add(row)
    session.delete(newest)
    record(session, reach.user_id, f"became taken back: topic {newest.topic_id} of {round_.slug}")
    session.flush()


def _held(session: Session, round_: Round, reach: Reach, given: Topic) -> BecameTopic | None:
    """The row of a topic that is there already, as it was when somebody opened it."""
    hold(session, f"became {round_.id}")
    if not given.id:
        return None
    row = session.get(BecameTopic, given.id)
    mine = row is not None and row.round_id == round_.id and row.district_id in reach.places
    if row is None or not mine or row.revision != given.revision:
        raise ReadAgain
    return row


def _write(row: BecameTopic, given: Topic) -> None:
    row.district_id, row.published_at = given.district_id, given.published_at
    row.doc = _content(given)
    row.revision += 1


def _remember(session: Session, round_: Round, reach: Reach, number: int, before: Document | None) -> None:
    session.add(BecameChange(round_id=round_.id, topic_id=number, user_id=reach.user_id, before=before))
    record(session, reach.user_id, f"became: topic {number} of {round_.slug}")
    session.flush()
    mine = select(BecameChange).where(BecameChange.round_id == round_.id).order_by(BecameChange.id.desc())
    for old in session.scalars(mine.offset(KEPT)):
        session.delete(old)
    session.flush()


def _content(of: Topic) -> Document:
    steps = [asdict(step) | {"day": _written(step.day), "next_day": _written(step.next_day)} for step in of.steps]
    return {"code": of.code, "heading": dict(of.heading), "said": dict(of.said), "steps": steps}


def _document(of: Topic) -> Document:
    published = of.published_at.isoformat() if of.published_at else None
    return _content(of) | {"district_id": of.district_id, "published_at": published, "revision": of.revision}


def _topic(row: BecameTopic) -> Topic:
    return replace(
        _read(row.doc | {"district_id": row.district_id, "published_at": None, "revision": row.revision}),
        published_at=row.published_at,
        id=row.id,
    )


def _read(doc: Mapping[str, Any]) -> Topic:
    published = datetime.fromisoformat(doc["published_at"]) if doc["published_at"] else None
    parts = {name: doc[name] for name in ("code", "heading", "said", "district_id", "revision")}
    return Topic(**parts, steps=tuple(map(_step, doc["steps"])), published_at=published)


def _step(doc: Mapping[str, Any]) -> Step:
    day, next_day = _day(doc["day"]), _day(doc["next_day"])
    return Step(doc["state"], day or date.min, dict(doc["what"]), next_day)


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _now() -> datetime:
    return datetime.now(UTC)
