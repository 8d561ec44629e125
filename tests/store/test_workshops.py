"""Evenings are planned by whom they concern, and seen by nobody else."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.store.districts import District, district
from survey.store.workshops import (
    AgendaVersion,
    Plan,
    Workshop,
    keep_agenda,
    may_plan,
    plan_workshop,
    workshop_of,
    workshops_of,
)
from tests.store.conftest import Town

AGENDA = {"workshop": "short", "steps": []}
PLAN = Plan(date(2026, 5, 4), begins="18:00", room="Gasilski dom", invited=("school",), ways=("poster",))


def north(session: Session, town: Town) -> District:
    found = district(session, town.round(session).assessment_id, "north")
    assert found is not None
    return found


def planned(session: Session, town: Town, by: int, day: date = PLAN.day) -> Workshop:
    keep_agenda(session, "a" * 64, AGENDA)
    plan = Plan(day, PLAN.begins, PLAN.room, invited=PLAN.invited, ways=PLAN.ways)
    return plan_workshop(session, by, town.round(session), north(session, town).id, "a" * 64, plan)


def test_a_workshop_is_seen_by_the_lead_of_its_district_and_of_the_town_only(town: Town, staff: dict[str, int]) -> None:
    with town.store.write() as session:
        made = planned(session, town, staff["north"])
        round_ = town.round(session)
        sees = {name for name, user in staff.items() if workshop_of(session, user, made.id)}
        assert sees == {name for name, user in staff.items() if made.district_id in may_plan(session, user, round_)}
        assert {"north", "town"} <= sees
        assert not {"south", "keeper"} & sees
        assert workshop_of(session, None, made.id) is None
        assert workshops_of(session, staff["south"], round_) == []


def test_the_latest_comes_first_and_what_was_deleted_is_not_seen(town: Town, staff: dict[str, int]) -> None:
    with town.store.write() as session:
        first, second = (planned(session, town, staff["town"], date(2026, 5, day)) for day in (4, 11))
        assert list(workshops_of(session, staff["town"], town.round(session))) == [second, first]
        second.state = "deleted"
        session.flush()
        assert list(workshops_of(session, staff["town"], town.round(session))) == [first]
        assert workshop_of(session, staff["town"], second.id) is None


def test_what_was_said_of_the_evening_is_kept_and_the_agenda_once(town: Town, staff: dict[str, int]) -> None:
    with town.store.write() as session:
        key = planned(session, town, staff["town"]).id
        planned(session, town, staff["town"])
    with town.store.read() as session:
        found = session.get_one(Workshop, key)
        assert (found.begins, found.room, found.invited, found.ways) == (
            "18:00",
            "Gasilski dom",
            ["school"],
            ["poster"],
        )
        assert (found.rehearsal, found.state) == (False, "planned")
        assert session.scalars(select(AgendaVersion.document)).all() == [AGENDA]
