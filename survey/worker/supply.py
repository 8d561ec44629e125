"""What exists in a place and who would offer something, laid beside what people want."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd

from analysis import matching
from analysis.disclosure import may_show
from analysis.hours import When, when_wanted
from analysis.week import slots, unused
from survey import listed
from survey.store.inventory import Inventory, OfferFacts, OfferingFacts, RoomFacts
from survey.store.standing import faded, fades_on
from survey.worker import questions
from survey.worker.place import Place

GRADES = {"all": 1.0, "some": 0.5, "few": 0.0}
"""For how many of those who want it something is meant, and how many can afford it."""


def supply(place: Place) -> listed.Inventory:
    """The lists of a place, as a page shows them; what is paused stands there as paused."""
    known = place.inventory
    entries: list[RoomFacts | OfferingFacts | OfferFacts] = [*known.rooms, *known.offerings, *known.offers]
    words = [entry.confirmed_on for entry in entries]
    coming = [fades_on(day) for day in words if day and not faded(day, place.day)]
    coming += [o.holds_until + timedelta(days=1) for o in known.offers if o.holds_until and not _over(o, place.day)]
    return listed.Inventory(
        rooms=[_room(room, place.day) for room in known.rooms],
        offerings=[_offering(offering, place.day) for offering in known.offerings],
        offers=[_offer(offer, place.day) for offer in known.offers],
        requests=[listed.RequestEntry(name=one.name, activities=list(one.activities)) for one in known.requests],
        revision=place.revision,
        until=min(coming).isoformat() if coming else "",
    )


def _word(confirmed_on: date | None, today: date) -> listed.Word:
    said = confirmed_on.isoformat() if confirmed_on else ""
    return listed.Word(confirmed_on=said, ask_again=faded(confirmed_on, today))


def _room(room: RoomFacts, today: date) -> listed.RoomEntry:
    return listed.RoomEntry(
        name=room.name,
        capacity=room.capacity,
        features=list(room.features),
        hours=room.hours,
        note=room.note,
        state=room.state,
        **_word(room.confirmed_on, today),
    )


def _offering(offering: OfferingFacts, today: date) -> listed.OfferingEntry:
    return listed.OfferingEntry(
        name=offering.name,
        activities=list(offering.activities),
        room=offering.room or "",
        provider=offering.provider or "",
        state=offering.state,
        hours=offering.hours,
        place=offering.place if offering.minutes else "",
        minutes=offering.minutes,
        **_word(offering.confirmed_on, today),
    )


def _offer(offer: OfferFacts, today: date) -> listed.OfferEntry:
    return listed.OfferEntry(
        provider=offer.provider,
        activities=list(offer.activities),
        readiness=offer.readiness,
        hours_month=offer.hours_month,
        state=offer.state,
        **(_word(offer.confirmed_on, today) | {"ask_again": _over(offer, today) or faded(offer.confirmed_on, today)}),
    )


def _holds(offer: OfferFacts, today: date) -> bool:
    return offer.state == "confirmed" and not _over(offer, today)


def _over(offer: OfferFacts, today: date) -> bool:
    """Whether the day is past until which somebody promised it."""
    return offer.holds_until is not None and offer.holds_until < today


def free(inventory: Inventory) -> dict[str, int]:
    """In how many rooms nothing takes place though they are open, for each part of the week that has one."""
    open_now = [room for room in inventory.rooms if room.state == "confirmed"]
    return dict(Counter(sorted(s for room in open_now for s in _free(room, inventory.offerings).slots)))


@dataclass(frozen=True)
class Matched:
    """The activities of a place with their labels, and what the score needs besides.

    `named`: the offerings by the names under which they were matched. `when`: when those who picked an activity can
    come; `everybody`: when everybody can.
    """

    matches: tuple[matching.Match, ...]
    named: dict[str, OfferingFacts]
    rooms: tuple[matching.Room, ...]
    when: dict[str, When]
    everybody: When | None


def matched(place: Place, demand: pd.DataFrame) -> Matched:
    """Match the activities of a demand table with what exists and who would offer it."""
    when, everybody, named = _when(place), _everybody(place), _named(place.inventory)
    known_rooms = [room for room in place.inventory.rooms if room.state == "confirmed"]
    rooms = tuple(_free(room, place.inventory.offerings) for room in known_rooms)
    judged = place.judged
    known = matching.Known(
        when=when,
        distance=_distance(place),
        like=matching.likes(place.cube.codebook),
        gates=judged.gates,
        tried=judged.tried,
        limits=_limits(place.inventory),
    )
    found = matching.match(
        demand,
        [_existing(at, offering) for at, offering in named.items()],
        [_offered(offer) for offer in place.inventory.offers if _holds(offer, place.day)],
        rooms,
        everybody.common() if everybody else (),
        known,
    )
    return Matched(found, named, rooms, when, everybody)


def _named(inventory: Inventory) -> dict[str, OfferingFacts]:
    """By number, since names come in several languages and may be the same."""
    return {str(at): offering for at, offering in enumerate(inventory.offerings)}


def _existing(at: str, offering: OfferingFacts) -> matching.Offering:
    return matching.Offering(
        at,
        offering.activities,
        offering.state,
        provider=offering.provider or "",
        slots=slots(offering.hours),
        minutes=offering.minutes,
        audience=GRADES[offering.audience],
        affordable=GRADES[offering.affordable],
    )


def _offered(offer: OfferFacts) -> matching.Offer:
    return matching.Offer(
        offer.provider, offer.activities, offer.readiness, frozenset(offer.slots), hours_month=offer.hours_month
    )


def _free(room: RoomFacts, offerings: Iterable[OfferingFacts]) -> matching.Room:
    """A room in the hours that nothing uses yet."""
    here = [o for o in offerings if o.state == "running" and (o.room, o.district) == (room.name, room.district)]
    return matching.Room(room.name, slots(unused(room.hours, [room.used, *(o.hours for o in here)])))


def _limits(inventory: Inventory) -> dict[str, float]:
    """All the hours a month that an organisation has, where it said so."""
    return {one.name: one.hours_month for one in inventory.providers if one.hours_month is not None}


def _when(place: Place) -> dict[str, When]:
    """When those who picked an activity can come, where they are enough to say so; else what everybody says holds."""
    found = when_wanted(place.pairs, place.cube.codebook)
    return {activity: when for activity, when in found.items() if may_show("wish", questions.AUDIENCE, when.base)}


def _everybody(place: Place) -> When | None:
    times = questions.multiple(place.cube, "time")
    if times is None or not times["base"]:
        return None
    return When({row["code"]: row["n"] or 0 for row in times["rows"]}, times["base"])


def _distance(place: Place) -> dict[str, int]:
    asked = next(iter(place.cube.codebook.by_role("distance")), None)
    return place.cube.options(asked.item) if asked else {}
