"""Whatever somebody chooses for reading: pages stay whole, targets large, keys in order, nothing speaks first."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.town import Town
from tests.journeys.walk import fill, go_on, look_with_axe

FIRST = "/s/lipovje?lang=sl"
AROUND = ("/?lang=hr", "/s/lipovje/contact?lang=sl", "/withdraw?lang=en", "/accessibility?lang=hr", "/nowhere?lang=sl")
PAGES = (FIRST, *AROUND, "/results/lipovje/became?lang=sl")
SETTINGS = ("100", "200", "010", "001", "002")

SPACING = """* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}
p {margin-bottom: 2em !important}"""
"""What WCAG 1.4.12 lets people set by themselves."""

CUT_OFF = """() => [...document.querySelectorAll('.btn, .row, .link, h1, h2, p, label')]
  .filter(one => !one.closest('.vh') && !one.matches('.vh, .skip') && one.offsetParent)
  .filter(one => one.scrollWidth > one.clientWidth + 2 && getComputedStyle(one).display !== 'inline')
  .map(one => one.outerHTML.slice(0, 120))"""

SMALL = """least => [...document.querySelectorAll('a, button, summary, input, textarea, label.row, label.point')]
  .filter(one => one.offsetParent && !one.closest('.vh') && !one.matches('.vh, .skip, .row input, .point input'))
  .map(one => [one.getBoundingClientRect(), one.outerHTML.slice(0, 100)])
  .filter(([box]) => Math.min(box.width, box.height) < least).map(([, said]) => said)"""

FOCUSED = """() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const row = one.closest('label.row') ?? one;
  const box = row.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const top = document.elementFromPoint(x, y);
  const style = getComputedStyle(row);
  return {
    seen: box.top >= 0 && box.bottom <= innerHeight && (row.contains(top) || top.contains(row)),
    ring: style.outlineStyle !== 'none' || style.boxShadow !== 'none',
    place: [...document.querySelectorAll('*')].indexOf(one),
    what: one.outerHTML.slice(0, 120),
  };
}"""


@pytest.mark.parametrize(
    ("code", "paths"),
    [
        ("212", (FIRST,)),
        *(pytest.param(code, PAGES, marks=pytest.mark.slow) for code in SETTINGS),
        pytest.param("211", PAGES, marks=pytest.mark.slow),
    ],
)
def test_every_page_with_each_setting(visit, code: str, paths: tuple[str, ...]) -> None:
    page: Page = visit("sl", 320)
    for path in paths:
        page.goto(f"{path}&read={code}&aids=1")
        look_with_axe(page)
        assert page.evaluate(CUT_OFF) == []


def test_two_hundred_per_cent_on_a_narrow_screen(visit) -> None:
    page: Page = visit("sl", 320)
    page.goto(FIRST)
    usual = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.lead')).fontSize)")
    page.get_by_text("Size and contrast").or_(page.get_by_text("Velikost in kontrast")).click()
    fill(page, {"q_r0": ["yes"], "q_r1": ["polje"]})
    page.locator(".reading button").nth(2).click()
    expect(page.locator("html")).to_have_class("size-2 space-0 contrast-0")
    page.wait_for_function("document.fonts.status === 'loaded' && getComputedStyle(document.body).fontSize === '36px'")
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('.lead')).fontSize)") >= 1.8 * usual
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("[name=q_r1][value=polje]").is_checked()
    page.reload()
    expect(page.locator("html")).to_have_class("size-2 space-0 contrast-0")


@pytest.mark.slow
def test_text_spacing_hides_nothing(visit) -> None:
    page: Page = visit("sl", 320, bypass_csp=True)
    for path in PAGES:
        page.goto(path)
        page.add_style_tag(content=SPACING)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert page.evaluate(CUT_OFF) == []


@pytest.mark.slow
@pytest.mark.parametrize("path", [FIRST, "/accessibility?lang=sl", "/withdraw?lang=sl&aids=1"])
def test_the_keyboard_reaches_everything_in_order(visit, path: str) -> None:
    page: Page = visit("sl", 320)
    page.goto(path)
    places = []
    for _key in range(60):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        if found is None:
            break
        assert found["seen"], found["what"]
        assert found["ring"], found["what"]
        places.append(found["place"])
    assert len(places) > 5
    assert places == sorted(places)


@pytest.mark.slow
def test_the_bar_at_the_foot_never_hides_what_is_focused(visit) -> None:
    page: Page = visit("sl", 360)
    page.goto(FIRST)
    while page.locator(".tally").count() == 0:
        fill(page, {"q_r0": ["yes"], "q_r1": ["polje"], "q_for_whom": ["myself"]})
        go_on(page)
    for _key in range(40):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        if found is None:
            break
        assert found["seen"], found["what"]


@pytest.mark.parametrize("code", ["000", pytest.param("200", marks=pytest.mark.slow)])
def test_targets_are_large(visit, code: str) -> None:
    page: Page = visit("sl", 320)
    for path in PAGES[:4]:
        page.goto(f"{path}&read={code}&aids=1")
        assert page.evaluate(SMALL, 24) == []
        rows = page.locator("label.row").all()
        assert all((box := row.bounding_box()) and box["height"] >= 48 for row in rows)


@pytest.mark.slow
def test_forced_colours_keep_the_choice_visible(visit) -> None:
    page: Page = visit("sl", 360, forced_colors="active")
    page.goto(f"{FIRST}&read=102")
    fill(page, {"q_r1": ["polje"]})
    look_with_axe(page)
    row = page.locator("label[for=q_r1-polje]")
    assert row.evaluate("one => getComputedStyle(one).outlineWidth") == "4px"
    drawn = [page.locator(f"label[for=q_r1-{code}] path") for code in ("polje", "podgorica")]
    assert len({one.evaluate("path => getComputedStyle(path).fill") for one in drawn}) == 2


@pytest.mark.slow
def test_the_map_is_touched_and_reached_by_keys(visit) -> None:
    page: Page = visit("en", 360, java_script_enabled=False)
    page.goto("/s/lipovje?lang=en")
    page.locator("label[for=q_r1-polje] path").click()
    expect(page.locator("#q_r1-polje")).to_be_checked()
    page.locator("#q_r1-polje").press("ArrowUp")
    expect(page.locator("#q_r1-podgorica")).to_be_checked()


@pytest.mark.slow
def test_a_street_is_found_without_a_reload_and_said(visit, town: Town) -> None:
    page: Page = visit("en", 360)
    page.goto("/s/lipovje?lang=en")
    page.locator("[name=street]").fill("zgorna c. 3")
    page.locator("button[value=find]").click()
    page.get_by_role("button", name="Zgornja cesta").click()
    expect(page.locator(".notice[role=status]")).to_be_focused()
    expect(page.locator("#q_r1-zgornje-lipovje")).to_be_checked()
    look_with_axe(page)
    assert "zgorna" not in page.url
    assert "zgorna" not in page.evaluate("JSON.stringify({...sessionStorage, ...localStorage})")


SPEAKS = """(() => {
  const said = [];
  window.saidAloud = said;
  class Words { constructor(text) { this.text = text; } }
  const speech = {getVoices: () => [{lang: 'en-GB', name: 'somebody'}], speak: one => said.push(one.text), cancel() {},
    addEventListener() {}};
  Object.defineProperty(window, 'speechSynthesis', {value: speech});
  window.SpeechSynthesisUtterance = Words;
})()"""


@pytest.mark.slow
def test_a_question_is_read_aloud_only_when_asked_and_only_with_a_voice(visit) -> None:
    page: Page = visit("en", 360)
    page.add_init_script(SPEAKS)
    page.goto("/s/lipovje?lang=sl")
    expect(page.locator(".aloud")).to_have_count(0)
    page.goto("/s/lipovje?lang=en")
    button = page.locator(".aloud").nth(1)
    assert page.evaluate("saidAloud.length") == 0
    button.click()
    assert "Polje" in page.evaluate("saidAloud.join(' ')")
    expect(button).to_have_text("Stop reading")
    look_with_axe(page)
    button.click()
    expect(button).to_have_text("Read aloud")
