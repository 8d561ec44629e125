"""A tablet in a hall without a network: everything counts on, nothing is lost, and it sends by itself afterwards."""

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from survey.store.workshop_items import voices
from survey.store.workshops import Workshop
from tests.journeys.conftest import SOSESKA, Visit
from tests.journeys.hall import (
    AGENDA,
    arrived,
    begin,
    code_for,
    counted,
    people,
    plan,
    records,
    stored,
    touch,
    waits,
    wake,
)
from tests.journeys.town import Town
from tests.journeys.walk import look_with_axe


def test_a_tablet_counts_without_a_network_and_sends_by_itself(visit: Visit, town: Town) -> None:
    workshop = plan(town)
    page = visit("en", 1024)
    begin(page, code_for(town, workshop))
    assert "#" not in page.url or "#/" in page.url
    touch(page, 7)
    arrived(page)
    page.context.set_offline(True)
    touch(page, 8)
    page.locator(".gender .plus").first.click()
    page.locator(".deed button").click()
    expect(page.locator(".deed span")).to_have_text(re.compile("Taken back: One more:"))
    page.reload()
    expect(page.locator(".total b")).to_have_text("15")
    expect(page.locator(".deed span")).to_have_text(re.compile("Taken back: One more:"))
    page.get_by_role("button", name="HR: Hrvatski").click()
    expect(page.locator("html")).to_have_attribute("lang", "hr")
    expect(page.locator(".sent")).to_contain_text("10 unosa čeka na slanje")
    look_with_axe(page)
    assert stored(town, workshop) == (7, [])
    page.context.set_offline(False)
    wake(page)
    arrived(page)
    assert stored(town, workshop) == (17, [])
    assert sum(counted(town, workshop)["age"].values()) == people(page) == 15
    assert "gender" not in counted(town, workshop)


@pytest.mark.slow
def test_the_last_thirty_actions_are_taken_back_by_name_and_put_back(visit: Visit, town: Town) -> None:
    workshop = plan(town)
    page = visit("sl", 820)
    begin(page, code_for(town, workshop))
    touch(page, 33)
    page.locator(".undo summary").click()
    assert page.locator(".deed, .undo li").count() == 30
    for left in (32, 31, 30):
        page.locator(".undo li button").last.click()
        expect(page.locator(".total b")).to_have_text(str(left))
    page.reload()
    expect(page.locator(".total b")).to_have_text("30")
    page.locator(".deed button").click()
    expect(page.locator(".total b")).to_have_text("31")
    arrived(page)
    assert sum(counted(town, workshop)["age"].values()) == 31


SMALL = """() => [...document.querySelectorAll(':is(main, footer, header) :is(button, a), summary')]
  .filter(one => one.checkVisibility()).map(one => [one.textContent, one.getBoundingClientRect()])
  .filter(([, box]) => box.height < 47.5).map(([words]) => words)"""


def screens(page: Page) -> list[str]:
    steps = page.locator(".steps a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    return ["#/ready", "#/own", *steps]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["sl", "hr", "en"])
def test_every_screen_in_both_directions_a_tablet_is_held(
    visit: Visit, town: Town, language: str, tmp_path: Path
) -> None:
    page = visit(language, 1024, reduced_motion="reduce")
    page.goto("/tablet/")
    expect(page.locator("#code")).to_be_visible()
    look_with_axe(page)
    page.locator("form button").last.click()
    expect(page.locator(".err")).to_be_visible()
    look_with_axe(page)
    workshop = plan(town)
    page.goto("about:blank")
    begin(page, code_for(town, workshop))
    touch(page, 9)
    for address in screens(page):
        page.goto(f"/tablet/{address}")
        expect(page.locator("h1")).to_have_count(1)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for size in ((1024, 768), (820, 1180), (360, 800)):
                page.set_viewport_size({"width": size[0], "height": size[1]})
                look_with_axe(page)
        small = page.evaluate(SMALL)
        assert small == [], address


@pytest.mark.slow
def test_slips_are_counted_without_a_network_and_more_than_there_are_people_is_asked_about(
    visit: Visit, town: Town
) -> None:
    workshop = plan(town)
    page = visit("sl", 820)
    begin(page, code_for(town, workshop))
    touch(page, 3)
    page.context.set_offline(True)
    page.goto("/tablet/#/step/need")
    for place in (4, 4, 3, 0):
        page.locator(".cnt .plus").nth(place).click()
    expect(page.locator(".total")).to_contain_text("4")
    expect(page.locator(".side .notice")).to_contain_text("Glasov je več kot ljudi")
    page.locator(".cnt .minus").first.click()
    expect(page.locator(".side .notice")).to_have_count(0)
    expect(page.locator(".deed")).to_contain_text("Razveljavljeno: En glas več: 1 – sploh ne")
    page.reload()
    expect(page.locator(".cnt output").last).to_have_text("2")
    look_with_axe(page)
    page.context.set_offline(False)
    wake(page)
    arrived(page)
    with town.store.read() as session:
        assert voices(session, session.get_one(Workshop, workshop)) == {"need": {"s5": 2, "s4": 1}}


def changed_agenda(folder: Path) -> Path:
    """Our short evening as a volunteer changed it: no vote, »what surprised us« first, more time at the door."""
    parts = re.split(r"(?m)^(?=  - id: )", AGENDA.read_text("utf-8"))
    steps = {re.match(r"  - id: (\w+)", part)[1]: part for part in parts[1:]}
    vote, first = steps.pop("need"), steps.pop("surprises")
    assert vote
    arrival = re.sub(r"minutes: \d+", "minutes: 12", steps.pop("arrival"))
    file = folder / "our_evening.yaml"
    file.write_text("".join([parts[0], first, arrival, *steps.values()]), "utf-8")
    return file


@pytest.mark.slow
def test_an_agenda_that_was_changed_passes_the_check_and_runs_so_on_the_tablet(
    visit: Visit, town: Town, tmp_path: Path
) -> None:
    file = changed_agenda(tmp_path)
    checked = subprocess.run([SOSESKA, "check", file], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    page = visit("en", 1024)
    workshop = plan(town, file)
    begin(page, code_for(town, workshop))
    page.context.set_offline(True)
    steps = page.locator(".steps a").evaluate_all("all => all.map(one => one.getAttribute('href').slice(7))")
    assert steps[:3] == ["surprises", "arrival", "welcome"]
    assert "need" not in steps
    expect(page.locator(".spent")).to_have_text("0 of 12 min")
    touch(page, 5)
    page.locator(".low .go").click()
    expect(page.locator(".steps [aria-current]")).to_contain_text("3")
    page.context.set_offline(False)
    wake(page)
    arrived(page)
    assert sum(counted(town, workshop)["age"].values()) == 5


def test_a_code_that_is_wrong_or_used_says_so_and_a_tablet_gets_no_answers(visit: Visit, town: Town) -> None:
    workshop = plan(town)
    code = code_for(town, workshop)
    page = visit("sl", 820)
    page.goto(f"/tablet/#{code[:-1]}")
    expect(page.locator(".err")).to_contain_text("Takšne kode ni.")
    assert page.evaluate("location.hash") == "#/"
    page.locator("#code").fill(code.lower())
    page.locator("form .go").click()
    expect(page.locator(".checks")).to_be_visible()
    other = visit("hr", 820)
    other.goto(f"/tablet/#{code}")
    expect(other.locator(".err")).to_contain_text("Takvog koda nema.")
    assert records(page) == []
    assert waits(page) == 0
