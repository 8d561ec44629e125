"""What the page of one round shows: its draft, what that would change, and the versions so far."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from survey.clock import local
from survey.i18n import reviewed
from survey.questionnaire.equivalence import still_to_come
from survey.questionnaire.faults import Bars, Faulty, counted
from survey.questionnaire.load import Judged
from survey.questionnaire.mapping import Declared
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.telling import Told, heading, told
from survey.store import tally, versions
from survey.store.responses import answers_of_place
from survey.store.rounds import Round, changes, current_of, questionnaire, versions_of
from survey.store.versions import RoundDraft
from survey.web.manage.concerned import Example, chosen, example
from survey.web.manage.uploaded import declared, judged_draft


@dataclass(frozen=True)
class Spoken:
    """One language of a draft: how many texts it has, and whether residents may choose it."""

    code: str
    done: int
    every: int
    reviewed: bool


@dataclass(frozen=True)
class Drafted:
    """The draft with everything to know before it is published."""

    draft: RoundDraft
    asked: Questionnaire
    spoken: tuple[Spoken, ...]
    judged: Judged
    report: tuple[Told, ...]
    heading: str
    tests: int
    first: bool

    @property
    def hindered(self) -> bool:
        """Whether something is in the way of publishing."""
        return bool(self.judged.that_bar(Bars.PUBLISHING))

    @property
    def counted(self) -> str:
        """How much there is to mend."""
        return counted(self.judged.faults)


@dataclass(frozen=True)
class Published:
    """One version of the list."""

    number: int
    title: dict[str, str]
    note: str
    at: datetime | None
    current: bool


def drafted(session: Session, round_: Round) -> Drafted | None:
    """The draft of a round, compared with what is asked now."""
    draft = versions.draft_of(session, round_)
    if draft is None:
        return None
    asked = versions.draft_questionnaire(session, draft)
    changed = changes(session, round_, asked, _still_declared(session, round_, draft, asked))
    answered = tally.answered(session, round_.id)
    found = told(changed, _next(session, round_), answered, chosen(session, round_))
    return Drafted(
        draft=draft,
        asked=asked,
        spoken=tuple(Spoken(code, *n, reviewed(code)) for code, n in still_to_come(asked).items()),
        judged=judged_draft(session, round_, draft),
        report=tuple(found),
        heading=heading(found),
        tests=versions.count_tests(session, round_),
        first=not found,
    )


def _still_declared(session: Session, round_: Round, draft: RoundDraft, asked: Questionnaire) -> Declared | None:
    """The mappings of the draft; none when another version was published since and they no longer fit."""
    try:
        return declared(draft.mappings, session, round_, asked)
    except Faulty:
        return None


def _next(session: Session, round_: Round) -> int:
    return len(versions_of(session, round_.id)) + 1


def mapping_example(session: Session, round_: Round) -> Example | None:
    """How a mapping is written, shown by the questions of this round; nothing before the first version."""
    current = current_of(session, round_.id)
    if current is None:
        return None
    draft = versions.draft_of(session, round_)
    changed = changes(session, round_, versions.draft_questionnaire(session, draft)) if draft else []
    return example(changed, questionnaire(session, current.hash))


def published(session: Session, round_: Round) -> list[Published]:
    """Every version so far, the newest first."""
    return [
        Published(v.number, questionnaire(session, v.hash).title, v.note, _local(v.published_at), v.current)
        for v in reversed(versions_of(session, round_.id))
    ]


def _local(moment: datetime | None) -> datetime | None:
    """The hour as people here read it."""
    return local(moment) if moment else None


def answers(session: Session, round_: Round) -> int:
    """How many answers count at this moment."""
    return answers_of_place(session, round_)
