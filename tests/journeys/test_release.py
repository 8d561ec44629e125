"""A release from the button to the public page: looked through, approved by a second person, read without a login."""

import pytest
from playwright.sync_api import Page, expect

from survey.store.accounts import create_user, grant
from survey.store.districts import assessment
from tests.journeys.test_lead import log_in
from tests.journeys.test_sheets import too_long
from tests.journeys.town import Town, within
from tests.journeys.walk import look_with_axe

PASSWORD = "a long password"


def second_person(town: Town) -> None:
    with town.store.write() as session:
        mine = assessment(session, "lipovje")
        assert mine
        grant(session, create_user(session, "second", PASSWORD), "lead", mine)


@pytest.mark.slow
def test_a_release_from_the_button_to_the_public_page_in_three_languages(visit, town: Town) -> None:
    second_person(town)
    lead: Page = visit("en", 1280)
    log_in(lead, town)
    lead.goto("/release/lipovje")
    look_with_axe(lead)
    lead.get_by_role("button", name="Prepare a release").click()
    expect(lead.get_by_role("progressbar")).to_be_visible()
    within(300, lambda: lead.goto("/release/lipovje") is not None and lead.locator("#papers").count() > 0)
    expect(lead.get_by_role("heading", name="What is held back, and why")).to_be_visible()
    lead.get_by_role("link", name="Polje").click()
    expect(lead.get_by_role("complementary")).to_contain_text("Not released.")
    seen = lead.locator("#need").inner_text()
    look_with_axe(lead)
    lead.get_by_role("link", name="Back to the release").click()
    lead.get_by_role("button", name="propose it").click()
    expect(lead.locator("main")).to_contain_text("somebody else has to agree: second")

    second: Page = visit("en", 360)
    second.goto("/login?lang=en")
    second.locator("[name=name]").fill("second")
    second.locator("[name=password]").fill(PASSWORD)
    second.locator("main button").click()
    second.goto("/release/lipovje")
    look_with_axe(second)
    second.get_by_role("button", name="I agree: release it").click()
    expect(second.get_by_role("status")).to_contain_text("Release 1 is out")

    for language, width in (("sl", 360), ("hr", 820), ("en", 1280)):
        anybody: Page = visit(language, width, java_script_enabled=False)
        anybody.goto(f"/results/lipovje/polje?lang={language}")
        expect(anybody.locator("html")).to_have_attribute("lang", language)
        assert anybody.context.cookies() == []
        assert list(too_long(anybody, "/results/lipovje", language)) == []
        anybody.goto(f"/results/lipovje/polje?lang={language}")
    assert anybody.locator("#need").inner_text() == seen
    # The engine of axe waits for promises, which a page without scripts never keeps.
    reader: Page = visit("en", 360)
    for code in ("210", "101", "002"):
        reader.goto(f"/results/lipovje?lang=en&read={code}")
        look_with_axe(reader)
    anybody.get_by_role("link", name="HR").click()
    expect(anybody.locator("html")).to_have_attribute("lang", "hr")
