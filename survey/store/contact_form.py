"""The separate sheet for people who want to be reached: what it asks, and how it is kept, wherever it was filled in."""

from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from survey.clock import today
from survey.i18n import gettext as _
from survey.questionnaire.answers import Reading
from survey.questionnaire.load import load
from survey.questionnaire.model import Question, Questionnaire
from survey.questionnaire.question_type import Control
from survey.questionnaire.types import type_of
from survey.store.base import Store
from survey.store.contacts import save_contact
from survey.store.districts import Assessment, district

_FOLDER = Path(__file__).resolve().parents[2] / "questionnaires"


@cache
def contact_form() -> Questionnaire:
    """The one form for contacts, the same for every round."""
    return load(_FOLDER / "contact_form.yaml", _FOLDER / "catalogue.yaml")


def ways() -> list[Question]:
    """The questions of which one has to be answered, because they say how somebody is reached."""
    return [question for question in contact_form().questions() if type_of(question).contact_only]


def unreachable(said: Reading) -> dict[str, list[str]]:
    """Somebody who wants to be reached has to say how: by phone or by e-mail."""
    if any(way.id in said.answers or way.id in said.faults for way in ways()):
        return {}
    return {ways()[0].id: [no_way()]}


def no_way() -> str:
    """What is said to somebody who wants to be reached and does not say how."""
    return _("Write a phone number or an e-mail address, so that we can reach you.")


def keep_contact(
    store: Store, session: Session, assessment_id: int, said: Reading, client_id: str, shown: str = ""
) -> str:
    """Store a sheet that was read without faults; the code withdraws it, the one that was `shown` already if any."""
    answers: dict[str, Any] = dict(said.answers)
    where = answers.get(_place_question().id)
    purposes = answers.pop("purposes", {"picked": []})["picked"]
    assessment = session.get_one(Assessment, assessment_id)
    lives = district(session, assessment.id, where) if where else None
    return save_contact(
        store, session, assessment, lives, answers, purposes=purposes, client_id=client_id, day=today(), shown=shown
    )


def _place_question() -> Question:
    return next(q for q in contact_form().questions() if type_of(q).control(q) is Control.DISTRICT)
