"""What there is in a place: what exists, who would do something, and rooms (standard library only)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import prod

READINESS: dict[str, float] = {"interested": 0.25, "named": 0.5, "agreed": 0.8, "fixed": 1.0}
"""How much an offer counts for: interested; contact and content named; dates and hours agreed; agreed with a room."""

READY = frozenset({"named", "agreed", "fixed"})
"""From here on there is a person to call; mere interest is not yet somebody who would do it."""


@dataclass(frozen=True)
class Offering:
    """Something that exists; only `state` running counts (planned is not existing).

    `slots`: when it takes place, empty where nobody knows. `minutes`: how far it is for people of the place, 0 in the
    place itself, None elsewhere where nobody knows how far. `audience` and `affordable`: 0, 0.5 or 1, as the lead
    judges it. `provider`: who runs it, empty where not known.
    """

    name: str
    activities: tuple[str, ...]
    state: str = "running"
    provider: str = ""
    slots: frozenset[str] = frozenset()
    minutes: int | None = 0
    audience: float = 1.0
    affordable: float = 1.0


@dataclass(frozen=True)
class Offer:
    """Something somebody would do; no `slots` means at any time. `readiness`: interested, named, agreed, fixed.

    `hours_month`: hours a month the provider could give, None where not said.
    """

    provider: str
    activities: tuple[str, ...]
    readiness: str = "interested"
    slots: frozenset[str] = frozenset()
    hours_month: float | None = None


@dataclass(frozen=True)
class Room:
    """A room and the slots in which it is free, in the codes of the question when people can come."""

    name: str
    slots: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Tried:
    """It was offered before and nobody came: from which year to which."""

    first: int
    last: int


@dataclass(frozen=True)
class Stretched:
    """A provider who promised more hours than there are: one enthusiast on twelve activities is one person.

    `stated`: hours a month if every activity got what its offer says. `limit`: hours a month the provider has.
    """

    provider: str
    activities: tuple[str, ...]
    stated: float
    limit: float


def supply(offers: Iterable[Offer]) -> float:
    """Tell from 0 to 1 how sure it is that somebody does it: S = 1 - Π (1 - s) over distinct providers.

    Each provider counts once, with the furthest readiness. Four vague interests (0.68) are less than one agreed
    offer (0.80).
    """
    furthest: dict[str, float] = {}
    for offer in offers:
        furthest[offer.provider] = max(furthest.get(offer.provider, 0.0), READINESS[offer.readiness])
    return 1 - prod(1 - furthest[provider] for provider in sorted(furthest))


def by_readiness(offers: Iterable[Offer]) -> dict[str, tuple[Offer, ...]]:
    """Sort offers by how far they are, furthest first; every readiness is there, if only with nobody."""
    listed = list(offers)
    return {step: tuple(o for o in listed if o.readiness == step) for step in reversed(READINESS)}


def shared_hours(
    offers: Iterable[Offer], limits: Mapping[str, float] | None = None
) -> dict[tuple[str, str], float | None]:
    """Share each provider's hours a month among the activities named: (provider, activity) → hours.

    One person has the same hours however many activities they name. The limit is that of `limits`, else the largest
    number the provider gave anywhere; each activity gets an equal part of it, at most what its own offer says. So the
    parts of one provider never add up to more than the limit. None where the provider gave no number.
    """
    found: dict[tuple[str, str], float | None] = {}
    for provider, of in _providers(offers).items():
        stated = _stated(of)
        limit = _limit(provider, of, limits)
        for activity, hours in stated.items():
            part = None if limit is None else limit / len(stated)
            found[provider, activity] = part if hours is None or part is None else min(part, hours)
    return found


def stretched(offers: Iterable[Offer], limits: Mapping[str, float] | None = None) -> tuple[Stretched, ...]:
    """List the providers whose offers add up to more hours than they have, by name."""
    found = []
    for provider, of in sorted(_providers(offers).items()):
        hours = {activity: n for activity, n in _stated(of).items() if n is not None}
        limit = _limit(provider, of, limits)
        if limit is not None and sum(hours.values()) > limit:
            found.append(Stretched(provider, tuple(sorted(hours)), sum(hours.values()), limit))
    return tuple(found)


def hangs_on_one(exists: Iterable[Offering], offers: Iterable[Offer]) -> bool:
    """Say whether all that runs and all who are ready are one and the same provider: when they stop, it stops.

    Something that runs without a known provider leaves it open, and then nothing is said.
    """
    names = {offering.provider for offering in exists} | {o.provider for o in offers if o.readiness in READY}
    return len(names) == 1 and "" not in names


def canonical(activities: Collection[str], like: Mapping[str, str]) -> frozenset[str]:
    """Name local activities (`x_…`) as the common ones they are compared as, and leave the others as they are."""
    return frozenset(like.get(activity, activity) for activity in activities)


def _providers(offers: Iterable[Offer]) -> dict[str, list[Offer]]:
    found: dict[str, list[Offer]] = {}
    for offer in offers:
        found.setdefault(offer.provider, []).append(offer)
    return found


def _stated(offers: list[Offer]) -> dict[str, float | None]:
    """Take for each activity the most hours that any offer of one provider names."""
    found: dict[str, float | None] = {}
    for offer in offers:
        for activity in offer.activities:
            known = [n for n in (found.get(activity), offer.hours_month) if n is not None]
            found[activity] = max(known, default=None)
    return found


def _limit(provider: str, offers: list[Offer], limits: Mapping[str, float] | None) -> float | None:
    if limits is not None and provider in limits:
        return limits[provider]
    return max((o.hours_month for o in offers if o.hours_month is not None), default=None)
