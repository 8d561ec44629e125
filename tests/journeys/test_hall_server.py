"""A hall without internet: a laptop serves the evening to a tablet, and its file reaches the main server once."""

import os
import re
import signal
import subprocess
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from survey.addresses import own_addresses
from survey.store.workshop_items import voices
from survey.store.workshops import Workshop
from tests.conftest import SECRET_KEY, free_port
from tests.journeys.conftest import SOSESKA, browsing, settings_of
from tests.journeys.hall import arrived, begin, counted, plan, stored, touch, waits
from tests.journeys.town import Town, within
from tests.journeys.walk import look_with_axe

pytestmark = pytest.mark.slow


@dataclass
class Laptop:
    """The running program, what it has printed, and the file it was started with."""

    url: str
    said: str
    file: Path
    process: "subprocess.Popen[str]"

    @property
    def password(self) -> str:
        found = re.search(r"Password: (\S+)", self.said)
        assert found
        return found[1]

    def stop(self) -> str:
        """Ctrl+C; what it says at the end."""
        self.process.send_signal(signal.SIGINT)
        said, _ = self.process.communicate(timeout=30)
        assert self.process.returncode == 0, said
        return said


@contextmanager
def running(file: Path, port: int) -> Iterator[Laptop]:
    """`soseska run --hall FILE`, with settings of another server in the environment that it must not heed."""
    environ = os.environ | {"LANGUAGE": "en", "SOSESKA_HTTPS": "1", "SOSESKA_ADDRESS": "https://elsewhere.example"}
    command = [SOSESKA, "run", "--hall", file, "--port", str(port), "--workers", "1"]
    with (file.parent / "log").open("w") as log:
        process = subprocess.Popen(command, env=environ, cwd=file.parent, stdout=subprocess.PIPE, stderr=log, text=True)
        assert process.stdout is not None
        guard = threading.Timer(60, process.kill)
        guard.start()
        lines = []
        for line in process.stdout:
            lines.append(line)
            if line.startswith("3. "):
                break
        guard.cancel()
        try:
            yield Laptop(f"http://localhost:{port}", "".join(lines), file, process)
        finally:
            if process.poll() is None:
                process.kill()
                process.communicate()
    assert "Traceback" not in (file.parent / "log").read_text()


def command(town: Town, *words: object) -> str:
    """A command on the main server."""
    environ = settings_of(town.data, 8000) | {"SOSESKA_SECRET_KEY": SECRET_KEY}
    done = subprocess.run(
        [SOSESKA, *map(str, words)], env=environ, cwd=town.data, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def code_at(desk: Page, laptop: Laptop) -> str:
    """Log in on the laptop, which leads to its one workshop, and connect a tablet."""
    desk.goto(f"{laptop.url}/")
    desk.locator("input[name=name]").fill("hall")
    desk.locator("input[name=password]").fill(laptop.password)
    desk.locator("main form button").click()
    expect(desk.locator("#laptop")).to_be_visible()
    look_with_axe(desk)
    desk.locator("form[action$='/pair'] button").click()
    expect(desk.locator(".pairing .qr")).to_be_visible()
    look_with_axe(desk)
    return desk.locator(".secret").inner_text().replace(" ", "")


def file_of(town: Town, workshop: uuid.UUID, folder: Path) -> Path:
    path = folder / "hall.json"
    path.write_text(command(town, "hall-file", workshop))
    return path


def test_an_evening_on_a_laptop_is_in_the_main_server_once(chromium: Browser, town: Town, tmp_path: Path) -> None:
    workshop = plan(town)
    file = file_of(town, workshop, tmp_path)
    port = free_port()
    with running(file, port) as laptop, browsing(chromium, laptop.url) as visit:
        tablet = visit("en", 1024)
        begin(tablet, code_at(visit("en", 820), laptop), laptop.url)
        touch(tablet, 9)
        tablet.goto(f"{laptop.url}/tablet/#/step/need")
        for place in (4, 4, 3):
            tablet.locator(".cnt .plus").nth(place).click()
        expect(tablet.locator(".total")).to_contain_text("3")
        arrived(tablet)
        within(15, lambda: waits(tablet) == 0)
        assert stored(town, workshop) == (0, [])
        said = laptop.stop()
        evening = tmp_path / "hall-evening.json"
        assert str(evening) in said
        # The laptop is off: the tablet goes on by itself, and sends when the laptop is back.
        tablet.locator(".cnt .plus").first.click()
        expect(tablet.locator(".sent")).to_contain_text("1 entry waits")
        assert command(town, "merge", evening).startswith("12 entries were brought in.")
        assert stored(town, workshop) == (12, [])
        with running(file, port) as again:
            assert "It goes on with 12 entries." in again.said
            tablet.evaluate("dispatchEvent(new Event('online'))")
            arrived(tablet)
            again.stop()
    assert command(town, "merge", evening).startswith("1 entry was brought in.\n12 entries were here already.")
    assert command(town, "merge", evening).startswith("All of this file was here already.")
    assert stored(town, workshop) == (13, [])
    assert sum(counted(town, workshop)["age"].values()) == 9
    with town.store.read() as session:
        assert sum(voices(session, session.get_one(Workshop, workshop))["need"].values()) == 4


def test_another_tablet_in_the_hotspot_works_over_plain_http(chromium: Browser, town: Town, tmp_path: Path) -> None:
    workshop = plan(town)
    port = free_port()
    addresses = own_addresses()
    if not addresses:
        pytest.skip("this machine has no network of its own")
    with running(file_of(town, workshop, tmp_path), port) as laptop:
        assert f"http://{addresses[0]}:{port}/" in laptop.said
        # Browsers say of every page that they heed one of our headers only over https.
        with browsing(chromium, f"http://{addresses[0]}:{port}", "The Cross-Origin-Opener-Policy header") as visit:
            code = code_at(visit("sl", 820), laptop)
            tablet = visit("en", 820)
            begin(tablet, code, f"http://{addresses[0]}:{port}")
            assert tablet.evaluate("isSecureContext") is False
            touch(tablet, 5)
            arrived(tablet)
            tablet.reload()
            expect(tablet.locator(".total b")).to_have_text("5")
            look_with_axe(tablet)
            tablet.goto("/tablet/#/ready")
            expect(tablet.locator(".checks li").first).to_contain_text("comes from the laptop in the hall")
            look_with_axe(tablet)
            tablet.goto("/tablet/#/step/questionnaire")
            expect(tablet.locator(".notice")).to_contain_text("the browser seals nothing")
            tablet.goto("/")
            expect(tablet.locator("input[name=code]")).to_be_visible()
        laptop.stop()
    assert command(town, "merge", tmp_path / "hall-evening.json").startswith("5 entries were brought in.")
