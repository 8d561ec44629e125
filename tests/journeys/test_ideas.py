"""Ideas and headings on the tablet, by somebody who is in a hurry: nothing typed is lost, no number is given twice."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from survey.workshop.table import headings_of
from tests.journeys.conftest import Visit
from tests.journeys.hall import arrived, begin, code_for, plan, records, wake
from tests.journeys.test_evening import LONG, cards, go, of
from tests.journeys.town import Town
from tests.journeys.walk import look_with_axe

pytestmark = pytest.mark.slow


@pytest.fixture
def tablet(visit: Visit, town: Town) -> Page:
    page = visit("sl", 820)
    begin(page, code_for(town, plan(town)))
    go(page, "cards")
    return page


def line(page: Page) -> Locator:
    return page.locator(".writing input").first


def row(page: Page, number: int) -> Locator:
    return page.locator(".lines > li").filter(has=page.locator(".no", has_text=f"{number}"))


def texts(page: Page) -> list[str]:
    """What stands in the tablet's own memory, the last revision of each record."""
    last = {one["item"]: one for one in sorted(records(page), key=lambda one: int(one["rev"]))}
    return [one["body"].get("text", "") for one in last.values() if one["body"]]


def test_a_number_that_was_said_is_never_given_to_another_idea(tablet: Page) -> None:
    cards(tablet, 2)
    row(tablet, 2).get_by_role("button", name="Razveljavi").click()
    expect(tablet.locator(".total b")).to_have_text("1")
    tablet.reload()
    expect(tablet.locator(".total b")).to_have_text("1")
    line(tablet).fill("Šah")
    line(tablet).press("Enter")
    expect(tablet.get_by_text("Vaša zamisel št. 3")).to_be_visible()


def test_a_mend_is_kept_when_the_idea_was_held_back_meanwhile(tablet: Page) -> None:
    cards(tablet, 1)
    row(tablet, 1).get_by_role("button", name="Spremeni").click()
    line(tablet).fill("Popravljeno")
    row(tablet, 1).get_by_role("button", name="Zadrži").click()
    tablet.get_by_role("button", name="Nekoga prizadene").click()
    expect(tablet.locator(".lines s")).to_have_count(1)
    tablet.get_by_role("button", name="Ohrani spremembo").click()
    expect(tablet.locator(".lines s")).to_have_text("Popravljeno")


def test_taking_back_a_change_brings_back_what_stood_before_and_never_shows_what_was_held_back(tablet: Page) -> None:
    cards(tablet, 1)
    for reason in ("Imenuje osebo", "Nekoga prizadene"):
        row(tablet, 1).get_by_role("button", name="Zadrži").click()
        tablet.get_by_role("button", name=reason).click()
        expect(tablet.locator(".lines s")).to_have_count(1)
        tablet.locator(".deed button").click()
        expect(tablet.locator(".lines s")).to_have_count(0)
        tablet.locator(".deed button").click()
        expect(tablet.locator(".lines s")).to_have_count(1)
        row(tablet, 1).get_by_role("button", name="Razveljavi").click()
        expect(tablet.locator(".lines > li")).to_have_count(0)
        tablet.locator(".deed button").click()
        expect(tablet.locator(".lines s")).to_have_count(1)
        tablet.get_by_role("button", name="Vrni na tablo").click()
        expect(tablet.locator(".lines s")).to_have_count(0)


def test_what_is_half_typed_outlives_a_mend_and_another_step(tablet: Page) -> None:
    cards(tablet, 1)
    line(tablet).press_sequentially("Na pol napis")
    row(tablet, 1).get_by_role("button", name="Spremeni").click()
    expect(line(tablet)).to_have_value("Kartica 1: šah 🎲")
    line(tablet).press_sequentially("!")
    go(tablet, "what")
    go(tablet, "cards")
    expect(line(tablet)).to_have_value("Kartica 1: šah 🎲!")
    tablet.get_by_role("button", name="Ohrani spremembo").click()
    expect(tablet.locator(".lines > li")).to_have_count(1)
    expect(row(tablet, 1)).to_contain_text("šah 🎲!")
    expect(line(tablet)).to_have_value("Na pol napis")
    line(tablet).press("Enter")
    expect(row(tablet, 2)).to_contain_text("Na pol napis")


def test_nothing_is_drawn_anew_under_the_hand_of_who_types(tablet: Page) -> None:
    line(tablet).press_sequentially("Balin")
    wake(tablet)
    arrived(tablet)
    line(tablet).press_sequentially("anje")
    expect(line(tablet)).to_have_value("Balinanje")
    expect(line(tablet)).to_be_focused()


