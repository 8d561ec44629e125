"""Quotes: somebody proposes an answer as it may be shown, a second person approves it, and either may take it back."""

import uuid
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from analysis.disclosure import may_show
from survey.store.accounts import User
from survey.store.districts import District
from survey.store.documents import OpenAnswer
from survey.store.errors import ReadAgain, StaysInside
from survey.store.open_answers import READERS, SHOWN, for_change, note, open_to
from survey.store.reading_steps import QuoteProposal
from survey.store.responses import answers_of_place
from survey.store.rounds import Round

GOOD_LENGTH = 90
"""Characters of a quote that says something and is read to its end; those nearest to it come first."""


@dataclass(frozen=True)
class Proposed:
    """An answer on its way to being quoted; `why` this person may not be the second one, if so."""

    id: uuid.UUID
    district_id: int
    item: str
    language: str
    text: str
    revision: int
    approved: bool
    by: str
    why: str


def propose(session: Session, user_id: int, answer_id: uuid.UUID, revision: int) -> None:
    """Propose an answer that was read; the same again changes nothing."""
    row = for_change(session, user_id, answer_id, READERS, revision)
    if row.state != "read" or row.sensitive:
        raise StaysInside
    if session.get(QuoteProposal, row.id) is None:
        session.add(QuoteProposal(answer_id=row.id, user_id=user_id))
        note(session, user_id, row, "proposed as a quote")


def drop(session: Session, user_id: int, answer_id: uuid.UUID, revision: int) -> None:
    """Take a proposal from the list, before anybody has approved it."""
    row = for_change(session, user_id, answer_id, READERS, revision)
    proposal = session.get(QuoteProposal, row.id)
    if row.state != "read" or proposal is None:
        raise ReadAgain
    session.delete(proposal)
    note(session, user_id, row, "no longer proposed as a quote")


def proposed(session: Session, user_id: int, round_: Round) -> list[Proposed]:
    """What waits for a second person, then what was approved, in the districts of this person."""
    if not may_show("open_text", "lead_district", answers_of_place(session, round_), released=True):
        return []
    found = select(OpenAnswer, QuoteProposal.user_id, User.name)
    found = found.outerjoin(QuoteProposal, QuoteProposal.answer_id == OpenAnswer.id)
    found = found.outerjoin(User, User.id == func.coalesce(QuoteProposal.user_id, OpenAnswer.read_by))
    shown = open_to(session, user_id, round_, READERS) & ~OpenAnswer.sensitive & OpenAnswer.state.in_(SHOWN)
    on_the_way = (OpenAnswer.state == "approved") | QuoteProposal.user_id.is_not(None)
    rows = session.execute(found.where(shown, on_the_way).order_by(OpenAnswer.state.desc(), OpenAnswer.id))
    return [_proposed(row, proposer, name or "", user_id) for row, proposer, name in rows]


def _proposed(row: OpenAnswer, proposer: int | None, name: str, user_id: int) -> Proposed:
    why = "proposed" if proposer == user_id else "read" if row.read_by == user_id else ""
    place = (row.id, row.district_id, row.item, row.language, row.redacted or "", row.revision)
    return Proposed(*place, row.state == "approved", name, why)


def approved(session: Session, round_: Round, district: District, most: int = 3) -> list[tuple[str, str]]:
    """A few approved texts of a district with their language, for its lead: asked anew for every page.

    So an approval that is taken back and an answer that is withdrawn are gone at once.
    """
    far = func.abs(func.length(OpenAnswer.redacted) - GOOD_LENGTH)
    mine = select(OpenAnswer.redacted, OpenAnswer.language).where(
        OpenAnswer.round_id == round_.id,
        OpenAnswer.district_id == district.id,
        OpenAnswer.state == "approved",
        OpenAnswer.counted,
        ~OpenAnswer.sensitive,
    )
    return [(text or "", language) for text, language in session.execute(mine.order_by(far, OpenAnswer.id).limit(most))]
