"""What people want, what exists, and who would offer it: what to do first, by facts and not by a score."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from analysis.codebook import Codebook
from analysis.gate import Gate
from analysis.hours import When
from analysis.inventory import (
    READY,
    Offer,
    Offering,
    Room,
    Tried,
    by_readiness,
    canonical,
    hangs_on_one,
    shared_hours,
)
from analysis.reach import in_reach
from analysis.week import meet

__all__ = ["READY", "Gate", "Known", "Match", "Offer", "Offering", "Room", "Served", "Tried", "likes", "match"]

Label = Literal["off_list", "tell_people", "find_provider", "find_room", "open_now", "keep", "not_now"]
RoomState = Literal["open", "closed", "none"]

ORDER: tuple[Label, ...] = (
    "off_list", "tell_people", "find_provider", "find_room", "open_now", "keep", "not_now",
)  # fmt: skip
WANTED_BY = 3
WANTED_SHARE = 0.1
REPORTS = 3
REPORTED_SHARE = 1 / 3
ASK_MORE_UNDER = 30
LABELS_FROM = 10
"""Under so many answers a page shows a list without labels; `match` still gives them, for the facts they rest on."""


@dataclass(frozen=True)
class Known:
    """What else is known of a place besides wishes, offers and rooms; everything may be left out.

    `when`: per activity, when those who want it can come; where an activity is not in it, the `times` of all hold.
    `distance`: people per answer of the question how far they would go. `like`: local activity → the common one it is
    compared as, see `likes`. `gates`: what a person answered for an activity. `tried`: offered before, without
    takers. `limits`: hours a month of a provider in all.
    """

    when: Mapping[str, When] = field(default_factory=dict)
    distance: Mapping[str, int] = field(default_factory=dict)
    like: Mapping[str, str] = field(default_factory=dict)
    gates: Mapping[str, Gate] = field(default_factory=dict)
    tried: Mapping[str, Tried] = field(default_factory=dict)
    limits: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Served:
    """One thing that exists, and how far it serves the people of the place: each part 0, 0.5 or 1."""

    offering: Offering
    reach: float
    hours: float

    @property
    def coverage(self) -> float:
        """Reach × hours × right audience × affordable, from 0 to 1."""
        return self.reach * self.hours * self.offering.audience * self.offering.affordable


@dataclass(frozen=True)
class Match:
    """One activity with its label and the lists the label rests on: every number opens the list behind it.

    `picked` of `n` people, `weekly`, `monthly`, `few` how often they would come; `unserved` of them do not go
    anywhere: for `unsuitable` it does not suit, `none` say there is none, `unknown` do not know, `unsaid` did not say;
    `unaware` = none + unknown.
    `served`: what runs, graded; `exists` the same things, of these `within_reach`, and of those `in_hours`.
    `offered_by` would do it, sorted in `readiness`; `hours` a month they have for it, None where nobody said.
    `rooms` are open when a ready provider and people can come; `rooms_open` when people can come. `room`: open, closed
    (there are rooms, but none in these hours) or none. `slots`: the hours meant by that, empty = not known.
    `compared_as`: the common activity it is compared as. `closed_by`, `open_questions`: the gate. `tried`: before,
    without takers. `one_provider`: all hangs on one. `ask_more`: a badge beside the label, fewer than 30 people.
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
    weekly: int = 0
    monthly: int = 0
    few: int = 0
    use: int = 0
    unsuitable: int = 0
    none: int = 0
    unknown: int = 0
    unsaid: int = 0
    served: tuple[Served, ...] = ()
    within_reach: tuple[Offering, ...] = ()
    in_hours: tuple[Offering, ...] = ()
    readiness: Mapping[str, tuple[Offer, ...]] = field(default_factory=dict)
    hours: float | None = None
    rooms_open: tuple[Room, ...] = ()
    room: RoomState = "none"
    slots: frozenset[str] = frozenset()
    compared_as: str = ""
    closed_by: tuple[str, ...] = ()
    open_questions: tuple[str, ...] = ()
    tried: Tried | None = None
    one_provider: bool = False


def match(
    demand: pd.DataFrame,
    offerings: Iterable[Offering],
    offers: Iterable[Offer],
    rooms: Iterable[Room],
    times: Collection[str] = (),
    known: Known | None = None,
) -> tuple[Match, ...]:
    """Label each activity of a demand table (`Demand.table`) with what to do about it, first things first.

    `times`: slots in which people can come, empty if unknown. An activity is wanted when 3 people and one in ten
    picked it. In this order: off_list (the gate says no); tell_people (wanted and running within reach, but 3 of those
    who want it and a third of them do not know); then, if nothing runs within reach in hours people can come, or what
    runs does not suit 3 people and a third of them: find_provider (nobody ready), find_room (nothing open when people
    can come), open_now; else keep what runs, or not_now.
    """
    place = _Place(tuple(offerings), tuple(offers), tuple(rooms), frozenset(times), known or Known())
    matches = [_match(row, place) for row in demand.to_dict("records")]
    return tuple(sorted(matches, key=lambda m: (ORDER.index(m.label), -m.unserved, -m.picked)))


