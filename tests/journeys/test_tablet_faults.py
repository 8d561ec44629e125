"""What goes wrong on a tablet itself: no memory, no room, two windows, a wrong clock, a permission that has ended."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from survey.store.tablets import revoke, tablets_of
from survey.store.workshops import Workshop
from tests.conftest import absent
from tests.journeys.conftest import SOSESKA, Visit, settings_of
from tests.journeys.hall import (
    arrived,
    begin,
    code_for,
    counted,
    device,
    people,
    plan,
    stored,
    touch,
    waits,
    wake,
)
from tests.journeys.town import Town

pytestmark = pytest.mark.slow

SMALL = 60
"""Megabytes that the whole browser may write."""

MEANWHILE = """() => new Promise(begun => {
  indexedDB.open('soseska').onsuccess = ({target: {result: memory}}) => {
    let times = 0;
    const again = () => {
      const putting = memory.transaction('settings', 'readwrite').objectStore('settings').put(`${times += 1}`, 'tried');
      putting.onsuccess = () => { begun(); again(); };
    };
    again();
  };
})"""
"""A window that tries its memory without a pause."""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of its own that is soon full."""
    folder = tmp_path / "small"
    folder.mkdir()
    made = os.geteuid() == 0 and shutil.which("mount")
    command = ["mount", "-t", "tmpfs", "-o", f"size={SMALL}m", "tmpfs", str(folder)]
    if not made or subprocess.run(command, capture_output=True, check=False).returncode:
        absent("The right to mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_t26_a_full_disk_says_so_keeps_what_it_has_and_goes_on_when_there_is_room(
    town: Town, chromium: Browser, small_disk: Path
) -> None:
    workshop = plan(town)
    with device(chromium, small_disk / "profile", town.url) as tablet:
        page = tablet.start()
        begin(page, code_for(town, workshop), town.url)
        assert tablet.context is not None
        tablet.context.set_offline(True)
        touch(page, 5)
        fill_up(small_disk)
        page.evaluate("() => { for (let n = 0; n < 400; n += 1) document.querySelector('.age .plus').click(); }")
        expect(page.locator(".told.errors")).to_contain_text("Do not hand the tablet on")
        shown = people(page)
        assert shown >= 5
        (small_disk / "photographs").unlink()
        page.reload()
        expect(page.locator(".total b")).not_to_have_text("0")
        held = people(page)
        assert held >= shown
        tablet.context.set_offline(False)
        wake(page)
        arrived(page)
        assert stored(town, workshop) == (held, [])


def fill_up(disk: Path) -> None:
    """Somebody takes photographs until nothing is left for anybody."""
    size = os.statvfs(disk).f_frsize
    with (disk / "photographs").open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(b"\0" * size)


@pytest.mark.parametrize(
    "script",
    [
        "delete Object.getPrototypeOf(window).indexedDB; delete window.indexedDB",
        "IDBFactory.prototype.open = () => { throw new DOMException('denied', 'SecurityError') }",
        "IDBObjectStore.prototype.put = () => { throw new DOMException('denied', 'InvalidStateError') }",
    ],
    ids=["missing", "blocked", "read only"],
)
def test_t27_without_a_memory_the_workshop_does_not_begin_and_says_why(visit: Visit, town: Town, script: str) -> None:
    page = visit("sl", 820)
    page.add_init_script(script)
    page.goto(f"/tablet/#{code_for(town, plan(town))}")
    expect(page.locator("h1")).to_have_text("Delavnica v tem brskalniku ne more teči")
    expect(page.locator("main")).to_contain_text("Večer lahko poteka tudi na papirju.")


def test_t27_a_memory_that_another_window_tries_at_the_same_moment_is_a_memory(visit: Visit, town: Town) -> None:
    page = visit("en", 820)
    begin(page, code_for(town, plan(town)))
    other = page.context.new_page()
    other.goto("/")
    other.evaluate(MEANWHILE)
    for _time in range(5):
        page.reload()
        expect(page.locator(".age .plus").first).to_be_visible()


def test_t27_a_browser_that_may_forget_begins_only_with_a_promise(visit: Visit, town: Town) -> None:
    page = visit("en", 820)
    page.add_init_script(
        "StorageManager.prototype.persist = StorageManager.prototype.persisted = () => Promise.resolve(false)"
    )
    page.goto(f"/tablet/#{code_for(town, plan(town))}")
    expect(page.locator(".checks .look").first).to_contain_text("may clear its memory")
    expect(page.locator("a.go")).to_have_count(0)
    page.goto("/tablet/#/step/arrival")
    expect(page.locator("h1")).to_have_text("Are you ready?")
    page.locator("label:has(#promise)").click()
    page.locator("a.go").click()
    expect(page.locator(".age .plus").first).to_be_visible()


def test_t27_an_address_without_https_is_refused_with_the_reason(visit: Visit, town: Town) -> None:
    page = visit("hr", 820)
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', {value: false})")
    page.goto("/tablet/")
    expect(page.locator("main")).to_contain_text("Adresa mora početi s https")


