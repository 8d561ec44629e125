"""People in a hall who answer on the tablet, one after another."""

import uuid
from typing import Any

from playwright.sync_api import Page, expect
from sqlalchemy import select

from survey.store.documents import Response
from tests.journeys import hall
from tests.journeys.town import Town

DIGITS = "2580"
STEP = "questionnaire"
FIRST = {"q_r0": "yes", "q_r1": "polje"}


def hand_round(page: Page, code: str, url: str) -> None:
    """Pairs the tablet and lets it go round."""
    hall.begin(page, code, url)
    page.evaluate(f"location.hash = '#/step/{STEP}'")
    press(page, DIGITS)
    expect(page.locator(".tongue").first).to_be_visible()


def press(page: Page, digits: str) -> None:
    for digit in digits:
        page.locator(".pad").get_by_role("button", name=digit, exact=True).click()


def begin(page: Page, language: str = "en") -> None:
    page.locator(f".tongue[lang={language}]").click()
    expect(page.locator(".round .form")).to_be_visible()


def choose(page: Page, fields: dict[str, str]) -> None:
    for name, value in fields.items():
        page.locator(f"[data-name={name}][value='{value}']").check()


def forward(page: Page) -> None:
    page.locator(".round .acts .go").click()


def through(page: Page, texts: dict[str, str] | None = None) -> None:
    """Goes on to the end, choosing the first of everything, and writes what is to be written where it is asked."""
    before = ""
    while page.locator(".round .form").count():
        now = page.locator(".round .form").inner_html()
        assert now != before, "the same page once more"
        before = now
        _answer(page, texts or {})
        forward(page)
    expect(page.locator(".round .acts .go")).to_be_enabled()


def _answer(page: Page, texts: dict[str, str]) -> None:
    """The first choice of every question that has none yet, and the texts."""
    page.evaluate(
        """texts => {
            for (const question of document.querySelectorAll('.round [data-question]:not([hidden])')) {
                const fields = [...question.querySelectorAll('[data-name]:enabled')];
                const chosen = fields.some(field => field.checked);
                if (!chosen) fields.find(field => ['radio', 'checkbox'].includes(field.type))?.click();
                for (const field of fields.filter(({dataset}) => texts[dataset.name])) {
                    if (['radio', 'checkbox'].includes(field.type)) continue;
                    field.value = texts[field.dataset.name];
                    for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, {bubbles: true}));
                }
            }
        }""",
        texts,
    )


def give(page: Page) -> str:
    """Gives what was answered; the code on the screen."""
    forward(page)
    expect(page.locator(".round .code output")).to_be_visible()
    return page.locator(".round .code output").inner_text()


def answer(page: Page, texts: dict[str, str] | None = None, language: str = "en") -> str:
    """One person from the choice of a language to their code."""
    begin(page, language)
    choose(page, FIRST)
    through(page, texts)
    return give(page)


def invite(page: Page, texts: dict[str, str]) -> str:
    """The separate sheet after the code."""
    page.locator(".round .other .btn").click()
    expect(page.locator(".round .form")).to_be_visible()
    through(page, texts)
    return give(page)


def hand_on(page: Page) -> None:
    """Hands the tablet on; the next person finds the choice of languages."""
    page.locator(".round .acts .go").click()
    expect(page.locator(".tongue").first).to_be_visible()


def from_halls(town: Town) -> list[Response]:
    """Every answer that came from a workshop."""
    with town.store.read() as session:
        return list(
            session.scalars(select(Response).where(Response.channel == "workshop", Response.access == "device"))
        )


def memory(page: Page, **changes: Any) -> None:
    """Changes what waits on the tablet, as somebody would who has taken it apart."""
    page.evaluate(
        """changes => new Promise(done => {
            const asked = indexedDB.open('soseska');
            asked.onsuccess = () => {
                const kept = asked.result.transaction('items', 'readwrite');
                const cursor = kept.objectStore('items').openCursor();
                cursor.onsuccess = () => {
                    const place = cursor.result;
                    if (!place) return;
                    if (['answer', 'contact'].includes(place.value.kind)) place.update({...place.value, ...changes});
                    place.continue();
                };
                kept.oncomplete = () => { asked.result.close(); done(); };
            };
        })""",
        changes,
    )


def evening(town: Town) -> tuple[uuid.UUID, str]:
    """A workshop, and a code for its tablet."""
    workshop = hall.plan(town)
    return workshop, hall.code_for(town, workshop)
