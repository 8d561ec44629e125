"""What a lead enters: only for their own districts, remembered as it was before, and taken back as a whole."""

from datetime import date

import pytest
from sqlalchemy import func, select

from survey.store.accounts import create_user, grant
from survey.store.audit import Audit
from survey.store.base import Store
from survey.store.districts import assessment, district
from survey.store.errors import AnswerNotYours, ReadAgain, StillNamed
from survey.store.inventory import inventory
from survey.store.links import link_of, links_of, make_link
from survey.store.listing import Change, Entry, keep, last, listed, reach, revisions, take_back, thing_at
from survey.store.offerings import Offering, Room
from survey.store.stakeholders import Provider
from survey.store.standing import faded, fades_on


@pytest.fixture
def session(town):
    with town.store.write() as session:
        yield session


def home(session):
    return assessment(session, "lipovje")


def at(session, code):
    return district(session, home(session).id, code)


def who(session, place=None, role="lead"):
    user = create_user(session, f"{role} {place}", "a password of some length")
    grant(session, user, role, home(session), at(session, place) if place else None)
    return reach(session, user.id, home(session))


def room(session, name="Hall", place="north", **more):
    return Entry("rooms", {"district_id": at(session, place).id, "name": name, **more})


def provider(session, name="Choir", place=None):
    where = at(session, place).id if place else None
    return Entry("providers", {"name": name, "kind": "ngo", "district_id": where})


@pytest.mark.one_database
def test_a_lead_keeps_the_own_district_the_town_all_and_a_stranger_nothing(session):
    north, town, admin = who(session, "north"), who(session), who(session, role="administrator")
    assert [one.code for one in north.districts] == ["north"]
    assert not north.town
    assert town.town
    assert len(admin.districts) == 3
    stranger = create_user(session, "nobody", "a password of some length")
    grant(session, stranger, "facilitator", home(session))
    assert reach(session, stranger.id, home(session)) is None
    keep(session, north, [room(session)], "added", "Hall")
    for entry in (room(session, place="south"), provider(session)):
        with pytest.raises(AnswerNotYours):
            keep(session, north, [entry], "added", "x")
    hall = session.scalars(select(Room).where(Room.name == "Hall")).one()
    south = who(session, "south")
    assert thing_at(session, "rooms", hall.id, south) is None
    assert listed(session, "rooms", south) == []
    with pytest.raises(AnswerNotYours):
        keep(session, south, [Entry("rooms", {"name": "Mine"}, hall.id)], "changed", "x")


@pytest.mark.one_database
def test_the_whole_towns_are_read_by_all_and_changed_by_the_town(session):
    town, north = who(session), who(session, "north")
    library = keep(session, town, [provider(session, "Library")], "added", "Library")[0]
    assert listed(session, "providers", north) == [library]
    assert thing_at(session, "providers", library.id, north) is None
    reading = Entry("offers", {"provider_id": library.id, "activities": ["reading_group"]})
    with pytest.raises(AnswerNotYours):
        keep(session, north, [reading], "added", "x")
    offer = keep(session, town, [reading], "added", "Library")[0]
    assert listed(session, "offers", north) == [offer]


def test_a_change_is_taken_back_once_and_only_while_it_is_the_newest(session):
    north = who(session, "north")
    hall = keep(session, north, [room(session, hours={"mon": [["08:00", "12:00"]]})], "added", "Hall")[0]
    keep(session, north, [Entry("rooms", {"hours": {}, "confirmed_on": date(2026, 1, 2)}, hall.id)], "changed", "Hall")
    first, second = session.scalars(select(Change).order_by(Change.id))
    assert last(session, north) is second
    with pytest.raises(ReadAgain):
        take_back(session, north, first.id)
    assert take_back(session, north, second.id).name == "Hall"
    assert (hall.hours, hall.confirmed_on) == ({"mon": [["08:00", "12:00"]]}, None)
    with pytest.raises(ReadAgain):
        take_back(session, north, second.id)
    take_back(session, north, first.id)
    assert session.scalar(select(func.count()).select_from(Room)) == 0
    assert last(session, north) is None
    assert session.scalars(select(Audit.what).order_by(Audit.id.desc())).first() == "inventory taken back: 1 in lipovje"


