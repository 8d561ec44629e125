"""Drawings: in every language and size, made once, and fit for a page with a strict policy."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from survey.i18n import LANGUAGES
from survey.questionnaire.load import load
from survey.store.base import Store
from survey.store.districts import Assessment
from survey.store.rounds import Round
from survey.store.snapshots import Chart
from survey.store.stakeholders import Offer, Provider
from survey.worker import run_once
from survey.worker.drawing import SIZES, Names, in_language, matrix, week
from survey.worker.drawing.pieces import Scene
from survey.worker.place import asked, place
from tests.worker.conftest import SURVEY, Answer

Shown = Callable[..., Any]


def drawings(store: Store) -> dict[str, str]:
    with store.read() as session:
        return {chart.key: chart.svg for chart in session.scalars(select(Chart))}


def wish(answer: Answer, people: int, **said: Any) -> None:
    for _ in range(people):
        answer(r3={"picked": ["social_cafe", "exercise"]}, r5={"picked": ["kitchen"]}, r8={"picked": ["word"]}, **said)


def test_every_drawing_a_page_names_lies_ready_in_every_language_and_size(
    town: Store, answer: Answer, shown: Shown
) -> None:
    wish(answer, 8, age="a65_74", gender="f")
    run_once(town)
    ready = drawings(town)
    live, settled = shown()["charts"], shown(kind="settled")["charts"]
    assert live.keys() == {"wishes", "features", "hear"}
    assert settled.keys() == {"coverage"}
    for chart in (*live.values(), *settled.values()):
        assert {(code, size) for code, sizes in chart["keys"].items() for size in sizes} == {
            (code, size) for code in LANGUAGES for size in SIZES
        }
        assert all(key in ready for sizes in chart["keys"].values() for key in sizes.values())


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_drawing_says_what_it_shows_and_holds_no_style_of_its_own(
    town: Store, answer: Answer, shown: Shown, code: str
) -> None:
    wish(answer, 8)
    run_once(town)
    svg = drawings(town)[shown()["charts"]["wishes"]["keys"][code]["screen"]]
    assert 'role="img"' in svg
    assert "<title" in svg
    assert "<desc" in svg
    assert "Breg" in svg
    assert "style=" not in svg
    assert "<style" not in svg


def test_the_week_shows_free_rooms_and_the_matrix_what_nobody_offers(town: Store, answer: Answer, shown: Shown) -> None:
    second_provider(town)
    for _ in range(6):
        answer(r3={"picked": ["social_cafe", "exercise"]}, r7={"picked": ["weekday_am", "saturday"]})
    run_once(town)
    live = shown()
    assert live["free"] == {"weekday_am": 1}
    scene = Scene("Breg", Names(load(SURVEY), "en"))
    drawn, offered = week.of_live(scene, live), matrix.of_live(scene, live)
    assert drawn
    assert offered
    assert {(row["day"], row["part"]): (row["count"], row["rooms"]) for row in drawn.table} == {
        ("weekday", "am"): (6, 1),
        ("weekday", "pm"): (0, 0),
        ("weekday", "ev"): (0, 0),
        ("saturday", ""): (6, 0),
        ("sunday", ""): (0, 0),
    }
    assert [(row["activity"], row["provider"]) for row in offered.table] == [
        ("social_cafe", "Društvo Breg"),
        ("exercise", None),
        ("digital_help", "Knjižnica"),
    ]


def second_provider(town: Store) -> None:
    with town.write() as session:
        mine = session.scalars(select(Assessment)).one()
        library = Provider(assessment_id=mine.id, name="Knjižnica", kind="ngo")
        session.add(library)
        session.flush()
        session.add(Offer(provider_id=library.id, activities=["digital_help"], readiness="agreed"))


def test_a_picture_leaves_the_page_in_one_language_and_size(town: Store, answer: Answer, shown: Shown) -> None:
    wish(answer, 6, age="a65_74")
    run_once(town)
    with town.read() as session:
        asked_here = asked(session, session.scalars(select(Round)).one())
        breg = place(session, asked_here, next(one for one in asked_here.districts if one.code == "breg"), 0)
    drawn = {one.name: one for one in in_language(breg, shown(), shown(kind="settled"), "hr", "paper")}
    assert drawn.keys() == {"wishes", "features", "hear", "coverage"}
    assert drawn["hear"].png().startswith(b"\x89PNG")


def test_a_single_provider_is_read_in_the_list(town: Store, answer: Answer, shown: Shown) -> None:
    wish(answer, 6)
    run_once(town)
    assert "matrix" not in shown()["charts"]


def test_ranges_begin_with_an_order(town: Store, answer: Answer, shown: Shown) -> None:
    wish(answer, 30)
    wish(answer, 29, place="gaj")
    run_once(town)
    assert "ranges" not in shown("gaj")["charts"]
    first = shown()["wishes"]["rows"][0]
    assert "ranges" in shown()["charts"]
    assert 0.88 < first["low"] < first["high"] == 1


def test_the_same_numbers_are_drawn_once(town: Store, answer: Answer, shown: Shown) -> None:
    wish(answer, 8)
    run_once(town)
    before, keys = drawings(town), shown()["charts"]["features"]
    answer(r2="weekly")
    run_once(town)
    assert shown()["charts"]["features"] == keys
    assert drawings(town) == before


def test_more_than_a_hundred_people_become_bars(town: Store, answer: Answer, shown: Shown) -> None:
    for _ in range(101):
        answer(r2="weekly", r10="yes")
    run_once(town)
    assert shown()["charts"].keys() >= {"need", "willing", "ways"}