def test_t29_one_bad_record_among_forty_is_set_aside_shown_and_can_be_saved(visit: Visit, town: Town) -> None:
    workshop = plan(town)
    page = visit("en", 1024)
    begin(page, code_for(town, workshop))
    page.context.set_offline(True)
    touch(page, 40)
    spoil(page)
    page.context.set_offline(False)
    wake(page)
    arrived(page)
    assert stored(town, workshop) == (39, ["body"])
    page.locator(".sent a").click()
    expect(page.locator(".asides")).to_contain_text("1 The server could not read it.")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save what waits as a file").click()
    said = json.loads(saved.value.path().read_text())
    (part,) = said["workshops"]
    assert [item["body"]["code"] for item in part["items"]] == ["nobody"]


def spoil(page: Page) -> None:
    """One of the records in the tablet's memory is damaged."""
    page.evaluate(
        """() => new Promise(done => {
          const asked = indexedDB.open('soseska');
          asked.onsuccess = () => {
            const items = asked.result.transaction('items', 'readwrite').objectStore('items');
            items.openCursor().onsuccess = event => {
              const record = event.target.result.value;
              event.target.result.update({...record, body: {...record.body, code: 'nobody'}});
            };
            items.transaction.oncomplete = () => { asked.result.close(); done(); };
          };
        })"""
    )


def test_t30_two_windows_and_two_tablets_send_each_record_once(visit: Visit, town: Town) -> None:
    workshop = plan(town)
    page, other = visit("en", 1024), visit("en", 820)
    begin(page, code_for(town, workshop))
    begin(other, code_for(town, workshop))
    page.context.set_offline(True)
    second = page.context.new_page()
    second.goto("/tablet/#/step/arrival")
    touch(page, 11)
    expect(second.locator(".total b")).to_have_text("11")
    touch(second, 9)
    expect(page.locator(".total b")).to_have_text("20")
    touch(other, 6)
    page.context.set_offline(False)
    for window in (page, second, page, second):
        wake(window)
    arrived(page)
    arrived(second)
    arrived(other)
    assert stored(town, workshop) == (26, [])
    assert sum(counted(town, workshop)["age"].values()) == 26


@pytest.mark.parametrize("years", [-2, 2])
def test_t32_a_clock_that_is_years_off_changes_nothing_but_what_the_tablet_claims(
    visit: Visit, town: Town, years: int
) -> None:
    workshop = plan(town)
    page = visit("en", 1024)
    page.clock.install(time=datetime.now(UTC) + timedelta(days=365 * years))
    page.goto(f"/tablet/#{code_for(town, workshop)}")
    expect(page.locator(".checks")).to_contain_text("The clock of this tablet is wrong.")
    page.locator("label:has(#promise)").click()
    page.locator("a.go").click()
    touch(page, 4)
    page.clock.set_system_time(datetime.now(UTC) - timedelta(days=400 * years))
    touch(page, 3)
    arrived(page)
    assert stored(town, workshop) == (7, [])


def test_t33_a_permission_that_ended_with_thirty_records_waiting_keeps_them_apart(visit: Visit, town: Town) -> None:
    workshop = plan(town)
    page = visit("en", 1024)
    begin(page, code_for(town, workshop))
    page.context.set_offline(True)
    touch(page, 30)
    with town.store.write() as session:
        (tablet,) = tablets_of(session, session.get_one(Workshop, workshop))
        revoke(session, 1, tablet)
    page.context.set_offline(False)
    wake(page)
    expect(page.locator(".sent")).to_contain_text("30 entries could not be taken and are kept apart")
    assert stored(town, workshop) == (0, ["ended"] * 30)
    assert waits(page) == 0
    board = page.evaluate(
        """async () => (await fetch('/tablet/board', {headers: {Authorization: `Bearer ${await new Promise(done => {
          const asked = indexedDB.open('soseska');
          asked.onsuccess = () => {
            const all = asked.result.transaction('pairings').objectStore('pairings').getAll();
            all.onsuccess = () => { asked.result.close(); done(all.result[0].token); };
          };
        })}`}})).json()"""
    )
    assert board == {"soseska": "ended"}


@pytest.mark.parametrize("state", ["over", "deleted"])
def test_t34_a_workshop_that_was_closed_or_deleted_meanwhile_still_takes_everything_in(
    visit: Visit, town: Town, state: str
) -> None:
    workshop = plan(town)
    page = visit("sl", 1024)
    begin(page, code_for(town, workshop))
    page.context.set_offline(True)
    touch(page, 12)
    with town.store.write() as session:
        session.get_one(Workshop, workshop).state = state
    page.context.set_offline(False)
    wake(page)
    expect(page.locator(".sent")).to_contain_text("12 vnosov ni bilo mogoče sprejeti")
    assert stored(town, workshop) == (0, [state] * 12)


def test_a_saved_file_is_merged_once_and_the_tablet_then_learns_that_it_is_known(
    visit: Visit, town: Town, tmp_path: Path
) -> None:
    workshop = plan(town)
    page = visit("en", 820)
    begin(page, code_for(town, workshop))
    page.context.set_offline(True)
    touch(page, 21)
    page.goto("/tablet/#/own")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save what waits as a file").click()
    file = tmp_path / saved.value.suggested_filename
    saved.value.save_as(file)
    assert waits(page) == 21
    environ = settings_of(town.data, 1) | {"SOSESKA_SECRET_KEY": "a key for tests only, forty characters long"}
    for said in ("21 entries were brought in.", "21 entries were here already."):
        merged = subprocess.run([SOSESKA, "merge", file], env=environ, capture_output=True, text=True, check=True)
        assert said in merged.stdout
    page.context.set_offline(False)
    wake(page)
    arrived(page)
    assert stored(town, workshop) == (21, [])