def likes(codebook: Codebook) -> dict[str, str]:
    """Tell which common activity each local one is compared as: `{"x_cards": "board_games"}`."""
    return {v.option: v.like for v in codebook.options_of("demand_pick") if v.like}


@dataclass(frozen=True)
class _Place:
    """The lists of a place, asked for one activity at a time."""

    offerings: tuple[Offering, ...]
    offers: tuple[Offer, ...]
    rooms: tuple[Room, ...]
    times: frozenset[str]
    known: Known

    def common(self, activity: str) -> str:
        return self.known.like.get(activity, activity)

    def slots(self, activity: str) -> frozenset[str]:
        when = self.known.when.get(activity)
        return when.common() if when else self.times

    def served(self, activity: str) -> tuple[Served, ...]:
        slots = self.slots(activity)
        return tuple(
            Served(o, in_reach(o.minutes, self.known.distance), _in_hours(o.slots, slots))
            for o in self.offerings
            if o.state == "running" and self._same(activity, o.activities)
        )

    def offered(self, activity: str) -> tuple[Offer, ...]:
        return tuple(offer for offer in self.offers if self._same(activity, offer.activities))

    def hours(self, activity: str) -> float | None:
        named = {code for offer in self.offers for code in offer.activities if self._same(activity, (code,))}
        shared = shared_hours(self.offers, self.known.limits)
        given = [hours for (_, code), hours in shared.items() if code in named and hours is not None]
        return sum(given) if given else None

    def open_rooms(self, slots: frozenset[str]) -> tuple[Room, ...]:
        return tuple(room for room in self.rooms if _open(room, frozenset(), slots))

    def _same(self, activity: str, others: Collection[str]) -> bool:
        return self.common(activity) in canonical(others, self.known.like)


def _match(row: dict[Any, Any], place: _Place) -> Match:
    activity = row["activity"]
    served, offered, slots = place.served(activity), place.offered(activity), place.slots(activity)
    ready = [o for o in offered if o.readiness in READY]
    rooms = tuple(room for room in place.rooms if any(_open(room, offer.slots, slots) for offer in ready))
    rooms_open = place.open_rooms(slots)
    gate = place.known.gates.get(activity, Gate())
    fixed = any(o.readiness == "fixed" for o in ready)
    label = "off_list" if gate.closed_by() else _label(row, served, bool(ready), bool(rooms) or fixed)
    within = tuple(s.offering for s in served if s.reach == 1)
    counts = {key: row[key] for key in _COUNTS}
    return Match(
        **counts,
        activity=activity,
        label=label,
        unaware=row["none"] + row["unknown"],
        exists=tuple(s.offering for s in served),
        offered_by=offered,
        rooms=rooms,
        ask_more=row["n"] < ASK_MORE_UNDER,
        served=served,
        within_reach=within,
        in_hours=tuple(s.offering for s in served if s.reach == 1 and s.hours == 1),
        readiness=by_readiness(offered),
        hours=place.hours(activity),
        rooms_open=rooms_open,
        room="none" if not place.rooms else "open" if (rooms if ready else rooms_open) else "closed",
        slots=slots,
        compared_as=place.common(activity),
        closed_by=gate.closed_by(),
        open_questions=gate.open_questions(),
        tried=place.known.tried.get(activity),
        one_provider=hangs_on_one(within, offered),
    )


_COUNTS = (
    "picked", "n", "unserved", "weekly", "monthly", "few", "use", "unsuitable", "none", "unknown", "unsaid",
)  # fmt: skip


def _label(row: dict[Any, Any], served: tuple[Served, ...], ready: bool, place: bool) -> Label:
    exists = any(s.reach == 1 for s in served)
    if not _wanted(row["picked"], row["n"]):
        return "keep" if exists else "not_now"
    if exists and _many(row["none"] + row["unknown"], row["picked"]):
        return "tell_people"
    possible = any(s.reach == 1 and s.hours for s in served)
    reached = exists and not _many(row["unserved"], row["picked"])
    if (possible or reached) and not _many(row["unsuitable"], row["picked"]):
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


def _in_hours(slots: frozenset[str], times: frozenset[str]) -> float:
    """Grade the hours of something that exists: 1 people can come, 0 they cannot, 0.5 nobody knows."""
    if not slots or not times:
        return 0.5
    return 1.0 if meet(slots, times) else 0.0


def _open(room: Room, offered: frozenset[str], times: frozenset[str]) -> bool:
    """A room is open when it is free in a slot that suits the provider and the people."""
    usable = room.slots
    for wanted in (offered, times):
        usable = meet(usable, wanted) if wanted else usable
    return bool(usable)
