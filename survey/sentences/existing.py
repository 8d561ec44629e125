"""3. What exists and what could be offered? Rooms, what runs, who would offer, and what follows for each activity."""

from collections.abc import Callable
from dataclasses import dataclass

from survey.figures import Inventory, Live, OfferEntry, OfferingEntry, RoomEntry
from survey.first import Match
from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext, text
from survey.sentences import hours, offering, words
from survey.sentences.first import FirstThings, first_things
from survey.sentences.labels import Labels
from survey.sentences.parts import Entry, Section

_SPOKEN = ("open_now", "tell_people", "find_room", "find_provider")
"""Which facts are worth a sentence, the nearest to the door first."""


@dataclass(frozen=True)
class Existing:
    """The third question with its three lists and what follows from them."""

    section: Section
    rooms: tuple[Entry, ...]
    running: tuple[Entry, ...]
    offers: tuple[Entry, ...]
    first: FirstThings


def existing(live: Live, labels: Labels) -> Existing:
    """The third question; the lists need no answers, because they come from people who know the place."""
    inventory = live["inventory"]
    said = _said(live, labels)
    section = Section(
        "existing",
        _("3. What exists and what could be offered?"),
        say=said[0],
        notes=(*said[1:], *hours.best_hour(live, labels)),
        how=(
            _("Rooms, activities and offers were collected by people who know the place, not in the survey."),
            _("What is missing in these lists is missing here, too."),
        ),
        pictures=(*hours.week(live, labels), *offering.who_could(live, labels)),
        short=_short(live),
    )
    return Existing(
        section,
        rooms=tuple(_room(room, labels) for room in inventory["rooms"]),
        running=tuple(_offering(offering, labels) for offering in inventory["offerings"]),
        offers=tuple(_offer(offer, labels) for offer in inventory["offers"]),
        first=first_things(live, labels),
    )


def _by_label(live: Live) -> dict[str, list[Match]]:
    return {code: [match for match in live["first"]["rows"] if match["label"] == code] for code in _SPOKEN}


def _said(live: Live, labels: Labels) -> tuple[str, ...]:
    found = {code: matches for code, matches in _by_label(live).items() if matches}
    if not found and _empty(live["inventory"]):
        return (_("We know of no rooms, activities or offers here yet."),)
    said = tuple(_sentence(code, matches, labels) for code, matches in found.items())
    return said or (_("Nothing new follows from what we know so far."),)


def _sentence(code: str, matches: list[Match], labels: Labels) -> str:
    named = join_list(f"*{words.within(labels.activity(match['code']))}*" for match in matches[:4])
    say: dict[str, Callable[[int], str]] = {
        "open_now": lambda n: ngettext(
            "%(num)s activity could open now: %(list)s.",
            "%(num)s activities could open now, first of all: %(list)s.",
            n,
            list=named,
        ),
        "tell_people": lambda n: ngettext(
            "%(num)s activity already runs, but people who want it do not know: %(list)s.",
            "%(num)s activities already run, but people who want them do not know: %(list)s.",
            n,
            list=named,
        ),
        "find_room": lambda n: ngettext(
            "%(num)s activity has somebody to lead it, but no open room: %(list)s.",
            "%(num)s activities have somebody to lead them, but no open room: %(list)s.",
            n,
            list=named,
        ),
        "find_provider": lambda n: ngettext(
            "%(num)s activity still needs somebody to lead it: %(list)s.",
            "%(num)s activities still need somebody to lead them, first of all: %(list)s.",
            n,
            list=named,
        ),
    }
    return say[code](len(matches))


def _empty(inventory: Inventory) -> bool:
    return not any((inventory["rooms"], inventory["offerings"], inventory["offers"]))


def _short(live: Live) -> str:
    for code, matches in _by_label(live).items():
        if matches:
            return _short_sentence(code, len(matches))
    if _empty(live["inventory"]):
        return _("We know of nothing here yet.")
    return _("Nothing new follows yet.")


def _short_sentence(code: str, count: int) -> str:
    say: dict[str, Callable[[int], str]] = {
        "open_now": lambda n: ngettext("%(num)s activity could open now.", "%(num)s activities could open now.", n),
        "tell_people": lambda n: ngettext(
            "%(num)s activity runs, but few know.", "%(num)s activities run, but few know.", n
        ),
        "find_room": lambda n: ngettext(
            "%(num)s activity lacks only a room.", "%(num)s activities lack only a room.", n
        ),
        "find_provider": lambda n: ngettext("%(num)s activity lacks a leader.", "%(num)s activities lack a leader.", n),
    }
    return say[code](count)


def _room(room: RoomEntry, labels: Labels) -> Entry:
    lines = []
    if room["capacity"]:
        lines.append(ngettext("Room for %(num)s person.", "Room for %(num)s people.", room["capacity"]))
    if room["features"]:
        lines.append(_("It has: %(list)s.", list=join_list(map(labels.feature, room["features"]))))
    if room["hours"]:
        lines.append(_("Open: %(hours)s.", hours=labels.hours(room["hours"])))
    return Entry(room["name"], " ".join([*lines, room["note"]]).strip())


def _offering(offering: OfferingEntry, labels: Labels) -> Entry:
    by = _("By: %(name)s.", name=offering["provider"]) if offering["provider"] else ""
    at = _("Where: %(name)s.", name=offering["room"]) if offering["room"] else ""
    when = _("When: %(hours)s.", hours=labels.hours(offering["hours"])) if offering["hours"] else ""
    state = "" if offering["state"] == "running" else words.state(offering["state"])
    return Entry(text(offering["name"]), " ".join(part for part in (state, when, at, by) if part))


def _offer(offer: OfferEntry, labels: Labels) -> Entry:
    what = join_list(map(labels.activity, offer["activities"]))
    return Entry(offer["provider"], f"{what}. {words.readiness(offer['readiness'])}")
