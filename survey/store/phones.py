"""What participants' phones send: votes and dots as records of the evening, made by nobody who could be named.

A phone holds a random key for one workshop. Its records are named by a fingerprint of that key and the step, so that
sending twice is the same record and a change is its next revision; the key itself is kept nowhere but on the phone.
"""

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from survey.clock import today
from survey.store.base import hold, store_of
from survey.store.workshop_items import WorkshopItem, receive
from survey.store.workshops import Workshop
from survey.workshop.dotted import dots_of
from survey.workshop.joining import open_votes
from survey.workshop.step import Step
from survey.workshop.steps import type_of
from survey.workshop.telling import Entry, Evening

MOST_PHONES = 1_000
"""At one step: more than any hall holds. One device could otherwise make up as many as it likes."""

MOST_CHANGES = 100
"""Times that a phone may change its mind."""

_PURPOSE = "phone record"
_BOARD = "phone"
"""Where tablets name their board: »phone 1« is the first record of a phone at a step, so that phones can be counted."""

_BY_PHONE = WorkshopItem.board.like(f"{_BOARD} %")

Bodies = Mapping[int, Mapping[str, Any]]
"""What a phone says at one step, by the place of each record: one vote, or dot by dot."""


class TooMany(Exception):
    """More phones or more changes than any hall has."""


def item_of(session: Session, workshop: Workshop, key: str, step: str, place: int = 1) -> uuid.UUID:
    """What a record of a phone is called: always the same for the same phone, step and place."""
    return uuid.UUID(hex=store_of(session).keys.mac(_PURPOSE, f"{workshop.id} {key} {step} {place}")[:32])


def own(session: Session, workshop: Workshop, key: str, step: str, most: int) -> dict[int, WorkshopItem]:
    """The latest revision of everything that a phone has sent at a step, by its place."""
    places = {item_of(session, workshop, key, step, place): place for place in range(1, most + 1)}
    mine = select(WorkshopItem).where(WorkshopItem.workshop_id == workshop.id, WorkshopItem.item.in_(places))
    return {places[row.item]: row for row in session.scalars(mine.order_by(WorkshopItem.rev))}


def put(session: Session, workshop: Workshop, key: str, step: Step, bodies: Bodies, most: int) -> None:
    """Keep what a phone says at a step in place of what it said before; the same again changes nothing."""
    hold(session, f"phone {item_of(session, workshop, key, step.id)}")
    before = own(session, workshop, key, step.id, most)
    if not before and _phones(session, workshop, step.id) >= MOST_PHONES:
        raise TooMany
    items = [
        _record(session, workshop, key, step, place, before.get(place), bodies.get(place))
        for place in range(1, most + 1)
        if _changes(before.get(place), bodies.get(place))
    ]
    if any(one["rev"] > MOST_CHANGES for one in items):
        raise TooMany
    receive(session, workshop, None, items)


def _changes(before: WorkshopItem | None, body: Mapping[str, Any] | None) -> bool:
    return (before.body if before else None) != body


def _record(
    session: Session, workshop: Workshop, key: str, step: Step, place: int, before: WorkshopItem | None, body: Any
) -> dict[str, Any]:
    return {
        "item": str(item_of(session, workshop, key, step.id, place)), "rev": before.rev + 1 if before else 1,
        "step": step.id, "kind": step.step, "body": body, "board": f"{_BOARD} {place}",
        # Only the day: by the minute, what one phone sent at different steps could be laid side by side.
        "made": today().isoformat(),
    }  # fmt: skip


def _phones(session: Session, workshop: Workshop, step: str) -> int:
    """How many phones have ever said something at a step."""
    first = _first(workshop).where(WorkshopItem.step == step, WorkshopItem.rev == 1)
    return session.scalar(first.with_only_columns(func.count())) or 0


def _first(workshop: Workshop) -> Any:
    mine = WorkshopItem.workshop_id == workshop.id, WorkshopItem.tablet_id.is_(None)
    return select(WorkshopItem.step).where(*mine, WorkshopItem.board == f"{_BOARD} 1")


def finished(session: Session, workshop: Workshop) -> dict[str, int]:
    """By step, how many phones have voted or laid dots; never what."""
    later = aliased(WorkshopItem)
    same = later.workshop_id == WorkshopItem.workshop_id, later.item == WorkshopItem.item, later.rev > WorkshopItem.rev
    now = _first(workshop).where(WorkshopItem.body.is_not(None), ~select(later.item).where(*same).exists())
    rows = session.execute(now.with_only_columns(WorkshopItem.step, func.count()).group_by(WorkshopItem.step))
    return {row[0]: row[1] for row in rows}


def totals(session: Session, workshop: Workshop, step: str) -> Counter[str]:
    """What phones have chosen at a step, by option or heading. Only for a count that is `settled`."""
    mine = select(WorkshopItem.item, WorkshopItem.body).where(WorkshopItem.workshop_id == workshop.id)
    mine = mine.where(WorkshopItem.step == step, WorkshopItem.tablet_id.is_(None), _BY_PHONE)
    latest = {row.item: row.body for row in session.execute(mine.order_by(WorkshopItem.rev))}
    return Counter(str(body.get("option") or body.get("dot")) for body in latest.values() if body)


def evening_at(session: Session, workshop: Workshop, steps: Sequence[Any], wanted: Sequence[str]) -> Evening:
    """Only some steps of an evening, without what phones chose: what a phone's own page needs, read quickly."""
    mine = select(WorkshopItem).where(WorkshopItem.workshop_id == workshop.id, WorkshopItem.step.in_(wanted))
    latest: dict[uuid.UUID, WorkshopItem] = {}
    for row in session.scalars(mine.where(~_BY_PHONE).order_by(WorkshopItem.rev)):
        latest[row.item] = row
    found: dict[str, list[Entry]] = {}
    for row in sorted(latest.values(), key=lambda one: (one.made, one.item)):
        if row.body is not None:
            found.setdefault(row.step, []).append(Entry(row.item, row.body, row.tablet_id))
    return Evening(tuple(steps), found)


def open_dots(evening: Evening) -> frozenset[str]:
    """The counts of dots that are neither closed nor void."""
    counts = [step for step in evening.steps if type_of(step).phone == "dots"]
    dotted = {step.id: dots_of(evening, step.id) for step in counts}
    return frozenset(name for name, one in dotted.items() if not one.closed and not one.void)


def settled(evening: Evening, told: str, counted: Sequence[str]) -> list[str]:
    """The steps whose totals may be told: votes that the hall has left or asked for, and dots that were closed."""
    votes = {step.id for step in evening.steps if type_of(step).phone == "choice"}
    dots = {step.id for step in evening.steps if type_of(step).phone == "dots"}
    void = {name for name in votes | dots if any("void" in entry.body for entry in evening.of(name))}
    return sorted((votes - open_votes(evening, told, counted) | dots - open_dots(evening)) - void)
