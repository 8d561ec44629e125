"""What exists in a place and who would offer something, laid beside what people want."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analysis import matching
from analysis.disclosure import may_show
from analysis.hours import When, when_wanted
from analysis.week import slots, unused
from survey import figures
from survey.store.inventory import Inventory, OfferFacts, OfferingFacts, RoomFacts
from survey.worker import questions
from survey.worker.place import Place


def supply(inventory: Inventory) -> figures.Inventory:
    """The lists of a place, as a page shows them."""
    return figures.Inventory(
        rooms=[_room(room) for room in inventory.rooms],
        offerings=[_offering(o) for o in inventory.offerings if o.state != "ended"],
        offers=[_offer(offer) for offer in inventory.offers],
    )


def _room(room: RoomFacts) -> figures.RoomEntry:
    return figures.RoomEntry(
        name=room.name, capacity=room.capacity, features=list(room.features), hours=room.hours, note=room.note
    )


def _offering(offering: OfferingFacts) -> figures.OfferingEntry:
    return figures.OfferingEntry(
        name=offering.name,
        activities=list(offering.activities),
        room=offering.room or "",
        provider=offering.provider or "",
        state=offering.state,
        hours=offering.hours,
    )


def _offer(offer: OfferFacts) -> figures.OfferEntry:
    return figures.OfferEntry(
        provider=offer.provider,
        activities=list(offer.activities),
        readiness=offer.readiness,
        hours_month=offer.hours_month,
    )


def free(inventory: Inventory) -> dict[str, int]:
    """In how many rooms nothing takes place though they are open, for each part of the week that has one."""
    return dict(Counter(sorted(s for room in inventory.rooms for s in _free(room, inventory.offerings).slots)))


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
    rooms = tuple(_free(room, place.inventory.offerings) for room in place.inventory.rooms)
    judged = place.judged
    known = matching.Known(
        when=when,
        distance=_distance(place),
        like=matching.likes(place.cube.codebook),
        gates=judged.gates,
        tried=judged.tried,
    )
    found = matching.match(
        demand,
        [_existing(at, offering) for at, offering in named.items()],
        [_offered(offer) for offer in place.inventory.offers],
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
        at, offering.activities, offering.state, provider=offering.provider or "", slots=slots(offering.hours)
    )


def _offered(offer: OfferFacts) -> matching.Offer:
    return matching.Offer(
        offer.provider, offer.activities, offer.readiness, frozenset(offer.slots), hours_month=offer.hours_month
    )


def _free(room: RoomFacts, offerings: Iterable[OfferingFacts]) -> matching.Room:
    """A room in the hours that nothing uses yet."""
    used = [o.hours for o in offerings if o.state == "running" and o.room == room.name]
    return matching.Room(room.name, slots(unused(room.hours, used)))


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
