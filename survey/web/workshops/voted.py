"""What was voted on in the hall: counts of slips or hands, told with how many were there, never as survey figures."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy.orm import Session

from survey.i18n import text
from survey.store.workshop_items import voices
from survey.store.workshops import Workshop
from survey.workshop.agenda import Agenda
from survey.workshop.steps.vote import Vote


@dataclass(frozen=True)
class Voted:
    """One question to the hall: its answers with how many voices each got, in the order of the agenda."""

    ask: str
    answers: tuple[tuple[str, int], ...]

    @property
    def all(self) -> int:
        """All voices that were counted."""
        return sum(n for _, n in self.answers)


def voted(session: Session, workshop: Workshop, agenda: Agenda) -> list[Voted]:
    """The votes of an evening that anybody has taken part in."""
    counted = voices(session, workshop)
    votes = [step for step in agenda.steps if isinstance(step, Vote)]
    made = (_voted(step, counted.get(step.id, Counter())) for step in votes)
    return [one for one in made if one.all]


def _voted(step: Vote, came: Counter[str]) -> Voted:
    return Voted(text(step.ask), tuple((text(label), came[code]) for code, label in step.options.items()))
