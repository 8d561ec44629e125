"""A hall with a tablet in it: a workshop of the example town, a real browser of its own, and a network that fails."""

import os
import random
import shutil
import signal
import subprocess
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import func, select

from survey.clock import today
from survey.store.accounts import user_named
from survey.store.districts import Assessment, district
from survey.store.rounds import round_by_slug
from survey.store.tablets import pairing_code
from survey.store.workshop_items import WorkshopItem, aside_of, attendance
from survey.store.workshops import Plan, Workshop, keep_agenda, plan_workshop
from survey.workshop.agenda import agenda_hash, as_document, load_agenda
from tests.conftest import QUIET
from tests.journeys.town import Town

AGENDA = Path(__file__).parents[2] / "questionnaires" / "workshop_short.yaml"
STEP = "arrival"


def plan(town: Town, agenda: Path = AGENDA, day: date | None = None, **more: Any) -> uuid.UUID:
    """A workshop in Ob Potoku."""
    read = load_agenda(agenda)
    with town.store.write() as session:
        keep_agenda(session, agenda_hash(read), as_document(read))
        round_ = round_by_slug(session, "lipovje")
        assert round_ is not None
        place = district(session, session.get_one(Assessment, round_.assessment_id).id, "ob-potoku")
        somebody = user_named(session, "lipovje-lead")
        assert place is not None
        assert somebody is not None
        said = Plan(day or today(), "18:00", "Gasilski dom")
        return plan_workshop(session, somebody.id, round_, place.id, agenda_hash(read), said, **more).id


def code_for(town: Town, workshop: uuid.UUID) -> str:
    with town.store.write() as session:
        somebody = user_named(session, "lipovje-lead")
        assert somebody is not None
        return pairing_code(session, somebody.id, session.get_one(Workshop, workshop)).replace(" ", "")


def counted(town: Town, workshop: uuid.UUID) -> dict[str, Counter[str]]:
    """What the server has of the door."""
    with town.store.read() as session:
        return attendance(session, session.get_one(Workshop, workshop))


def stored(town: Town, workshop: uuid.UUID) -> tuple[int, list[str]]:
    """How many records the server has taken, and why it has set others aside."""
    with town.store.read() as session:
        mine = select(func.count()).select_from(WorkshopItem).where(WorkshopItem.workshop_id == workshop)
        reasons = sorted(one.reason for one in aside_of(session, session.get_one(Workshop, workshop)))
        return session.scalar(mine) or 0, reasons


def begin(page: Page, code: str, url: str = "") -> None:
    """Pairs the tablet and goes to the door, once the application is on board."""
    page.goto(f"{url}/tablet/#{code}")
    expect(page.locator(".checks li").first).to_have_class("good")
    page.locator("label:has(#promise)").click()
    expect(page.locator(".acts a.go")).to_be_visible()
    page.goto(f"{url}/tablet/#/step/{STEP}")
    expect(page.locator(".age .plus").first).to_be_visible()


def touch(page: Page, times: int, chance: random.Random | None = None) -> None:
    """Touches plus at the door; the screen has to say so before anything else happens."""
    chance = chance or random.Random(times)
    before = people(page)
    buttons = page.locator(".age .plus").count()
    places = [chance.randrange(buttons) for _ in range(times)]
    page.evaluate("places => places.forEach(place => document.querySelectorAll('.age .plus')[place].click())", places)
    expect(page.locator(".total b")).to_have_text(str(before + times))


def people(page: Page) -> int:
    return int(page.locator(".total b").inner_text())


def waits(page: Page) -> int:
    """How many records wait on this tablet, in its own memory."""
    return len(records(page, "waiting"))


def records(page: Page, state: str = "") -> list[dict[str, Any]]:
    """The records in the tablet's own memory."""
    found: list[dict[str, Any]] = page.evaluate(
        """state => new Promise((done, failed) => {
          const asked = indexedDB.open('soseska');
          asked.onerror = () => failed(asked.error);
          asked.onsuccess = () => {
            const all = asked.result.transaction('items').objectStore('items').getAll();
            all.onsuccess = () => { asked.result.close(); done(all.result); };
          };
        }).then(all => all.filter(one => !state || one.state === state))""",
        state,
    )
    return found


def wake(page: Page) -> None:
    """The network is said to be back, as the device says it."""
    page.evaluate("dispatchEvent(new Event('online'))")


def arrived(page: Page) -> None:
    """Waits until nothing waits any more."""
    expect(page.locator(".sent")).not_to_have_class("sent waits")


@dataclass
class Device:
    """A browser of its own that can be switched off like a tablet whose battery is empty."""

    chromium: Browser
    folder: Path
    url: str
    process: "subprocess.Popen[bytes] | None" = None
    context: BrowserContext | None = None
    complaints: list[str] = field(default_factory=list)

    def start(self) -> Page:
        """Switch it on and connect to it."""
        mark = self.folder / "DevToolsActivePort"
        mark.unlink(missing_ok=True)
        program = shutil.which("chromium")
        assert program
        told = ["--headless=new", "--remote-debugging-port=0", f"--user-data-dir={self.folder}", "about:blank"]
        self.process = subprocess.Popen(
            [program, *QUIET, *told], start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        assert self.process.stderr is not None
        said = next(line for line in self.process.stderr if b"DevTools listening" in line).decode()
        port = said.split("127.0.0.1:")[1].split("/")[0]
        browser = self.chromium.browser_type.connect_over_cdp(f"http://127.0.0.1:{port}")
        self.context = browser.contexts[0]
        self.context.set_default_timeout(20_000)
        page = self.context.pages[0]
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def page(self) -> Page:
        """One more window on the same device."""
        assert self.context is not None
        return self.context.new_page()

    def kill(self) -> None:
        """The battery is empty: nothing is asked, nothing is finished."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.communicate()
            self.process = None


@contextmanager
def device(chromium: Browser, folder: Path, url: str) -> Iterator[Device]:
    """A device with an empty memory; whatever broke on its pages fails the test."""
    made = Device(chromium, folder, url)
    try:
        yield made
    finally:
        made.kill()
    assert made.complaints == []
