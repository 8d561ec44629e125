"""The questionnaire goes from hand to hand: sealed before anybody is told so, and nothing of anybody is left."""

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from survey.clock import today
from survey.store import tablet_keys
from survey.store.contacts import Contact, contact_document, contact_of
from survey.store.documents import OpenAnswer
from survey.store.receipts import response_of
from survey.store.rounds import round_by_slug
from tests.conftest import QUIET
from tests.journeys import hall, passing
from tests.journeys.conftest import Visit
from tests.journeys.town import Town, within
from tests.tablet.profile import search

SIZES = [(1024, 768), (820, 1180)]
WISH = "Sodček pod staro hruško za Nežo Kovač"
MAIL = "neza.kovac.hall@primer.si"
PHONE = "041 733 918"
CONTROL = "Kontrolni stavek, ki leži odprto"
KEEP_OPENLY = """said => new Promise(done => {
    const asked = indexedDB.open('soseska');
    asked.onsuccess = () => {
        const kept = asked.result.transaction('settings', 'readwrite', {durability: 'strict'});
        kept.objectStore('settings').put(said, 'control');
        kept.oncomplete = () => { asked.result.close(); done(); };
    };
})"""
FULL = """() => {
    window.add = IDBObjectStore.prototype.add;
    IDBObjectStore.prototype.add = () => { throw new DOMException('full', 'QuotaExceededError'); };
}"""
LEFT = """() => new Promise(found => {
    const asked = indexedDB.open('soseska-drafts', 1);
    asked.onsuccess = () => {
        const all = asked.result.transaction('kept').objectStore('kept').count();
        all.onsuccess = () => { asked.result.close(); found(all.result); };
    };
})"""


@pytest.fixture
def page(visit: Visit, town: Town) -> Page:
    """A tablet that goes round."""
    opened: Page = visit("en", 1024)
    opened.set_viewport_size({"width": 1024, "height": 768})
    _workshop, code = passing.evening(town)
    passing.hand_round(opened, code, town.url)
    return opened


def test_a_person_answers_and_the_next_finds_nothing(page: Page, town: Town) -> None:
    before, entries = len(passing.from_halls(town)), page.evaluate("history.length")
    code = passing.answer(page, {"q_r11": WISH})
    within(10, lambda: len(passing.from_halls(town)) == before + 1)
    with town.store.read() as session:
        found = response_of(town.store, session, code)
        assert found in {one.id for one in passing.from_halls(town)}
    sheet = passing.invite(page, {"q_name": "Neža", "q_email": MAIL})
    within(10, lambda: _contact(town, sheet) is not None)
    passing.hand_on(page)
    assert page.evaluate("history.length") == entries
    assert page.evaluate(LEFT) == 0
    assert page.evaluate("caches.has('soseska-drafts')") is False
    assert WISH not in page.content()
    page.go_back()
    expect(page.locator(".tongue").first).to_be_visible()
    passing.begin(page)
    assert page.locator("[data-name]:checked").count() == 0


def _contact(town: Town, code: str) -> str | None:
    with town.store.read() as session:
        found = contact_of(town.store, session, code)
        return contact_document(town.store, session.get_one(Contact, found))["email"] if found else None


@pytest.mark.slow
def test_t36_no_way_leads_out_without_the_four_digits(page: Page) -> None:
    for way in ("#/own", "#/ready", "#/step/arrival"):
        page.evaluate(f"location.hash = '{way}'")
        expect(page.locator(".tongue").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".tongue").first).to_be_visible()
    page.evaluate("history.replaceState(null, '', '#/own')")
    page.reload()
    expect(page.locator(".tongue").first).to_be_visible()
    page.get_by_role("button", name="For the facilitator").click()
    for _time in range(2):
        passing.press(page, "1111")
        expect(page.locator(".round .err")).to_have_text("These are not the four digits.")
    passing.press(page, "1111")
    expect(page.locator(".round .err")).to_contain_text("Wait half a minute")
    kept = page.evaluate("localStorage.getItem('soseska-round')")
    assert passing.DIGITS not in kept.replace(str(json.loads(kept)["until"]), "")
    page.clock.install()
    page.clock.fast_forward(31_000)
    passing.press(page, passing.DIGITS)
    expect(page.locator(".step.survey .pad")).to_be_visible()
    page.evaluate("location.hash = '#/own'")
    expect(page.locator(".round")).to_have_count(0)


