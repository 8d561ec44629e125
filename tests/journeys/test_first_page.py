"""The first page on a slow line: small, alone, and soon there."""

import time
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.town import Town
from tests.journeys.walk import fill, go_on

MOST_BYTES = 60_000
MOST_REQUESTS = 3
USABLE = 5.0
"""Seconds until somebody can press a row and the button; the icon of the tab comes behind all this."""

SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 20_000}
"""Milliseconds, and bytes in a second: an old phone at the edge of the village."""


class Line:
    """What comes over the line of one page, as the browser counts it."""

    def __init__(self, page: Page) -> None:
        self.page, self.bytes, self.addresses = page, 0, []
        self.tools = page.context.new_cdp_session(page)
        self.tools.send("Network.enable")
        self.tools.send("Network.setCacheDisabled", {"cacheDisabled": True})
        self.tools.on("Network.requestWillBeSent", lambda sent: self.addresses.append(sent["request"]["url"]))
        self.tools.on("Network.loadingFinished", self._add)

    def _add(self, done: dict[str, Any]) -> None:
        self.bytes += int(done["encodedDataLength"])


@pytest.mark.parametrize("language", ["sl", pytest.param("hr", marks=pytest.mark.slow)])
def test_the_first_page_is_small_and_asks_nobody_else(visit, town: Town, language: str) -> None:
    page: Page = visit(language)
    line = Line(page)
    page.goto(f"/s/lipovje?lang={language}", wait_until="networkidle")
    print(line.bytes, line.addresses)  # noqa: T201 - part of the test's report
    assert 0 < line.bytes <= MOST_BYTES
    assert len(line.addresses) <= MOST_REQUESTS
    assert {urlsplit(address).netloc for address in line.addresses} == {urlsplit(town.url).netloc}


@pytest.mark.slow
def test_the_first_page_is_usable_within_five_seconds_on_a_slow_line(visit, town: Town) -> None:
    page: Page = visit()
    line = Line(page)
    line.tools.send("Network.emulateNetworkConditions", SLOW)
    begun = time.monotonic()
    page.goto("/s/lipovje", wait_until="commit")
    page.locator("label[for=q_r0-yes]").click()
    expect(page.locator("#q_r0-yes")).to_be_checked()
    seconds = time.monotonic() - begun
    print(f"usable after {seconds:.1f} s")  # noqa: T201 - part of the test's report
    assert seconds < USABLE
    fill(page, {"q_r1": ["zgornje-lipovje"], "q_for_whom": ["myself"]})
    go_on(page)
