"""A lead says no, and sees the activity leave the list with its reason; every size and keyboard can do it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_lead import log_in
from tests.journeys.town import Town, within
from tests.journeys.walk import look_with_axe

PLACE = "/lead/lipovje/stara-zaga"


def names(page: Page) -> list[str]:
    """The activities of the list at this moment, in its order."""
    page.goto(PLACE)
    return [name.strip() for name in page.locator(".todo > .things h4").all_text_contents()]


def thing(page: Page, name: str) -> str:
    """What the list says about one of them."""
    page.goto(PLACE)
    found = page.locator(".things > li").filter(has=page.get_by_role("heading", name=name, include_hidden=True))
    return " ".join(found.first.text_content().split())


def test_a_no_takes_an_activity_off_the_list_with_its_reason(visit, town: Town) -> None:
    page: Page = visit("en", 820)
    log_in(page, town)
    within(120, lambda: bool(names(page)))
    name = names(page)[-1]
    assert "Off the list" not in thing(page, name)
    page.locator(".todo .edit a").click()
    row = page.locator("details.subject").filter(has_text=name)
    row.locator("summary").click()
    row.get_by_role("radio", name="no", exact=True).last.check()
    look_with_axe(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    seconds = within(60, lambda: "Off the list" in thing(page, name))
    said = thing(page, name)
    assert names(page)[0] == name
    assert "Obstacle first" in said
    assert "Off the list, because there is no money for the first six months." in said
    print(f"off the list after {seconds:.1f} s")  # noqa: T201 - part of the test's report


@pytest.mark.parametrize(("language", "width"), [("sl", 360), ("en", 1440)])
def test_a_number_opens_its_list_and_a_fault_is_found_at_once(visit, town: Town, language: str, width: int) -> None:
    page: Page = visit(language, width)
    log_in(page, town)
    within(120, lambda: page.goto(PLACE) is not None and page.locator(".facts summary").count() > 0)
    fact = page.locator(".todo > .things .facts details").first
    fact.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(fact.locator("li").first).to_be_visible()
    page.goto(f"{PLACE}/first")
    page.locator("[name='weight.demand']").fill("")
    page.locator("form .acts .go").click()
    expect(page.locator(".errors")).to_be_focused()
    page.locator(".errors a").click()
    assert re.search(r"#weight\.demand$", page.url)
    look_with_axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
