"""An evening with a network: a tablet that leads it, two phones, and a wall on another computer."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from survey.store.evenings import evening_of
from survey.store.workshops import Workshop
from survey.workshop.dotted import dots_of
from tests.journeys.conftest import Visit
from tests.journeys.hall import arrived, begin, code_for, plan, wake
from tests.journeys.town import Town
from tests.journeys.walk import look_with_axe

LONG = Path(__file__).parents[2] / "questionnaires" / "workshop_long.yaml"


def go(page: Page, step: str) -> None:
    page.goto(page.url.partition("#")[0] + f"#/step/{step}")
    expect(page.locator(f".steps [aria-current] a[href='#/step/{step}']")).to_be_visible()


def let_in(tablet: Page) -> tuple[str, str]:
    """The join code and the address of the wall, as they stand on the tablet."""
    tablet.goto(tablet.url.partition("#")[0] + "#/own")
    tablet.get_by_role("button", name="Let phones in").click()
    expect(tablet.locator(".big-code")).to_be_visible()
    look_with_axe(tablet)
    code = tablet.locator(".big-code").inner_text().replace(" ", "")
    return code, tablet.locator(".far").last.inner_text()


def joined(visit: Visit, code: str) -> Page:
    phone = visit("en", 360)
    phone.goto(f"/j/{code}")
    expect(phone.locator("h1")).to_be_visible()
    return phone


def lay(phone: Page, **dots: int) -> None:
    for heading, n in dots.items():
        row = phone.locator("fieldset.laying", has_text=heading)
        row.locator("label").nth(n).click()
    phone.get_by_role("button", name="Lay my dots").click()
    expect(phone.locator(".kept")).to_have_text("Your dots are counted.")


@pytest.mark.slow
def test_two_phones_and_a_wall_follow_the_tablet(visit: Visit, town: Town) -> None:
    tablet, workshop = visit("en", 1024), plan(town, LONG)
    begin(tablet, code_for(town, workshop))
    code, address = let_in(tablet)
    go(tablet, "need")
    ana, ben = joined(visit, code), joined(visit, code)
    wall = visit("en", 1280)
    wall.goto(address)
    expect(wall.locator("h1")).to_have_text("Do we need this?")
    for phone, answer in ((ana, "5"), (ben, "1")):
        phone.locator("label.row", has_text=answer).click()
        phone.get_by_role("button", name="Send my answer").click()
        expect(phone.locator(".kept")).to_be_visible()
    look_with_axe(ana)
    expect(wall.locator(".number")).to_have_text("2 phones have answered.")
    look_with_axe(wall)
    wake(tablet)
    expect(tablet.locator(".hint.phones")).to_have_text("2 phones have voted.")
    expect(tablet.locator(".total b")).to_have_text("0")
    tablet.get_by_role("button", name="Show the result").click()
    expect(tablet.locator(".total b")).to_have_text("2")
    expect(wall.locator("tbody b").last).to_have_text("1")
    look_with_axe(wall)
    look_with_axe(tablet)
    tablet.get_by_role("button", name="Hide the result again").click()
    expect(wall.locator("tbody")).to_have_count(0)
    wall.context.set_offline(True)
    tablet.get_by_role("button", name="Cover the wall").click()
    expect(tablet.get_by_role("button", name="Uncover the wall")).to_be_visible()
    expect(wall.locator("h1")).to_have_text("Do we need this?")
    wall.context.set_offline(False)
    expect(wall.locator("h1")).to_have_text("The wall is covered")
    expect(wall.locator("footer .digits")).to_be_visible()
    tablet.get_by_role("button", name="Uncover the wall").click()
    expect(wall.locator("h1")).to_have_text("Do we need this?")


@pytest.mark.slow
def test_ideas_and_dots_of_phones_are_taken_over_and_added_once(visit: Visit, town: Town) -> None:
    tablet, workshop = visit("en", 1024), plan(town, LONG)
    begin(tablet, code_for(town, workshop))
    code, _address = let_in(tablet)
    go(tablet, "round")
    phone = joined(visit, code)
    for idea in ("Chess on Tuesdays", "Something about a neighbour"):
        phone.locator("#text").fill(idea)
        phone.get_by_role("button", name="Send my idea").click()
        expect(phone.locator(".sent-ideas")).to_contain_text(idea)
    look_with_axe(phone)
    wake(tablet)
    expect(tablet.locator(".phones .notice")).to_have_text("2 ideas from phones wait.")
    look_with_axe(tablet)
    tablet.locator(".phones li", has_text="Chess").get_by_role("button", name="Take over").click()
    expect(tablet.locator(".phones .notice")).to_have_text("1 idea from a phone waits.")
    tablet.locator(".phones").get_by_role("button", name="Hold back").click()
    tablet.get_by_role("button", name="It names a person").click()
    expect(tablet.locator(".phones li")).to_have_count(0)
    arrived(tablet)
    expect(phone.locator(".sent-ideas li").first).to_contain_text("Your idea no. 1", timeout=15_000)
    go(tablet, "themes")
    tablet.locator(".own input[type=text]").first.fill("Games")
    tablet.locator(".own .go, .own .btn").first.click()
    expect(tablet.locator(".under", has_text="Games")).to_be_visible()
    arrived(tablet)
    go(tablet, "dots")
    expect(phone.locator("fieldset.laying")).to_have_count(1, timeout=15_000)
    lay(phone, Games=2)
    look_with_axe(phone)
    tablet.locator(".cnt .plus").first.click()
    arrived(tablet)
    wake(tablet)
    expect(tablet.locator(".phones")).to_have_text("1 phone has laid dots.")
    expect(tablet.locator(".total b")).to_have_text("1")
    tablet.get_by_role("button", name="Close the count").click()
    expect(tablet.locator(".ranks b")).to_have_text("3")
    expect(phone.locator(".lead")).to_contain_text("The count is closed", timeout=20_000)
    tablet.context.set_offline(True)
    tablet.reload()
    expect(tablet.locator(".ranks b")).to_have_text("3")
    tablet.context.set_offline(False)
    wake(tablet)
    arrived(tablet)
    with town.store.read() as session:
        assert dots_of(evening_of(session, session.get_one(Workshop, workshop)), "dots").all == 3
