"""Typing sheets in: the first typing becomes an answer, a second one is compared with it before anybody decides."""

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.questionnaire.answers import paper_order
from survey.questionnaire.context import Context
from survey.questionnaire.model import Question, Questionnaire
from survey.questionnaire.question_type import Control, field_name
from survey.questionnaire.settled import Settled, belongs, settle
from survey.questionnaire.types import type_of
from survey.store import rounds
from survey.store.audit import record
from survey.store.base import Store, hold
from survey.store.districts import District
from survey.store.documents import Response
from survey.store.entries import FIRST, SECOND, Entry, comparable, entry_of, keep, loose_number, typed
from survey.store.errors import AlreadyTyped, AnswerNotYours, ReadAgain
from survey.store.responses import Printed, Submitted, submit
from survey.store.rounds import Round
from survey.store.sheets import Sheet, batch_of, mark, sheet_code

Fields = dict[str, list[str]]


@dataclass(frozen=True)
class Written:
    """A sheet, or a call, as it lies before somebody: what it asks and what was typed of it."""

    round: Round
    version: str
    asked: Questionnaire
    context: Context
    language: str
    place: District
    """Where it was handed in, or whose help line was called."""
    day: date
    channel: str = "paper"
    sheet: Sheet | None = None
    fields: Fields = field(default_factory=dict)
    printed_for: int | None = None
    """The district that stands on the sheet, where there is one."""
    secret: str = ""
    """What a sheet without a number, or a call, is known by when it is sent twice."""
    loose: str = ""
    """The number that a sheet without one was given when it was typed in first."""

    @property
    def number(self) -> str:
        """What stands on the sheet, printed or written; a call has none."""
        return self.sheet.serial if self.sheet else self.loose

    @property
    def name(self) -> str:
        """By what it is known when it is sent again; a loose sheet by its page until it has a number."""
        if self.sheet:
            return f"sheet {self.sheet.serial}"
        return f"loose {self.loose}" if self.loose else f"form {self.secret}"

    @property
    def gone(self) -> bool:
        """Whether nobody can be asked any more: somebody on the telephone can."""
        return self.channel == "paper"

    def settled(self) -> Settled:
        """What counts of it."""
        return settle(self.asked, self.fields, self.context, self.place.code)

    def orders(self) -> dict[str, list[str]]:
        """In which order the options stood that are shuffled elsewhere; somebody who listens hears the printed one."""
        which = self.sheet.order if self.sheet else 1
        shuffled = (q for q in self.asked.questions() if type_of(q).shuffles(q))
        return {q.id: list(paper_order(q, which, self.context)) for q in shuffled}


@dataclass(frozen=True)
class Entered:
    """What became of a first typing: the code, and what had to be decided by rule."""

    code: str
    fresh: bool
    flagged: bool
    flags: Mapping[str, list[str]]
    number: str = ""
    """What is to be written on a sheet that had no number."""


def surroundings(session: Session, round_: Round, asked: Questionnaire, fields: Fields, sheet: Sheet | None) -> Context:
    """Where the person lives, as far as the sheet says it, and the district's own activities as they were printed."""
    everywhere = rounds.context(session, round_)
    lives = _district(asked, fields)
    known = lives in [code for code, _name in everywhere.districts]
    here = rounds.within(session, round_, everywhere, lives) if lives and known else everywhere
    return replace(here, local_activities=tuple(batch_of(session, sheet).activities)) if sheet else here


def _district(asked: Questionnaire, fields: Mapping[str, list[str]]) -> str:
    for question in asked.questions():
        if type_of(question).control(question) is Control.DISTRICT:
            return next(iter(fields.get(field_name(question), [])), "")
    return ""


def enter(store: Store, session: Session, written: Written, user_id: int) -> Entered:
    """The first typing: the answer counts at once, and the code on the sheet's strip opens it from now on."""
    if written.gone:
        hold(session, "sheets")
        if written.number and entry_of(session, written.number) is not None:
            raise AlreadyTyped(written.number)
    settled = written.settled()
    done = submit_written(store, session, written, settled)
    if not (done.fresh or written.sheet):
        return Entered(done.code, done.fresh, done.flagged, settled.flags, _given(session, done.response_id))
    # What was flagged does not count, so a second typing could correct nothing.
    nameless = written.gone and not written.sheet and not done.flagged
    loose = loose_number(session) if nameless else ""
    entry = _entry(replace(written, loose=loose), user_id, FIRST, done.response_id, settled)
    if entry.number:
        keep(session, entry, settled.fields)
    if written.sheet:
        mark(session, [session.get_one(Sheet, written.sheet.serial)], "typed", user_id)
    session.add(entry)
    record(session, user_id, f"typed in: {written.round.slug} {entry.number or written.channel}")
    return Entered(done.code, done.fresh, done.flagged, settled.flags, loose)


def _given(session: Session, response_id: uuid.UUID) -> str:
    """The number that a loose sheet was given when it was sent before."""
    mine = select(Entry.loose).where(Entry.response_id == response_id, Entry.turn == FIRST)
    return session.scalar(mine.limit(1)) or ""


