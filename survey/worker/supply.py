"""What exists in a place and who would offer something, laid beside what people want."""

from collections.abc import Iterable, Mapping

from analysis import matching
from analysis.demand import Demand
from analysis.disclosure import LEAD_MINIMUM
from analysis.week import slots
from survey import figures
from survey.store.inventory import Inventory, OfferFacts, OfferingFacts, RoomFacts


def supply(inventory: Inventory, demand: Demand, times: Iterable[str], form: figures.Form) -> figures.Inventory:
    """The lists of a place, and what follows for each activity."""
    return figures.Inventory(
        rooms=[_room(room) for room in inventory.rooms],
        offerings=[_offering(o) for o in inventory.offerings if o.state != "ended"],
        offers=[_offer(offer) for offer in inventory.offers],
        matches=_matches(inventory, demand, times, form),
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


def _matches(inventory: Inventory, demand: Demand, times: Iterable[str], form: figures.Form) -> list[figures.Match]:
    """Label the activities this place was asked about; a label tells how many want one, so it waits as they do."""
    asked = demand.table[demand.table["n"] >= LEAD_MINIMUM]
    if form == "none" or asked.empty:
        return []
    named = {str(at): offering for at, offering in enumerate(inventory.offerings)}
    found = matching.match(
        asked,
        [matching.Offering(at, o.activities, o.state) for at, o in named.items()],
        [matching.Offer(o.provider, o.activities, o.readiness, frozenset(o.slots)) for o in inventory.offers],
        [matching.Room(room.name, slots(room.hours)) for room in inventory.rooms],
        tuple(times),
    )
    worth = [match for match in found if match.exists or match.offered_by or match.label != "not_now"]
    return [_match(match, named, demand.base) for match in worth]


def _match(match: matching.Match, named: Mapping[str, OfferingFacts], base: int) -> figures.Match:
    made = figures.Match(
        code=match.activity,
        label=match.label,
        picked=match.picked,
        unserved=match.unserved,
        unknown=match.unaware,
        exists=[named[offering.name].name for offering in match.exists],
        offered_by=[offer.provider for offer in match.offered_by],
        rooms=[room.name for room in match.rooms],
        ask_more=match.ask_more,
    )
    if match.n != base:
        made["base"] = match.n
    return made
