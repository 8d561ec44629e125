"""Map, streets and census of a project: put in place of what was there, and taken back."""

from datetime import date

import pytest
from sqlalchemy import func, select

from survey.store import places
from survey.store.base import Store
from survey.store.districts import Assessment, Census, district
from survey.store.edits import LARGE_KEPT, Edit, last, remember, take_back
from survey.store.founding import Project, found, set_districts
from survey.store.places import Living, Street
from survey.store.rounds import Round

DAY = date(2026, 3, 1)
BORDER = {"type": "Polygon", "coordinates": [[[14.0, 46.0], [14.1, 46.0], [14.1, 46.1], [14.0, 46.0]]]}
STREETS = [Street("polje", "Žitna ulica", 1, None, "odd"), Street("breg", "Lipova", None, None, "all")]
LIVING = [Living("polje", "a15_29", "f", 12, "register", DAY), Living("breg", "a15_29", "", None, "register", DAY)]


@pytest.fixture
def session(store: Store):  # type: ignore[no-untyped-def]
    with store.write() as session:
        yield session


def kranj(session) -> tuple[Round, Assessment]:  # type: ignore[no-untyped-def]
    round_ = found(session, Project("Kranj", {"en": "Kranj"}))
    town = session.get_one(Assessment, round_.assessment_id)
    set_districts(session, town, ["Polje", "Breg"])
    return round_, town


def test_what_is_put_is_there_and_nothing_of_what_was_before(session) -> None:  # type: ignore[no-untyped-def]
    round_, town = kranj(session)
    for _ in range(2):
        places.put_map(session, town, {"polje": BORDER, "unknown": BORDER})
        places.put_streets(session, town, [*STREETS, Street("gone", "x", 1, 1, "all")])
        places.put_census(session, town, LIVING)
    assert places.map_of(session, town) == {"polje": BORDER}
    assert places.streets_of(session, town) == STREETS
    assert places.census_of(session, town) == LIVING
    assert town.placed == 4
    assert round_.assessment_id == town.id


@pytest.mark.one_database
@pytest.mark.parametrize("part", ["map", "streets", "census"])
def test_each_is_taken_back(session, part: str) -> None:  # type: ignore[no-untyped-def]
    round_, town = kranj(session)
    put = {"map": places.put_map, "streets": places.put_streets, "census": places.put_census}[part]
    read = {"map": places.map_of, "streets": places.streets_of, "census": places.census_of}[part]
    first = {"map": {"polje": BORDER}, "streets": STREETS, "census": LIVING}[part]
    put(session, town, first)
    remember(session, round_, part, None)
    put(session, town, type(first)())
    assert not read(session, town)
    seen = last(session, town.id)
    assert seen is not None
    assert take_back(session, round_, seen.id) == part
    assert read(session, town) == first


@pytest.mark.one_database
def test_only_a_few_large_states_are_kept_and_never_at_the_cost_of_others(session) -> None:  # type: ignore[no-untyped-def]
    round_, _town = kranj(session)
    remember(session, round_, "project", None)
    for _ in range(LARGE_KEPT + 3):
        remember(session, round_, "streets", None)
    kept = dict(session.execute(select(Edit.part, func.count()).group_by(Edit.part)).all())
    assert kept == {"project": 1, "streets": LARGE_KEPT}


@pytest.mark.one_database
def test_a_large_state_is_kept_in_little_room(session) -> None:  # type: ignore[no-untyped-def]
    round_, town = kranj(session)
    places.put_streets(session, town, [Street("polje", f"Ulica {at}", 1, 99, "odd") for at in range(2000)])
    remember(session, round_, "streets", None)
    seen = last(session, town.id)
    assert seen is not None
    assert len(seen.before["packed"]) < 20_000


def test_a_file_waits_until_somebody_decides(session) -> None:  # type: ignore[no-untyped-def]
    _round, town = kranj(session)
    assert places.file_of(session, town, "map") is None
    for name in ("first.geojson", "second.geojson"):
        places.put_file(session, town, "map", name, {"shapes": []}, None)
    waiting = places.file_of(session, town, "map")
    assert waiting is not None
    assert waiting.name == "second.geojson"
    places.drop_file(session, town, "map")
    session.expire_all()
    assert places.file_of(session, town, "map") is None


@pytest.mark.one_database
def test_a_district_with_a_census_is_not_deleted(session) -> None:  # type: ignore[no-untyped-def]
    _round, town = kranj(session)
    places.put_census(session, town, LIVING)
    assert set_districts(session, town, ["Breg"]).kept_for_answers == ("Polje",)
    polje = district(session, town.id, "polje")
    assert polje is not None
    assert session.scalar(select(func.count()).where(Census.district_id == polje.id)) == 1