def test_several_at_once_go_back_at_once_and_what_is_named_stays(session):
    town = who(session)
    choir, _hall = keep(session, town, [provider(session), room(session)], "file", "two")
    singing = {"district_id": at(session, "north").id, "name": {"en": "Singing"}, "activities": ["choir"]}
    keep(session, town, [Entry("offerings", singing | {"provider_id": choir.id})], "added", "Singing")
    two, one = session.scalars(select(Change).order_by(Change.id))
    with pytest.raises(StillNamed):
        take_back(session, town, two.id)
    take_back(session, town, one.id)
    take_back(session, town, two.id)
    assert [session.scalar(select(func.count()).select_from(m)) for m in (Room, Provider, Offering)] == [0, 0, 0]


@pytest.mark.one_database
def test_a_lead_of_another_district_takes_nothing_back(session):
    keep(session, who(session, "north"), [room(session)], "added", "Hall")
    change = session.scalars(select(Change)).one()
    south = who(session, "south")
    assert last(session, south) is None
    with pytest.raises(ReadAgain):
        take_back(session, south, change.id)


@pytest.mark.one_database
def test_figures_learn_of_every_district_that_is_concerned(session):
    town = who(session)
    north, south, outside = (at(session, code).id for code in ("north", "south", "outside"))
    keep(session, town, [room(session)], "added", "Hall")
    assert revisions(session) == {north: 1}
    keep(session, town, [provider(session)], "added", "Choir")
    assert revisions(session) == {north: 2, south: 1, outside: 1}
    far = {"district_id": north, "name": {"en": "Far"}, "activities": ["choir"], "ways": {"south": 15}}
    keep(session, town, [Entry("offerings", far)], "added", "Far")
    assert revisions(session) == {north: 3, south: 2, outside: 2}


@pytest.mark.one_database
def test_drafts_and_what_has_ended_are_in_no_list_and_neighbours_only_as_far_as_somebody_said(session):
    town = who(session)
    states = ("draft", "confirmed", "paused", "ended")
    keep(session, town, [room(session, state, state=state) for state in states], "added", "x")
    keep(session, town, [Entry("providers", provider(session, s).values | {"state": s}) for s in states], "added", "x")
    ids = {one.state: one.id for one in listed(session, "providers", town)}
    offers = [Entry("offers", {"provider_id": ids[s], "activities": ["choir"]}) for s in states]
    keep(session, town, offers, "added", "x")
    base = {"district_id": at(session, "north").id, "activities": ["choir"]}
    ways = ({}, {"south": 20}, {"*": 30})
    keep(session, town, [Entry("offerings", base | {"name": {"en": str(w)}, "ways": w}) for w in ways], "added", "x")
    keep(session, town, [Entry("offerings", base | {"name": {"en": "d"}, "draft": True})], "added", "x")
    north, south = (inventory(session, home(session), at(session, code)) for code in ("north", "south"))
    assert [one.state for one in north.rooms] == ["confirmed", "paused"]
    assert [one.state for one in north.providers] == ["confirmed", "paused"]
    assert [(one.provider, one.state) for one in north.offers] == [("confirmed", "confirmed"), ("paused", "paused")]
    assert [one.minutes for one in north.offerings] == [0, 0, 0]
    assert [(one.minutes, one.place) for one in south.offerings] == [(20, "north"), (30, "north")]


def test_a_word_fades_after_a_year_and_not_a_day_sooner():
    said = date(2025, 3, 1)
    assert not faded(said, date(2026, 3, 1))
    assert faded(said, date(2026, 3, 2))
    assert fades_on(said) == date(2026, 3, 2)
    assert not faded(None, date(2026, 3, 2))


@pytest.mark.one_database
def test_a_link_is_kept_only_as_a_fingerprint_and_opens_nothing_once_it_is_ended(session, town):
    store: Store = town.store
    token = make_link(store, session, town.round(session), None, None)
    link = link_of(store, session, token)
    assert link in links_of(session, town.round(session))
    assert token not in link.mac
    assert link_of(store, session, token + "x") is None
    link.ended_at = link.at
    session.flush()
    assert link_of(store, session, token) is None
    assert links_of(session, town.round(session)) == []
