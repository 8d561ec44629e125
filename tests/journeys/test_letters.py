"""A letter from the desk to the receipt: made and printed by the lead, scanned and answered, tried a second time."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_resume import open_code
from tests.journeys.town import Town
from tests.journeys.walk import look_with_axe, send, walk

pytestmark = pytest.mark.slow


def log_in(page: Page, town: Town, language: str) -> None:
    page.goto(f"/login?lang={language}")
    page.locator("[name=name]").fill("lipovje-lead")
    page.locator("[name=password]").fill(town.accounts["lipovje-lead"])
    page.locator("main form button").click()
    expect(page.locator("main h1")).to_be_visible()


def fits(page: Page) -> None:
    """Nothing has to be moved sideways, and axe finds nothing."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    look_with_axe(page)


@pytest.mark.parametrize(("language", "width"), [("sl", 320), ("hr", 820), ("en", 1280)])
def test_a_letter_from_the_desk_to_the_receipt(visit, town: Town, language: str, width: int) -> None:
    desk = visit(language, width)
    log_in(desk, town, language)
    for address in ("/ways/lipovje", "/doubtful/lipovje", "/codes/lipovje"):
        desk.goto(address)
        fits(desk)
    desk.locator("#letters").fill("none")
    desk.locator("form.wanted .go").click()
    expect(desk.locator(".errors")).to_be_visible()
    fits(desk)
    desk.locator("#letters").fill("1")
    desk.locator("form.wanted .go").click()
    fits(desk)
    desk.locator(".printing form .go").first.click()
    desk.goto(f"{desk.url}?still=1")
    fits(desk)
    desk.locator('a[href$="/print/1"]').click()
    fits(desk)
    expect(desk.locator(".strips .qr")).to_have_count(4)
    code = desk.locator(".secret").first.inner_text()
    phone = visit(language, width)
    before = town.answers()
    open_code(phone, code)
    expect(phone.locator("input[name=page]").first).to_be_attached()
    fits(phone)
    walk(phone)
    send(phone)
    assert town.answers() == before + 1
    again = visit(language, width)
    open_code(again, code)
    expect(again.locator("button[value=not_me]")).to_be_visible()
    fits(again)
    again.locator("button[value=not_me]").click()
    expect(again.locator("button[value=not_me]")).to_have_count(0)
    fits(again)
    assert town.answers() == before + 1
