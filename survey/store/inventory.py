"""What exists and what could be offered, as plain data for the analysis: neither drafts nor what has ended."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from survey.store.base import Document, Text
from survey.store.districts import Assessment, District
from survey.store.offerings import Offering, Room
from survey.store.requests import Request
from survey.store.stakeholders import Offer, Provider

KNOWN = ("confirmed", "paused")
"""What a list holds for others: a draft is nobody's word yet, and what has ended is no more."""

EVERYWHERE = "*"
"""In the ways to an offering: people of any other district."""


@dataclass(frozen=True)
class RoomFacts:
    """A room, where it is, when it is open, and which of these hours something unlisted takes."""

    id: int
    district: str
    name: str
    hours: Document
    capacity: int | None
    features: tuple[str, ...]
    note: str
    used: Document = field(default_factory=dict)
    state: str = "confirmed"
    confirmed_on: date | None = None


@dataclass(frozen=True)
class OfferingFacts:
    """Something that takes place, with who runs it and where; `minutes` from the district it was asked for."""

    id: int
    district: str
    name: Text
    activities: tuple[str, ...]
    provider: str | None
    room: str | None
    rhythm: str
    hours: Document
    state: str
    confirmed_on: date | None
    minutes: int = 0
    place: str = ""
    audience: str = "all"
    affordable: str = "all"


@dataclass(frozen=True)
class ProviderFacts:
    """An organisation; without a district it works in the whole town."""

    id: int
    district: str | None
    name: str
    kind: str
    hours_month: int | None = None
    state: str = "confirmed"
    confirmed_on: date | None = None


@dataclass(frozen=True)
class OfferFacts:
    """What somebody is willing to do."""

    id: int
    provider: str
    district: str | None
    activities: tuple[str, ...]
    format: str
    readiness: str
    hours_month: int | None
    slots: tuple[str, ...]
    needs: str
    state: str = "confirmed"
    confirmed_on: date | None = None
    holds_until: date | None = None


@dataclass(frozen=True)
class RequestFacts:
    """What a group has asked for; it asked once, however many people it has."""

    name: str
    activities: tuple[str, ...]


@dataclass(frozen=True)
class Inventory:
    """All that is known of a district, or of the whole assessment."""

    rooms: tuple[RoomFacts, ...] = ()
    offerings: tuple[OfferingFacts, ...] = ()
    providers: tuple[ProviderFacts, ...] = ()
    offers: tuple[OfferFacts, ...] = ()
    requests: tuple[RequestFacts, ...] = ()


PRIVATE = "nothing"
"""What a provider answers who talks only to the municipality."""


def inventory(session: Session, assessment: Assessment, district: District | None = None) -> Inventory:
    """What exists in a place, or near enough that somebody said how far; providers of the whole town belong to each."""
    return Inventory(
        rooms=_rooms(session, assessment, district),
        offerings=_offerings(session, assessment, district),
        providers=_providers(session, assessment, district),
        offers=_offers(session, assessment, district),
        requests=_requests(session, assessment, district),
    )


def public_inventory(session: Session, assessment: Assessment, district: District | None = None) -> Inventory:
    """The same for everybody: without providers who let nothing be published, and without what is theirs.

    Who has asked for what is left out: nobody was asked whether it may be published.
    """
    private = select(Provider.id).where(Provider.assessment_id == assessment.id, Provider.publish == PRIVATE)
    hidden, running, offered = (
        set(session.scalars(found))
        for found in (
            private,
            select(Offering.id).where(Offering.provider_id.in_(private)),
            select(Offer.id).where(Offer.provider_id.in_(private)),
        )
    )
    whole = inventory(session, assessment, district)
    return Inventory(
        rooms=whole.rooms,
        offerings=tuple(one for one in whole.offerings if one.id not in running),
        providers=tuple(one for one in whole.providers if one.id not in hidden),
        offers=tuple(one for one in whole.offers if one.id not in offered),
    )


