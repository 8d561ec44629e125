"""Networks that fail in every way and batteries that run empty: each record reaches the server once, none gets lost."""

import random
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.faulty import FAULTS, Network, network
from tests.journeys.hall import (
    Device,
    arrived,
    begin,
    code_for,
    counted,
    device,
    people,
    plan,
    records,
    stored,
    touch,
    wake,
)
from tests.journeys.town import Town

ITEMS = 40
MANY = 10_000


def let_go_too_early(page: Page, hall: Network) -> list[str]:
    """Records that the tablet no longer keeps for sending although no receipt has named them."""
    gone = [one for one in records(page) if one["state"] != "waiting"]
    return [one["item"] for one in gone if (one["item"], one["rev"]) not in hall.receipts]


def run(tablet: Device, page: Page, hall: Network) -> Page:
    """Forty people come in; the battery is empty somewhere among them, and the network comes and goes."""
    chance, before = hall.chance, people(page)
    first = chance.randrange(1, ITEMS)
    hall.bad = chance.choices(FAULTS, k=ITEMS)
    touch(page, first, chance)
    tablet.kill()
    hall.down = True
    page = tablet.start()
    page.goto(f"{hall.url}/tablet/#/step/arrival")
    expect(page.locator(".total b")).to_have_text(str(before + first))
    touch(page, ITEMS - first, chance)
    expect(page.locator(".sent.waits")).to_be_visible()
    hall.bad = chance.choices(FAULTS, k=chance.randrange(6))
    hall.down = False
    while hall.bad:
        assert let_go_too_early(page, hall) == []
        wake(page)
        page.wait_for_timeout(20)
    wake(page)
    arrived(page)
    assert let_go_too_early(page, hall) == []
    return page


def evenings(town: Town, chromium: Browser, folder: Path, runs: int) -> None:
    workshop = plan(town)
    with network(town.url, random.Random(runs)) as hall, device(chromium, folder, hall.url) as tablet:
        page = tablet.start()
        begin(page, code_for(town, workshop), hall.url)
        for number in range(1, runs + 1):
            page = run(tablet, page, hall)
            assert stored(town, workshop) == (number * ITEMS, [])
        assert people(page) == sum(counted(town, workshop)["age"].values()) == runs * ITEMS
        assert len(hall.receipts) == runs * ITEMS


@pytest.mark.slow
def test_t25_t28_fifty_evenings_with_cuts_and_empty_batteries_lose_nothing(
    town: Town, chromium: Browser, tmp_path: Path
) -> None:
    evenings(town, chromium, tmp_path / "tablet", 50)


def test_t25_t28_two_evenings_with_cuts_and_empty_batteries_lose_nothing(
    town: Town, chromium: Browser, tmp_path: Path
) -> None:
    evenings(town, chromium, tmp_path / "tablet", 2)


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_t28_nothing_but_a_receipt_of_ours_takes_a_record_from_the_queue(
    town: Town, chromium: Browser, tmp_path: Path, fault: str
) -> None:
    workshop = plan(town)
    with network(town.url, random.Random(1)) as hall, device(chromium, tmp_path / "tablet", hall.url) as tablet:
        page = tablet.start()
        begin(page, code_for(town, workshop), hall.url)
        # A browser may try once more by itself, so everything fails until it is said otherwise.
        hall.bad = [fault] * MANY
        touch(page, 3)
        while len(hall.bad) > MANY - 3:
            wake(page)
            page.wait_for_timeout(20)
        assert [one["state"] for one in records(page)] == ["waiting"] * 3
        expect(page.locator(".sent")).to_contain_text("3 entries wait to be sent.")
        hall.bad = []
        wake(page)
        arrived(page)
        assert stored(town, workshop) == (3, [])
