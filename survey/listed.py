"""What exists and what is offered in one place, as the figures keep it: written by the worker, read by the pages."""

from typing import NotRequired, TypedDict


class Word(TypedDict):
    """How fresh the word on an entry is: the day it was confirmed, empty where nobody has, and whether to ask again."""

    confirmed_on: str
    ask_again: bool


class RoomEntry(Word):
    """A room and when it is open: minutes a week are enough to see what stands empty."""

    name: str
    capacity: int | None
    features: list[str]
    hours: dict[str, list[list[str]]]
    note: str
    state: str


class OfferingEntry(Word):
    """Something that already runs; elsewhere, `place` names the district and `minutes` how far that is, else 0."""

    name: dict[str, str]
    activities: list[str]
    room: str
    provider: str
    state: str
    hours: dict[str, list[list[str]]]
    place: str
    minutes: int


class OfferEntry(Word):
    """Something that somebody is willing to do."""

    provider: str
    activities: list[str]
    readiness: str
    hours_month: int | None
    state: str


class RequestEntry(TypedDict):
    """What a group has asked for of its own accord."""

    name: str
    activities: list[str]


class Inventory(TypedDict):
    """What there is in a place, besides people's wishes.

    `requests` is missing in figures from before there was such a list.
    `revision` counts the changes of these lists; from the day `until` on, another word in them is older than a year.
    """

    rooms: list[RoomEntry]
    offerings: list[OfferingEntry]
    offers: list[OfferEntry]
    requests: NotRequired[list[RequestEntry]]
    revision: int
    until: str
