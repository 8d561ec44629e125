"""What people wrote, on its way from the first reading to a quote. Rights are part of every query here."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, func, select, update
from sqlalchemy.orm import Session

from analysis.disclosure import may_show
from analysis.redaction import Span, render
from analysis.themes import Answer
from survey.store.accounts import visible_districts
from survey.store.audit import record
from survey.store.codings import Coding
from survey.store.districts import District
from survey.store.documents import OpenAnswer
from survey.store.errors import AnswerNotYours, ReadAgain, StaysInside
from survey.store.reading_steps import HeldBack, QuoteProposal, forget_findings, is_protected, step_on
from survey.store.responses import answers_of_place
from survey.store.rounds import Round
from survey.store.said import step

KEEPER = "data_keeper"
READERS = (KEEPER, "lead")
SHOWN = ("read", "approved")
AnyRow = Row[*tuple[Any, ...]]


@dataclass(frozen=True)
class Unread:
    """An answer as a data keeper sees it: in full, with what is hidden so far; `revision` goes with every step."""

    id: uuid.UUID
    district_id: int
    item: str
    language: str
    state: str
    sensitive: bool
    text: str
    hidden: tuple[Span, ...]
    revision: int


@dataclass(frozen=True)
class Readable:
    """An answer as a lead sees it: what is hidden stays hidden, and nothing tells age, gender or day."""

    id: uuid.UUID
    district_id: int
    item: str
    language: str
    state: str
    text: str
    revision: int
    approvable: bool


def open_to(session: Session, user_id: int | None, round_: Round, roles: Iterable[str]) -> ColumnElement[bool]:
    """The answers of a round in the districts where somebody has one of these roles; of what counts only.

    What is for the safeguarding officer alone is not among them.
    """
    mine = {one.id for role in roles for one in visible_districts(session, user_id, round_.assessment_id, role)}
    here = (OpenAnswer.round_id == round_.id) & OpenAnswer.district_id.in_(mine)
    return here & OpenAnswer.counted & ~is_protected()


def to_read(session: Session, user_id: int | None, round_: Round, *, most: int = 50) -> list[Unread]:
    """What a data keeper has in front of them: first what nobody has read, then what is held and what was read."""
    order = (OpenAnswer.state != "unread", OpenAnswer.state != "held", OpenAnswer.id)
    mine = select(OpenAnswer).where(open_to(session, user_id, round_, [KEEPER]), OpenAnswer.state != "erased")
    return [unread(row) for row in session.scalars(mine.order_by(*order).limit(most))]


def unread(row: OpenAnswer) -> Unread:
    """A row as a data keeper sees it."""
    hidden = tuple(Span(*part) for part in row.hidden or ())
    place = (row.id, row.district_id, row.item, row.language, row.state, row.sensitive)
    return Unread(*place, row.text, hidden, row.revision)


def left_to_read(session: Session, user_id: int | None, round_: Round) -> int:
    """How many answers nobody has read in the districts of a data keeper."""
    mine = open_to(session, user_id, round_, [KEEPER]) & (OpenAnswer.state == "unread")
    return session.scalar(select(func.count()).select_from(OpenAnswer).where(mine)) or 0


def readable(session: Session, user_id: int | None, round_: Round, item: str | None = None) -> list[Readable]:
    """What a lead or data keeper may read after the first reading, without the answers to sensitive questions."""
    if not may_show("open_text", "lead_district", answers_of_place(session, round_), released=True):
        return []
    mine = open_to(session, user_id, round_, READERS) & OpenAnswer.state.in_(SHOWN) & ~OpenAnswer.sensitive
    found = select(OpenAnswer).where(mine, OpenAnswer.item == item if item else mine)
    return [as_readable(row, user_id) for row in session.scalars(found.order_by(OpenAnswer.item, OpenAnswer.id))]


def as_readable(row: OpenAnswer, user_id: int | None) -> Readable:
    """A row as whoever reads after the data keeper sees it."""
    approvable = row.state == "read" and row.read_by != user_id
    place = (row.id, row.district_id, row.item, row.language, row.state)
    return Readable(*place, row.redacted or "", row.revision, approvable)


def keep_reading(
    session: Session,
    user_id: int,
    answer_id: uuid.UUID,
    hidden: Sequence[Span],
    revision: int,
    *,
    hold: bool = False,
    reason: str = "other",
    quote: bool = False,
) -> None:
    """Say what is hidden of an answer, as a data keeper who has read it.

    `hold` keeps it back from everybody else, for a `reason`; `quote` proposes it to a second person. It takes an
    approval back. `ReadAgain` when somebody was faster; a `ValueError` for places outside the text.
    """
    row = for_change(session, user_id, answer_id, [KEEPER], revision)
    spans = sorted(hidden)
    told = {"hidden": [[span.start, span.end, span.kind] for span in spans], "redacted": render(row.text, spans)}
    state = "held" if hold else "read"
    change(session, row, told | {"state": state, "read_by": user_id, "approved_by": None})
    step_on(session, row.id)
    if hold:
        session.add(HeldBack(answer_id=row.id, reason=reason, user_id=user_id))
    elif quote and not row.sensitive:
        session.add(QuoteProposal(answer_id=row.id, user_id=user_id))
    note(session, user_id, row, "held back" if hold else "read")


def approve(session: Session, user_id: int, answer_id: uuid.UUID, revision: int) -> None:
    """Find, as a second person, that an answer may be quoted as it stands; `StaysInside` says who or what may not."""
    row = for_change(session, user_id, answer_id, READERS, revision)
    proposal = session.get(QuoteProposal, row.id)
    proposed_by = proposal.user_id if proposal else None
    if row.state != "read" or row.sensitive or user_id in (row.read_by, proposed_by):
        raise StaysInside
    change(session, row, {"state": "approved", "approved_by": user_id})
    note(session, user_id, row, "approved")


def take_back(session: Session, user_id: int, answer_id: uuid.UUID, revision: int) -> None:
    """Take an approval back; whoever may read the answer may do so."""
    row = for_change(session, user_id, answer_id, READERS, revision)
    if row.state != "approved":
        raise ReadAgain
    change(session, row, {"state": "read", "approved_by": None})
    step_on(session, row.id)
    note(session, user_id, row, "approval taken back")


def erase(session: Session, user_id: int, answer_id: uuid.UUID, revision: int) -> None:
    """Delete the words of an answer and how it was sorted; that there was one remains counted."""
    row = for_change(session, user_id, answer_id, [KEEPER], revision)
    session.execute(delete(Coding).where(Coding.answer_id == row.id))
    gone = {"text": "", "hidden": None, "redacted": None, "state": "erased", "approved_by": None}
    change(session, row, gone)
    step_on(session, row.id)
    forget_findings(session, row.id)
    session.info["erases"] = True
    note(session, user_id, row, "erased")


def for_change(session: Session, user_id: int, answer_id: uuid.UUID, roles: Iterable[str], revision: int) -> OpenAnswer:
    """The answer, held for a change, if this user has one of the roles where it was given.

    Leads do not reach what was not read, nor what is sensitive; for all others an answer that is not theirs is one
    that does not exist.
    """
    row = session.get(OpenAnswer, answer_id, with_for_update=True, populate_existing=True)
    protected = session.scalar(select(is_protected()).where(OpenAnswer.id == answer_id))
    if row is None or protected or not row.counted or not _reaches(session, user_id, row, roles):
        raise AnswerNotYours
    if row.revision != revision or row.state == "erased":
        raise ReadAgain
    return row


def _reaches(session: Session, user_id: int, row: OpenAnswer, roles: Iterable[str]) -> bool:
    assessment = session.scalar(select(District.assessment_id).where(District.id == row.district_id))
    inside = row.sensitive or row.state not in SHOWN
    return any(
        row.district_id in {one.id for one in visible_districts(session, user_id, assessment, role)}
        for role in roles
        if role == KEEPER or not inside
    )


def change(session: Session, row: OpenAnswer, told: dict[str, Any]) -> None:
    """Write a step; every step has its number, so that nobody decides about a text they have not seen."""
    mine = update(OpenAnswer).where(OpenAnswer.id == row.id, OpenAnswer.revision == row.revision)
    done = session.execute(mine.values(**told, revision=row.revision + 1).returning(OpenAnswer.id))
    if done.first() is None:
        raise ReadAgain
    session.expire(row)
    step(session, row.round_id, row.district_id)


def note(session: Session, user_id: int, row: OpenAnswer, what: str) -> None:
    """A line of the record that names the round and no answer."""
    slug = session.scalar(select(Round.slug).where(Round.id == row.round_id))
    record(session, user_id, f"open answer {what}: {slug}")


def told(session: Session, round_: Round, item: str, district: District | None = None) -> list[Answer]:
    """The answers to one question as they may be shown inside, for counting; one answer is one person."""
    found = _shown(round_, item, district, SHOWN)
    return [Answer(str(row.id), row.redacted, row.language) for row in session.execute(found)]


def quotable(session: Session, round_: Round, item: str, district: District | None = None) -> dict[str, str]:
    """The texts that the public may read, by their keys; none while the round has fewer than 10 answers."""
    if not may_show("open_text", "public", answers_of_place(session, round_), released=True):
        return {}
    found = _shown(round_, item, district, ("approved",))
    return {str(row.id): row.redacted for row in session.execute(found)}


def _shown(round_: Round, item: str, district: District | None, states: Sequence[str]) -> Any:
    mine = select(OpenAnswer.id, OpenAnswer.redacted, OpenAnswer.language).where(
        OpenAnswer.round_id == round_.id,
        OpenAnswer.item == item,
        OpenAnswer.state.in_(states),
        OpenAnswer.counted,
        ~OpenAnswer.sensitive,
    )
    if district is not None:
        mine = mine.where(OpenAnswer.district_id == district.id)
    return mine.order_by(OpenAnswer.id)
