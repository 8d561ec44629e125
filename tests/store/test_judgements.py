"""What a lead judges is kept with who and when, changed by nobody else, and refused when it makes no sense."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from analysis.gate import Gate
from analysis.inventory import Tried
from analysis.priorities import PARTS, Weights
from survey.store.accounts import create_user, grant
from survey.store.audit import Audit
from survey.store.districts import assessment, district
from survey.store.errors import AnswerNotYours, ReadAgain
from survey.store.judgements import GROUPS, QUESTIONS, USUAL, Judged, check, judged, keep_judgement, revisions

NO_MONEY = Judged(gates={"choir": Gate(money="no"), "chess": Gate()}, tried={"choir": Tried(2022, 2024)})


@pytest.fixture
def session(town):
    with town.store.write() as session:
        yield session


def north(session):
    return district(session, assessment(session, "lipovje").id, "north")


def lead(session, place="north", role="lead"):
    home = assessment(session, "lipovje")
    user = create_user(session, f"{role} of {place or 'all'}", "a password of some length")
    grant(session, user, role, home, district(session, home.id, place) if place else None)
    return user


def test_before_anybody_has_judged_the_usual_weights_hold(session):
    found = judged(session, north(session))
    assert (found.gates, found.weights, found.tried, found.revision, found.at) == ({}, USUAL, {}, 0, None)


def test_parts_and_usual_weights_are_those_of_the_analysis():
    assert tuple(USUAL) == PARTS
    assert Weights(**USUAL).shares() == pytest.approx(Weights().shares())
    assert set(QUESTIONS) == set(vars(Gate()))
    assert len({group for groups in GROUPS.values() for group in groups}) == 5


@pytest.mark.parametrize("place", ["north", ""])
def test_the_lead_of_the_district_or_of_the_town_keeps_a_judgement_with_name_and_time(session, place):
    user = lead(session, place)
    keep_judgement(session, user.id, north(session), replace(NO_MONEY, weights=USUAL | {"equity": 10}))
    found = judged(session, north(session))
    assert (found.gates, found.tried) == ({"choir": Gate(money="no")}, {"choir": Tried(2022, 2024)})
    assert (found.weights["equity"], found.revision, found.by) == (10, 1, user.name)
    assert found.at.tzinfo
    assert revisions(session) == {north(session).id: 1}
    assert list(session.scalars(select(Audit.what).where(Audit.user_id == user.id))) == ["priorities judged: north"]


@pytest.mark.parametrize(("place", "role"), [("south", "lead"), ("north", "facilitator"), ("", "data_keeper")])
def test_nobody_else_may(session, place, role):
    with pytest.raises(AnswerNotYours):
        keep_judgement(session, lead(session, place, role).id, north(session), NO_MONEY)
    assert revisions(session) == {}


def test_whoever_comes_second_has_to_look_again(session):
    user = lead(session)
    keep_judgement(session, user.id, north(session), NO_MONEY)
    with pytest.raises(ReadAgain):
        keep_judgement(session, user.id, north(session), Judged())
    keep_judgement(session, user.id, north(session), Judged(revision=1))
    assert (judged(session, north(session)).gates, revisions(session)) == ({}, {north(session).id: 2})


@pytest.mark.parametrize(
    "wrong",
    [
        {"weights": USUAL | {"demand": -1}},
        {"weights": USUAL | {"demand": 101}},
        {"weights": USUAL | {"demand": 0.5}},
        {"weights": USUAL | {"demand": True}},
        {"weights": dict.fromkeys(USUAL, 0)},
        {"weights": {"demand": 1}},
        {"tried": {"choir": Tried(2024, 2022)}},
        {"tried": {"choir": Tried(1822, 2022)}},
        {"groups": ("f", "65_up")},
        {"groups": ("cats",)},
    ],
)
def test_what_makes_no_sense_is_refused(session, wrong):
    with pytest.raises(ValueError):
        keep_judgement(session, lead(session).id, north(session), Judged(**wrong))


def test_several_groups_of_one_kind_may_come_first():
    check(Judged(groups=("up_to_29", "65_up")))
    check(Judged(groups=("f", "m"), weights=dict.fromkeys(USUAL, 100)))
