"""What scripts add to the survey: the browser's own buttons work, and a lost network loses nothing."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.town import Town
from tests.journeys.walk import begin, code_of, fill, forward, go_on, name_of, walk

FIRST = {"q_r0": ["yes"], "q_r1": ["polje"]}
LARGEST_FIRST_PAGE = 60_000


@pytest.fixture
def page(visit, town: Town) -> Page:
    """Somebody on the third page, the one of which five may be chosen."""
    opened: Page = visit("en")
    begin(opened, language="en")
    fill(opened, FIRST)
    go_on(opened)
    fill(opened, {"q_r2": ["weekly"]})
    go_on(opened)
    return opened


def arrives_at(page: Page, name: str) -> None:
    expect(page.locator("input[name=page]").first).to_have_value(name)


def test_the_browsers_back_and_forward_keep_the_answers(page: Page) -> None:
    fill(page, {"q_r3": ["exercise"]})
    page.go_back()
    arrives_at(page, "coming")
    expect(page.locator("#q_r2-weekly")).to_be_checked()
    page.go_forward()
    arrives_at(page, "activities")
    expect(page.locator("#q_r3-exercise")).to_be_checked()
    expect(page).to_have_url(re.compile(r"/s/lipovje(\?|$)"))


def test_a_reload_stays_on_the_page_and_in_the_language(page: Page) -> None:
    page.locator("button[value='lang:hr']").click()
    expect(page.locator("html")).to_have_attribute("lang", "hr")
    page.reload()
    arrives_at(page, "activities")
    expect(page.locator("html")).to_have_attribute("lang", "hr")


def test_a_network_that_answers_in_our_place_is_noticed_and_the_typed_text_stays(page: Page) -> None:
    log_in_first = "<!doctype html><title>Hotel</title><p>Welcome. Log in to go online."
    page.route("**/*", lambda route: route.fulfill(status=200, content_type="text/html", body=log_in_first))
    page.locator("#q_r3__other-words").fill("čebelarjenje")
    forward(page).click()
    expect(page.locator("#unsaved")).to_contain_text("Not saved yet")
    expect(page.locator("#q_r3__other-words")).to_have_value("čebelarjenje")
    page.unroute_all()
    go_on(page)
    assert page.locator("#unsaved").count() == 0


def test_dots_count_what_is_chosen_and_unchoose_nothing(page: Page) -> None:
    bar = page.locator(".tally")
    expect(bar).to_contain_text("You have chosen 0 of 5")
    for code in ("exercise", "social_cafe", "crafts", "common_meal", "digital_help"):
        page.locator(f"label[for='q_r3-{code}']").click()
    expect(bar.locator("i.on")).to_have_count(5)
    page.locator("#q_r3__other-words").fill("čebele")
    expect(bar).to_contain_text("one too many")
    expect(bar.locator("i.over")).to_have_count(1)
    expect(page.locator("[name=q_r3]:checked")).to_have_count(5)


def test_faults_get_the_focus(page: Page) -> None:
    for code in ("exercise", "social_cafe", "crafts", "common_meal", "digital_help", "choir_music"):
        page.locator(f"label[for='q_r3-{code}']").click()
    forward(page).click()
    expect(page.locator("#errors")).to_be_focused()
    page.locator("#errors a").click()
    expect(page.locator("[name=q_r3]").first).to_be_focused()


def test_the_next_person_finds_nothing_of_the_one_before(page: Page) -> None:
    walk(page, {})
    go_on(page)
    code = code_of(page)
    page.locator("a[href*='/s/lipovje?']").last.click()
    arrives_at(page, "start")
    expect(page.locator("#q_r0-yes")).not_to_be_checked()
    page.go_back()
    page.wait_for_load_state()
    expect(page.locator("body")).not_to_contain_text(code)


def test_the_first_page_is_light(visit, town: Town) -> None:
    page: Page = visit("sl")
    sizes: list[int] = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page.goto("/s/lipovje")
    page.wait_for_load_state("networkidle")
    assert sum(sizes) <= LARGEST_FIRST_PAGE
    assert name_of(page) == "start"
