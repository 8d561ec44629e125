"""What was said in a hall to exist or to be on offer, put into the lists as drafts, each record once."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.i18n import dated, interface
from survey.i18n import gettext as _
from survey.store.audit import record
from survey.store.base import hold
from survey.store.inventory import PRIVATE
from survey.store.listing import Entry, Reach, keep
from survey.store.offerings import Offering
from survey.store.stakeholders import Provider
from survey.store.workshops import Workshop
from survey.workshop.table import headings_of
from survey.workshop.telling import Evening

DEED = "hall"
PERSON = "resident"
"""Nobody has written down whose offer it is; the lead says so before confirming it."""

Draft = Offering | Provider
"""What stands for a record in the lists: what takes place, or whoever offers something."""


@dataclass(frozen=True)
class Said:
    """A record of the hall, with its heading and the activities that the heading stands for."""

    item: uuid.UUID
    what: str
    name: str
    where: str
    when: str
    heading: str
    activities: tuple[str, ...]

    @property
    def exists(self) -> bool:
        """Whether it takes place already; else somebody could offer it."""
        return self.what == "have"


def said_in(evening: Evening) -> list[Said]:
    """What stands of these records, in the order of the evening."""
    return [one for step in evening.steps if step.step == "exists" for one in _of_step(evening, step)]


def _of_step(evening: Evening, step: Any) -> Iterable[Said]:
    headings = {one.key: one for one in headings_of(evening, step.headings)}
    for entry in evening.of(step.id):
        said, heading = entry.body, headings.get(entry.body["heading"])
        words = {key: said[key] for key in ("what", "name", "where", "when")}
        yield Said(entry.item, **words, heading=heading.name if heading else "",
                   activities=heading.activities if heading else ())  # fmt: skip


def drafts_of(session: Session, workshop: Workshop, said: Sequence[Said]) -> dict[uuid.UUID, Draft]:
    """What is in the lists already, whatever became of it there; two reads however many there are."""
    names = {_sent_as(workshop, one): one.item for one in said}
    rows: list[Draft] = [
        *session.scalars(select(Offering).where(Offering.sent_as.in_(names))),
        *session.scalars(select(Provider).where(Provider.sent_as.in_(names))),
    ]
    return {names[thing.sent_as or ""]: thing for thing in rows}


def _sent_as(workshop: Workshop, said: Said) -> str:
    """The record within its workshop, so that mending it or pressing twice makes nothing twice."""
    return workshop.id.hex + said.item.hex


def draft(session: Session, mine: Reach, workshop: Workshop, said: Said, activities: Sequence[str]) -> bool:
    """Put a record into the lists, where it waits to be confirmed; False when it is there already."""
    hold(session, f"inventory {mine.assessment.id}")
    if drafts_of(session, workshop, [said]):
        return False
    common = {"source": "workshop", "entered_by": mine.name}
    origin = {"note": _note(workshop, said), "sent_as": _sent_as(workshop, said), "district_id": workshop.district_id}
    put = _offering if said.exists else _offer
    put(session, mine, said, list(activities), common, origin)
    record(session, mine.user_id, f"workshop {workshop.id}: a record put into the lists")
    return True


Columns = Mapping[str, Any]


def _offering(
    session: Session, mine: Reach, said: Said, activities: list[str], common: Columns, origin: Columns
) -> None:
    more = {"name": {interface(): said.name}, "activities": activities, "state": "running", "draft": True}
    keep(session, mine, [Entry("offerings", {**more, **common, **origin})], DEED, said.name)


def _offer(session: Session, mine: Reach, said: Said, activities: list[str], common: Columns, origin: Columns) -> None:
    name = _("Somebody from the hall: %(what)s", what=said.name)
    waits = {"state": "draft", **common}
    # Whoever said it aloud has not agreed to stand in public lists; the offer can be handed to an organisation there.
    who = {"name": name, "kind": PERSON, "publish": PRIVATE, **waits, **origin}
    (provider,) = keep(session, mine, [Entry("providers", who)], DEED, name)
    keep(session, mine, [Entry("offers", {"provider_id": provider.id, "activities": activities, **waits})], DEED, name)


def _note(workshop: Workshop, said: Said) -> str:
    """What else was said; hours and rooms have fields of their own, which somebody fills in who has asked."""
    lines = [
        _("Said in a workshop on %(day)s.", day=dated(workshop.day)),
        _("Where: %(name)s.", name=said.where) if said.where else "",
        _("When: %(hours)s.", hours=said.when) if said.when else "",
    ]
    return "\n".join(line for line in lines if line)
