"""A small town that asks the real resident survey: two districts, who lives there, what exists."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from survey.figures import Live, Settled
from survey.questionnaire.load import load
from survey.store.base import Store
from survey.store.districts import Assessment, Census, District, Municipality, district
from survey.store.offerings import Offering, Room
from survey.store.responses import Submitted, submit
from survey.store.rounds import Round, publish, round_by_slug
from survey.store.snapshots import Snapshot, latest
from survey.store.stakeholders import Offer, Provider

SURVEY = Path(__file__).resolve().parents[2] / "questionnaires" / "resident_survey.yaml"
DAY = date(2026, 11, 22)

Answer = Callable[..., Submitted]


@pytest.fixture
def town(empty_sqlite: Path, tmp_path: Path) -> Iterator[Store]:
    """The small town on the database that most towns will have."""
    shutil.copytree(empty_sqlite, tmp_path / "data")
    store = Store(f"sqlite:///{tmp_path / 'data' / 'soseska.db'}", "a key for tests only, forty characters long")
    yield build(store)
    store.close()


def build(store: Store) -> Store:
    """Breg has a room, one thing that runs and one offer; Gaj has nothing."""
    with store.write() as session:
        place = Municipality(name="Vas")
        session.add(place)
        session.flush()
        mine = Assessment(code="vas", name={"sl": "Vas"}, municipality_id=place.id)
        session.add(mine)
        session.flush()
        breg, gaj = (District(assessment_id=mine.id, code=code, name=code.title()) for code in ("breg", "gaj"))
        asked = Round(assessment_id=mine.id, slug="vas", name={"sl": "Jesen"}, state="open")
        helper = Provider(assessment_id=mine.id, name="Društvo Breg", kind="ngo")
        session.add_all([breg, gaj, asked, helper])
        session.flush()
        ages = (("a15_29", 40), ("a30_44", 60), ("a65_74", 50))
        session.add_all(
            Census(district_id=breg.id, age=age, gender=gender, n=n // 2, source="count", day=DAY)
            for age, n in ages
            for gender in ("f", "m")
        )
        session.add(Room(district_id=breg.id, name="Dom", capacity=30, hours={"tue": [["09:00", "12:00"]]}))
        session.add(
            Offering(assessment_id=mine.id, district_id=breg.id, name={"sl": "Zbor"}, activities=["choir_music"])
        )
        session.add(Offer(provider_id=helper.id, activities=["social_cafe"], readiness="agreed"))
        publish(session, asked, load(SURVEY))
    return store


@pytest.fixture
def answer(town: Store) -> Answer:
    """Let somebody answer; what is not said is left blank."""
    return answers_to(town)


def answers_to(town: Store, sent: int = 0) -> Answer:
    """A door through which one invented person after the other answers; `sent` have done so before."""

    def somebody(place: str = "breg", channel: str = "web", **said: Any) -> Submitted:
        nonlocal sent
        sent += 1
        with town.write() as session:
            asked = round_by_slug(session, "vas")
            assert asked is not None
            return submit(
                town,
                session,
                asked,
                {"r0": "yes", "r1": place, **said},
                client_id=f"person-{sent}",
                channel=channel,
                access="open",
                language="sl",
                day=DAY,
                district=place,
            )

    return somebody


@pytest.fixture
def shown(town: Store) -> Callable[..., Any]:
    """The newest figures of a district: plain totals, or the settled ones."""

    def newest(place: str = "breg", kind: str = "live") -> Live | Settled | None:
        snapshot = snapshot_of(town, place, kind)
        return snapshot.figures if snapshot else None  # type: ignore[return-value]

    return newest


def snapshot_of(store: Store, place: str, kind: str) -> Snapshot | None:
    with store.read() as session:
        asked = session.scalars(select(Round)).one()
        where = district(session, asked.assessment_id, place)
        return latest(session, asked, where, kind)


NOW = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
