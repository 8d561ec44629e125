"""A workshop's records laid out as the evening they tell of."""

from dataclasses import replace

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from survey.store.accounts import ids_of_districts
from survey.store.phone_ideas import unread
from survey.store.phones import open_dots
from survey.store.rounds import Round
from survey.store.stage import running, stage_of
from survey.store.workshop_items import WorkshopItem, first_made, standing
from survey.store.workshops import ROLES, AgendaVersion, Workshop
from survey.workshop.agenda import from_document
from survey.workshop.joining import open_votes
from survey.workshop.telling import Entry, Evening


def evening_of(session: Session, workshop: Workshop) -> Evening:
    """All that stands of an evening, by its steps, in the order in which each record was made first."""
    agenda = from_document(session.get_one(AgendaVersion, workshop.agenda).document)
    found: dict[str, list[Entry]] = {}
    first = first_made(session, workshop)
    for row in sorted(standing(session, workshop), key=lambda one: (first[one.item], one.item)):
        found.setdefault(row.step, []).append(Entry(row.item, row.body or {}, row.tablet_id, row.made))
    return _covered(session, workshop, Evening(agenda.steps, found, unread=unread(session, workshop)))


def _covered(session: Session, workshop: Workshop, evening: Evening) -> Evening:
    """As long as the evening may go on, counts that are still open are hidden from everybody."""
    if not running(workshop):
        return evening
    stage = stage_of(session, workshop)
    votes = open_votes(evening, stage.step, stage.counted) if stage else frozenset()
    return replace(evening, open=votes | open_dots(evening))


def latest_evening(session: Session, user_id: int | None, round_: Round, district_id: int) -> Workshop | None:
    """The newest workshop in a district that has records and is no rehearsal, for whoever may see it there."""
    came = exists().where(WorkshopItem.workshop_id == Workshop.id)
    mine = select(Workshop).where(Workshop.round_id == round_.id, Workshop.district_id == district_id, came)
    mine = mine.where(Workshop.state != "deleted", Workshop.rehearsal.is_(False))
    mine = mine.where(Workshop.district_id.in_(ids_of_districts(user_id, ROLES)))
    return session.scalars(mine.order_by(Workshop.day.desc(), Workshop.id).limit(1)).first()
