"""A tablet is paired once by each code, may send for one evening, and can be stopped."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest

from survey.store.guesses import wrong_of_late
from survey.store.tablets import HOURS, MINUTES, may_send, pair, pairing_code, revoke, tablet_of, tablets_of
from survey.store.workshops import Workshop
from tests.store.conftest import Town
from tests.store.evening import evening

pytestmark = pytest.mark.slow_on_postgres

NOW = datetime(2026, 5, 4, 15, 0, tzinfo=UTC)


@pytest.fixture
def key(town: Town, staff: dict[str, int]) -> uuid.UUID:
    with town.store.write() as session:
        return evening(session, town, staff["town"]).id


def code_of(town: Town, key: uuid.UUID, by: int) -> str:
    with town.store.write() as session:
        return pairing_code(session, by, session.get_one(Workshop, key), NOW)


def test_a_code_pairs_one_tablet_however_it_is_typed(town: Town, key: uuid.UUID, staff: dict[str, int]) -> None:
    code = code_of(town, key, staff["town"])
    with town.store.write() as session:
        paired = pair(session, code.lower().replace(" ", "-").replace("0", "o"), NOW)
        assert paired is not None
        assert (paired.workshop.id, paired.tablet.number) == (key, 1)
        assert pair(session, code, NOW) is None
        assert wrong_of_late(session) == 1
        found = tablet_of(session, paired.token)
        assert found is not None
        assert found.id == paired.tablet.id
        assert found.token not in (paired.token, "")
        assert tablet_of(session, paired.token + "x") is None


def test_a_code_waits_a_quarter_of_an_hour(town: Town, key: uuid.UUID, staff: dict[str, int]) -> None:
    late = code_of(town, key, staff["town"])
    with town.store.write() as session:
        assert pair(session, late, NOW + timedelta(minutes=MINUTES, seconds=1)) is None


def test_nobody_is_paired_with_a_workshop_that_is_deleted(town: Town, key: uuid.UUID, staff: dict[str, int]) -> None:
    code = code_of(town, key, staff["town"])
    with town.store.write() as session:
        session.get_one(Workshop, key).state = "deleted"
        session.flush()
        assert pair(session, code, NOW) is None


def test_a_tablet_sends_for_fourteen_hours_unless_it_is_stopped(
    town: Town, key: uuid.UUID, staff: dict[str, int]
) -> None:
    codes = [code_of(town, key, staff["town"]) for _ in range(2)]
    with town.store.write() as session:
        first, second = (pair(session, code, NOW) for code in codes)
        assert first is not None
        assert second is not None
        assert [one.number for one in tablets_of(session, first.workshop)] == [1, 2]
        revoke(session, staff["town"], first.tablet)
        assert not may_send(first.tablet, NOW)
        assert may_send(second.tablet, NOW + timedelta(hours=HOURS) - timedelta(seconds=1))
        assert not may_send(second.tablet, NOW + timedelta(hours=HOURS))
