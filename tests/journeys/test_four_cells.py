"""Answered, left blank, refused and not asked are four different things, because they belong to different bases."""

import pytest
from playwright.sync_api import Page

from tests.journeys.town import Town, within
from tests.journeys.walk import begin, send, walk

START = {"q_agree": ["yes"], "q_place": ["polje"]}


@pytest.mark.parametrize(
    ("option", "answers", "pages"),
    [
        ("weekly", {"q_owns": ["garden"], "q_often": ["weekly"]}, ["start", "garden", "often"]),
        ("_blank", {"q_owns": ["garden"]}, ["start", "garden", "often"]),
        ("_refused", {"q_owns": ["garden"], "q_often": ["na"]}, ["start", "garden", "often"]),
        ("_not_asked", {"q_owns": ["nothing"]}, ["start", "garden"]),
    ],
)
def test_one_answer_adds_one_to_one_cell(visit, town: Town, option: str, answers, pages: list[str]) -> None:
    page: Page = visit()
    before = town.counts("four-cells", "often")
    begin(page, "four-cells")
    assert walk(page, START | answers) == pages
    send(page)
    within(60, lambda: town.counts("four-cells", "often") != before)
    after = town.counts("four-cells", "often")
    assert after - before == {option: 1}
    assert after.total() == before.total() + 1
