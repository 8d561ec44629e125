"""What a lead enters about what exists, is offered and asked for: who may, what was there before, how it goes back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Select, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.store.accounts import User, districts_of_roles, may_whole_town
from survey.store.audit import record
from survey.store.base import Base, Document, hold
from survey.store.districts import Assessment, District, districts
from survey.store.errors import AnswerNotYours, ReadAgain, StillNamed
from survey.store.offerings import Offering, Room
from survey.store.requests import Request
from survey.store.stakeholders import Offer, Provider

Thing = Room | Offering | Provider | Offer | Request
KINDS: Mapping[str, type[Thing]] = {
    "rooms": Room,
    "offerings": Offering,
    "providers": Provider,
    "offers": Offer,
    "requests": Request,
}
ROLES = ("lead", "administrator")
KEPT = 50
TOWN = 0
"""Stands for the whole town where districts are named by their numbers."""

_NOT_WRITTEN = ("id", "assessment_id", "sent_as")
_DAYS = ("confirmed_on", "holds_until", "filled_on", "asked_on")


class Change(Base):
    """One deed of one person: each thing with what it was before, nothing where it was new."""

    __tablename__ = "inventory_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    deed: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(200))
    things: Mapped[list[Any]]
    places: Mapped[list[Any]]
    at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))


class Revision(Base):
    """How often what concerns a district has changed, so that its figures know whether they are stale."""

    __tablename__ = "inventory_revision"

    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"), primary_key=True)
    revision: Mapped[int]


@dataclass(frozen=True)
class Reach:
    """The districts whose lists somebody keeps; `town`: also what belongs to the whole town."""

    user_id: int | None
    name: str
    assessment: Assessment
    districts: tuple[District, ...]
    town: bool

    def covers(self, place: int | None) -> bool:
        """Whether something of this district, or of the whole town, is theirs to change."""
        return self.town if place is None else any(one.id == place for one in self.districts)

    @property
    def places(self) -> set[int]:
        """Their districts by number, the town as one of them."""
        return {one.id for one in self.districts} | ({TOWN} if self.town else set())


@dataclass(frozen=True)
class Entry:
    """What somebody says about one thing; without a number it is new. `values` by column."""

    kind: str
    values: Document
    id: int | None = None


def reach(session: Session, user_id: int | None, assessment: Assessment) -> Reach | None:
    """What somebody may keep in a town: as lead or administrator; None when that is nothing."""
    found = districts_of_roles(session, user_id, assessment.id, ROLES)
    if not found:
        return None
    town = any(may_whole_town(session, user_id, role, assessment) for role in ROLES)
    user = session.get(User, user_id)
    return Reach(user_id, user.name if user else "", assessment, tuple(found), town)


def whole(session: Session, assessment: Assessment) -> Reach:
    """What comes in by a link is written by nobody of the desk, and only as drafts."""
    return Reach(None, "", assessment, tuple(districts(session, assessment)), True)


def place_of(session: Session, thing: Thing) -> int | None:
    """The district of a thing, an offer's being that of its provider; None for the whole town."""
    if isinstance(thing, Offer):
        return session.get_one(Provider, thing.provider_id).district_id
    return thing.district_id


def listed(session: Session, kind: str, reach: Reach) -> list[Thing]:
    """Everything of one kind that somebody keeps, and what belongs to the whole town, in the order it came."""
    mine = {one.id for one in reach.districts}
    found = session.scalars(_of_assessment(KINDS[kind], reach.assessment.id).order_by(KINDS[kind].id))
    return [thing for thing in found if (place := place_of(session, thing)) is None or place in mine]


def _of_assessment(model: type[Thing], assessment_id: int) -> Select[Any]:
    if model is Offer:
        owned = select(Offer).join(Provider, Provider.id == Offer.provider_id)
        return owned.where(Provider.assessment_id == assessment_id)
    if model is Room:
        placed = select(Room).join(District, District.id == Room.district_id)
        return placed.where(District.assessment_id == assessment_id)
    return select(model).filter_by(assessment_id=assessment_id)


def thing_at(session: Session, kind: str, number: int, reach: Reach) -> Thing | None:
    """One thing, if it is theirs to change; for anybody else it does not exist."""
    thing: Thing | None = session.get(KINDS[kind], number)  # type: ignore[assignment]
    if thing is None or not _of_town(session, thing, reach) or not reach.covers(place_of(session, thing)):
        return None
    return thing


def _of_town(session: Session, thing: Thing, reach: Reach) -> bool:
    if isinstance(thing, Room):
        return session.get_one(District, thing.district_id).assessment_id == reach.assessment.id
    owner = session.get_one(Provider, thing.provider_id) if isinstance(thing, Offer) else thing
    return owner.assessment_id == reach.assessment.id


def document(thing: Thing) -> Document:
    """A thing as plain data, to be put back later or compared with what somebody saw."""
    columns = [one.key for one in type(thing).__table__.columns if one.key not in _NOT_WRITTEN]
    values = {key: getattr(thing, key) for key in columns}
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}


