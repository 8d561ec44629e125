"""Confirming, pausing and ending what stands in the lists."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from survey.i18n import text
from survey.store.listing import KINDS, Entry, Reach, Thing, keep, thing_at
from survey.store.offerings import Offering
from survey.store.stakeholders import Offer

STATE_AFTER: Mapping[str, str] = {"confirmed": "confirmed", "paused": "paused", "ended": "ended"}
"""Each deed by the name it is remembered under, and where a thing stands after it."""


def state_of(thing: Thing) -> str:
    """Where a thing stands: draft, confirmed, paused, ended; an offering also planned."""
    if not isinstance(thing, Offering):
        return thing.state
    if thing.draft:
        return "draft"
    return "confirmed" if thing.state == "running" else thing.state


def name_of(session: Session, thing: Thing) -> str:
    """What a thing is called where it is one line among others; an offer by who makes it."""
    if isinstance(thing, Offer):
        return str(session.get_one(KINDS["providers"], thing.provider_id).name)  # type: ignore[attr-defined]
    return text(thing.name)


def do(session: Session, reach: Reach, deed: str, kind: str, number: int, today: date) -> Thing | None:
    """Do one of the three to a thing; None when it is not there for this person.

    Whoever confirms an offer vouches for its provider, too, who may be a draft still.
    """
    thing = thing_at(session, kind, number, reach)
    if thing is None:
        return None
    entries = [Entry(kind, _after(thing, deed, today), number)]
    if deed == "confirmed" and isinstance(thing, Offer):
        provider = thing_at(session, "providers", thing.provider_id, reach)
        if provider is not None and state_of(provider) == "draft":
            entries.insert(0, Entry("providers", _after(provider, deed, today), provider.id))
    return keep(session, reach, entries, deed, name_of(session, thing))[-1]


def _after(thing: Thing, deed: str, today: date) -> dict[str, object]:
    state = STATE_AFTER[deed]
    fresh: dict[str, object] = {"confirmed_on": today} if deed == "confirmed" else {}
    if not isinstance(thing, Offering):
        return {"state": state} | fresh
    runs = "planned" if thing.state == "planned" else "running"
    return {"state": runs if state == "confirmed" else state, "draft": False} | fresh