def test_holding_back_can_be_left_without_a_reason(tablet: Page) -> None:
    cards(tablet, 1)
    row(tablet, 1).get_by_role("button", name="Zadrži").click()
    tablet.locator(".asked").get_by_role("button", name="Pusti, kot je bilo").click()
    expect(tablet.locator(".asked button")).to_have_count(0)
    expect(tablet.locator(".lines s")).to_have_count(0)


def test_a_heading_touched_twice_in_a_hurry_takes_one_idea(tablet: Page) -> None:
    cards(tablet, 2)
    go(tablet, "what")
    expect(tablet.locator(".table .under").first).to_be_enabled()
    tablet.evaluate("() => { const one = document.querySelector('.table .under'); one.click(); one.click(); }")
    expect(tablet.locator(".pile .note")).to_have_count(1)
    tablet.get_by_role("button", name="Umakni").click()
    expect(tablet.locator(".pile .note")).to_have_count(2)
    assert len([one for one in records(tablet) if one["body"] and one["body"].get("note")]) == 1


def test_signs_that_nobody_sees_do_not_set_an_idea_aside(tablet: Page) -> None:
    line(tablet).fill("Šah\u0007 za\tvse 🎲")
    expect(tablet.locator(".writing .left")).to_have_text("")
    line(tablet).fill("Šah\u0007 za\tvse 🎲" + "!" * 70)
    expect(tablet.locator(".writing .left")).to_have_text(re.compile(r"\b36\b"))
    line(tablet).press("Enter")
    expect(tablet.locator(".total b")).to_have_text("1")
    assert texts(tablet) == ["Šah za vse 🎲" + "!" * 70]


def test_three_ideas_without_a_network_arrive_as_they_were_left(visit: Visit, town: Town) -> None:
    key = plan(town)
    page = visit("sl", 1024)
    begin(page, code_for(town, key))
    page.context.set_offline(True)
    go(page, "cards")
    cards(page, 3)
    row(page, 2).get_by_role("button", name="Zadrži").click()
    page.get_by_role("button", name="Imenuje osebo").click()
    expect(page.locator(".total b")).to_have_text("2")
    go(page, "what")
    under = page.locator(".table .under")
    for place in (0, 1):
        under.nth(place).click()
        expect(page.locator(".pile .note")).to_have_count(1 - place)
    page.locator(".table > li").nth(1).get_by_role("button", name="Umakni").click()
    expect(page.locator(".pile .note")).to_have_count(1)
    under.nth(2).click()
    expect(page.locator(".pile .note")).to_have_count(0)
    page.locator(".deed button").click()
    expect(page.locator(".pile .note")).to_have_count(1)
    page.reload()
    expect(page.locator(".pile .note")).to_have_count(1)
    page.context.set_offline(False)
    wake(page)
    arrived(page)
    came = of(town, key)
    assert sorted((note.body["no"], note.body.get("held", "")) for note in came.of("cards")) == [
        (1, ""),
        (2, "person"),
        (3, ""),
    ]
    lying = {one.key: [note.body["no"] for note in one.notes] for one in headings_of(came, "what") if one.many}
    assert lying == {"meet": [1]}


def test_a_heading_named_on_the_spot_stands_for_three_activities_at_most(visit: Visit, town: Town) -> None:
    key = plan(town, LONG)
    page = visit("sl", 820)
    begin(page, code_for(town, key))
    page.context.set_offline(True)
    go(page, "themes")
    line(page).fill("Zvečer skupaj")
    page.locator(".own summary").click()
    ticks = page.locator(".own [type=checkbox]")
    for code in ("choir_music", "dance", "garden"):
        page.locator(f".own label:has([value={code}])").click()
    expect(page.locator(".own [type=checkbox]:disabled")).to_have_count(ticks.count() - 3)
    look_with_axe(page)
    page.locator(".own .go").click()
    expect(page.locator(".own .lines li")).to_have_count(1)
    expect(page.locator(".own [type=checkbox]:checked")).to_have_count(0)
    page.get_by_role("button", name="Spremeni").click()
    page.locator(".own label:has([value=garden])").click()
    page.get_by_role("button", name="Ohrani spremembo").click()
    expect(page.locator(".own .lines em")).not_to_contain_text("Skupnostni vrt")
    page.context.set_offline(False)
    wake(page)
    arrived(page)
    named = headings_of(of(town, key), "themes")
    assert [(one.name, set(one.activities)) for one in named] == [("Zvečer skupaj", {"choir_music", "dance"})]


def test_the_screens_of_ideas_and_headings_are_usable_by_everybody(tablet: Page) -> None:
    cards(tablet, 2)
    row(tablet, 1).get_by_role("button", name="Zadrži").click()
    look_with_axe(tablet)
    go(tablet, "what")
    look_with_axe(tablet)
