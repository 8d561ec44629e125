"""What tablets send from a workshop: records that are only ever added, each taken once, and none ever dropped.

A record has an id that the tablet made and a revision; the highest revision stands, and one without a body takes the
record back. What cannot be taken is set aside as it came, with the reason, for the lead to look at.
"""

import hashlib
import json
import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.clock import today
from survey.store.audit import record
from survey.store.base import Base, Document, store_of
from survey.store.hall_records import hall_of, keep_to_pass_on, passed_on
from survey.store.sealed_items import NotTaken, Sealed, known_state, take_sealed
from survey.store.upsert import insert_one
from survey.store.workshops import AgendaVersion, Workshop
from survey.workshop.agenda import from_document
from survey.workshop.steps import type_of

MOST_ITEMS = 100
"""Records that are taken at once; a tablet sends 40."""

HIGHEST_REV = 1_000_000
REASONS = ("ended", "over", "deleted", "unreadable", "step", "body", "differs", "key", "altered", "closed", "answer")
"""Why a record is set aside: the tablet's time was over, the workshop too, it cannot be read or belongs to no step …"""

_PURPOSE = "set aside"


class WorkshopItem(Base):
    """A revision of a record. `made` is what the tablet's clock said, a claim that nothing rests on."""

    __tablename__ = "workshop_item"

    workshop_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("workshop.id"), primary_key=True)
    item: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    rev: Mapped[int] = mapped_column(primary_key=True)
    step: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(String(20))
    body: Mapped[Document | None]
    content: Mapped[str] = mapped_column(String(64))
    board: Mapped[str] = mapped_column(String(64))
    made: Mapped[str] = mapped_column(String(40))
    day: Mapped[date]
    tablet_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("tablet.id"))


class AsideItem(Base):
    """A record that was not taken, sealed as it came; one row however often it is sent."""

    __tablename__ = "aside_item"

    content: Mapped[str] = mapped_column(String(64), primary_key=True)
    workshop_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("workshop.id"), index=True)
    tablet_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("tablet.id"))
    reason: Mapped[str] = mapped_column(String(20))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    day: Mapped[date]
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))


@dataclass(frozen=True)
class Sent:
    """A record as a tablet sends it, once it is known to be one."""

    item: uuid.UUID
    rev: int
    step: str
    kind: str
    body: Any
    sealed: str
    key: str
    board: str
    made: str


@dataclass(frozen=True)
class Receipt:
    """What became of a record: kept, known (it had come before) or set aside with a reason."""

    item: str
    rev: int
    state: str
    reason: str = ""


class Refused(Exception):
    """A record that is set aside; its one word is the reason."""


def receive(
    session: Session, workshop: Workshop, tablet: uuid.UUID | None, items: Sequence[Any], bar: str = ""
) -> list[Receipt]:
    """Take the records of one workshop in the caller's transaction; with a `bar` all of them are set aside for it."""
    stored = session.get_one(AgendaVersion, workshop.agenda)
    steps = {step.id: step for step in from_document(stored.document).steps}
    bar = bar or ("" if workshop.state == "planned" else workshop.state)
    receipts = [_one(session, workshop, tablet, steps, raw, bar) for raw in items]
    if hall_of(session):
        for raw in items:
            keep_to_pass_on(session, workshop.id, tablet, raw, _content(workshop, raw))
    return receipts


def _one(
    session: Session,
    workshop: Workshop,
    tablet: uuid.UUID | None,
    steps: Mapping[str, Any],
    raw: Any,
    bar: str,
    day: date | None = None,
) -> Receipt:
    """Take one record or set it aside; a record that was kept before needs no right any more."""
    name, rev = _named(raw)
    try:
        sent = _read(raw)
        state = _known(session, workshop, sent, raw)
        if not state and bar:
            raise Refused(bar)
        return Receipt(name, rev, state or _keep(session, workshop, tablet, steps, sent, raw, day))
    except (Refused, NotTaken) as refused:
        reason = refused.args[0]
    _set_aside(session, workshop, tablet, raw, reason)
    return Receipt(name, rev, "aside", reason)


def _named(raw: Any) -> tuple[str, int]:
    """What the tablet calls the record, so that it finds the receipt even of one that nobody can read."""
    said = raw if isinstance(raw, dict) else {}
    rev = said.get("rev")
    return str(said.get("item", ""))[:60], rev if isinstance(rev, int) else 0


def _read(raw: Any) -> Sent:
    """A record with all its parts, each of the kind it must be."""
    if not isinstance(raw, dict):
        raise Refused("unreadable")
    words = {name: raw.get(name, "") for name in ("item", "step", "kind", "sealed", "key", "board", "made")}
    rev = raw.get("rev")
    if not all(isinstance(word, str) for word in words.values()) or type(rev) is not int or not 0 < rev < HIGHEST_REV:
        raise Refused("unreadable")
    if any(len(words[name]) > most for name, most in (("step", 60), ("kind", 20), ("board", 64), ("made", 40))):
        raise Refused("unreadable")
    try:
        item = uuid.UUID(words.pop("item"))
    except ValueError as fault:
        raise Refused("unreadable") from fault
    return Sent(item=item, rev=rev, body=raw.get("body"), **words)


def _known(session: Session, workshop: Workshop, sent: Sent, raw: Any) -> str:
    """»known« when this very revision is here already; one of another content under its name is no copy of it."""
    if sent.sealed and hall_of(session):
        return "known" if passed_on(session, _content(workshop, raw)) else ""
    if sent.sealed:
        return known_state(store_of(session), session, workshop, _as_sealed(sent))
    there = session.get(WorkshopItem, (workshop.id, sent.item, sent.rev))
    if there is None:
        return ""
    if there.content != _content(workshop, raw):
        raise Refused("differs")
    return "known"


