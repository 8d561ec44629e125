"""An evening at the desk: planned with slips of the hand, a tablet connected, people counted, deleted, rehearsed."""

import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from survey.clock import today
from survey.store.tablets import pair
from survey.store.workshop_items import receive
from survey.store.workshops import Workshop
from tests.journeys.test_letters import fits, log_in
from tests.journeys.town import Town

pytestmark = pytest.mark.slow
SHORT = Path("questionnaires/workshop_short.yaml")


def plan(page: Page, rehearsal: bool = False) -> uuid.UUID:
    """Fill in the form, first with mistakes; the key of what was planned."""
    page.goto("/workshops/lipovje/new")
    fits(page)
    page.locator("#begins").fill("25:70")
    page.locator("#room").fill("Gasilski dom, vhod s parkirišča")
    page.locator("input[name=groups][value=young]").check()
    page.locator("#file").set_input_files(
        {
            "name": "ours.yaml",
            "mimeType": "text/yaml",
            "buffer": SHORT.read_bytes().replace(b"minutes: 6", b"minutes: x", 1),
        }
    )
    page.locator("form.entries .go").click()
    expect(page.locator(".errors")).to_be_visible()
    expect(page.locator("#begins")).to_have_value("25:70")
    expect(page.locator("input[name=groups][value=young]")).to_be_checked()
    expect(page.locator("#file-err")).to_contain_text("ours.yaml:")
    fits(page)
    page.locator("#district_id").select_option(index=1)
    page.locator("#day").fill((today() + timedelta(days=3)).isoformat())
    page.locator("#begins").fill("18.00")
    if rehearsal:
        page.locator("input[name=rehearsal][value='1']").check()
    page.locator("form.entries .go").click()
    expect(page.locator(".steps > li").first).to_be_visible()
    return uuid.UUID(page.url.rpartition("/")[2])


def counted(town: Town, key: uuid.UUID, *codes: str) -> None:
    """A tablet sends who was counted at the door."""
    items = [
        {
            "item": str(uuid.uuid4()), "rev": 1, "step": "arrival", "kind": "attendance", "made": "", "board": "",
            "body": {"measure": "age", "code": code},
        }
        for code in codes
    ]  # fmt: skip
    with town.store.write() as session:
        receive(session, session.get_one(Workshop, key), None, items)


@pytest.mark.parametrize(("language", "width"), [("sl", 360), ("hr", 820), ("en", 1280)])
def test_an_evening_from_the_plan_to_who_came(visit, town: Town, language: str, width: int) -> None:
    desk = visit(language, width)
    log_in(desk, town, language)
    key = plan(desk)
    fits(desk)
    here = desk.url
    desk.locator("form[action$='/pair'] button").click()
    expect(desk.locator(".pairing .qr")).to_be_visible()
    fits(desk)
    code = desk.locator(".secret").inner_text()
    assert code not in desk.url
    with town.store.write() as session:
        assert pair(session, code) is not None
    desk.goto(here)
    fits(desk)
    desk.locator(".tablets a.btn").click()
    fits(desk)
    desk.locator("main form .go").click()
    expect(desk.locator(".tablets li")).to_have_count(1)
    expect(desk.locator(".tablets a.btn")).to_have_count(0)
    fits(desk)
    counted(town, key, *["a65p"] * 9, "a99")
    desk.goto(here)
    expect(desk.locator(".missing li").first).to_be_visible()
    fits(desk)
    desk.locator("a[href*='aloud=1']").click()
    expect(desk.locator(".aloud").first).to_be_visible()
    fits(desk)
    desk.locator(".aside button[value=settle]").click()
    expect(desk.locator(".aside")).to_have_count(0)
    for page in (f"{here}/change", "/workshops/lipovje", f"{here}/delete"):
        desk.goto(page)
        fits(desk)
    desk.locator("main form .go").click()
    expect(desk.locator(f"a[href$='{key}']")).to_be_visible()
    fits(desk)
    desk.goto(here)
    fits(desk)


def test_a_rehearsal_is_wiped_and_counts_nowhere(visit, town: Town) -> None:
    desk = visit("sl", 360)
    log_in(desk, town, "sl")
    key = plan(desk, rehearsal=True)
    counted(town, key, *["a65p"] * 12)
    desk.reload()
    expect(desk.locator("#came + .say strong")).to_contain_text("12")
    fits(desk)
    desk.locator("form[action$='/wipe'] button").click()
    expect(desk.locator("#came + .say")).to_have_count(0)
    desk.goto("/workshops/lipovje")
    desk.locator("form[action$='/file'] button").click()
    expect(desk.locator(".errors")).to_be_visible()
    fits(desk)
