"""A town with the resident survey in three districts, and an evening in one of them."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.clock import today
from survey.questionnaire.load import load
from survey.store.accounts import User
from survey.store.base import Store
from survey.store.districts import ActivityChoice, District, assessment, district
from survey.store.rounds import Round, publish, round_by_slug
from survey.store.workshops import Plan, Workshop, keep_agenda, plan_workshop
from tests.store.conftest import build

QUESTIONNAIRES = Path(__file__).resolve().parents[2] / "questionnaires"
OWN = {"north": ["garden", "board_games"], "south": ["board_games", "dance"]}
SLUG = "summer"


def prepare(store: Store, questionnaire: Path = QUESTIONNAIRES / "resident_survey.yaml") -> Workshop:
    """The town, its round »summer«, and a workshop in the north."""
    build(store)
    with store.write() as session:
        home = assessment(session, "lipovje")
        assert home is not None
        for code, added in OWN.items():
            place = _district(session, home.id, code)
            session.add_all(ActivityChoice(district_id=place.id, code=own, position=at) for at, own in enumerate(added))
        closes = today() + timedelta(days=3)
        round_ = Round(assessment_id=home.id, slug=SLUG, name={"en": "Summer"}, state="open", closes=closes)
        session.add(round_)
        session.flush()
        publish(session, round_, load(questionnaire))
        return _evening(session, round_)


def _evening(session: Session, round_: Round) -> Workshop:
    user = User(name="Lead", password="nobody logs in here", session_key="lead")
    session.add(user)
    session.flush()
    keep_agenda(session, "a" * 64, {"workshop": "short", "steps": []})
    where = _district(session, round_.assessment_id, "north")
    return plan_workshop(session, user.id, round_, where.id, "a" * 64, Plan(today()))


def _district(session: Session, assessment_id: int, code: str) -> District:
    found = district(session, assessment_id, code)
    assert found is not None
    return found


def place_of(session: Session, workshop: Workshop) -> tuple[Round, District]:
    """The round and the district of an evening."""
    round_ = round_by_slug(session, SLUG)
    assert round_ is not None
    return round_, session.scalars(select(District).where(District.id == workshop.district_id)).one()
