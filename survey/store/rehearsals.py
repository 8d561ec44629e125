"""Rehearsals: what was tried with invented people goes, and the evening can be tried again."""

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from survey.store.audit import record
from survey.store.hall_records import HallRecord
from survey.store.phone_ideas import PhoneIdea
from survey.store.stage import Stage
from survey.store.tablets import TabletCode
from survey.store.workshop_items import AsideItem, WorkshopItem
from survey.store.workshops import Workshop


def wipe(session: Session, by: int, workshop: Workshop) -> None:
    """Remove all that was sent in a rehearsal; its tablets stay paired. Of any other evening nothing is removed."""
    if not workshop.rehearsal:
        raise ValueError("only a rehearsal is ever wiped")
    for table in (WorkshopItem, AsideItem, TabletCode, PhoneIdea, HallRecord):
        session.execute(delete(table).where(table.workshop_id == workshop.id))
    begun_anew = {"step": "", "shown": [], "counted": [], "covered": False, "mark": Stage.mark + 1}
    session.execute(update(Stage).where(Stage.workshop_id == workshop.id).values(begun_anew))
    record(session, by, f"rehearsal wiped: {workshop.id}")
