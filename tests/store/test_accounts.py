"""Nobody sees anything unless a grant says so."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from survey.store import accounts
from survey.store.accounts import (
    ROLES,
    LoginAttempt,
    User,
    check_password,
    create_user,
    disable,
    districts_of_roles,
    grant,
    may,
    set_password,
    visible_districts,
)
from survey.store.districts import assessment, district, districts
from survey.store.errors import NameTaken, TooManyAttempts

ALL = {("lipovje", code) for code in ("north", "south", "outside")}
EVERYWHERE = ALL | {("elsewhere", code) for code in ("north", "south", "outside")}
SCOPES = {"everywhere": EVERYWHERE, "assessment": ALL, "district": {("lipovje", "north")}, "none": set()}


@pytest.fixture
def session(town):
    with town.store.write() as session:
        yield session


def _granted(session, role, scope):
    user = User(name=f"{role} {scope}", password="", session_key="", disabled=False)
    session.add(user)
    session.flush()
    home = assessment(session, "lipovje")
    north = district(session, home.id, "north")
    if scope != "none":
        grant(session, user, role, home if scope != "everywhere" else None, north if scope == "district" else None)
    return user


def _seen(session, user_id, role, **where):
    owners = {assessment(session, code).id: code for code in ("lipovje", "elsewhere")}
    return {(owners[d.assessment_id], d.code) for d in visible_districts(session, user_id, role=role, **where)}


@pytest.mark.parametrize("scope", SCOPES)
def test_grant_shows_its_districts_in_its_role_and_nothing_else(session, scope):
    for role in ROLES:
        _check_everything_asked(session, _granted(session, role, scope), role, scope)


def _check_everything_asked(session, user, role, scope):
    for asked in ROLES:
        expected = SCOPES[scope] if asked == role else set()
        assert _seen(session, user.id, asked) == expected
        for code in ("lipovje", "elsewhere"):
            owner = assessment(session, code)
            for place in districts(session, owner):
                assert may(session, user.id, asked, owner, place) == ((code, place.code) in expected)
            whole = asked == role and (scope == "everywhere" or (scope == "assessment" and code == "lipovje"))
            assert may(session, user.id, asked, owner) == whole


def test_assessment_asked_for_limits_what_is_seen(session):
    user = _granted(session, "lead", "everywhere")
    home = assessment(session, "lipovje")
    assert _seen(session, user.id, "lead", assessment_id=home.id) == ALL


def test_several_roles_show_each_district_once_and_people_from_elsewhere_last(session):
    user = _granted(session, "lead", "district")
    home = assessment(session, "lipovje")
    grant(session, user, "facilitator", home, None)
    for roles, expected in ({"lead"}, ["north"]), (ROLES, ["north", "south", "outside"]), ((), []):
        assert [one.code for one in districts_of_roles(session, user.id, home.id, roles)] == expected


def test_nobody_and_the_disabled_see_nothing(session):
    user = _granted(session, "lead", "everywhere")
    assert visible_districts(session, None) == visible_districts(session, user.id + 1) == []
    assert not may(session, None, "lead", assessment(session, "lipovje"))
    disable(user)
    session.flush()
    assert visible_districts(session, user.id) == []
    assert not may(session, user.id, "lead", assessment(session, "lipovje"))


def test_role_that_does_not_exist_shows_nothing(session):
    user = _granted(session, "lead", "everywhere")
    assert visible_districts(session, user.id, role="") == visible_districts(session, user.id, role="LEAD") == []


def test_district_of_another_assessment_cannot_be_granted(session):
    user = create_user(session, "Ana", "a long password")
    foreign = district(session, assessment(session, "elsewhere").id, "north")
    with pytest.raises(ValueError):
        grant(session, user, "lead", assessment(session, "lipovje"), foreign)
    with pytest.raises(ValueError):
        grant(session, user, "mayor")


def test_granting_twice_is_one_grant(session):
    user = create_user(session, "Ana", "a long password")
    assert grant(session, user, "lead").id == grant(session, user, "lead").id


def test_only_the_right_password_lets_in(session):
    user = create_user(session, "Ana  Novak", "a long password")
    assert check_password(session, "ana novak", "a long password").id == user.id
    assert check_password(session, "ana novak", "another password") is None
    assert check_password(session, "nobody", "a long password") is None
    disable(user)
    assert check_password(session, "ana novak", "a long password") is None


def test_new_password_ends_old_sessions(session):
    user = create_user(session, "Ana", "a long password")
    before = user.session_key
    set_password(user, "a newer password")
    session.flush()
    assert user.session_key != before
    assert check_password(session, "Ana", "a long password") is None
    assert check_password(session, "Ana", "a newer password") is not None


def test_name_can_be_used_once(session):
    create_user(session, "Ana", "a long password")
    for name in ("ana ", "ANA", " "):
        with pytest.raises(NameTaken):
            create_user(session, name, "a long password")


@pytest.fixture
def few_attempts(monkeypatch):
    """Two wrong passwords instead of ten, since each is slow on purpose."""
    monkeypatch.setattr(accounts, "FREE_ATTEMPTS", 2)


def _fail(store, times, name="ana", source=""):
    """Wrong passwords are remembered although the page that checks them only reads."""
    for _ in range(times):
        with store.read() as session:
            assert check_password(session, name, "wrong", source) is None


def test_guessing_is_slowed_down_but_not_for_the_person_elsewhere(town, few_attempts):
    with town.store.write() as session:
        create_user(session, "Ana", "a long password")
    _fail(town.store, 2, source="198.51.100.7")
    with town.store.read() as session:
        with pytest.raises(TooManyAttempts) as told:
            check_password(session, "Ana", "a long password", "198.51.100.7")
        assert 0 < told.value.seconds <= 60
        assert check_password(session, "Ana", "a long password", "192.0.2.1") is not None


def test_unknown_names_are_slowed_down_the_same(town, few_attempts):
    _fail(town.store, 2, name="nobody")
    with town.store.read() as session, pytest.raises(TooManyAttempts):
        check_password(session, "nobody", "wrong")


def test_after_a_quarter_of_an_hour_failures_are_forgotten(town, few_attempts):
    _fail(town.store, 2)
    with town.store.write() as session:
        session.execute(update(LoginAttempt).values(at=datetime.now(UTC) - timedelta(minutes=16)))
    _fail(town.store, 1)
    with town.store.read() as session:
        assert len(session.scalars(select(LoginAttempt)).all()) == 1


def test_names_of_those_who_failed_are_not_kept(town):
    _fail(town.store, 1, name="ana")
    with town.store.read() as session:
        assert "ana" not in session.scalars(select(LoginAttempt.key)).one()