def submit_written(
    store: Store, session: Session, written: Written, settled: Settled, supersedes: uuid.UUID | None = None
) -> Submitted:
    """Send what counts of a sheet through the one door."""
    sheet = written.sheet
    code = sheet_code(store, sheet.serial) if sheet else ""
    printed = Printed(code, written.context.local_activities if sheet else None)
    return submit(
        store,
        session,
        written.round,
        settled.answers,
        client_id=store.keys.mac("typed in", written.name),
        channel=written.channel,
        access="open",
        language=written.language,
        day=written.day,
        district=_district(written.asked, settled.fields) or written.place.code,
        version=written.version,
        orders=written.orders(),
        supersedes=supersedes,
        printed=printed if written.gone else None,
    )


def _entry(written: Written, user_id: int, turn: int, response_id: uuid.UUID | None, settled: Settled) -> Entry:
    return Entry(
        round_id=written.round.id, district_id=written.place.id, turn=turn, response_id=response_id, user_id=user_id,
        serial=written.sheet.serial if written.sheet else None, day=written.day, version=written.version,
        language=written.language, flags=dict(settled.flags), loose=written.loose or None,
    )  # fmt: skip


def enter_again(session: Session, written: Written, user_id: int) -> bool:
    """The second typing, by somebody else: compared at once and never counted; says whether both were the same."""
    first, settled = _first_for(session, written, user_id), written.settled()
    before = replace(written, fields=typed(session, first))
    alike = compare(written.asked, before, settled)
    second = _entry(written, user_id, SECOND, first.response_id, settled)
    second.alike, first.wanted = alike, False
    if all(alike.values()):
        first.sealed = None
    else:
        keep(session, second, settled.fields)
    session.add(second)
    record(session, user_id, f"typed in again: {written.round.slug} {first.number}")
    return all(alike.values())


def choose(store: Store, session: Session, round_: Round, mine: list[District], share: int, user_id: int) -> int:
    """Draw a share of the sheets typed so far for a second typing, by a lot that nobody can foresee."""
    could = comparable(session, round_.id, mine)
    drawn = sorted(could, key=lambda entry: store.keys.mac("second typing", entry.number))
    chosen = drawn[: -(-len(could) * share // 100)]
    for entry in chosen:
        entry.wanted = True
    if chosen:
        record(session, user_id, f"to be typed in again: {round_.slug}, {len(chosen)} sheets")
    return len(chosen)


def _first_for(session: Session, written: Written, user_id: int) -> Entry:
    """What somebody else typed of this sheet, while it is still there to be compared with."""
    hold(session, "sheets")
    serial = written.number
    first = entry_of(session, serial)
    if first is None or first.sealed is None or first.user_id == user_id or entry_of(session, serial, SECOND):
        raise AnswerNotYours
    return first


def compare(asked: Questionnaire, first: Written, second: Settled) -> dict[str, bool]:
    """Question by question, whether two typings say the same; words may differ in capitals, spaces and commas."""
    one = settle(asked, first.fields, first.context, first.place.code)
    both = [question for question in asked.questions() if type_of(question).answered_by_people]
    asked_in = [q for q in both if q.id in one.answers or q.id in second.answers or _in_flags(q, one, second)]
    return {q.id: _plain(q, one) == _plain(q, second) for q in asked_in}


def _in_flags(question: Question, *settled: Settled) -> bool:
    return any(question.id in one.flags for one in settled)


def _plain(question: Question, settled: Settled) -> Any:
    """An answer in the form in which two typings of it are the same."""
    answer = settled.answers.get(question.id)
    fields = type_of(question).fields(question, answer) if answer is not None else {}
    return {name: sorted(re.sub(r"\W+", " ", value).strip().casefold() for value in fields[name]) for name in fields}


def differing(second: Entry) -> list[str]:
    """The questions that two people typed differently."""
    return [name for name, same in second.alike.items() if not same]


def decide(store: Store, session: Session, written: Written, right: Mapping[str, int], user_id: int) -> str:
    """Say question by question which typing holds: what changes is a correction of the answer, by the one door.

    `kept` when the first was right throughout, `changed`, or `late` when the person has taken the answer back or
    changed it themselves in the meantime: then theirs holds.
    """
    hold(session, "sheets")
    serial = written.number
    first, second = entry_of(session, serial), entry_of(session, serial, SECOND)
    if first is None or second is None or second.sealed is None or second.decided_by is not None:
        raise ReadAgain
    fields = _merged(written.asked, typed(session, first), typed(session, second), right)
    first.sealed, second.sealed, second.decided_by = None, None, user_id
    session.info["erases"] = True
    record(session, user_id, f"decided what holds: {written.round.slug} {serial}")
    answer = session.get(Response, first.response_id) if first.response_id else None
    if answer is None or answer.state != "counted":
        return "late"
    return _correct(store, session, replace(written, fields=fields), right, answer.id)


def _correct(store: Store, session: Session, written: Written, right: Mapping[str, int], answer: uuid.UUID) -> str:
    if set(right.values()) <= {FIRST}:
        return "kept"
    submit_written(store, session, written, written.settled(), supersedes=answer)
    return "changed"


def _merged(asked: Questionnaire, first: Fields, second: Fields, right: Mapping[str, int]) -> Fields:
    """The first typing, with the questions for which the second one holds."""
    other = [question for question in asked.questions() if right.get(question.id) == SECOND]

    def theirs(name: str) -> bool:
        return any(belongs(name, question) for question in other)

    kept = {name: values for name, values in first.items() if not theirs(name)}
    return kept | {name: values for name, values in second.items() if theirs(name)}
