"""Rooms beside the hours in which people can come: closed is not the same as not there (standard library only)."""

from collections.abc import Iterable
from dataclasses import dataclass

from analysis.hours import VARIES, When
from analysis.inventory import Room
from analysis.matching import RoomState
from analysis.week import meet


@dataclass(frozen=True)
class SlotDemand:
    """One part of the week: how many `of` people can come, and which rooms are free then.

    `room`: open, closed (there are rooms, but none is open then) or none (there is no room at all).
    """

    slot: str
    people: int
    of: int
    rooms: tuple[Room, ...]
    room: RoomState


def by_slot(when: When, rooms: Iterable[Room]) -> tuple[SlotDemand, ...]:
    """Lay the rooms beside each part of the week in which somebody can come, in the order of the questionnaire."""
    listed = tuple(rooms)
    return tuple(_slot(slot, n, when.base, listed) for slot, n in when.slots.items() if n and slot != VARIES)


def _slot(slot: str, people: int, of: int, rooms: tuple[Room, ...]) -> SlotDemand:
    free = tuple(room for room in rooms if meet(room.slots, {slot}))
    return SlotDemand(slot, people, of, free, "open" if free else "closed" if rooms else "none")
