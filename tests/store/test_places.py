"""What is asked where: rounds, versions, districts, inventory, and the figures that were made."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from survey.questionnaire.load import load_text
from survey.store.districts import (
    ActivityChoice,
    Census,
    Municipality,
    assessment,
    census,
    district,
    districts,
    local_activities,
)
from survey.store.errors import UnknownDistrict, UnknownVersion
from survey.store.inventory import inventory
from survey.store.offerings import Offering, Room
from survey.store.rounds import Round, context, current_version, open_rounds, publish, questionnaire, round_by_slug
from survey.store.snapshots import Snapshot, chart, latest, latest_of_round, put_chart, put_snapshot
from survey.store.stakeholders import Offer, Provider
from tests.store.conftest import SHORT

DAY = date(2026, 5, 4)


@pytest.fixture
def session(town):
    with town.store.write() as session:
        yield session


def test_only_rounds_of_today_are_open(session, town):
    round_ = town.round(session)
    assert open_rounds(session) == [round_]
    round_.opens, round_.closes = DAY, DAY
    session.flush()
    assert open_rounds(session, DAY) == [round_]
    assert open_rounds(session, DAY - timedelta(days=1)) == open_rounds(session, DAY + timedelta(days=1)) == []
    round_.state = "closed"
    session.flush()
    assert open_rounds(session, DAY) == []


def test_round_is_found_by_its_address(session, town):
    assert round_by_slug(session, "spring").name == {"en": "spring"}
    assert round_by_slug(session, "winter") is None


def test_published_version_stays_when_a_newer_one_is_asked(session, town):
    round_ = town.round(session)
    first = current_version(session, round_)
    changed = load_text(SHORT.replace("A choir", "A small choir"), "short.yaml", {})
    second = publish(session, round_, changed, "clearer").hash
    assert current_version(session, round_) == second != first
    assert questionnaire(session, first).question("choir").label == {"en": "A choir"}
    assert questionnaire(session, second).question("choir").label == {"en": "A small choir"}
    assert publish(session, round_, load_text(SHORT, "short.yaml", {})).hash == first
    assert current_version(session, round_) == first


def test_unknown_version_is_refused(session):
    with pytest.raises(UnknownVersion):
        questionnaire(session, "0" * 64)
    with pytest.raises(UnknownVersion):
        current_version(session, Round(id=99, slug="none"))


def test_context_names_the_place_and_what_it_adds(session, town):
    home = assessment(session, "lipovje")
    north = district(session, home.id, "north")
    session.add_all(ActivityChoice(district_id=north.id, code=c, position=p) for p, c in enumerate(("soup", "chess")))
    district(session, home.id, "south").valid_to = date(2020, 1, 1)
    session.flush()
    asked = context(session, town.round(session), "north")
    assert asked.local_activities == local_activities(session, north) == ("soup", "chess")
    assert asked.districts == (("north", "north"), ("outside", "outside"))
    assert (asked.district, asked.minimum_age, asked.legal_basis) == ("north", 15, "public_task")
    assert context(session, town.round(session)).district is None
    with pytest.raises(UnknownDistrict):
        context(session, town.round(session), "west")


def test_districts_are_in_the_order_people_choose_them(session):
    assert [place.code for place in districts(session, assessment(session, "lipovje"))] == ["north", "south", "outside"]


def test_census_keeps_what_nobody_knows(session):
    home = assessment(session, "lipovje")
    north = district(session, home.id, "north")
    for age, n in (("old", 40), ("young", None)):
        session.add(Census(district_id=north.id, age=age, gender="f", n=n, source="register", day=DAY))
    session.flush()
    assert [(row.age, row.n) for row in census(session, home)] == [("old", 40), ("young", None)]
    assert census(session, assessment(session, "elsewhere")) == []


def _stock(session):
    home = assessment(session, "lipovje")
    north = district(session, home.id, "north")
    hall = Room(district_id=north.id, name="The hall", hours={"mon": [[9, 12]]}, features=["kitchen"])
    club = Provider(assessment_id=home.id, district_id=north.id, name="The example club", kind="association")
    town_wide = Provider(assessment_id=home.id, name="The example library", kind="institution")
    session.add_all([hall, club, town_wide])
    session.flush()
    choir = {"name": {"en": "Choir"}, "activities": ["choir"], "provider_id": club.id, "room_id": hall.id}
    session.add(Offering(assessment_id=home.id, district_id=north.id, **choir))
    session.add(Offer(provider_id=town_wide.id, activities=["reading"], readiness="agreed", slots=["evening"]))
    session.flush()
    return home, north, district(session, home.id, "south")


def test_inventory_of_a_district_holds_its_own_and_the_whole_towns(session):
    home, north, south = _stock(session)
    of_north, of_south = inventory(session, home, north), inventory(session, home, south)
    assert inventory(session, home) == of_north
    assert [(o.name, o.provider, o.room) for o in of_north.offerings] == [
        ({"en": "Choir"}, "The example club", "The hall")
    ]
    assert [room.name for room in of_north.rooms] == ["The hall"]
    assert (of_south.rooms, of_south.offerings) == ((), ())
    assert [provider.name for provider in of_south.providers] == ["The example library"]
    assert [(offer.provider, offer.activities) for offer in of_south.offers] == [("The example library", ("reading",))]


def test_newest_figures_of_each_place_are_found_in_one_question(session, town):
    round_ = town.round(session)
    north = district(session, round_.assessment_id, "north")
    for answers in (5, 6):
        for place in (None, north):
            put_snapshot(session, round_, place, "settled", answers=answers, figures={"n": answers}, stamp=answers)
    assert latest(session, round_, north, "settled").figures == {"n": 6}
    assert latest(session, round_, None, "live") is None
    found = latest_of_round(session, round_, "settled")
    assert {place: snapshot.answers for place, snapshot in found.items()} == {None: 6, north.id: 6}


def test_live_figures_replace_the_earlier_ones(session, town):
    round_ = town.round(session)
    put_snapshot(session, round_, None, "live", answers=1, figures={}, made_at=datetime(2026, 5, 4, tzinfo=UTC))
    second = put_snapshot(session, round_, None, "live", answers=2, figures={})
    assert latest(session, round_, None, "live").id == second.id
    assert [kept.answers for kept in session.scalars(select(Snapshot))] == [2]


def test_chart_is_kept_under_its_key(session):
    assert chart(session, "a" * 64) is None
    put_chart(session, "a" * 64, "<svg/>")
    put_chart(session, "a" * 64, "<svg/>")
    assert chart(session, "a" * 64) == "<svg/>"


def test_rows_point_only_at_what_is_there(town):
    with pytest.raises(Exception, match=r"(?i)foreign key"), town.store.write() as session:
        session.add(Round(assessment_id=999, slug="x", name={"en": "x"}))
    with town.store.write() as session:
        session.add(Municipality(name="still works"))
