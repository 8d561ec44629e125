"""A whole sheet by the keyboard alone, a call question by question, and both without scripts."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from survey.store import sheets
from survey.store.districts import district
from survey.store.documents import Response
from survey.store.entries import entry_of
from survey.store.rounds import round_by_slug
from tests.journeys.test_lead import log_in
from tests.journeys.town import Town
from tests.journeys.walk import look_with_axe

pytestmark = pytest.mark.slow

STEPS: list[tuple[str, list[str] | str]] = [
    ("r0", ["1"]),
    ("r1", ["1"]),
    ("for_whom", ["1"]),
    ("r2", ["2"]),
    ("r3", ["1", "5", "1", "1"]),
    ("r4", ["2"]),
    ("r4", ["1"]),
    ("r4", ["3"]),
    ("r4", ["2"]),
    ("r4", ["1"]),
    ("r4", ["1"]),
    ("r4", ["3"]),
    ("r5", ["1", "7"]),
    ("r6", ["4"]),
    ("r7", ["2", "4"]),
    ("r7b", ["1"]),
    ("r8", ["2", "1", "2"]),
    ("r9", ["3"]),
    ("r10", ["2"]),
    ("r11", "Več klopi v senci."),
    ("age", ["4"]),
    ("gender", ["1"]),
    ("household", ["1"]),
    ("status", ["5"]),
    ("mobility", ["1"]),
    ("lonely", ["1"]),
]
"""What is pressed at each question before Enter: two figures in a row can be one number, as 1 1 is eleven."""

MOST_KEYS = 75
"""At two keys a second a sheet takes less than a minute with room to turn it over."""


def printed(town: Town) -> str:
    with town.store.write() as session:
        round_ = round_by_slug(session, "lipovje")
        assert round_ is not None
        place = district(session, round_.assessment_id, "ob-potoku")
        batch = sheets.make_batch(session, round_, language="sl", copies=1, by=None, district=place)
        return sheets.sheets_of(session, batch)[0].serial


class Keys:
    """Fingers on a keyboard that count how often they press."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def begin(self, serial: str) -> None:
        """The number of a sheet, typed where the keyboard rests from the start."""
        expect(self.page.locator("#serial")).to_be_focused()
        self.press(*serial, "Enter")
        expect(self.page.locator("#filled_on")).to_be_focused()

    def here(self) -> str:
        """The question that the keyboard rests on."""
        found: str = self.page.evaluate("document.activeElement.closest('[data-question]')?.dataset.question ?? ''")
        return found


def test_a_whole_sheet_is_typed_by_the_keyboard_alone(visit, town: Town, record_property) -> None:
    serial = printed(town)
    page: Page = visit("en", 1280)
    log_in(page, town, "lipovje-facilitator")
    page.goto("/typing/lipovje")
    look_with_axe(page)
    keys = Keys(page)
    keys.begin(serial)
    look_with_axe(page)
    keys.press("Enter")
    for question, pressed in STEPS:
        assert keys.here() == question
        if isinstance(pressed, str):
            page.keyboard.type(pressed)
        else:
            keys.press(*pressed)
        keys.press("Enter")
    expect(page.locator("[data-send]")).to_be_focused()
    keys.press("Enter")
    expect(page.locator(".done")).to_contain_text("is typed in and counted")
    expect(page.locator("#serial")).to_be_focused()
    look_with_axe(page)
    record_property("keys_for_a_sheet", keys.pressed)
    assert keys.pressed <= MOST_KEYS
    answers = _answers(town, serial)
    assert len(answers["r3"]["picked"]) == 3
    assert answers["r8"] == {"picked": ["board", "doctor"]}
    assert answers["r5"] == {"picked": ["kitchen", "garden"]}
    assert answers["age"] == "a65_74"


def _answers(town: Town, serial: str) -> dict[str, Any]:
    with town.store.read() as session:
        entry = entry_of(session, serial)
        assert entry is not None
        assert entry.flags == {}
        response = session.scalars(select(Response).where(Response.id == entry.response_id)).one()
        assert (response.channel, response.language) == ("paper", "sl")
        assert response.doc is not None
        found: dict[str, Any] = response.doc["answers"]
        return found


def test_two_crosses_come_back_at_their_question_and_go_in_with_one_more_enter(visit, town: Town) -> None:
    serial = printed(town)
    page: Page = visit("sl", 820)
    log_in(page, town, "lipovje-facilitator")
    page.goto("/typing/lipovje")
    keys = Keys(page)
    keys.begin(serial)
    keys.press("Enter", "1", "Enter", "1", "Enter", "1", "2")
    page.locator("[data-send]").focus()
    keys.press("Enter")
    expect(page.locator("#asked-for_whom.noted")).to_be_visible()
    assert keys.here() == "for_whom"
    look_with_axe(page)
    page.locator("[data-send]").focus()
    keys.press("Enter")
    expect(page.locator(".done")).to_be_visible()


def test_a_call_goes_question_by_question(visit, town: Town) -> None:
    page: Page = visit("en", 1280)
    log_in(page, town, "lipovje-facilitator")
    page.goto("/typing/lipovje/phone")
    look_with_axe(page)
    page.locator("main form button").click()
    keys = Keys(page)
    expect(page.locator(".query:visible")).to_have_count(1)
    for _question in range(40):
        look = keys.here()
        if look in ("r0", "r1"):
            keys.press("1")
        keys.press("Enter")
        if page.locator(".send").is_visible():
            break
    look_with_axe(page)
    keys.press("Enter")
    expect(page.locator(".spelled li")).to_have_count(3)
    look_with_axe(page)


def test_without_scripts_the_sheet_is_a_plain_form(visit, town: Town) -> None:
    serial = printed(town)
    page: Page = visit("en", 360, java_script_enabled=False)
    log_in(page, town, "lipovje-facilitator")
    page.goto("/typing/lipovje")
    page.locator("#serial").fill(serial)
    page.locator(".begin button").click()
    page.locator("#q_r0-yes").check()
    page.locator("#q_r2-weekly").check()
    page.locator("[data-send]").click()
    expect(page.locator(".done")).to_contain_text("is typed in and counted")


def test_an_ended_session_leaves_the_sheet_where_it_is(visit, town: Town) -> None:
    serial = printed(town)
    page: Page = visit("en", 1280)
    log_in(page, town, "lipovje-facilitator")
    page.goto("/typing/lipovje")
    keys = Keys(page)
    keys.begin(serial)
    keys.press("Enter", "1")
    page.context.clear_cookies()
    page.locator("[data-send]").click()
    expect(page.locator("#unsaved")).to_contain_text("Log in once more in another window")
    other = page.context.new_page()
    log_in(other, town, "lipovje-facilitator")
    page.locator("[data-send]").click()
    expect(page.locator(".done")).to_contain_text("is typed in and counted")