@pytest.mark.slow
def test_t36_a_tablet_that_nobody_touches_forgets(page: Page) -> None:
    page.clock.install()
    passing.begin(page)
    passing.choose(page, passing.FIRST)
    page.clock.run_for(152_000)
    expect(page.locator(".idle")).to_contain_text("Are you still there?")
    page.get_by_role("button", name="I am still here").click()
    expect(page.locator(".idle")).to_have_count(0)
    expect(page.locator("[data-name=q_r1][value=polje]")).to_be_checked()
    page.clock.run_for(183_000)
    expect(page.locator(".tongue").first).to_be_visible()
    passing.begin(page)
    assert page.locator("[data-name]:checked").count() == 0


@pytest.mark.slow
def test_what_is_half_written_survives_a_reload_but_is_readable_nowhere(page: Page) -> None:
    passing.begin(page, "hr")
    passing.choose(page, passing.FIRST)
    passing.forward(page)
    passing.choose(page, {"q_r2": "monthly"})
    expect(page.locator(".where")).to_contain_text("2")
    expect(page.locator("dialog.round")).to_have_attribute("data-draft", "kept")
    page.reload()
    expect(page.locator("[data-name=q_r2][value=monthly]")).to_be_checked()
    page.locator(".where .link").first.click()
    expect(page.locator("[data-name=q_r1][value=polje]")).to_be_checked()


@pytest.mark.slow
def test_what_is_wrong_is_said_in_the_persons_language_and_nothing_is_lost(page: Page) -> None:
    passing.begin(page, "sl")
    passing.choose(page, {"q_for_whom": "myself"})
    passing.forward(page)
    expect(page.locator(".round .err")).to_have_count(2)
    expect(page.locator(".round .err").last).to_contain_text("Izberite, kje živite")
    expect(page.locator("[data-name=q_for_whom][value=myself]")).to_be_checked()
    passing.choose(page, passing.FIRST)
    passing.forward(page)
    expect(page.locator("[data-question=r2]")).to_be_visible()


@pytest.mark.slow
def test_t26_an_answer_that_cannot_be_kept_stays_on_the_screen(page: Page, town: Town) -> None:
    before = len(passing.from_halls(town))
    passing.begin(page)
    passing.choose(page, passing.FIRST)
    passing.through(page)
    page.evaluate(FULL)
    passing.forward(page)
    expect(page.locator(".round [role=alert]")).to_contain_text("do not hand the tablet on")
    page.evaluate("() => { IDBObjectStore.prototype.add = window.add; }")
    passing.give(page)
    within(10, lambda: len(passing.from_halls(town)) == before + 1)


@pytest.mark.slow
def test_t34_answers_that_waited_while_the_key_was_rotated_arrive(page: Page, town: Town) -> None:
    before = len(passing.from_halls(town))
    page.context.set_offline(True)
    for language in ("sl", "hr"):
        passing.answer(page, language=language)
        passing.hand_on(page)
    with town.store.write() as session:
        tablet_keys.rotate(town.store, session, None)
    page.context.set_offline(False)
    hall.wake(page)
    within(10, lambda: len(passing.from_halls(town)) == before + 2)
    assert hall.waits(page) == 0


