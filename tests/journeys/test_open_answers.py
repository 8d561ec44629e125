"""The data keeper reads with the keyboard alone, and what they let through is found by the lead."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_lead import log_in
from tests.journeys.town import Town, within
from tests.journeys.walk import look_with_axe

QUEUE = "/open-answers/lipovje/first?district=stara-zaga&item=r11"
PAGES = ("", "/first", "/decided", "/read", "/sort", "/themes", "/words", "/quotes")


def waiting(page: Page) -> int:
    return int("".join(sign for sign in page.locator(".title .quiet").first.inner_text() if sign.isdigit()))


def test_one_key_reads_one_answer(visit, town: Town) -> None:
    page: Page = visit("en", 820)
    log_in(page, town, "lipovje-data")
    page.locator("main a[href='/open-answers/lipovje']").click()
    page.goto(QUEUE)
    expect(page.get_by_role("button", name="Readable")).to_be_focused()
    before = waiting(page)
    said = page.locator(".paper").inner_text().strip()
    for left in range(before - 1, before - 4, -1):
        page.keyboard.press("Enter")
        expect(page.locator(".title .quiet").first).to_contain_text(f"{left} answer")
        expect(page.get_by_role("button", name="Readable")).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("Saved: the lead can read it")
    lead: Page = visit("en", 820)
    log_in(lead, town)
    lead.goto("/open-answers/lipovje/read?district=stara-zaga")
    expect(lead.locator(".answers-list")).to_contain_text(said)


@pytest.mark.slow
@pytest.mark.parametrize(("language", "width", "scheme"), [("sl", 360, "light"), ("hr", 1280, "dark")])
def test_every_page_about_what_people_wrote_has_no_fault_that_a_machine_sees(
    visit, town: Town, language: str, width: int, scheme: str
) -> None:
    page: Page = visit(language, width, color_scheme=scheme)
    log_in(page, town, "lipovje-data")
    page.goto(f"/lead?lang={language}")
    within(60, lambda: page.goto("/open-answers/lipovje/words") is not None and page.locator("table").count() > 0)
    for address in PAGES:
        page.goto(f"/open-answers/lipovje{address}")
        look_with_axe(page)
    page.goto("/open-answers/lipovje/first")
    page.locator(".else summary").first.click()
    page.locator("[name=decision][value=held]").click()
    expect(page.locator(".errors")).to_be_focused()
    look_with_axe(page)
