"""Whose workshops these are: those of the districts that somebody leads or facilitates; no others exist."""

import uuid
from dataclasses import replace

from flask import abort, g
from sqlalchemy.orm import Session

from survey.store.workshops import Workshop, workshop_in
from survey.web.ways.reading import At, ways_at

Key = uuid.UUID


def desk(session: Session, slug: str) -> At:
    """The round with the districts where this person may hold workshops; nobody meets where no district is."""
    at = ways_at(session, slug)
    places = tuple(one for one in at.districts if not one.outside)
    return replace(at, districts=places) if places else abort(404)


def one_of(session: Session, at: At, key: Key, deleted: bool = False) -> Workshop:
    """A workshop of this round that somebody may see; one that was deleted only where that is asked for."""
    found = workshop_in(session, g.user.id, at.round, key) or abort(404)
    return found if deleted or found.state != "deleted" else abort(404)


__all__ = ["At", "Key", "desk", "one_of"]
