"""Every kind of question in a browser: with scripts it reacts at once, without them it asks the same."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from survey.store.documents import Response
from survey.store.rounds import round_by_slug
from tests.journeys.town import Town
from tests.journeys.walk import fill, go_on, look_with_axe, name_of, send

Visit = Callable[..., Page]

ANSWERS = {
    "q_agreed": ["yes"],
    "q_home": ["polje"],
    "q_adults": ["2"],
    "q_children": ["2"],
    "q_school": ["some"],
    "q_mood": ["4"],
    "q_first__bus": ["2"],
    "q_first__bench": ["1"],
    "q_slots": ["mon_am", "sun_ev"],
    "q_day": ["2026-10-05"],
    "q_hour": ["09:30"],
    "q_spot": ["map_c3"],
    "q_how__other": ["s kolesom"],
}
STORED = {
    "adults": 2,
    "children": 2,
    "together": 4,
    "school": "some",
    "mood": 4,
    "first": ["bench", "bus"],
    "slots": {"picked": ["mon_am", "sun_ev"]},
    "day": "2026-10-05",
    "hour": "09:30",
    "spot": "map_c3",
    "how": "other",
}


def begin_kinds(page: Page, language: str = "en") -> None:
    page.goto(f"/s/kinds?lang={language}")
    fill(page, ANSWERS)
    go_on(page)
    expect(page.locator("input[name=page]").first).to_have_value("household")


def stored(town: Town) -> list[dict[str, Any]]:
    """Everything that was answered, as far as it is compared."""
    with town.store.read() as session:
        round_ = round_by_slug(session, "kinds")
        assert round_
        responses = session.scalars(select(Response).where(Response.round_id == round_.id)).all()
        return [{name: (r.doc or {})["answers"].get(name) for name in STORED} for r in responses]


def still_open(page: Page) -> dict[str, list[str]]:
    """The answers to what is offered and not chosen yet; without scripts a page may come back with more on it."""
    boxes = "input[type=radio]:enabled:not(:checked), input[type=checkbox]:enabled:not(:checked)"
    lines = "input[type=text]:enabled, input[type=date]:enabled, input[type=time]:enabled"
    free = {(f.get_attribute("name"), f.get_attribute("value")) for f in page.locator(boxes).all()}
    open_lines = {field.get_attribute("name") for field in page.locator(lines).all()}
    chosen = {name: [value for value in values if (name, value) in free] for name, values in ANSWERS.items()}
    written = {name: values for name, values in ANSWERS.items() if name in open_lines}
    return {name: values for name, values in chosen.items() if values} | written


def question(page: Page, name: str) -> Any:
    return page.locator(f"[data-question={name}]")


def test_a_page_reacts_to_every_answer_at_once(visit: Visit) -> None:
    page = visit("en")
    begin_kinds(page)
    school, why, together = question(page, "school"), question(page, "why_none"), question(page, "together")
    expect(school).to_be_hidden()
    page.locator("[name=q_adults]").fill("2")
    page.locator("[name=q_children]").fill("１")
    expect(school).to_be_visible()
    expect(together.locator("output")).to_have_text("3")
    expect(school.locator("label", has_text="some")).to_be_hidden()
    page.locator("[name=q_children]").fill("2")
    expect(school.locator("label", has_text="some")).to_be_visible()
    expect(why).to_be_hidden()
    school.locator("label", has_text="none").click()
    expect(why).to_be_visible()
    look_with_axe(page)
    page.locator("[name=q_children]").fill("0")
    expect(school).to_be_hidden()
    expect(why).to_be_hidden()
    go_on(page)
    expect(page.locator("input[name=page]").first).to_have_value("feel")


def test_what_an_answer_has_to_agree_with_is_said_in_its_own_words(visit: Visit) -> None:
    page = visit("en")
    begin_kinds(page)
    page.locator("[name=q_adults]").fill("1")
    page.locator("[name=q_children]").fill("11")
    page.locator(".acts button[name=go]").first.click()
    expect(page.locator(".err")).to_have_text("These are very many children.")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("language", ["sl", "en"])
def test_every_kind_of_question_is_answered_and_stored(visit: Visit, town: Town, language: str, scripts: bool) -> None:
    page = visit(language, java_script_enabled=scripts)
    begin_kinds(page, language)
    for _step in range(12):
        if name_of(page) == "review":
            break
        fill(page, still_open(page) if not scripts else ANSWERS)
        if scripts:
            look_with_axe(page)
            go_on(page)
        else:
            page.locator(".acts button[name=go]").first.click()
    words = page.locator(".answers").inner_text()
    assert "s kolesom" in words
    assert "C3 – " in words
    assert {"sl": "5. oktobra 2026", "en": "5 October 2026"}[language] in words
    assert {"sl": "09.30", "en": "09:30"}[language] in words
    before = len(stored(town))
    send(page)
    assert len(stored(town)) == before + 1
    assert all(answers == STORED for answers in stored(town))


def test_two_things_in_one_place_are_told_kindly(visit: Visit) -> None:
    page = visit("en")
    begin_kinds(page)
    go_on(page)
    fill(page, {"q_first__bus": ["1"], "q_first__shop": ["1"]})
    page.locator(".acts button[name=go]").first.click()
    expect(page.locator(".err")).to_have_text("Two things have place 1. Give each place only once.")
    look_with_axe(page)


def test_a_day_out_of_bounds_stays_in_the_calendar(visit: Visit) -> None:
    page = visit("hr", java_script_enabled=False)
    begin_kinds(page, "hr")
    for _step in range(2):
        page.locator(".acts button[name=go]").first.click()
    page.locator("[name=q_day]").fill("2031-01-01")
    page.locator(".acts button[name=go]").first.click()
    expect(page.locator("[name=q_day]")).to_have_attribute("type", "date")
    expect(page.locator("[name=q_day]")).to_have_value("2031-01-01")
    expect(page.locator(".err").first).to_have_text("Napišite dan od 1. siječnja 2026. do 31. prosinca 2027.")


def test_words_that_are_no_day_come_back_as_they_were_typed(visit: Visit) -> None:
    page = visit("en", java_script_enabled=False)
    begin_kinds(page)
    for _step in range(2):
        page.locator(".acts button[name=go]").first.click()
    day = page.locator("[name=q_day]")
    day.evaluate("field => { field.type = 'text'; field.value = 'next week'; }")
    page.locator(".acts button[name=go]").first.click()
    expect(page.locator("[name=q_day]")).to_have_value("next week")
    expect(page.locator(".err").first).to_contain_text("Write a day with its month and year")
