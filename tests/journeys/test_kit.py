"""The hall kit from the printer: one piece of paper a page, nothing cut off, in every language."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.test_letters import fits, log_in
from tests.journeys.test_workshops import plan
from tests.journeys.town import Town

pytestmark = pytest.mark.slow
CUT_OFF = """[...document.querySelectorAll('.leaf,.pieces article')].filter(
    one => one.scrollHeight > one.clientHeight + 1 || one.scrollWidth > one.clientWidth + 1).length"""


def pages(page: Page) -> list[str]:
    made = page.pdf(prefer_css_page_size=True)
    return [one.extract_text() for one in PdfReader(BytesIO(made)).pages]


@pytest.mark.parametrize("language", ["sl", "hr", "en"])
def test_every_leaf_is_a_page_and_the_script_comes_last(visit, town: Town, language: str) -> None:
    desk = visit(language, 1280)
    log_in(desk, town, language)
    plan(desk)
    here = desk.url
    desk.locator("a[href$='/kit']").click()
    expect(desk.locator(".poster")).to_have_count(3)
    desk.locator("#people").fill("23")
    desk.locator(".screen button").click()
    expect(desk.locator(".dots")).to_have_count(5)
    fits(desk)
    desk.emulate_media(media="print")
    assert desk.evaluate(CUT_OFF) == 0
    printed = pages(desk)
    assert all(said.strip() for said in printed)
    assert desk.locator(".leaf").count() <= len(printed) <= desk.locator(".leaf").count() + 2
    assert "60" in printed[desk.locator(".leaf").count() - 1]
    desk.emulate_media(media="screen")
    desk.locator(".screen a").last.click()
    expect(desk).to_have_url(re.compile(rf"{re.escape(here)}(\?|#|$)"))
    expect(desk.locator("h1")).to_be_visible()


@pytest.mark.parametrize(("language", "width"), [("sl", 360), ("hr", 820), ("en", 1280)])
def test_what_helps_whoever_runs_a_workshop_fits_every_screen(visit, town: Town, language: str, width: int) -> None:
    desk = visit(language, width)
    log_in(desk, town, language)
    plan(desk)
    here = desk.url
    desk.goto(f"{here}/kit")
    fits(desk)
    desk.goto(here)
    desk.locator("a[href$='/how']").click()
    expect(desk.locator(".guide section")).to_have_count(6)
    fits(desk)
    assert len(pages(desk)) <= 4
    desk.goto(here)
    desk.locator("a[href*='like=']").click()
    expect(desk.locator("#begins")).to_have_value("18:00")
    expect(desk.locator("#day")).to_have_value("")
    fits(desk)
