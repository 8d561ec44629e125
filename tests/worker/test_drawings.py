"""Drawings: in every language and size, made once, and fit for a page with a strict policy."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from survey.i18n import LANGUAGES
from survey.store.base import Store
from survey.store.snapshots import Chart
from survey.worker import run_once
from survey.worker.drawing import SIZES
from tests.worker.conftest import Answer

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
