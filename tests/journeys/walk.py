"""What a resident does in a browser, said in the names of fields so that it holds in every language."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Locator, Page, expect

Look = Callable[[Page], None]

# Somebody from Zgornje Lipovje who answers nearly everything.
ANSWERS: Mapping[str, list[str]] = {
    "q_r0": ["yes"],
    "q_r1": ["zgornje-lipovje"],
    "q_for_whom": ["myself"],
    "q_r2": ["weekly"],
    "q_r3": ["social_cafe", "exercise"],
    "q_r4__social_cafe__often": ["weekly"],
    "q_r4__social_cafe__have": ["unsuitable"],
    "q_r4__social_cafe__why": ["time"],
    "q_r4__exercise__often": ["monthly"],
    "q_r4__exercise__have": ["none"],
    "q_r5": ["kitchen"],
    "q_r5__other": ["čajna kuhinja"],
    "q_r7": ["weekday_pm", "saturday"],
    "q_r7b": ["min10"],
    "q_r8": ["word", "board"],
    "q_r9": ["sometimes"],
    "q_r10": ["maybe"],
    "q_r11": ["Več klopi v senci. »Đurđica« & <b>žabe</b>"],
    "q_age": ["a45_64"],
    "q_gender": ["f"],
    "q_household": ["others"],
    "q_mobility": ["free"],
}

_axe = Axe()


# axe is content with a name that only a screen reader hears; people who look need one that they can see.
UNLABELLED = """() => [...document.querySelectorAll('input, select, textarea')]
  .filter(field => !['hidden', 'submit', 'button'].includes(field.type))
  .filter(field => field.getClientRects().length && field.checkVisibility())
  .filter(field => {
    const named = (field.getAttribute('aria-labelledby') ?? '').split(' ').map(id => document.getElementById(id));
    const seen = [...(field.labels ?? []), ...named].filter(label => label && label.innerText.trim());
    return !seen.some(label => [...label.getClientRects()].some(box => box.width > 2 && box.height > 2));
  })
  .map(field => field.name)"""


@contextmanager
def turning(page: Page) -> Iterator[None]:
    """What is done within leads to another page: waits until that page stands there, also at the same address."""
    with page.expect_navigation():
        yield


def _which(page: Page) -> float:
    """Tells one loaded page from the next, also where both have the same address."""
    page.wait_for_load_state()
    return float(page.evaluate("performance.timeOrigin"))


def _faults(page: Page) -> AxeResults:
    """What axe finds; a page that is replaced beneath its eyes is no page that it has seen, so the next one is."""
    before = _which(page)
    try:
        return _axe.run(page)
    except Error:
        if _which(page) == before:
            raise
        return _axe.run(page)


def look_with_axe(page: Page) -> None:
    """Every page must be without faults that a machine can see; axe asks for a page that may run scripts."""
    page.wait_for_load_state()
    unlabelled = page.evaluate(UNLABELLED)
    assert unlabelled == [], f"{page.url} {page.title()}: {unlabelled}"
    found = _faults(page)
    assert found.violations_count == 0, f"{page.url} {page.title()}\n{found.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{page.title()} scrolls sideways"


def picture(page: Page, folder: Path, name: str) -> None:
    page.screenshot(path=folder / f"{name}.png", full_page=True)


def name_of(page: Page) -> str:
    return page.locator("input[name=page]").first.input_value()


def forward(page: Page) -> Locator:
    """The one large button that goes on: next, or send on the last page."""
    return page.locator(".acts button[name=go]").first


def fill(page: Page, answers: Mapping[str, list[str]]) -> None:
    """Ticks and types what this page asks and these answers hold; the rest stays blank."""
    for name, values in answers.items():
        for field in page.locator(f"[name='{name}']:not([type=hidden])").all():
            kind = field.get_attribute("type")
            if kind not in ("radio", "checkbox"):
                field.fill(values[0])
            elif field.get_attribute("value") in values and not field.is_checked():
                # The row is what people touch; a hidden box would not be found by a finger.
                page.locator(f"label[for='{field.get_attribute('id')}']").click()


def go_on(page: Page) -> None:
    before = name_of(page)
    with turning(page):
        forward(page).click()
    expect(page.locator("input[name=page]").first).not_to_have_value(before)


def walk(page: Page, answers: Mapping[str, list[str]] = ANSWERS, look: Look = lambda _page: None) -> list[str]:
    """From the first page to the review; returns the pages on the way."""
    seen = []
    while name_of(page) not in ("review", "receipt"):
        assert len(seen) < 20, seen
        seen.append(name_of(page))
        fill(page, answers)
        look(page)
        go_on(page)
    look(page)
    return seen


def send(page: Page) -> str:
    """Sends what was reviewed and returns the code on the receipt."""
    go_on(page)
    return code_of(page)


def code_of(page: Page) -> str:
    return page.locator(".code output").inner_text().strip()


def begin(page: Page, slug: str = "lipovje", language: str = "sl") -> None:
    """From the list of surveys to the first page of one, as somebody who typed only the site's address."""
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.locator(f"a[href*='/s/{slug}']").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
