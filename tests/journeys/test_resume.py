"""Going on elsewhere, seeing and changing what was sent: on small screens, by keyboard, without scripts and cookies."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_resident import tab_to
from tests.journeys.town import Town
from tests.journeys.walk import ANSWERS, begin, code_of, fill, forward, go_on, look_with_axe, send, walk

SLOW = pytest.mark.slow


def open_code(page: Page, code: str, *, scanned: bool = True) -> None:
    """Scan a code, or type it where there are no scripts."""
    page.goto(f"/c#{code.replace(' ', '')}" if scanned else "/c")
    if not scanned:
        page.locator("#code").fill(code.lower().replace(" ", "-"))
    expect(page.locator("#code")).not_to_have_value("")
    assert not page.url.endswith(code[:4]), "the code stays in no address"
    page.locator("main .btn").first.click()


def later(page: Page, look=look_with_axe) -> str:
    """Ask for the code for going on, and look at its page."""
    page.locator("button[value=later]").click()
    expect(page.locator(".code output")).to_be_visible()
    look(page)
    return code_of(page)


@pytest.mark.parametrize(
    ("language", "width", "scripts"),
    [
        ("sl", 320, True),
        pytest.param("hr", 320, False, marks=SLOW),
        pytest.param("en", 360, False, marks=SLOW),
        pytest.param("en", 820, True, marks=SLOW),
    ],
)
def test_answers_are_gone_on_with_on_another_device(
    visit, town: Town, language: str, width: int, scripts: bool
) -> None:
    phone, computer = (visit(language, width, java_script_enabled=scripts) for _device in range(2))
    look = look_with_axe if scripts else lambda _page: None
    before = town.answers()
    begin(phone, language=language)
    fill(phone, ANSWERS)
    go_on(phone)
    expect(phone.locator(".saved")).to_be_visible()
    fill(phone, ANSWERS)
    code = later(phone, look)
    open_code(computer, code, scanned=scripts)
    expect(computer.locator("[name=q_r2][value=weekly]")).to_be_checked()
    go_on(phone)
    phone.locator("label[for=q_r2-monthly]").click()
    go_on(phone)
    forward(computer).click()
    expect(computer.locator("button[value=saved]")).to_be_visible()
    look(computer)
    computer.locator("button[value=saved]").click()
    expect(computer.locator("[name=q_r2][value=monthly]")).to_be_checked()
    walk(computer, {name: said for name, said in ANSWERS.items() if name != "q_r2"})
    assert send(computer)
    assert town.answers() == before + 1
    assert computer.context.cookies() == phone.context.cookies() == []


@SLOW
def test_r14_a_reload_after_a_code_finds_the_way_back(visit) -> None:
    page: Page = visit("en", 360)
    begin(page, language="en")
    fill(page, ANSWERS)
    go_on(page)
    code = later(page, lambda _page: None)
    other: Page = visit("en", 360)
    open_code(other, code)
    expect(other.locator("[name=q_r2]").first).to_be_attached()
    expect(other).to_have_url(re.compile("/s/lipovje$"))
    other.reload()
    expect(other.locator("[name=q_r2]").first).to_be_attached()


@pytest.mark.parametrize(
    ("language", "width"), [pytest.param(*where, marks=SLOW) for where in (("hr", 320), ("sl", 360), ("en", 1280))]
)
def test_an_answer_is_seen_changed_and_withdrawn(visit, town: Town, language: str, width: int) -> None:
    page: Page = visit(language, width)
    begin(page, language=language)
    walk(page)
    code = send(page)
    answers, counted = town.answers(), town.counted()
    open_code(page, code)
    expect(page.locator(".answers")).to_contain_text("»Đurđica« & <b>žabe</b>")
    look_with_axe(page)
    page.locator("button[value=correct]").click()
    expect(page.locator("input[name=page]").first).to_have_value("review")
    look_with_axe(page)
    page.locator("button[value^='edit:']").nth(1).click()
    expect(page.locator("[name=q_r2][value=weekly]")).to_be_checked()
    page.locator("label[for=q_r2-monthly]").click()
    go_on(page)
    forward(page).click()
    expect(page.locator("input[name=page]").first).to_have_value("receipt")
    expect(page.locator(".code output")).to_have_count(0)
    look_with_axe(page)
    assert (town.answers(), town.counted()) == (answers + 1, counted)
    open_code(page, code)
    page.locator("button[value=ask]").click()
    expect(page.locator("#code")).to_have_value(code.replace(" ", ""))
    page.locator("main .btn").first.click()
    expect(page.locator("#code")).to_have_count(0)
    assert town.counted() == counted - 1


@SLOW
def test_a_code_is_used_by_keyboard_alone(visit) -> None:
    page: Page = visit("sl", 320)
    begin(page)
    fill(page, ANSWERS)
    go_on(page)
    tab_to(page, "button[value=later]")
    page.keyboard.press("Enter")
    expect(page.locator(".code output")).to_be_visible()
    code = code_of(page)
    page.goto("/")
    tab_to(page, "a[href^='/c']")
    page.keyboard.press("Enter")
    expect(page.locator("#code")).to_be_visible()
    tab_to(page, "#code")
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    expect(page.locator("[name=q_r2]").first).to_be_attached()


PAGES = ("/c", "/contact/delete", "/withdraw")


@pytest.mark.parametrize("path", [PAGES[0], *(pytest.param(path, marks=SLOW) for path in PAGES[1:])])
@pytest.mark.parametrize(
    ("language", "width"), [("sl", 320), pytest.param("hr", 360, marks=SLOW), pytest.param("en", 820, marks=SLOW)]
)
def test_the_pages_of_codes_and_their_errors_are_accessible(visit, path: str, language: str, width: int) -> None:
    page: Page = visit(language, width)
    page.goto(path)
    look_with_axe(page)
    page.locator("main input[type=text]").fill("??")
    page.locator("main .btn").first.click()
    expect(page.locator(".errors")).to_be_focused()
    expect(page.locator("main input[type=text]")).to_have_value("??")
    look_with_axe(page)
    page.locator(".errors a").first.click()
    assert re.search(r"#(code|way)$", page.url)


@SLOW
@pytest.mark.parametrize("path", PAGES)
def test_the_pages_of_codes_from_right_to_left(visit, path: str) -> None:
    page: Page = visit("en", 320)
    page.goto(path)
    page.evaluate("document.documentElement.dir = 'rtl'")
    look_with_axe(page)
    box = page.locator("main input[type=text]").bounding_box()
    assert box
    assert 0 <= box["x"] <= 320 - box["width"]
