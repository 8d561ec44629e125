"""From what a district wants to one evening of it: planned at the desk, printed, and told at the door on a phone."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from survey.clock import today
from tests.journeys.test_lead import log_in
from tests.journeys.town import Town
from tests.journeys.walk import look_with_axe, picture, send, turning, walk

SAID = {"q_f1": ["5"], "q_f2": ["yes"], "q_f4": ["bring"], "q_f5": ["Še enkrat"]}


@pytest.mark.slow
@pytest.mark.parametrize(("language", "width"), [("sl", 360), ("hr", 820), ("en", 1280)])
def test_one_evening_from_the_list_of_wishes_to_the_door(
    visit, town: Town, tmp_path, language: str, width: int
) -> None:
    page: Page = visit(language, width)
    log_in(page, town)
    page.goto(f"/lead/lipovje/ob-potoku?lang={language}")
    with turning(page):
        page.locator(".things .once a").first.click()
    assert page.locator("#activity").input_value()
    look_with_axe(page)
    with turning(page):
        page.locator("form.entries button").click()
    look_with_axe(page)
    expect(page.locator(".errors")).to_be_focused()
    filled = {"day": today().isoformat(), "begins": "18.30", "room": "Gasilski dom", "who": "Ana in pevci"}
    for name, value in filled.items():
        page.locator(f"#{name}").fill(value)
    with turning(page):
        page.locator("form.entries button").click()
    look_with_axe(page)
    with turning(page):
        page.locator("a[href$='/poster']").click()
    look_with_axe(page)
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert [round(float(one.mediabox.width)) for one in sheets] == [595, 595]
    address = page.locator(".leaving .address").inner_text()
    picture(page, tmp_path, "poster")
    phone: Page = visit(language, 360)
    phone.goto(re.sub("^https?://[^/]+", "", address))
    look_with_axe(phone)
    assert walk(phone, SAID, look_with_axe)
    assert send(phone)
    look_with_axe(phone)
    with turning(page):
        page.locator(".back").click()
    page.reload()
    expect(page.locator("#said + p")).to_contain_text("1")
