"""What exists and what could be offered, as plain data for the analysis."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, Session

from survey.store.base import Document, Text
from survey.store.districts import Assessment, District
from survey.store.offerings import Offering, Room
from survey.store.stakeholders import Offer, Provider


@dataclass(frozen=True)
class RoomFacts:
    """A room, where it is and when it is open."""

    id: int
    district: str
    name: str
    hours: Document
    capacity: int | None
    features: tuple[str, ...]
    note: str


@dataclass(frozen=True)
class OfferingFacts:
    """Something that takes place, with who runs it and where."""

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


@dataclass(frozen=True)
class ProviderFacts:
    """An organisation; without a district it works in the whole town."""

    id: int
    district: str | None
    name: str
    kind: str


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


@dataclass(frozen=True)
class Inventory:
    """All that is known of a district, or of the whole assessment."""

    rooms: tuple[RoomFacts, ...] = ()
    offerings: tuple[OfferingFacts, ...] = ()
    providers: tuple[ProviderFacts, ...] = ()
    offers: tuple[OfferFacts, ...] = ()


def inventory(session: Session, assessment: Assessment, district: District | None = None) -> Inventory:
    """What exists in a place; providers that work in the whole town belong to each of its districts."""
    return Inventory(
        rooms=_rooms(session, assessment, district),
        offerings=_offerings(session, assessment, district),
        providers=_providers(session, assessment, district),
        offers=_offers(session, assessment, district),
    )


def _rooms(session: Session, assessment: Assessment, district: District | None) -> tuple[RoomFacts, ...]:
    found = select(Room, District.code).join(District, District.id == Room.district_id)
    found = found.where(District.assessment_id == assessment.id).order_by(Room.id)
    if district is not None:
        found = found.where(Room.district_id == district.id)
    return tuple(
        RoomFacts(room.id, code, room.name, room.hours, room.capacity, tuple(room.features), room.note)
        for room, code in session.execute(found)
    )


def _offerings(session: Session, assessment: Assessment, district: District | None) -> tuple[OfferingFacts, ...]:
    found = select(Offering, District.code, Provider.name, Room.name).join(
        District, District.id == Offering.district_id
    )
    found = found.outerjoin(Provider, Provider.id == Offering.provider_id).outerjoin(Room, Room.id == Offering.room_id)
    found = found.where(Offering.assessment_id == assessment.id).order_by(Offering.id)
    if district is not None:
        found = found.where(Offering.district_id == district.id)
    return tuple(
        OfferingFacts(
            id=offering.id,
            district=code,
            name=offering.name,
            activities=tuple(offering.activities),
            provider=provider,
            room=room,
            rhythm=offering.rhythm,
            hours=offering.hours,
            state=offering.state,
            confirmed_on=offering.confirmed_on,
        )
        for offering, code, provider, room in session.execute(found)
    )


def _providers(session: Session, assessment: Assessment, district: District | None) -> tuple[ProviderFacts, ...]:
    found = select(Provider, District.code).outerjoin(District, District.id == Provider.district_id)
    found = found.where(Provider.assessment_id == assessment.id, _near(Provider.district_id, district))
    return tuple(
        ProviderFacts(provider.id, code, provider.name, provider.kind)
        for provider, code in session.execute(found.order_by(Provider.id))
    )


def _offers(session: Session, assessment: Assessment, district: District | None) -> tuple[OfferFacts, ...]:
    found = select(Offer, Provider.name, District.code).join(Provider, Provider.id == Offer.provider_id)
    found = found.outerjoin(District, District.id == Provider.district_id)
    found = found.where(Provider.assessment_id == assessment.id, _near(Provider.district_id, district))
    return tuple(
        OfferFacts(
            id=offer.id,
            provider=provider,
            district=code,
            activities=tuple(offer.activities),
            format=offer.format,
            readiness=offer.readiness,
            hours_month=offer.hours_month,
            slots=tuple(offer.slots),
            needs=offer.needs,
        )
        for offer, provider, code in session.execute(found.order_by(Offer.id))
    )


def _near(column: InstrumentedAttribute[int | None], district: District | None) -> ColumnElement[bool]:
    """What belongs to a district or to no district in particular."""
    return true() if district is None else or_(column == district.id, column.is_(None))
