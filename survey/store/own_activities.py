"""Activities that a town made up, and what each district adds to the list that all see."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ForeignKey, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from survey.questionnaire.activities import OWN
from survey.questionnaire.model import Activity
from survey.store.base import Base, Document, Text
from survey.store.districts import ActivityChoice, Assessment, District, districts
from survey.store.founding import code_of

LONGEST_CODE = 40
MOST_OWN = 40


class OwnActivity(Base):
    """One activity that is in no catalogue: its words, and the common one it is compared as."""

    __tablename__ = "own_activity"

    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    label: Mapped[Text]
    like: Mapped[str] = mapped_column(String(60))


def own_activities(session: Session, assessment: Assessment) -> dict[str, Activity]:
    """What a town made up, by code, as a questionnaire offers it."""
    return {row.code: _activity(row) for row in _rows(session, assessment)}


def _rows(session: Session, assessment: Assessment) -> list[OwnActivity]:
    mine = select(OwnActivity).where(OwnActivity.assessment_id == assessment.id)
    return list(session.scalars(mine.order_by(OwnActivity.code)))


def _activity(row: OwnActivity) -> Activity:
    return Activity(code=row.code, label=row.label, like=row.like)


def add_own(session: Session, assessment: Assessment, label: Text, like: str) -> str:
    """Make an activity up; its code is made of its name and stays, since answers refer to it."""
    taken = own_activities(session, assessment)
    plain = code_of(next(iter(label.values()))).replace("-", "_")[:LONGEST_CODE].strip("_") or "own"
    numbered = (f"{OWN}{plain}" if n == 1 else f"{OWN}{plain}_{n}" for n in range(1, len(taken) + 2))
    code = next(code for code in numbered if code not in taken)
    session.add(OwnActivity(assessment_id=assessment.id, code=code, label=label, like=like))
    session.flush()
    return code


def forget_own(session: Session, assessment: Assessment, code: str) -> None:
    """Let an activity be gone, with every district's choice of it; a published questionnaire keeps its words."""
    mine = OwnActivity.assessment_id == assessment.id
    session.execute(delete(OwnActivity).where(mine, OwnActivity.code == code))
    for one, codes in choices(session, assessment).items():
        if code in codes:
            put_choices(session, assessment, one, [other for other in codes if other != code])


def choices(session: Session, assessment: Assessment) -> dict[str, list[str]]:
    """What each district adds, in its order."""
    chosen = select(District.code, ActivityChoice.code).join(ActivityChoice, ActivityChoice.district_id == District.id)
    chosen = chosen.where(District.assessment_id == assessment.id)
    found: dict[str, list[str]] = {}
    for place, code in session.execute(chosen.order_by(ActivityChoice.position, ActivityChoice.id)):
        found.setdefault(place, []).append(code)
    return found


def put_choices(session: Session, assessment: Assessment, place: str, codes: Iterable[str]) -> None:
    """Let a district add exactly these."""
    mine = next((one for one in districts(session, assessment) if one.code == place), None)
    if mine is None:
        return
    session.execute(delete(ActivityChoice).where(ActivityChoice.district_id == mine.id))
    listed = enumerate(dict.fromkeys(codes))
    session.add_all(ActivityChoice(district_id=mine.id, code=code, position=at) for at, code in listed)
    session.flush()


def written(session: Session, assessment: Assessment) -> Document:
    """All of it as a document."""
    own = [[row.code, row.label, row.like] for row in _rows(session, assessment)]
    return {"own": own, "choices": choices(session, assessment)}


def restore(session: Session, assessment: Assessment, before: Mapping[str, Any]) -> None:
    """Put back what a document says."""
    session.execute(delete(OwnActivity).where(OwnActivity.assessment_id == assessment.id))
    for code, label, like in before["own"]:
        session.add(OwnActivity(assessment_id=assessment.id, code=code, label=label, like=like))
    for one in districts(session, assessment):
        put_choices(session, assessment, one.code, before["choices"].get(one.code, ()))
