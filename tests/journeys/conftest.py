"""The program as people meet it: a real server with its worker, the example town, and Chromium in front of it."""

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.conftest import SECRET_KEY, free_port
from tests.journeys.town import FOUR_CELLS, KINDS, Town, add_survey

SOSESKA = Path(sys.executable).with_name("soseska")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session")
def town(finished_town: tuple[Path, dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """`soseska demo` and `soseska run`, as somebody would type them in a folder where all has been counted before."""
    data = tmp_path_factory.mktemp("town") / "data"
    shutil.copytree(finished_town[0], data)
    port = free_port()
    environ = settings_of(data, port) | {"SOSESKA_SECRET_KEY": SECRET_KEY}
    demo = subprocess.run([SOSESKA, "demo"], env=environ, cwd=data, capture_output=True, text=True, check=False)
    assert demo.returncode == 0, demo.stderr
    accounts = dict(re.findall(r"^  (\S+)\s+(\S+)  ", demo.stdout, re.MULTILINE))
    town = Town(f"http://127.0.0.1:{port}", data, accounts)
    add_survey(town, "four-cells", FOUR_CELLS)
    add_survey(town, "kinds", KINDS)
    with running(environ, data):
        yield town
        town.store.close()


def settings_of(data: Path, port: int) -> dict[str, str]:
    """The environment of a program whose data lie here, whatever stands in that of the tests."""
    environ = os.environ | {"SOSESKA_DATA": str(data), "SOSESKA_PORT": str(port), "LANGUAGE": "en"}
    environ.pop("SOSESKA_DATABASE", None)
    return environ


@contextmanager
def running(environ: dict[str, str], data: Path) -> Iterator[None]:
    """`soseska run` until the tests are through; it has to end well, without a word of trouble in its log."""
    with (data / "log").open("w") as log:
        command = [SOSESKA, "run", "--workers", "1"]
        server = subprocess.Popen(command, env=environ, cwd=data, stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            _wait_until_ready(server, data / "log")
            yield
        finally:
            server.terminate()
            said, _ = server.communicate(timeout=30)
    assert server.returncode == 0, (data / "log").read_text()
    assert "Traceback" not in said + (data / "log").read_text()


def _wait_until_ready(server: "subprocess.Popen[str]", log: Path) -> None:
    assert server.stdout is not None
    guard = threading.Timer(60, server.kill)
    guard.start()
    ready = any("http://" in line for line in server.stdout)
    guard.cancel()
    assert ready, log.read_text()


Visit = Callable[..., Page]


@pytest.fixture
def visit(chromium: Browser, town: Town) -> Iterator[Visit]:
    """Somebody with a browser of their own; whatever it complains about fails the test."""
    with browsing(chromium, town.url) as open_browser:
        yield open_browser


@contextmanager
def browsing(chromium: Browser, url: str, but: str = "") -> Iterator[Visit]:
    """Opens browsers at one address, closes them in the end, and holds what they complained about against the test.

    `but` is the beginning of what they may say at this address.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_browser(language: str = "sl", width: int = 360, **more: object) -> Page:
        size = {"width": width, "height": 800}
        context = chromium.new_context(locale=language, viewport=size, base_url=url, **more)
        context.set_default_timeout(15_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        return page

    yield open_browser
    for context in contexts:
        context.close()
    # A browser reports as an error what a journey does on purpose: a page that is refused, a network that is gone.
    gone = "the server responded with a status of 4|net::ERR_(INTERNET|CONNECTION_REFUSED)"
    expected = re.compile(f"Failed to load resource: ({gone})" + (f"|{but}" if but else ""))
    assert [said for said in complaints if not expected.match(said)] == []
