"""Plans of workshops: who may, what was planned with, what was deleted, and a rehearsal that is wiped."""

from datetime import date

import pytest
from sqlalchemy import func, select

from survey.store.rehearsals import wipe
from survey.store.workshop_items import AsideItem, WorkshopItem, attendance, receive
from survey.store.workshops import (
    Plan,
    agendas_used,
    bring_back,
    change_workshop,
    delete_workshop,
    deleted_of,
    facilitators,
    ids_for,
    workshop_in,
    workshops_of,
)
from tests.store.conftest import Town
from tests.store.evening import evening, record_of

pytestmark = pytest.mark.slow_on_postgres


def test_a_plan_is_changed_deleted_and_brought_back_for_those_who_may(town: Town, staff: dict[str, int]) -> None:
    with town.store.write() as session:
        made = evening(session, town, staff["town"])
        round_, me = town.round(session), staff["town"]
        change_workshop(session, me, made, made.district_id, made.agenda, Plan(date(2026, 6, 1), "18:30", "School"))
        assert [(one.room, one.begins) for one in workshops_of(session, me, round_)] == [("School", "18:30")]
        assert [one.hash for one in agendas_used(session, round_.assessment_id)] == [made.agenda]
        delete_workshop(session, me, made)
        assert list(workshops_of(session, me, round_)) == []
        assert [one.id for one in deleted_of(session, me, round_)] == [made.id]
        assert ids_for(session, me, round_) == {made.id}
        assert workshop_in(session, None, round_, made.id) is None
        assert ids_for(session, None, round_) == set()
        bring_back(session, me, made)
        assert workshop_in(session, me, round_, made.id) is made
        assert deleted_of(session, me, round_) == []


def test_who_may_lead_an_evening_is_known_with_the_districts(town: Town, staff: dict[str, int]) -> None:
    with town.store.read() as session:
        found = facilitators(session, town.round(session).assessment_id)
    assert staff["town"] in found
    assert len(found[staff["town"]][1]) >= 2


@pytest.mark.parametrize("rehearsal", [True, False])
def test_only_a_rehearsal_is_wiped(rehearsal: bool, town: Town, staff: dict[str, int]) -> None:
    with town.store.write() as session:
        made = evening(session, town, staff["town"], rehearsal=rehearsal)
        other = evening(session, town, staff["town"])
        for one in (made, other):
            receive(session, one, None, [record_of(), record_of("nobody")])
        if rehearsal:
            wipe(session, staff["town"], made)
        else:
            with pytest.raises(ValueError, match="rehearsal"):
                wipe(session, staff["town"], made)
    with town.store.read() as session:
        left = [session.scalar(select(func.count()).select_from(table)) for table in (WorkshopItem, AsideItem)]
        assert attendance(session, other)["age"]["old"] == 1
    assert left == ([1, 1] if rehearsal else [2, 2])
