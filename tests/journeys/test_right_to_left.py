"""All a resident meets, from right to left: nothing overlaps, nothing is cut, and every field keeps its label."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.town import Town
from tests.journeys.walk import begin, forward, look_with_axe, name_of, picture, send, walk

pytestmark = pytest.mark.slow

TURNED = """new MutationObserver(() => {
  const page = document.documentElement;
  if (page && page.dir !== 'rtl') page.dir = 'rtl';
}).observe(document, {childList: true, subtree: true, attributes: true})"""
"""Every page runs the other way, as in a language whose texts somebody has reviewed."""

OUTSIDE = """() => [...document.querySelectorAll('main *, header *, footer *')]
  .filter(one => one.checkVisibility() && !one.closest('.vh, .skip, svg, details:not([open])'))
  .map(one => [one.outerHTML.slice(0, 90), one.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.left < -1 || box.right > innerWidth + 1))
  .map(([words]) => words)"""

OVERLAP = """() => {
  const touched = [...document.querySelectorAll('main :is(a, button, .row, .input, summary), header :is(a, button)')]
    .filter(one => one.checkVisibility() && !one.closest('.tally'))
    .map(one => [one, one.getBoundingClientRect()]);
  const within = (a, b) => a.contains(b) || b.contains(a);
  return touched.flatMap(([one, a], place) => touched.slice(place + 1)
    .filter(([other, b]) => !within(one, other)
      && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
      && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2)
    .map(([other]) => `${one.outerHTML.slice(0, 70)} | ${other.outerHTML.slice(0, 70)}`));
}"""

PICTURES = os.environ.get("SOSESKA_PICTURES")


def look(page: Page) -> None:
    """Without faults that a machine can see, and nothing lies outside the page or over something else."""
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    look_with_axe(page)
    assert page.evaluate(OUTSIDE) == [], page.title()
    assert page.evaluate(OVERLAP) == [], page.title()
    if PICTURES:
        picture(page, Path(PICTURES), f"rtl-{page.viewport_size['width']}-{len(list(Path(PICTURES).iterdir())):02}")


@pytest.fixture
def turned(visit: Visit) -> Page:
    page = visit("en", 360)
    page.add_init_script(TURNED)
    return page


def test_a_whole_answer_from_right_to_left(turned: Page) -> None:
    begin(turned, language="en")
    forward(turned).click()
    expect(turned.locator(".errors")).to_be_visible()
    look(turned)
    walk(turned, look=look)
    send(turned)
    look(turned)


def test_every_kind_of_question_from_right_to_left(turned: Page) -> None:
    turned.goto("/s/kinds")
    for _page in range(20):
        look(turned)
        if name_of(turned) in ("review", "receipt"):
            return
        before = name_of(turned)
        forward(turned).click()
        expect(turned.locator("main")).to_be_visible()
        if name_of(turned) == before:
            look(turned)
            break


@pytest.mark.parametrize(
    "address",
    ["/", "/c", "/withdraw", "/contact/delete", "/s/lipovje/contact", "/accessibility", "/results/lipovje/became"],
)
@pytest.mark.parametrize("width", [320, 820])
def test_the_other_pages_of_residents_from_right_to_left(turned: Page, town: Town, address: str, width: int) -> None:
    turned.set_viewport_size({"width": width, "height": 900})
    turned.goto(address)
    look(turned)
    button = turned.locator("main form button:not([name=lang])")
    if button.count() and not address.startswith("/results"):
        button.first.click()
        expect(turned.locator("h1")).to_be_visible()
        look(turned)
