"""How far people come is counted once for each of them, and leads to nobody."""

from typing import Any

import pytest
from sqlalchemy import select

from survey.store.passages import SENT, Passage, Passages, band, passages
from survey.store.rounds import round_by_slug
from tests.web.conftest import Resident


@pytest.fixture
def seen(town: Any) -> Any:
    """What has been counted so far."""

    def counted() -> Passages:
        with town.store.read() as session:
            round_ = round_by_slug(session, "walk")
            assert round_
            return passages(session, round_.id)

    return counted


def test_every_page_is_counted_once_however_often_it_is_seen(resident: Resident, seen: Any) -> None:
    resident.begin()
    assert seen().pages == {"start": 1, "coming": 1}
    resident.press("back")
    resident.press()
    resident.press("lang:hr")
    resident.press(q_r2="often")
    assert seen().pages == {"start": 1, "coming": 1, "wishes": 1}


def test_a_first_page_that_comes_back_with_faults_has_been_begun(resident: Resident, seen: Any) -> None:
    resident.press()
    resident.press()
    assert seen().pages == {"start": 1}


def test_who_sends_is_counted_once_with_the_time_it_took(resident: Resident, seen: Any) -> None:
    resident.begin()
    while not resident.sees("edit:start"):
        resident.press()
    form = {**resident.fields(), "go": ["send"]}
    for _time in range(2):
        resident.page = resident.send(form)
    assert seen().pages[SENT] == 1
    assert seen().minutes == {"3": 1}


def test_a_page_that_nobody_was_asked_is_not_counted(resident: Resident, seen: Any) -> None:
    resident.finish()
    assert "picked" not in seen().pages  # nothing was picked, so there was nothing to ask about it


def test_the_counters_have_no_day_and_no_key(resident: Resident, town: Any) -> None:
    resident.finish()
    with town.store.read() as session:
        assert {column.name for column in Passage.__table__.columns} == {"round_id", "kind", "code", "n"}
        assert all(row.n == 1 for row in session.scalars(select(Passage)))


@pytest.mark.parametrize(("minutes", "code"), [(0, "3"), (3, "3"), (4, "5"), (60, "60"), (61, "longer")])
def test_time_is_counted_in_bands(minutes: int, code: str) -> None:
    assert band(minutes) == code