def _keep(
    session: Session,
    workshop: Workshop,
    tablet: uuid.UUID | None,
    steps: Mapping[str, Any],
    sent: Sent,
    raw: Any,
    day: date | None,
) -> str:
    step = steps.get(sent.step)
    if step is None:
        raise Refused("step")
    if sent.sealed and hall_of(session):
        return "kept"  # as it came, to be handed on: a laptop in a hall opens nothing
    if sent.sealed:
        # No row of its own: with its tablet and its time a contact could be laid beside an answer.
        return take_sealed(store_of(session), session, workshop, _as_sealed(sent), day)
    # Counts go by the kind, so a record may not call itself something else than its step is.
    if sent.kind != step.step or (sent.body is not None and not type_of(step).takes(step, sent.body)):
        raise Refused("body")
    row = {
        "workshop_id": workshop.id, "item": sent.item, "rev": sent.rev, "step": sent.step, "kind": sent.kind,
        "body": sent.body, "content": _content(workshop, raw), "board": sent.board, "made": sent.made, "day": today(),
        "tablet_id": tablet,
    }  # fmt: skip
    # Whoever was faster sent the same: two tabs of one tablet, or a file that is merged while its tablet sends.
    return "kept" if insert_one(session, WorkshopItem, row) else _known(session, workshop, sent, raw)


def _as_sealed(sent: Sent) -> Sealed:
    return Sealed(str(sent.item), sent.rev, sent.kind, sent.key, sent.sealed)


def _set_aside(session: Session, workshop: Workshop, tablet: uuid.UUID | None, raw: Any, reason: str) -> None:
    """Keep a record as it came; the same one again changes nothing."""
    sealed = store_of(session).keys.seal(_PURPOSE, json.dumps(raw).encode())
    row = {
        "content": _content(workshop, raw), "workshop_id": workshop.id, "tablet_id": tablet, "reason": reason,
        "sealed": sealed, "day": today(), "settled_by": None,
    }  # fmt: skip
    insert_one(session, AsideItem, row)


def _content(workshop: Workshop, raw: Any) -> str:
    """The fingerprint of a record within its workshop."""
    written = json.dumps([str(workshop.id), raw], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def standing(session: Session, workshop: Workshop, step: str = "") -> list[WorkshopItem]:
    """The records that hold now: of each the highest revision, unless it takes the record back."""
    mine = select(WorkshopItem).where(WorkshopItem.workshop_id == workshop.id)
    latest: dict[uuid.UUID, WorkshopItem] = {}
    for row in session.scalars(mine.order_by(WorkshopItem.item, WorkshopItem.rev)):
        latest[row.item] = row
    return [row for row in latest.values() if row.body is not None and (not step or row.step == step)]


def first_made(session: Session, workshop: Workshop) -> dict[uuid.UUID, str]:
    """When each record was made first, as its tablet's clock said: a later revision does not move it in the order."""
    mine = select(WorkshopItem.item, WorkshopItem.made).where(WorkshopItem.workshop_id == workshop.id)
    return {row.item: row.made for row in session.execute(mine.order_by(WorkshopItem.rev.desc()))}


def attendance(session: Session, workshop: Workshop) -> dict[str, Counter[str]]:
    """How many came, by each measure of its own: age, gender, how they heard; never one crossed with another."""
    counted: dict[str, Counter[str]] = {}
    for row in standing(session, workshop):
        if row.kind == "attendance" and row.body is not None:
            counted.setdefault(row.body["measure"], Counter())[row.body["code"]] += 1
    return counted


def voices(session: Session, workshop: Workshop) -> dict[str, Counter[str]]:
    """How many said what in each vote of an evening, by the id of its step."""
    counted: dict[str, Counter[str]] = {}
    for row in standing(session, workshop):
        if row.kind == "vote" and row.body is not None and "option" in row.body:
            counted.setdefault(row.step, Counter())[row.body["option"]] += 1
    return counted


def aside_of(session: Session, workshop: Workshop) -> Sequence[AsideItem]:
    """What was set aside and nobody has settled yet."""
    mine = select(AsideItem).where(AsideItem.workshop_id == workshop.id, AsideItem.settled_by.is_(None))
    return session.scalars(mine.order_by(AsideItem.day, AsideItem.content)).all()


def number_aside(session: Session, workshops: Sequence[uuid.UUID]) -> dict[uuid.UUID, int]:
    """How many records each workshop has to look at."""
    mine = select(AsideItem.workshop_id, func.count()).where(
        AsideItem.workshop_id.in_(workshops), AsideItem.settled_by.is_(None)
    )
    rows = session.execute(mine.group_by(AsideItem.workshop_id))
    return {row[0]: row[1] for row in rows}


def opened(session: Session, aside: AsideItem) -> Any:
    """What was set aside, as the tablet sent it."""
    return json.loads(store_of(session).keys.open(_PURPOSE, aside.sealed))


def take_in(session: Session, by: int, aside: AsideItem) -> Receipt:
    """Take a record after all that only came too late; what is wrong with it otherwise still sets it aside."""
    workshop = session.get_one(Workshop, aside.workshop_id)
    stored = session.get_one(AgendaVersion, workshop.agenda)
    steps = {step.id: step for step in from_document(stored.document).steps}
    receipt = _one(session, workshop, aside.tablet_id, steps, opened(session, aside), "", workshop.day)
    if receipt.state != "aside":
        settle(session, by, aside)
    return receipt


def settle(session: Session, by: int, aside: AsideItem) -> None:
    """Say that nothing more has to be done about a record; it stays where it is."""
    aside.settled_by = by
    record(session, by, f"settled what was set aside in workshop {aside.workshop_id}")
