"""A project lead sees an answer arrive: in the district's number and in the first of the four answers."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.town import Town, within
from tests.journeys.walk import ANSWERS, begin, look_with_axe, send, walk

DISTRICT = "/lead/lipovje/zgornje-lipovje"


def log_in(page: Page, town: Town, name: str = "lipovje-lead") -> None:
    page.goto("/login?lang=en")
    page.locator("#name").fill(name)
    page.locator("#password").fill(town.accounts[name])
    page.locator("main form button").click()
    expect(page).to_have_url(re.compile("/lead"))
    expect(page.locator("main h1")).to_be_visible()


def numbers(text: str) -> list[int]:
    return [int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", text)]


def first_answer(page: Page) -> tuple[int, int, int, str]:
    """How many have answered, and of how many how many would come; with the time that the page prints."""
    page.goto(DISTRICT)
    if not page.locator("#need").count():
        return 0, 0, 0, ""
    headline = page.locator(".title .quiet").inner_text()
    asked, regulars = numbers(page.locator("#need .say").inner_text())[:2]
    return numbers(headline)[0], asked, regulars, headline


def test_one_answer_moves_the_number_and_the_first_answer_by_one(visit, town: Town, record_property) -> None:
    desk: Page = visit("en", 1440)
    log_in(desk, town)
    within(120, lambda: first_answer(desk)[0] > 0)
    answered, asked, regulars, _time = first_answer(desk)
    resident: Page = visit()
    begin(resident)
    walk(resident, ANSWERS)
    send(resident)
    seconds = within(60, lambda: first_answer(desk)[0] != answered)
    after = first_answer(desk)
    assert after[:3] == (answered + 1, asked + 1, regulars + 1)
    assert re.search(r"As of .*\d{2}:\d{2}", after[3]), "the page prints the time of its figures"
    record_property("seconds_until_seen", round(seconds, 1))
    print(f"seen by the lead after {seconds:.1f} s: {after[3]}")  # noqa: T201 - part of the test's report


@pytest.mark.parametrize(("language", "width"), [pytest.param("en", 1440, marks=pytest.mark.slow), ("sl", 360)])
def test_every_page_of_a_lead_is_accessible(visit, town: Town, language: str, width: int) -> None:
    page: Page = visit(language, width)
    page.goto("/login")
    look_with_axe(page)
    log_in(page, town)
    within(120, lambda: first_answer(page)[0] > 0)
    page.goto("/lead")
    look_with_axe(page)
    links = page.locator("main a[href^='/lead/lipovje/'], .of-round a").all()
    for link in [a.get_attribute("href") for a in links]:
        page.goto(str(link))
        for details in page.locator("details").all():
            details.evaluate("part => { part.open = true }")
        look_with_axe(page)


def test_a_lead_of_one_district_sees_no_other(visit, town: Town) -> None:
    page: Page = visit("en", 820)
    log_in(page, town, "ob-potoku-lead")
    answer = page.goto(DISTRICT)
    assert answer is not None
    assert answer.status == 404
    look_with_axe(page)


def test_somebody_not_logged_in_sees_only_the_log_in(visit) -> None:
    page: Page = visit("en")
    page.goto(DISTRICT)
    expect(page.locator("#password")).to_be_visible()
