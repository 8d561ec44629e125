"""Founding a project: its address, its districts line by line, and taking a change back."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.store.accounts import create_user, grant, visible_districts
from survey.store.base import Store
from survey.store.districts import Assessment, assessment, district, districts
from survey.store.edits import last, remember, take_back
from survey.store.errors import NotADistrict
from survey.store.founding import Project, code_of, current_names, found, names_of, set_districts
from survey.store.rounds import context, open_rounds

NAME = {"sl": "Naš prostor", "hr": "Naš prostor", "en": "Our place"}


def test_a_project_has_everywhere_else_from_the_start_and_nobody_sees_its_round(store: Store) -> None:
    with store.write() as session:
        round_ = found(session, Project("Škofja Đurđica", NAME, "01 000 00 00", 16, "consent"))
        made = assessment(session, "skofja-durdica")
        assert made is not None
        assert (made.help_phone, made.minimum_age, made.legal_basis) == ("01 000 00 00", 16, "consent")
        assert [one.code for one in districts(session, made)] == ["outside"]
        assert round_.slug == "skofja-durdica"
        assert open_rounds(session) == []


def test_the_same_town_may_ask_twice_under_two_addresses(store: Store) -> None:
    with store.write() as session:
        slugs = [found(session, Project("Kranj", NAME)).slug for _ in range(3)]
    assert slugs == ["kranj", "kranj-2", "kranj-3"]


def test_districts_are_typed_one_a_line() -> None:
    assert names_of("  Zgornje   Lipovje \n\nPolje\r\n") == ["Zgornje Lipovje", "Polje"]


@pytest.mark.parametrize(
    ("lines", "at"),
    [("Polje\npolje", 2), ("Cˇ\nC\u030cešnja\nČEŠNJA", 3), ("", 0), ("Polje\n" + "a" * 201, 2), ("...", 1)],
)
def test_a_line_that_cannot_be_a_district_is_named(lines: str, at: int) -> None:
    with pytest.raises(NotADistrict) as refused:
        names_of(lines)
    assert refused.value.at == at
    assert str(refused.value)


@given(st.text(max_size=300))
def test_an_address_is_always_plain(name: str) -> None:
    assert all(letter in "abcdefghijklmnopqrstuvwxyz0123456789-" for letter in code_of(name))
    assert len(code_of(name)) <= 48


def test_a_district_that_something_hangs_on_ends_and_others_go(store: Store) -> None:
    with store.write() as session:
        round_ = found(session, Project("Kranj", NAME))
        town = session.get_one(Assessment, round_.assessment_id)
        set_districts(session, town, ["Polje", "Breg", "Vrh"])
        polje = district(session, town.id, "polje")
        somebody = create_user(session, "lead", "a password for tests")
        grant(session, somebody, "lead", town, polje)
        done = set_districts(session, town, ["Breg", "Gaj"])
        assert (done.added, done.gone, done.kept_for_answers) == (("Gaj",), ("Vrh",), ("Polje",))
        assert current_names(session, town) == ["Breg", "Gaj"]
        assert [code for code, _name in context(session, round_).districts] == ["breg", "gaj", "outside"]
        assert [one.code for one in visible_districts(session, somebody.id)] == ["polje"]
        set_districts(session, town, ["POLJE"])
        assert current_names(session, town) == ["POLJE"]
        assert district(session, town.id, "polje") is not None


def test_the_newest_change_is_taken_back_once(store: Store) -> None:
    with store.write() as session:
        round_ = found(session, Project("Kranj", NAME))
        town = session.get_one(Assessment, round_.assessment_id)
        set_districts(session, town, ["Polje", "Breg"])
        remember(session, round_, "districts", None)
        set_districts(session, town, ["Polje"])
        remember(session, round_, "days", None)
        round_.opens = datetime.now(UTC).date()
        seen = last(session, town.id)
        assert seen is not None
        assert take_back(session, round_, seen.id + 1) is None
        assert take_back(session, round_, seen.id) == "days"
        assert round_.opens is None
        earlier = last(session, town.id)
        assert earlier is not None
        assert take_back(session, round_, earlier.id) == "districts"
        assert current_names(session, town) == ["Breg", "Polje"]
        assert last(session, town.id) is None


def test_days_come_back_as_days(store: Store) -> None:
    with store.write() as session:
        round_ = found(session, Project("Kranj", NAME))
        round_.opens, round_.closes = date(2026, 3, 1), date(2026, 4, 1)
        remember(session, round_, "days", None)
        round_.opens = round_.closes = None
        seen = last(session, round_.assessment_id)
        assert seen is not None
        take_back(session, round_, seen.id)
        assert (round_.opens, round_.closes) == (date(2026, 3, 1), date(2026, 4, 1))