def keep(session: Session, reach: Reach, entries: Iterable[Entry], deed: str, name: str) -> list[Thing]:
    """Write what somebody says, as one deed that can be taken back as a whole; `AnswerNotYours` writes nothing."""
    hold(session, f"inventory {reach.assessment.id}")
    kept: list[Thing] = []
    change = Change(assessment_id=reach.assessment.id, user_id=reach.user_id, deed=deed, name=name[:200])
    change.things, places = [], set()
    with session.begin_nested():
        for entry in entries:
            thing, before = _written(session, reach, entry)
            kept.append(thing)
            change.things.append({"kind": entry.kind, "id": thing.id, "before": before})
            places |= _concerned(session, thing, before)
            _touch(session, reach.assessment.id, thing, before)
    change.places = sorted(places)
    session.add(change)
    record(session, reach.user_id, f"inventory {deed}: {len(kept)} in {reach.assessment.code}")
    session.flush()
    _forget_old(session, reach.assessment.id)
    return kept


def _written(session: Session, reach: Reach, entry: Entry) -> tuple[Thing, Document | None]:
    thing = thing_at(session, entry.kind, entry.id, reach) if entry.id else _new(entry, reach)
    if thing is None:
        raise AnswerNotYours
    before = document(thing) if entry.id else None
    for key, value in entry.values.items():
        setattr(thing, key, value)
    session.add(thing)
    session.flush()
    if not reach.covers(place_of(session, thing)) or not _of_town(session, thing, reach):
        raise AnswerNotYours
    return thing, before


def _new(entry: Entry, reach: Reach) -> Thing:
    owned = {} if KINDS[entry.kind] in (Room, Offer) else {"assessment_id": reach.assessment.id}
    return KINDS[entry.kind](**owned, **entry.values)


def _concerned(session: Session, thing: Thing, before: Document | None) -> set[int]:
    """Where a thing is and where it was, the whole town as one place."""
    here = place_of(session, thing) or TOWN
    return {here, here if before is None else _place_before(session, before)}


def _place_before(session: Session, before: Document) -> int:
    if "district_id" in before:
        return before["district_id"] or TOWN
    return session.get_one(Provider, before["provider_id"]).district_id or TOWN


def last(session: Session, reach: Reach, place: int | None = None) -> Change | None:
    """The newest change that somebody may take back, of one district where one is named."""
    found = session.scalars(
        select(Change).where(Change.assessment_id == reach.assessment.id).order_by(Change.id.desc())
    )
    later: set[tuple[str, int]] = set()
    for change in found:
        things = {(thing["kind"], thing["id"]) for thing in change.things}
        mine = set(change.places) <= reach.places and (place is None or place in change.places)
        if mine:
            return None if things & later else change
        later |= things
    return None


def take_back(session: Session, reach: Reach, change_id: int) -> Change:
    """Put back what was there before one change; `ReadAgain` when something of it has changed since."""
    hold(session, f"inventory {reach.assessment.id}")
    change = session.get(Change, change_id)
    if change is None or change.assessment_id != reach.assessment.id or not set(change.places) <= reach.places:
        raise ReadAgain
    things = {(thing["kind"], thing["id"]) for thing in change.things}
    newer = session.scalars(select(Change).where(Change.assessment_id == change.assessment_id, Change.id > change_id))
    if any((thing["kind"], thing["id"]) in things for one in newer for thing in one.things):
        raise ReadAgain
    with session.begin_nested():
        for remembered in reversed(change.things):
            _restore(session, change.assessment_id, remembered)
    record(session, reach.user_id, f"inventory taken back: {len(things)} in {reach.assessment.code}")
    session.delete(change)
    session.flush()
    return change


def _restore(session: Session, assessment_id: int, remembered: Document) -> None:
    thing: Thing = session.get_one(KINDS[remembered["kind"]], remembered["id"])  # type: ignore[assignment]
    _touch(session, assessment_id, thing, remembered["before"])
    if remembered["before"] is None:
        if _named(session, thing):
            raise StillNamed
        session.delete(thing)
    else:
        for key, value in remembered["before"].items():
            setattr(thing, key, date.fromisoformat(value) if value and key in _DAYS else value)
    session.flush()


def _named(session: Session, thing: Thing) -> bool:
    """Whether something else in the lists speaks of it."""
    if isinstance(thing, Room):
        asked = [select(Offering.id).where(Offering.room_id == thing.id)]
    elif isinstance(thing, Provider):
        asked = [select(model.id).where(model.provider_id == thing.id) for model in (Offering, Offer)]
    else:
        return False
    return any(session.execute(one.limit(1)).first() for one in asked)


def _touch(session: Session, assessment_id: int, thing: Thing, before: Document | None) -> None:
    """Let the figures know: of its district, of both when it moved, of all when others come or the town is meant."""
    places = _concerned(session, thing, before)
    wide = isinstance(thing, Offering) and bool(thing.ways or (before or {}).get("ways"))
    everywhere = wide or TOWN in places
    asked = select(District.id).where(District.assessment_id == assessment_id)
    for district in session.scalars(asked if everywhere else asked.where(District.id.in_(places))).all():
        known = session.get(Revision, district)
        session.merge(Revision(district_id=district, revision=known.revision + 1 if known else 1))


def _forget_old(session: Session, assessment_id: int) -> None:
    mine = select(Change).where(Change.assessment_id == assessment_id).order_by(Change.id.desc())
    for old in session.scalars(mine.offset(KEPT)):
        session.delete(old)


def revisions(session: Session) -> dict[int, int]:
    """How often the lists of each district have changed."""
    return dict(session.execute(select(Revision.district_id, Revision.revision)).all())
