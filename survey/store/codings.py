"""The themes of an assessment, and who sorted which answer into which of them."""

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import ForeignKey, select
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, Session, mapped_column

from analysis import themes
from analysis.code_frame import CodeFrame
from analysis.code_frame_file import load_yaml, save_yaml
from survey.store.accounts import may_whole_town, visible_districts
from survey.store.audit import record
from survey.store.base import Base, hold
from survey.store.districts import Assessment
from survey.store.documents import OpenAnswer
from survey.store.errors import AnswerNotYours, ReadAgain, ThemesLost, UnknownTheme
from survey.store.rounds import Round
from survey.store.said import step

READERS = ("data_keeper", "lead")


STARTING = Path(__file__).with_name("starting_themes.yaml")


def starting_themes() -> CodeFrame:
    """The list that a town begins with, before it makes its own of it."""
    return load_yaml(STARTING.read_text(encoding="utf-8"))


class CodeFrameDocument(Base):
    """The list of themes of an assessment, as the document that people edit."""

    __tablename__ = "code_frame"

    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), primary_key=True)
    document: Mapped[str] = mapped_column(LongText)
    revision: Mapped[int]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=lambda: datetime.now(UTC))


class Coding(Base):
    """Which themes somebody gave an answer; none at all says that none fits. It goes with the answer."""

    __tablename__ = "coding"
    __table_args__ = ({"sqlite_with_rowid": False},)  # a row number would tell the order

    answer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("open_answer.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    themes: Mapped[list[str]]


def code_frame(session: Session, assessment: Assessment) -> tuple[CodeFrame, int]:
    """The themes of an assessment and their revision: an empty frame and 0 before somebody keeps one."""
    found = session.get(CodeFrameDocument, assessment.id)
    return (load_yaml(found.document), found.revision) if found else (CodeFrame(), 0)


def keep_code_frame(session: Session, user_id: int, assessment: Assessment, frame: CodeFrame, revision: int) -> None:
    """Keep the themes, as a lead of the whole town; `ReadAgain` when somebody changed them since `revision`.

    `ThemesLost` when a code is gone that answers were sorted into: it may be merged or split, not forgotten.
    """
    if not may_whole_town(session, user_id, "lead", assessment):
        raise AnswerNotYours
    hold(session, f"code frame {assessment.id}")
    before, current = code_frame(session, assessment)
    if current != revision:
        raise ReadAgain
    lost = {theme.code for theme in before.themes} - {theme.code for theme in frame.themes}
    if used := sorted(lost & _used(session, assessment)):
        raise ThemesLost(used)
    now = datetime.now(UTC)
    row = {"document": save_yaml(frame), "revision": revision + 1, "user_id": user_id, "at": now}
    session.merge(CodeFrameDocument(assessment_id=assessment.id, **row))
    session.flush()
    record(session, user_id, f"themes kept: {assessment.code}")


def _used(session: Session, assessment: Assessment) -> set[str]:
    """The codes that any answer of the assessment was sorted into."""
    mine = select(Coding.themes).join(OpenAnswer).join(Round).where(Round.assessment_id == assessment.id)
    return {code for given in session.scalars(mine) for code in given}


def code_answer(session: Session, user_id: int, answer_id: uuid.UUID, given: Iterable[str]) -> None:
    """Sort an answer into themes, or into none; the same person again changes their mind.

    Lead and data keeper of the district may, after the first reading. `UnknownTheme` for one that is not in use.
    """
    row = session.get(OpenAnswer, answer_id)
    round_ = session.get(Round, row.round_id) if row else None
    if row is None or round_ is None or not _may_code(session, user_id, row, round_.assessment_id):
        raise AnswerNotYours
    assessment = session.get_one(Assessment, round_.assessment_id)
    current = {theme.code for theme in code_frame(session, assessment)[0].current()}
    codes = sorted(set(given))
    if unknown := [code for code in codes if code not in current]:
        raise UnknownTheme(unknown[0])
    session.merge(Coding(answer_id=answer_id, user_id=user_id, themes=codes))
    session.flush()
    step(session, row.round_id, row.district_id)
    record(session, user_id, f"open answer sorted: {round_.slug}")


def _may_code(session: Session, user_id: int, row: OpenAnswer, assessment_id: int) -> bool:
    shown = row.state in ("read", "approved") and row.counted and not row.sensitive
    return shown and any(
        row.district_id in {one.id for one in visible_districts(session, user_id, assessment_id, role)}
        for role in READERS
    )


def codings(session: Session, round_: Round, item: str) -> list[themes.Coding]:
    """Who sorted which answer to a question into what, for counting; the coder is the user's number as text."""
    mine = select(Coding).join(OpenAnswer).where(OpenAnswer.round_id == round_.id, OpenAnswer.item == item)
    found = session.scalars(mine.where(OpenAnswer.counted).order_by(Coding.answer_id, Coding.user_id))
    return [themes.Coding(str(row.answer_id), str(row.user_id), frozenset(row.themes)) for row in found]


def revisions(session: Session) -> dict[int, int]:
    """How often the themes of each assessment have changed, so that what was counted by them knows its age."""
    found = session.execute(select(CodeFrameDocument.assessment_id, CodeFrameDocument.revision))
    return {assessment: revision for assessment, revision in found}  # noqa: C416 - a result is no mapping
