"""A visit in a real browser: the door, the talk, a worry in between, the code to leave behind."""

import pytest
from playwright.sync_api import Page, expect

from survey.clock import today
from survey.example import leave_home_visits
from survey.store.accounts import user_named
from survey.store.districts import district
from survey.store.rounds import round_by_slug
from survey.store.visits import make_codes
from tests.journeys.test_lead import log_in
from tests.journeys.town import Town
from tests.journeys.walk import look_with_axe, turning

START = "/visits/lipovje-visits"


def unvisited(town: Town) -> str:
    """A new number on the list; the round of visits is made where it is missing."""
    leave_home_visits(town.store, today())
    with town.store.write() as session:
        round_, visitor = round_by_slug(session, "lipovje-visits"), user_named(session, "lipovje-facilitator")
        assert round_ is not None
        assert visitor is not None
        place = district(session, round_.assessment_id, "polje")
        assert place is not None
        return f"{make_codes(session, visitor.id, round_, place.id, 1, today())[0]:06d}"


def press(page: Page, selector: str) -> None:
    with turning(page):
        page.locator(selector).first.click()


@pytest.mark.slow
@pytest.mark.parametrize(("language", "width", "scheme"), [("sl", 320, "light"), ("en", 820, "dark")])
def test_a_visit_from_the_bell_to_the_code(visit, town: Town, language: str, width: int, scheme: str) -> None:
    page: Page = visit(language, width, color_scheme=scheme)
    number = unvisited(town)
    log_in(page, town, "lipovje-facilitator")
    page.goto(f"{START}?lang={language}")
    look_with_axe(page)
    page.locator("#number").fill(number)
    press(page, ".ring button")
    press(page, ".at-door > button")
    expect(page.locator(".errors")).to_be_visible()
    look_with_axe(page)
    page.locator("#outcome-done").check()
    press(page, ".at-door > button")
    look_with_axe(page)
    page.locator("[name=q_h1][value=yes]").check()
    press(page, "#answers .acts button")
    page.locator("[name=q_household][value=alone]").check()
    press(page, ".worry-btn")
    expect(page.locator("#text")).to_be_visible()
    look_with_axe(page)
    page.locator("#text").fill("Izmišljena skrb")
    press(page, ".worry-form button")
    expect(page.locator(".worry-form")).to_have_count(0)
    look_with_axe(page)
    press(page, "main a.btn.go")
    expect(page.locator("[name=q_household][value=alone]")).to_be_checked()
    press(page, "#answers .acts button")
    page.locator("[name=q_h3_home__meal][value=unmet]").check()
    name = page.locator("input[name=page]")
    while (before := name.input_value()) != "review":
        press(page, "#answers .acts button")
        expect(name).not_to_have_value(before)
    look_with_axe(page)
    press(page, "#answers .acts button")
    expect(page.locator(".code output")).to_be_visible()
    expect(page.locator("#whom-meal")).to_be_visible()
    look_with_axe(page)
    page.locator("#whom-meal").fill("Kuhinja na kolesih")
    page.locator("#agreed-meal").check()
    page.locator("#minutes").fill("45")
    press(page, ".at-end > button")
    expect(page).to_have_url(f"{town.url}{START}")


@pytest.mark.slow
@pytest.mark.parametrize(("language", "width", "scheme"), [("hr", 360, "light"), ("sl", 1280, "dark")])
def test_every_page_about_visits_has_no_fault_that_a_machine_sees(
    visit, town: Town, language: str, width: int, scheme: str
) -> None:
    unvisited(town)
    whose = {
        "lipovje-facilitator": ("", "/codes", "/referrals"),
        "lipovje-lead": ("", "/year", "/referrals"),
        "lipovje-protection": ("", "/concerns"),
    }
    for name, addresses in whose.items():
        page: Page = visit(language, width, color_scheme=scheme)
        log_in(page, town, name)
        page.goto(f"{START}?lang={language}")
        for address in addresses:
            page.goto(f"{START}{address}")
            look_with_axe(page)
            assert not page.evaluate("document.documentElement.scrollWidth > innerWidth"), (name, address)
