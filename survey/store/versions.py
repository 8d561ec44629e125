"""The life of a questionnaire in a round: a draft that is tried out, then versions that never change, then the end."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ForeignKey, String, delete, func, select
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.questionnaire.compare import Change
from survey.questionnaire.equivalence import hindrances
from survey.questionnaire.mapping import Declared
from survey.questionnaire.model import Questionnaire
from survey.store.base import Base
from survey.store.districts import Assessment
from survey.store.documents import Response
from survey.store.drafts import Draft
from survey.store.errors import NotReady, RoundClosed
from survey.store.rounds import (
    QuestionnaireVersion,
    Round,
    RoundVersion,
    changes,
    keep_version,
    publish,
    questionnaire,
    versions_of,
)


class RoundDraft(Base):
    """The one questionnaire of a round that is still being made, with the file it was read from."""

    __tablename__ = "round_draft"

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True)
    hash: Mapped[str] = mapped_column(ForeignKey("questionnaire_version.hash"))
    name: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(LongText)
    mappings: Mapped[str] = mapped_column(LongText, default="")
    at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))


@dataclass(frozen=True)
class Released:
    """What publishing did."""

    number: int
    fresh: bool
    changes: list[Change]
    tests_gone: int


def draft_of(session: Session, round_: Round) -> RoundDraft | None:
    """The draft of a round, if somebody is making one."""
    return session.get(RoundDraft, round_.id)


def put_draft(
    session: Session, round_: Round, asked: Questionnaire, source: str, name: str, mappings: str = ""
) -> RoundDraft:
    """Keep a draft in place of the one before; its test answers stay until it is published or given up."""
    _refuse_closed(round_)
    version = keep_version(session, asked)
    kept = {"hash": version.hash, "name": name, "source": source, "mappings": mappings, "at": datetime.now(UTC)}
    draft = session.get(RoundDraft, round_.id) or RoundDraft(round_id=round_.id)
    for key, value in kept.items():
        setattr(draft, key, value)
    session.add(draft)
    session.flush()
    _sweep_versions(session)
    return draft


def discard(session: Session, round_: Round) -> int:
    """Give a draft up with everything that was tried with it; says how many test answers went."""
    gone = _forget_tests(session, round_)
    session.execute(delete(RoundDraft).where(RoundDraft.round_id == round_.id))
    _sweep_versions(session)
    return gone


def test_answers(session: Session, round_: Round) -> list[Response]:
    """What was tried so far, the newest day first."""
    mine = select(Response).where(Response.round_id == round_.id, Response.state == "test")
    return list(session.scalars(mine.order_by(Response.day.desc(), Response.id)))


def count_tests(session: Session, round_: Round) -> int:
    """How many test answers there are."""
    mine = select(func.count()).where(Response.round_id == round_.id, Response.state == "test")
    return session.scalar(mine) or 0


def not_ready(session: Session, round_: Round, asked: Questionnaire) -> list[str]:
    """Everything that keeps a questionnaire from being published in this round."""
    return hindrances(asked, session.get_one(Assessment, round_.assessment_id).legal_basis)


def release(
    session: Session, round_: Round, asked: Questionnaire, note: str = "", declared: Declared | None = None
) -> Released:
    """Publish for good: the whole list of hindrances or a new version; the draft and its test answers are gone."""
    _refuse_closed(round_)
    lacking = not_ready(session, round_, asked)
    if lacking:
        raise NotReady(lacking)
    known = {version.hash for version in versions_of(session, round_.id)}
    told = changes(session, round_, asked, declared)
    # Forgotten first: whoever is still trying the draft out cannot send it as a real answer afterwards.
    gone = _forget_tests(session, round_)
    session.execute(delete(RoundDraft).where(RoundDraft.round_id == round_.id))
    version = publish(session, round_, asked, note, declared)
    if round_.state == "draft":
        round_.state = "open"
    _sweep_versions(session)
    kept = session.get_one(RoundVersion, (round_.id, version.hash))
    return Released(kept.number, version.hash not in known, told, gone)


def close(round_: Round) -> None:
    """Take no more answers; everything that came in stays as it is."""
    round_.state = "closed"


def draft_questionnaire(session: Session, draft: RoundDraft) -> Questionnaire:
    """The questionnaire of a draft."""
    return questionnaire(session, draft.hash)


def _refuse_closed(round_: Round) -> None:
    if round_.state == "closed":
        raise RoundClosed(round_.slug)


def _forget_tests(session: Session, round_: Round) -> int:
    """Delete the test answers of a round, and what testers have left half done."""
    published = select(RoundVersion.hash).where(RoundVersion.round_id == round_.id)
    session.execute(delete(Draft).where(Draft.round_id == round_.id, Draft.version.not_in(published)))
    gone = delete(Response).where(Response.round_id == round_.id, Response.state == "test")
    session.info["erases"] = True
    return len(session.execute(gone.returning(Response.id)).all())


def _sweep_versions(session: Session) -> None:
    """Forget the drafts of drafts: questionnaires that no round asks with and no answer was given to."""
    used = [select(model.hash) for model in (RoundVersion, RoundDraft)]
    used += [select(model.version) for model in (Response, Draft)]
    unused = delete(QuestionnaireVersion)
    for hashes in used:
        unused = unused.where(QuestionnaireVersion.hash.not_in(hashes))
    session.execute(unused)