@pytest.mark.slow
def test_t35_sent_again_it_is_one_answer_and_one_flipped_bit_is_set_aside(page: Page, town: Town) -> None:
    before = len(passing.from_halls(town))
    page.context.set_offline(True)
    passing.answer(page)
    waiting = next(record for record in hall.records(page, "waiting") if record.get("sealed"))
    page.context.set_offline(False)
    hall.wake(page)
    within(10, lambda: len(passing.from_halls(town)) == before + 1)
    passing.memory(page, state="waiting", sealed=waiting["sealed"], key=waiting["key"])
    assert hall.waits(page) == 1
    hall.wake(page)
    within(10, lambda: hall.waits(page) == 0)
    assert len(passing.from_halls(town)) == before + 1
    flipped = waiting["sealed"][:300] + ("A" if waiting["sealed"][300] != "A" else "B") + waiting["sealed"][301:]
    again = {"item": waiting["item"][:-1] + ("0" if waiting["item"][-1] != "0" else "1"), "sealed": flipped}
    passing.memory(page, state="waiting", key=waiting["key"], **again)
    hall.wake(page)
    within(10, lambda: [one["reason"] for one in hall.records(page, "aside")] == ["altered"])
    assert len(passing.from_halls(town)) == before + 1


@pytest.mark.slow
def test_t34_an_answer_to_a_closed_round_is_set_aside(page: Page, town: Town) -> None:
    page.context.set_offline(True)
    passing.answer(page)
    with town.store.write() as session:
        round_ = round_by_slug(session, "lipovje")
        assert round_ is not None
        closed, round_.closes = round_.closes, today() - timedelta(days=9)
    page.context.set_offline(False)
    hall.wake(page)
    within(10, lambda: [one["reason"] for one in hall.records(page, "aside")] == ["closed"])
    with town.store.write() as session:
        again = round_by_slug(session, "lipovje")
        assert again is not None
        again.closes = closed


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("language", ["sl", "hr", "en"])
@pytest.mark.slow
def test_every_screen_of_it_is_accessible(page: Page, language: str, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    screens = [page.locator(".tongue").first.is_visible()]
    _clean(page)
    passing.begin(page, language)
    passing.forward(page)
    _clean(page)
    passing.choose(page, passing.FIRST)
    while page.locator(".round .form").count():
        _clean(page)
        passing.forward(page)
    _clean(page)
    passing.give(page)
    _clean(page)
    assert screens == [True]


def _clean(page: Page) -> None:
    found = Axe().run(page, context=".round", options={"resultTypes": ["violations"]}).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert page.evaluate("document.querySelector('.round').scrollWidth <= innerWidth")


@pytest.mark.slow
def test_t36_the_browsers_disk_holds_nothing_of_anybody(chromium: Browser, tmp_path: Path, town: Town) -> None:
    """Eight people, thirty phrases: own words, names, addresses, numbers; half of them without a network."""
    _workshop, code = passing.evening(town)
    people = [
        (
            {"q_r11": f"{WISH} {place}", "q_r3__other": f"Skrivna želja številka {place}"},
            f"Neznanka{place}",
            f"a{place}.{MAIL}",
            f"{PHONE}{place}",
        )
        for place in range(8)
    ]
    phrases = [text for said, name, mail, _phone in people for text in (*said.values(), name, mail)]
    phrases = [*phrases[:28], *(phone for *_others, phone in people[:2])]
    context = chromium.browser_type.launch_persistent_context(
        tmp_path, executable_path=shutil.which("chromium"), args=list(QUIET), locale="en"
    )
    page = context.new_page()
    passing.hand_round(page, code, town.url)
    for place, (said, name, mail, phone) in enumerate(people):
        context.set_offline(place >= 4)
        passing.answer(page, said, ["sl", "hr", "en"][place % 3])
        passing.invite(page, {"q_name": name, "q_email": mail, "q_phone": phone})
        passing.hand_on(page)
    page.evaluate(KEEP_OPENLY, CONTROL)
    assert len(set(phrases)) == 30
    assert hall.waits(page) == 8
    assert set(search(tmp_path, [*phrases, CONTROL])) == {CONTROL}
    context.close()  # what a browser writes late it writes now
    assert set(search(tmp_path, [*phrases, CONTROL])) == {CONTROL}
    with town.store.read() as session:
        told = set(session.scalars(select(OpenAnswer.text).where(OpenAnswer.text.in_(phrases))))
    assert len(told) == 8, "four people were in the network, each with two texts"
