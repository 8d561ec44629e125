"""What a hall sees at the moment: at which step it is, what was revealed, and how phones and a wall find their way in.

The tablet says all of it; a workshop has a stage only once somebody has let phones in.
"""

import secrets
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ForeignKey, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.clock import today
from survey.store.audit import record
from survey.store.base import Base, hold
from survey.store.guesses import count_wrong
from survey.store.workshops import Workshop

SPACE = "join"
"""The kind of code, for counting the wrong ones."""

DIGITS = 6
DAYS_AFTER = 1
"""How long after the evening phones still find it: an evening may end after midnight."""

_SEEN = ("headings", "notes")
"""Kinds of records that phones and the wall show as soon as they are there."""


class Stage(Base):
    """One row for a workshop. `shown` are steps whose result everybody may see, `counted` votes that phones are out of.

    `mark` goes up whenever something of it changes, so that a page finds out by one question whether it is old.
    """

    __tablename__ = "stage"

    workshop_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("workshop.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(DIGITS), unique=True)
    wall: Mapped[str] = mapped_column(String(43), unique=True)
    step: Mapped[str] = mapped_column(String(60), default="")
    shown: Mapped[list[str]] = mapped_column(default=list)
    counted: Mapped[list[str]] = mapped_column(default=list)
    covered: Mapped[bool] = mapped_column(default=False)
    mark: Mapped[int] = mapped_column(default=1)


@dataclass(frozen=True)
class Said:
    """What a tablet says of the stage."""

    step: str
    shown: tuple[str, ...]
    counted: tuple[str, ...]
    covered: bool


def running(workshop: Workshop) -> bool:
    """Whether an evening may still go on: until the day after it, and as long as nobody has ended or deleted it."""
    return workshop.state == "planned" and today() <= workshop.day + timedelta(days=DAYS_AFTER)


def may_join(workshop: Workshop) -> bool:
    """Whether phones are let in: on the day of the workshop and the day after it."""
    return running(workshop) and workshop.day <= today()


def stage_of(session: Session, workshop: Workshop) -> Stage | None:
    """The stage of a workshop, if it has one."""
    return session.get(Stage, workshop.id)


def open_stage(session: Session, by: int | None, workshop: Workshop) -> Stage:
    """Let phones in; whoever asks has to have the right to the workshop. A second time changes nothing."""
    hold(session, "stages")
    there = stage_of(session, workshop)
    if there is not None:
        return there
    made = Stage(workshop_id=workshop.id, code=_free_code(session), wall=secrets.token_urlsafe(32))
    session.add(made)
    session.flush()
    record(session, by, f"phones let into workshop {workshop.id}")
    return made


def _free_code(session: Session) -> str:
    while True:
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
        if session.scalar(select(Stage.workshop_id).where(Stage.code == code)) is None:
            return code


def new_wall(session: Session, by: int, workshop: Workshop) -> Stage:
    """Give the wall another address; from now on the one before leads nowhere."""
    stage = open_stage(session, by, workshop)
    stage.wall = secrets.token_urlsafe(32)
    record(session, by, f"new address of the wall for workshop {workshop.id}")
    return stage


def digits(typed: str) -> str:
    """A code as people type it: with blanks, or in another script's digits."""
    return "".join(str(int(sign)) for sign in typed if sign.isdecimal())


def found_by_code(session: Session, typed: str) -> Workshop | None:
    """The workshop that a join code leads to, as long as phones are let in; a wrong code is counted and gives none."""
    code = digits(typed)
    asked = select(Workshop).join(Stage, Stage.workshop_id == Workshop.id).where(Stage.code == code)
    found = session.scalars(asked).one_or_none() if len(code) == DIGITS else None
    return found if found and may_join(found) else None


def count_wrong_code(session: Session) -> None:
    """Count a code that led nowhere."""
    count_wrong(session, [SPACE])


def found_by_wall(session: Session, wall: str) -> tuple[Workshop, Stage] | None:
    """The workshop and the stage that the address of a wall leads to; none of a workshop that was deleted."""
    stage = session.scalar(select(Stage).where(Stage.wall == wall))
    workshop = session.get_one(Workshop, stage.workshop_id) if stage else None
    return (workshop, stage) if workshop and stage and workshop.state != "deleted" else None


def tell(stage: Stage, said: Said) -> None:
    """Keep what a tablet says; the same again changes nothing."""
    now = (stage.step, tuple(stage.shown), tuple(stage.counted), stage.covered)
    if now == (said.step, said.shown, said.counted, said.covered):
        return
    stage.step, stage.covered = said.step, said.covered
    stage.shown, stage.counted = list(said.shown), list(said.counted)
    stage.mark += 1


def said_of(document: Any, steps: Iterable[str]) -> Said | None:
    """What a tablet has sent, if it says something of the steps of this very agenda."""
    known = set(steps)
    if not isinstance(document, dict) or not isinstance(document.get("covered"), bool):
        return None
    step, lists = document.get("step"), [document.get("shown"), document.get("counted")]
    if not isinstance(step, str) or step not in known:
        return None
    if not all(isinstance(one, list) and len(one) <= len(known) for one in lists):
        return None
    if not all(isinstance(name, str) and name in known for one in lists for name in one or ()):
        return None
    shown, counted = (tuple(sorted(set(one or ()))) for one in lists)
    return Said(step, shown, counted, document["covered"])


def touch(session: Session, workshop: Workshop, items: Iterable[Any]) -> None:
    """Records have come in: pages become old where these show on phones or on the wall."""
    if any(_shows(item) for item in items):
        session.execute(update(Stage).where(Stage.workshop_id == workshop.id).values(mark=Stage.mark + 1))


def _shows(item: Any) -> bool:
    """Whether a record shows; of dots and votes only that the count was closed, opened again or declared void."""
    said: Mapping[str, Any] = item if isinstance(item, dict) else {}
    body = said.get("body")
    single = isinstance(body, dict) and not body.keys() & {"closed", "void"}
    return said.get("kind") in _SEEN or (said.get("kind") in ("dots", "vote") and not single)
