"""What people want, what exists, and who would offer it: what to do first, by facts and not by a score."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

Label = Literal["tell_people", "find_provider", "find_room", "open_now", "keep", "not_now"]

ORDER: tuple[Label, ...] = ("tell_people", "find_provider", "find_room", "open_now", "keep", "not_now")
READY = frozenset({"named", "agreed", "fixed"})
"""From here on there is a person to call; mere interest is not yet somebody who would do it."""
WANTED_BY = 3
WANTED_SHARE = 0.1
REPORTS = 3
REPORTED_SHARE = 1 / 3
ASK_MORE_UNDER = 30


@dataclass(frozen=True)
class Offering:
    """Something that exists; only `state` running counts (planned is not existing)."""

    name: str
    activities: tuple[str, ...]
    state: str = "running"


@dataclass(frozen=True)
class Offer:
    """Something somebody would do; no `slots` means at any time. `readiness`: interested, named, agreed, fixed."""

    provider: str
    activities: tuple[str, ...]
    readiness: str = "interested"
    slots: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Room:
    """A room and the slots in which it is free, in the codes of the question when people can come."""

    name: str
    slots: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Match:
    """One activity with its label and the lists the label rests on.

    `picked` of `n` people; `unserved` of them do not go anywhere; `unaware` say that there is none or do not know.
    `exists` runs today; `offered_by` would do it; `rooms` are open when a ready provider and people can come.
    `ask_more` is a badge beside the label: fewer than 30 people answered.
    """

    activity: str
    label: Label
    picked: int
    n: int
    unserved: int
    unaware: int
    exists: tuple[Offering, ...]
    offered_by: tuple[Offer, ...]
    rooms: tuple[Room, ...]
    ask_more: bool


def match(
    demand: pd.DataFrame,
    offerings: Iterable[Offering],
    offers: Iterable[Offer],
    rooms: Iterable[Room],
    times: Collection[str] = (),
) -> tuple[Match, ...]:
    """Label each activity of a demand table (`Demand.table`) with what to do about it, first things first.

    `times`: slots in which people can come, empty if unknown. An activity is wanted when 3 people and one in ten
    picked it. In this order: tell_people (wanted and running, but 3 of those who want it and a third of them do not
    know); then, if nothing runs or what runs does not suit 3 people and a third of them: find_provider (nobody ready),
    find_room (nothing open when people can come), open_now; else keep what runs, or not_now.
    """
    existing, offered, places = list(offerings), list(offers), list(rooms)
    matches = [_match(row, existing, offered, places, frozenset(times)) for row in demand.to_dict("records")]
    return tuple(sorted(matches, key=lambda m: (ORDER.index(m.label), -m.unserved, -m.picked)))


def _match(
    row: dict[Any, Any], offerings: list[Offering], offers: list[Offer], rooms: list[Room], times: frozenset[str]
) -> Match:
    activity = row["activity"]
    exists = tuple(o for o in offerings if activity in o.activities and o.state == "running")
    offered = tuple(o for o in offers if activity in o.activities)
    ready = [o for o in offered if o.readiness in READY]
    places = tuple(room for room in rooms if any(_open(room, offer, times) for offer in ready))
    fixed = any(o.readiness == "fixed" for o in ready)
    return Match(
        activity=activity,
        label=_label(row, bool(exists), bool(ready), bool(places) or fixed),
        picked=row["picked"],
        n=row["n"],
        unserved=row["unserved"],
        unaware=row["none"] + row["unknown"],
        exists=exists,
        offered_by=offered,
        rooms=places,
        ask_more=row["n"] < ASK_MORE_UNDER,
    )


def _label(row: dict[Any, Any], exists: bool, ready: bool, place: bool) -> Label:
    if not _wanted(row["picked"], row["n"]):
        return "keep" if exists else "not_now"
    if exists and _many(row["none"] + row["unknown"], row["picked"]):
        return "tell_people"
    if exists and not _many(row["unsuitable"], row["picked"]):
        return "keep"
    return _missing_piece(ready, place)


def _missing_piece(ready: bool, place: bool) -> Label:
    if not ready:
        return "find_provider"
    return "open_now" if place else "find_room"


def _wanted(picked: int, n: int) -> bool:
    return picked >= WANTED_BY and picked >= WANTED_SHARE * n


def _many(people: int, picked: int) -> bool:
    return people >= REPORTS and people >= REPORTED_SHARE * picked


def _open(room: Room, offer: Offer, times: frozenset[str]) -> bool:
    """A room is open when it is free in a slot that suits the provider and the people."""
    usable = room.slots
    for wanted in (offer.slots, times):
        usable = usable & wanted if wanted else usable
    return bool(usable)
