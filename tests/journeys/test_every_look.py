"""Every page of the desk as its links lead to it, on a phone and on a desk, in light and dark, and with its faults."""

from collections import deque
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.journeys.test_lead import log_in
from tests.journeys.town import Town
from tests.journeys.walk import look_with_axe

MOST = 70
FIRST = ("/account", "/manage", "/lead")
FORMS = (
    "/account",
    "/manage/people",
    "/inventory/lipovje/rooms/new",
    "/inventory/lipovje/offerings/new",
    "/inventory/lipovje/providers/new",
    "/inventory/lipovje/offers/new",
    "/inventory/lipovje/files",
    "/setup/lipovje/streets",
    "/setup/lipovje/census",
    "/setup/lipovje/map",
    "/setup/lipovje/activities",
    "/manage/lipovje",
)


def kind(address: str) -> str:
    """Pages of one kind look alike, so one of each is enough: which district, which entry, which choice is left out."""
    path, _mark, query = address.partition("?")
    parts = path.strip("/").split("/")
    names = "&".join(sorted(pair.partition("=")[0] for pair in query.split("&")))
    return f"{'/'.join(parts[:2])}/{len(parts)}/{parts[2] if len(parts) > 2 and parts[0] != 'lead' else ''}?{names}"


def linked(page: Page) -> Iterator[str]:
    for address in page.eval_on_selector_all("a[href]:not([download])", "all => all.map(a => a.getAttribute('href'))"):
        if address.startswith("/") and "lang=" not in address and "/file" not in address:
            yield address.partition("#")[0]


def walked(page: Page) -> Iterator[str]:
    """Opens one page of every kind that links lead to."""
    waiting, known = deque(FIRST), {kind(address) for address in FIRST}
    for _each in range(MOST):
        if not waiting:
            return
        page.goto(waiting.popleft())
        yield page.url
        for address in linked(page):
            if kind(address) not in known:
                known.add(kind(address))
                waiting.append(address)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "scheme", "width"),
    [
        ("lipovje-lead", "light", 1280),
        ("lipovje-lead", "dark", 360),
        ("lipovje-lead", "light", 360),
        ("lipovje-lead", "dark", 1280),
        ("lipovje-data", "dark", 360),
    ],
)
def test_every_page_that_links_lead_to_is_without_faults(visit, town: Town, name: str, scheme: str, width: int) -> None:
    page: Page = visit("hr", width, color_scheme=scheme)
    log_in(page, town, name)
    page.goto("/lead?lang=hr")
    seen = 0
    for _address in walked(page):
        look_with_axe(page)
        seen += 1
    assert seen > (30 if name == "lipovje-lead" else 5)


@pytest.mark.slow
@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)])
def test_every_form_that_is_sent_empty_says_so_without_faults(visit, town: Town, scheme: str, width: int) -> None:
    page: Page = visit("sl", width, color_scheme=scheme)
    log_in(page, town)
    for address in FORMS:
        page.goto(f"{address}?lang=sl")
        page.eval_on_selector_all("main form", "all => all.forEach(form => form.noValidate = true)")
        main = page.locator("main form button.go")
        (main if main.count() else page.locator("main form button")).first.click()
        said = page.locator("main [role=alert], main .errors, main .wrong")
        assert said.count(), f"{address} says nothing"
        look_with_axe(page)
