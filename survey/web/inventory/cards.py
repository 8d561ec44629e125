"""Things as they stand in a list: a name, a line, where they stand, and how fresh the word is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from survey.i18n import dated, join_list, ngettext, text
from survey.i18n import gettext as _
from survey.store.deeds import state_of
from survey.store.links import reachable
from survey.store.listing import KINDS, Thing, listed, place_of
from survey.store.offerings import Offering, Room
from survey.store.requests import Request
from survey.store.stakeholders import Offer, Provider
from survey.store.standing import faded
from survey.web.inventory import words
from survey.web.inventory.access import Desk
from survey.web.inventory.hours import line_of
from survey.web.inventory.kinds import readiness


@dataclass(frozen=True)
class Card:
    """One thing in a list."""

    kind: str
    id: int
    place: int | None
    name: str
    lines: tuple[str, ...]
    state: str
    word: str
    faded: bool
    mine: bool


@dataclass(frozen=True)
class Pile:
    """One of the lists of a place: what counts, and what has ended."""

    kind: str
    cards: tuple[Card, ...]
    ended: tuple[Card, ...]


class Cards:
    """Everything that somebody sees, read once for a page."""

    def __init__(self, session: Session, at: Desk, today: date) -> None:
        self._at, self._today = at, today
        self._things = {kind: listed(session, kind, at.reach) for kind in KINDS}
        self._places = {(kind, t.id): place_of(session, t) for kind, found in self._things.items() for t in found}
        self._names = {(kind, t.id): _name(t) for kind, found in self._things.items() for t in found}
        self._reached = reachable(session, at.assessment.id)
        lists = (words.kinds(), words.features(at.asked), words.slots(at.asked), words.rhythms())
        self._kinds, self._features, self._slots, self._rhythms = map(dict[str, str], lists)
        self.all = tuple(self._card(kind, thing) for kind, found in self._things.items() for thing in found)

    def waiting(self) -> tuple[Card, ...]:
        """What waits for this person to confirm it."""
        return tuple(card for card in self.all if card.state == "draft" and card.mine)

    def of(self, place: int | None) -> tuple[Card, ...]:
        """What belongs to one district, or to the whole town."""
        return tuple(card for card in self.all if card.place == place)

    def _card(self, kind: str, thing: Thing) -> Card:
        place, state = self._places[kind, thing.id], state_of(thing)
        old = state not in ("draft", "ended") and faded(thing.confirmed_on, self._today)
        return Card(
            kind=kind,
            id=thing.id,
            place=place,
            name=self._title(thing),
            lines=tuple(line for line in self._lines(thing) if line),
            state=state,
            word=self._word(thing, old),
            faded=old,
            mine=self._at.reach.covers(place),
        )

    def _title(self, thing: Thing) -> str:
        return self._names.get(("providers", thing.provider_id), "") if isinstance(thing, Offer) else _name(thing)

    def _lines(self, thing: Thing) -> Iterable[str]:
        if isinstance(thing, Room):
            return self._room(thing)
        if isinstance(thing, Offering):
            return self._offering(thing)
        if isinstance(thing, Request):
            return self._request(thing)
        return self._provider(thing) if isinstance(thing, Provider) else self._offer(thing)

    def _room(self, room: Room) -> Iterable[str]:
        yield _("Open: %(hours)s.", hours=line_of(room.hours)) if room.hours else _("No open hours yet.")
        if room.capacity:
            yield ngettext("Room for %(num)s person.", "Room for %(num)s people.", room.capacity)
        if room.features:
            yield _("It has: %(list)s.", list=_listed(room.features, self._features))
        yield room.note

    def _offering(self, offering: Offering) -> Iterable[str]:
        when = (self._rhythms.get(offering.rhythm, ""), line_of(offering.hours))
        yield f"{self._activities(offering.activities)}."
        yield _("When: %(hours)s.", hours=", ".join(filter(None, when))) if any(when) else ""
        room = self._names.get(("rooms", offering.room_id or 0), "")
        yield _("Where: %(name)s.", name=room) if room else ""
        by = self._names.get(("providers", offering.provider_id or 0), "")
        yield _("By: %(name)s.", name=by) if by else ""
        # Whoever is to confirm it reads what was said about it; afterwards it stands in the fields.
        yield offering.note if offering.draft else ""

    def _provider(self, provider: Provider) -> Iterable[str]:
        yield self._kinds.get(provider.kind, "")
        if provider.hours_month is not None:
            yield ngettext("%(num)s hour a month", "%(num)s hours a month", provider.hours_month)
        yield _("Somebody can be reached.") if self._reached.get(provider.id) else ""
        yield _on_paper(provider)
        yield provider.note

    def _offer(self, offer: Offer) -> Iterable[str]:
        yield f"{self._activities(offer.activities)}."
        yield dict(readiness()).get(offer.readiness, "")
        if offer.hours_month is not None:
            yield ngettext("%(num)s hour a month", "%(num)s hours a month", offer.hours_month)
        if offer.slots:
            yield _listed(offer.slots, self._slots)
        yield _("Needs: %(what)s", what=offer.needs) if offer.needs else ""
        if offer.holds_until:
            yield _("Holds until %(day)s.", day=dated(offer.holds_until))

    def _request(self, request: Request) -> Iterable[str]:
        yield f"{self._activities(request.activities)}."
        if request.people is not None:
            yield ngettext("A group of %(num)s person.", "A group of %(num)s people.", request.people)
        yield _("Asked on %(day)s.", day=dated(request.asked_on)) if request.asked_on else ""
        yield request.note

    def _activities(self, codes: Iterable[str]) -> str:
        return join_list(self._at.activity(code) for code in codes)

    def _word(self, thing: Thing, old: bool) -> str:
        """How fresh the word is, and where it comes from."""
        if state_of(thing) == "draft":
            return _("Never confirmed; %(source)s.", source=words.source(thing.source))
        if thing.confirmed_on is None:
            return _("It is not known when it was confirmed.")
        day = dated(thing.confirmed_on)
        if old:
            return _("Last confirmed on %(day)s, ask again.", day=day)
        return _("Confirmed on %(day)s.", day=day)


def _on_paper(provider: Provider) -> str:
    if provider.filled_on is None:
        return ""
    day = dated(provider.filled_on)
    return _("Filled in on paper on %(day)s, typed in by %(name)s.", day=day, name=provider.entered_by)


def _name(thing: Thing) -> str:
    return "" if isinstance(thing, Offer) else text(thing.name)


def _listed(codes: Iterable[str], names: dict[str, str]) -> str:
    return join_list(names.get(code, code) for code in codes)


def piles(cards: Iterable[Card]) -> list[Pile]:
    """The lists of a place; what waits stands on top of the page and not here."""
    known = [card for card in cards if card.state != "draft" or not card.mine]
    return [
        Pile(
            kind,
            tuple(card for card in known if card.kind == kind and card.state != "ended"),
            tuple(card for card in known if card.kind == kind and card.state == "ended"),
        )
        for kind in KINDS
    ]