def _rooms(session: Session, assessment: Assessment, district: District | None) -> tuple[RoomFacts, ...]:
    found = select(Room, District.code).join(District, District.id == Room.district_id)
    found = found.where(District.assessment_id == assessment.id, Room.state.in_(KNOWN)).order_by(Room.id)
    if district is not None:
        found = found.where(Room.district_id == district.id)
    return tuple(
        RoomFacts(
            id=room.id,
            district=code,
            name=room.name,
            hours=room.hours,
            capacity=room.capacity,
            features=tuple(room.features),
            note=room.note,
            used=room.used,
            state=room.state,
            confirmed_on=room.confirmed_on,
        )
        for room, code in session.execute(found)
    )


def _offerings(session: Session, assessment: Assessment, district: District | None) -> tuple[OfferingFacts, ...]:
    found = select(Offering, District, Provider.name, Room.name).join(District, District.id == Offering.district_id)
    found = found.outerjoin(Provider, Provider.id == Offering.provider_id).outerjoin(Room, Room.id == Offering.room_id)
    found = found.where(Offering.assessment_id == assessment.id, Offering.draft.is_(False), Offering.state != "ended")
    return tuple(
        _offering(offering, where, provider, room, minutes)
        for offering, where, provider, room in session.execute(found.order_by(Offering.id))
        if (minutes := _minutes(offering, district)) is not None
    )


def _minutes(offering: Offering, district: District | None) -> int | None:
    """How far it is for people of a district; None when they do not come at all."""
    if district is None or offering.district_id == district.id:
        return 0
    minutes: int | None = offering.ways.get(district.code, offering.ways.get(EVERYWHERE))
    return minutes


def _offering(
    offering: Offering, where: District, provider: str | None, room: str | None, minutes: int
) -> OfferingFacts:
    return OfferingFacts(
        id=offering.id,
        district=where.code,
        name=offering.name,
        activities=tuple(offering.activities),
        provider=provider,
        room=room,
        rhythm=offering.rhythm,
        hours=offering.hours,
        state=offering.state,
        confirmed_on=offering.confirmed_on,
        minutes=minutes,
        place=where.name,
        audience=offering.audience,
        affordable=offering.affordable,
    )


def _providers(session: Session, assessment: Assessment, district: District | None) -> tuple[ProviderFacts, ...]:
    found = select(Provider, District.code).outerjoin(District, District.id == Provider.district_id)
    found = found.where(Provider.assessment_id == assessment.id, _near(Provider.district_id, district))
    found = found.where(Provider.state.in_(KNOWN))
    return tuple(
        ProviderFacts(
            provider.id,
            code,
            provider.name,
            provider.kind,
            provider.hours_month,
            provider.state,
            provider.confirmed_on,
        )
        for provider, code in session.execute(found.order_by(Provider.id))
    )


def _offers(session: Session, assessment: Assessment, district: District | None) -> tuple[OfferFacts, ...]:
    found = select(Offer, Provider, District.code).join(Provider, Provider.id == Offer.provider_id)
    found = found.outerjoin(District, District.id == Provider.district_id)
    found = found.where(Provider.assessment_id == assessment.id, _near(Provider.district_id, district))
    found = found.where(Provider.state.in_(KNOWN), Offer.state.in_(KNOWN))
    return tuple(
        OfferFacts(
            id=offer.id,
            provider=provider.name,
            district=code,
            activities=tuple(offer.activities),
            format=offer.format,
            readiness=offer.readiness,
            hours_month=offer.hours_month,
            slots=tuple(offer.slots),
            needs=offer.needs,
            state="paused" if "paused" in (offer.state, provider.state) else offer.state,
            confirmed_on=offer.confirmed_on,
            holds_until=offer.holds_until,
        )
        for offer, provider, code in session.execute(found.order_by(Offer.id))
    )


def _requests(session: Session, assessment: Assessment, district: District | None) -> tuple[RequestFacts, ...]:
    found = select(Request).where(Request.assessment_id == assessment.id, _near(Request.district_id, district))
    found = found.where(Request.state == "confirmed").order_by(Request.id)
    return tuple(RequestFacts(one.name, tuple(one.activities)) for one in session.scalars(found))


def _near(column: InstrumentedAttribute[int | None], district: District | None) -> ColumnElement[bool]:
    """What belongs to a district or to no district in particular."""
    return true() if district is None else or_(column == district.id, column.is_(None))
