"""The questionnaire as a visitor reads it aloud: what the visit itself says is not asked again."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from uuid import UUID

from flask import url_for
from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.questionnaire.model import Question, Questionnaire, Section
from survey.questionnaire.path import pages
from survey.store import drafts
from survey.store.base import Document, Store
from survey.store.documents import Response
from survey.store.drafts import Unfinished
from survey.store.rounds import questionnaire
from survey.store.visits import Door, Visit, before
from survey.web.resident.flow import Posted
from survey.web.resident.opening import resume
from survey.web.resident.place import Place, describe
from survey.web.resident.receipt import client_id
from survey.web.resident.sitting import Sitting
from survey.web.resident.tokens import Ticket
from survey.web.visits.desk import Desk

CONSENT, NEED, WHOM = "consent", "home_need", "referral"
OF_THE_VISIT = ("visit", "district")
"""What measures the visit itself is known from the door; the rest is asked."""


@dataclass(frozen=True)
class VisitPlace(Place):
    """The round as a visit sees it: its pages are sent to an address of their own."""

    visit: str = ""

    @property
    def key(self) -> str:
        """The draft of a visit belongs to the visit alone."""
        return f"visit {self.visit}"

    @property
    def action(self) -> str:
        """Where the pages of the talk are sent to."""
        return url_for("visits.ask_on", slug=self.slug, key=self.visit)


@dataclass(frozen=True)
class Talk(Sitting):
    """A sitting at somebody's home, without the pages that the visit has answered already."""

    @cached_property
    def pages(self) -> list[Section]:
        """The pages that are read aloud."""
        every = pages(self.questionnaire, self.reading.answers, self.context)
        answered = known(self.questionnaire)
        return [page for page in every if not {question.id for question in page.questions} <= answered]

    @property
    def consent(self) -> str:
        """What the person said to being written down: yes, partly, no, or nothing yet."""
        asked = next((q.id for q in self.questionnaire.questions() if q.measures == CONSENT), "")
        said = self.reading.answers.get(asked, "")
        return said if said in ("yes", "partly", "no") else ""

    def unmet(self) -> list[str]:
        """The needs that nobody takes care of, in the order they were asked."""
        return [
            row
            for question in needs(self.questionnaire)
            for row, said in self.reading.answers.get(question.id, {}).items()
            if said == "unmet"
        ]


def known(asked: Questionnaire) -> set[str]:
    """The questions on pages before the consent that the visit itself has answered."""
    found: set[str] = set()
    for section in asked.sections:
        if any(question.measures == CONSENT for question in section.questions):
            break
        found |= {question.id for question in section.questions if question.measures in OF_THE_VISIT}
    return found


def needs(asked: Questionnaire) -> Iterator[Question]:
    """The questions about what is needed at home."""
    return (question for question in asked.questions() if question.measures == NEED)


def ticket_of(store: Store, visit_id: object) -> Ticket:
    """What opens the draft of a visit. It is worked out with our key: no table ties a visit to an answer."""
    return Ticket(store.keys.mac("visit draft", str(visit_id)), "")


def begin_talk(store: Store, session: Session, at: Desk, visit: Visit, door: Door) -> None:
    """Begin the draft with what is known from the door, unless the talk has begun already."""
    secret = ticket_of(store, visit.id).secret
    if drafts.load(store, session, secret) is None:
        drafts.save(store, session, secret, at.round, at.version, _first(session, at, visit, door.district.code))


def _first(session: Session, at: Desk, visit: Visit, district: str) -> Document:
    """The fields that the visit fills in. Its number is not among them: an answer does not say whose it is."""
    asked = questionnaire(session, at.version)
    said = {"h0_place": district, "h0_kind": visit.kind, "h0_date": visit.day.isoformat(), "h0_outcome": visit.outcome}
    given = {f"q_{name}": [value] for name, value in said.items() if name in known(asked)}
    return {"fields": given, "seen": [], "reviewed": False, "furthest": -1}


def sit_down_again(
    store: Store, session: Session, at: Desk, visit: Visit, district: str, posted: Posted
) -> tuple[Talk, bool]:
    """The talk as its draft has it, with what this page sent on top; and whether there was a draft."""
    ticket = ticket_of(store, visit.id)
    kept = drafts.load(store, session, ticket.secret)
    draft = kept or Unfinished(at.round.id, at.version, _first(session, at, visit, district), visit.day)
    sitting = resume(session, place_of_visit(session, at, visit), ticket, draft, posted)
    return Talk(**{field.name: getattr(sitting, field.name) for field in fields(sitting)}), kept is not None


def place_of_visit(session: Session, at: Desk, visit: Visit) -> VisitPlace:
    """The round as the pages of a visit show it."""
    place = describe(session, at.round)
    return VisitPlace(**{field.name: getattr(place, field.name) for field in fields(place)}, visit=str(visit.id))


def earlier_answer(store: Store, session: Session, visit: Visit) -> UUID | None:
    """The answer from an earlier visit to the same person that still counts: the new one takes its place."""
    senders = [client_id(ticket_of(store, one)) for one in before(session, visit)]
    counts = select(Response.id).where(Response.client_id.in_(senders), Response.state == "counted")
    return session.scalar(counts.limit(1))
