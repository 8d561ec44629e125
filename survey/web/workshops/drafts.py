"""What was said in the hall, beside the lists of what exists: what is in them, and what can go there."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import g, url_for
from sqlalchemy.orm import Session

from survey.store.deeds import state_of
from survey.store.hall_drafts import Draft, Said, drafts_of, said_in
from survey.store.listing import Reach, reach
from survey.store.offerings import Offering
from survey.store.workshops import Workshop
from survey.web.workshops.reading import At
from survey.workshop.telling import Evening


@dataclass(frozen=True)
class Entry:
    """One record; without a state it is not in the lists yet."""

    said: Said
    state: str = ""
    href: str = ""


def entries(session: Session, at: At, workshop: Workshop, evening: Evening) -> Sequence[Entry]:
    """The records of an evening, for whoever keeps the lists of its district; of a rehearsal none."""
    said = [] if workshop.rehearsal else said_in(evening)
    mine = reach(session, g.user.id, at.assessment) if said else None
    if mine is None or not mine.covers(workshop.district_id):
        return ()
    there = drafts_of(session, workshop, said)
    return [_entry(at, mine, one, there.get(one.item)) for one in said]


def _entry(at: At, mine: Reach, said: Said, thing: Draft | None) -> Entry:
    if thing is None:
        return Entry(said)
    return Entry(said, state_of(thing), _href(at, mine, thing))


def _href(at: At, mine: Reach, thing: Draft) -> str:
    """Where it stands in the lists, which may be another district by now; nowhere that is not theirs."""
    kind = "offerings" if isinstance(thing, Offering) else "providers"
    code = next((one.code for one in mine.districts if one.id == thing.district_id), None)
    place = url_for("inventory.place", slug=at.slug, code=code) if code else url_for("inventory.town", slug=at.slug)
    return f"{place}#{kind}-{thing.id}"
