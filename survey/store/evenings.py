"""A workshop's records laid out as the evening they tell of."""

from sqlalchemy.orm import Session

from survey.store.workshop_items import standing
from survey.store.workshops import AgendaVersion, Workshop
from survey.workshop.agenda import from_document
from survey.workshop.telling import Entry, Evening


def evening_of(session: Session, workshop: Workshop) -> Evening:
    """All that stands of an evening, by its steps; one read of the agenda and one of the records."""
    agenda = from_document(session.get_one(AgendaVersion, workshop.agenda).document)
    found: dict[str, list[Entry]] = {}
    for row in sorted(standing(session, workshop), key=lambda one: (one.made, one.item)):
        found.setdefault(row.step, []).append(Entry(row.item, row.body or {}, row.tablet_id))
    return Evening(agenda.steps, found)
