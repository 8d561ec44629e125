"""A resident's way from the first page to the receipt: in each language, with little, and with mishaps."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.town import Town
from tests.journeys.walk import ANSWERS, Look, begin, code_of, fill, forward, go_on, look_with_axe, name_of, send, walk

CONTACT = {"q_name": ["Društvo Lipa"], "q_email": ["lipa@example.org"], "q_purposes": ["invite"]}


def unlooked(page: Page) -> None:
    """A page passed without looking at it closely."""


@pytest.mark.parametrize(
    ("language", "width", "look"),
    [
        ("sl", 360, look_with_axe),
        pytest.param("hr", 360, unlooked, marks=pytest.mark.slow),
        pytest.param("en", 360, unlooked, marks=pytest.mark.slow),
        pytest.param("hr", 820, look_with_axe, marks=pytest.mark.slow),
        pytest.param("en", 1440, look_with_axe, marks=pytest.mark.slow),
    ],
)
def test_from_the_first_page_to_the_receipt_and_the_contact_form(
    visit, town: Town, language: str, width: int, look: Look
) -> None:
    page: Page = visit(language, width)
    before = town.answers()
    begin(page, language=language)
    pages = walk(page, look=look)
    assert len(pages) == 10
    code = send(page)
    look(page)
    assert len(code.replace(" ", "").replace("-", "")) >= 10
    leave_contact(page, look)
    assert town.answers() == before + 1


def leave_contact(page: Page, look: Look) -> None:
    page.locator("a[href*='/contact']").click()
    expect(page.locator("[name=q_name]")).to_be_visible()
    look(page)
    fill(page, CONTACT)
    forward(page).click()
    expect(page.locator("[name=q_name]")).to_have_count(0)
    assert code_of(page)
    look(page)


@pytest.mark.parametrize("path", ["/", "/withdraw", "/s/nowhere", "/login"])
def test_the_pages_around_the_survey_are_accessible(visit, path: str) -> None:
    page: Page = visit()
    page.goto(path)
    look_with_axe(page)


def test_an_answer_is_withdrawn_with_its_code(visit, town: Town) -> None:
    page: Page = visit()
    begin(page)
    walk(page)
    code = send(page)
    counted = town.counted()
    page.goto("/withdraw")
    page.locator("main input[type=text]").fill(code.lower().replace(" ", "-"))
    page.locator("main form .btn").click()
    expect(page.locator("main input[type=text]")).to_have_count(0)
    look_with_axe(page)
    assert town.counted() == counted - 1


def test_r13_without_scripts_and_without_cookies(visit, town: Town) -> None:
    page: Page = visit(java_script_enabled=False)
    before = town.answers()
    begin(page)
    walk(page)
    assert send(page)
    assert town.answers() == before + 1
    assert page.context.cookies() == [], "nothing that could be switched off was set"


def test_by_keyboard_alone(visit, town: Town) -> None:
    page: Page = visit()
    before = town.answers()
    page.goto("/")
    tab_to(page, "a[href*='/s/lipovje']")
    page.keyboard.press("Enter")
    expect(page.locator("input[name=page]").first).to_be_attached()
    while name_of(page) != "receipt":
        here = name_of(page)
        type_answers(page)
        tab_to(page, ".acts button[name=go]")
        page.keyboard.press("Enter")
        expect(page.locator("input[name=page]").first).not_to_have_value(here)
    assert town.answers() == before + 1


def type_answers(page: Page) -> None:
    for name, values in ANSWERS.items():
        for value in values:
            boxes = page.locator(f"[name='{name}'][value='{value}']")
            if boxes.count() and boxes.first.get_attribute("type") == "radio" and boxes.first.is_visible():
                tab_to(page, f"[name='{name}']")
                page.keyboard.press("Space")
                for _option in range(30):
                    if boxes.first.is_checked():
                        break
                    page.keyboard.press("ArrowDown")
                assert boxes.first.is_checked()
            elif boxes.count() and boxes.first.get_attribute("type") == "checkbox":
                tab_to(page, f"[name='{name}'][value='{value}']")
                page.keyboard.press("Space")
                assert boxes.first.is_checked()


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until what is wanted has the focus, going round the page at most once."""
    for _press in range(120):
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {selector} by keyboard")


def test_r11_a_double_click_and_a_reload_store_one_answer(visit, town: Town) -> None:
    page: Page = visit()
    before = town.answers()
    begin(page)
    walk(page)
    forward(page).dblclick()
    expect(page.locator(".code output")).to_be_visible()
    assert code_of(page)
    page.reload()
    expect(page.locator("main h1")).to_be_visible()
    assert town.answers() == before + 1


def test_r11_a_double_click_and_a_reload_without_scripts_give_the_same_receipt(visit, town: Town) -> None:
    page: Page = visit(java_script_enabled=False)
    before = town.answers()
    begin(page)
    walk(page)
    forward(page).dblclick()
    expect(page.locator(".code output")).to_be_visible()
    code = code_of(page)
    page.reload()
    assert code_of(page) == code
    assert town.answers() == before + 1


def test_r19_another_language_keeps_what_was_typed_and_not_sent(visit) -> None:
    page: Page = visit()
    begin(page)
    while not page.locator("textarea").count():
        fill(page, ANSWERS)
        go_on(page)
    page.locator("textarea").fill("Več klopi")
    page.locator("button[value='lang:en']").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("textarea")).to_have_value("Več klopi")


def test_back_and_forward_keep_the_answers(visit) -> None:
    page: Page = visit()
    begin(page)
    fill(page, ANSWERS)
    go_on(page)
    second = name_of(page)
    fill(page, ANSWERS)
    page.locator("button[value=back]").click()
    expect(page.locator("input[name=page]").first).not_to_have_value(second)
    expect(page.locator("[name=q_r1][value=zgornje-lipovje]")).to_be_checked()
    go_on(page)
    expect(page.locator("[name=q_r2][value=weekly]")).to_be_checked()


def test_the_browsers_own_back_button_moves_between_pages(visit) -> None:
    page: Page = visit()
    begin(page)
    fill(page, ANSWERS)
    first = name_of(page)
    go_on(page)
    page.go_back()
    expect(page.locator("input[name=page]").first).to_have_value(first)
    expect(page.locator("[name=q_r1][value=zgornje-lipovje]")).to_be_checked()


def test_r17_a_missing_answer_is_named_and_linked_to_its_field(visit) -> None:
    page: Page = visit()
    begin(page)
    forward(page).click()
    errors = page.locator(".errors")
    expect(errors).to_be_visible()
    look_with_axe(page)
    errors.locator("a").first.click()
    assert page.evaluate("document.activeElement.closest('.question') !== null")


def test_r21_what_was_typed_survives_a_network_that_is_gone(visit) -> None:
    page: Page = visit()
    begin(page)
    fill(page, ANSWERS)
    page.context.set_offline(True)
    forward(page).click()
    expect(page.locator("#unsaved")).to_be_visible()
    expect(page.locator("[name=q_r1][value=zgornje-lipovje]")).to_be_checked()
    page.context.set_offline(False)
    go_on(page)
