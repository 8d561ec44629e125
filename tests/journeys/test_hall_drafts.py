"""What the hall said to exist goes into the lists from the page of its workshop, on a phone as at the desk."""

import pytest
from playwright.sync_api import expect

from survey.store.workshop_items import receive
from survey.store.workshops import Workshop
from tests.journeys.conftest import Visit
from tests.journeys.hall import plan
from tests.journeys.test_letters import fits, log_in
from tests.journeys.town import Town
from tests.store.evening import record_of

pytestmark = pytest.mark.slow

SAID = ("move", "Sprehodi ob torkih, tudi za tiste, ki hodijo počasi"), ("", "Zbor"), ("learn", "Pomoč s telefonom")


@pytest.mark.parametrize(("language", "width"), [("sl", 360), ("hr", 820), ("en", 1280)])
def test_records_go_into_the_lists_one_by_one(visit: Visit, town: Town, language: str, width: int) -> None:
    key = plan(town)
    bodies = [
        {"heading": heading, "what": what, "name": name, "where": "Gasilski dom", "when": "ob devetih"}
        for (heading, name), what in zip(SAID, ("have", "have", "offer"), strict=True)
    ]
    with town.store.write() as session:
        items = [record_of("a65p"), *(record_of(step="exists", kind="exists", body=body) for body in bodies)]
        receive(session, session.get_one(Workshop, key), None, items)
    desk = visit(language, width)
    log_in(desk, town, language)
    desk.goto(f"/workshops/lipovje/{key}")
    part = desk.locator("section:has(> #lists)")
    expect(part.locator("button")).to_have_count(3)
    for one in (items[1], items[3]):
        part.locator(f"form[action$='/lists/{one['item']}'] button").click()
        expect(desk.locator(".notice[role=status]")).to_be_visible()
    expect(part.locator(".stamp")).to_have_count(2)
    fits(desk)
    part.locator("button").click()
    expect(desk.locator("fieldset#activities")).to_be_visible()
    fits(desk)
    desk.locator("form.entries button").click()
    expect(desk.locator(".errors")).to_be_visible()
    desk.locator("input[name=activities][value=choir_music]").check()
    desk.locator("form.entries button").click()
    expect(part.locator("button")).to_have_count(0)
    part.locator("a").first.click()
    expect(desk.locator("#waiting .card").first).to_be_visible()
    fits(desk)
    desk.context.close()
