"""The application is updated while records wait: they arrive as what they were, and no window locks another out."""

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from survey.store.workshop_items import WorkshopItem
from survey.store.workshops import Workshop, keep_agenda
from survey.workshop.agenda import agenda_hash, as_document, load_agenda
from tests.conftest import SECRET_KEY, free_port
from tests.journeys.conftest import Visit, browsing, running, settings_of
from tests.journeys.hall import AGENDA, arrived, begin, code_for, people, plan, records, touch, wake
from tests.journeys.town import Town

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
DOOR = "**/tablet/items"


@pytest.fixture
def moving(finished_town: tuple[Path, dict[str, str]], tmp_path: Path) -> Town:
    """A town whose server is stopped and started again at the same address."""
    shutil.copytree(finished_town[0], tmp_path / "data")
    return Town(f"http://127.0.0.1:{free_port()}", tmp_path / "data", finished_town[1])


@pytest.fixture
def there(chromium: Browser, moving: Town) -> Iterator[Visit]:
    with browsing(chromium, moving.url) as open_browser:
        yield open_browser


def environ_of(town: Town, code: Path = ROOT) -> dict[str, str]:
    port = int(town.url.rsplit(":", 1)[1])
    return settings_of(town.data, port) | {"SOSESKA_SECRET_KEY": SECRET_KEY, "PYTHONPATH": str(code)}


def newer(folder: Path) -> Path:
    """The next release: another application on the tablet, whose memory has a part more."""
    for part in ("survey", "analysis", "questionnaires", "translations"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    memory = folder / "survey" / "web" / "static" / "tablet" / "db.js"
    said = memory.read_text().replace("  },\n];", "  },\n  db => db.createObjectStore('later'),\n];", 1)
    assert "'later'" in said
    memory.write_text(said)
    frame = folder / "survey" / "web" / "static" / "tablet" / "frame.js"
    frame.write_text(frame.read_text().replace("`tablet ${kind}`", "`tablet next ${kind}`"))
    return folder


def other_agenda(town: Town, workshop: object) -> None:
    """Meanwhile the lead has given a step more time."""
    agenda = load_agenda(AGENDA)
    steps = tuple(step.model_copy(update={"minutes": step.minutes + 1}) for step in agenda.steps)
    changed = agenda.model_copy(update={"steps": steps})
    with town.store.write() as session:
        keep_agenda(session, agenda_hash(changed), as_document(changed))
        session.get_one(Workshop, workshop).agenda = agenda_hash(changed)


def boards(town: Town) -> Counter[str]:
    with town.store.read() as session:
        return Counter(session.scalars(select(WorkshopItem.board)))


def updated(page: Page) -> None:
    expect(page.locator("body.next")).to_be_visible()


def test_t31_an_update_of_everything_over_a_full_queue_in_two_windows(
    moving: Town, there: Visit, tmp_path: Path
) -> None:
    workshop = plan(moving)
    page = there("en", 1024)
    with running(environ_of(moving), moving.data):
        begin(page, code_for(moving, workshop))
        second = page.context.new_page()
        second.goto("/tablet/#/step/arrival")
        page.context.route(DOOR, lambda route: route.abort("internetdisconnected"))
        touch(page, 20)
        expect(second.locator(".total b")).to_have_text("20")
        touch(second, 5)
        given = {one["board"] for one in records(page)}
    other_agenda(moving, workshop)
    with running(environ_of(moving, newer(tmp_path / "next")), moving.data):
        page.reload()
        page.get_by_role("button", name="Take it over").click()
        for window in (page, second):
            updated(window)
            expect(window.locator(".total b")).to_have_text("25")
        assert len(records(page, "waiting")) == 25
        page.context.unroute(DOOR)
        wake(page)
        arrived(page)
        assert boards(moving) == dict.fromkeys(given, 25)
        touch(second, 3)
        arrived(second)
        assert sorted(boards(moving).values()) == [3, 25]
        assert people(second) == 28
    moving.store.close()


def test_t31_a_window_that_holds_the_old_memory_is_named_and_nothing_is_lost(
    moving: Town, there: Visit, tmp_path: Path
) -> None:
    workshop = plan(moving)
    page = there("sl", 1024)
    with running(environ_of(moving), moving.data):
        begin(page, code_for(moving, workshop))
        page.context.route(DOOR, lambda route: route.abort("internetdisconnected"))
        touch(page, 6)
        holding = page.context.new_page()
        holding.goto("/")
        holding.evaluate("() => new Promise(done => { indexedDB.open('soseska').onsuccess = done; })")
    with running(environ_of(moving, newer(tmp_path / "next")), moving.data):
        page.reload()
        page.get_by_role("button", name="Prevzemi").click()
        expect(page.locator(".told")).to_contain_text("Zaprite drugo okno")
        holding.close()
        updated(page)
        expect(page.locator(".told")).to_have_count(0)
        page.context.unroute(DOOR)
        wake(page)
        arrived(page)
        assert sum(boards(moving).values()) == 6
    moving.store.close()
