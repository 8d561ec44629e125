"""The second window of a tablet, on a projector: it follows along and shows nothing before it may be seen."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.hall import begin, code_for, plan
from tests.journeys.town import Town
from tests.journeys.walk import look_with_axe


def opened(page: Page) -> Page:
    """The window that »open the window for the projector« opens."""
    page.goto(page.url.partition("#")[0] + "#/own")
    with page.context.expect_page() as other:
        page.locator("a[href='#/wall']").click()
    expect(other.value.locator(".onwall h1")).to_be_attached()
    return other.value


def go(page: Page, step: str) -> None:
    page.goto(page.url.partition("#")[0] + f"#/step/{step}")
    expect(page.locator(".step")).to_be_visible()


def test_the_wall_follows_without_a_network_and_shows_a_result_only_when_it_may(visit: Visit, town: Town) -> None:
    page = visit("en", 1024)
    begin(page, code_for(town, plan(town)))
    wall = opened(page)
    page.context.set_offline(True)
    go(page, "need")
    expect(wall.locator(".asked")).to_have_text("How much do we need a place to meet here?")
    for _slip in range(3):
        page.locator(".cnt .plus").last.click()
    expect(wall.locator(".number b")).to_have_text("3")
    assert wall.locator(".answers svg").count() == 0
    look_with_axe(wall)
    page.get_by_role("button", name="Show the result").click()
    expect(wall.locator(".answers b").last).to_have_text("3")
    look_with_axe(wall)
    look_with_axe(page)
    page.get_by_role("button", name="Hide the result again").click()
    expect(wall.locator(".answers svg")).to_have_count(0)
    page.get_by_role("button", name="Cover the wall").click()
    expect(wall.locator("main")).to_have_text("The wall is covered")
    go(page, "dots")
    expect(wall.locator("main")).to_have_text("The wall is covered")
    page.get_by_role("button", name="Uncover the wall").click()
    expect(wall.locator("h1")).to_have_text("Dots")


@pytest.mark.slow
def test_a_wall_that_was_closed_comes_back_as_it_was(visit: Visit, town: Town) -> None:
    page = visit("sl", 820)
    begin(page, code_for(town, plan(town)))
    wall = opened(page)
    go(page, "need")
    page.get_by_role("button", name="Pokaži izid").click()
    page.get_by_role("button", name="Zakrij steno").click()
    expect(wall.locator("main")).to_have_text("Stena je zakrita")
    wall.close()
    again = opened(page)
    expect(again.locator("main")).to_have_text("Stena je zakrita")
    go(page, "need")
    page.get_by_role("button", name="Odkrij steno").click()
    expect(again.locator(".answers svg").first).to_be_visible()
