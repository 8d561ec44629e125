"""Ideas are dragged under their headings, with a mouse and with a finger: what is kept is what touching them keeps."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from survey.workshop.table import headings_of
from tests.journeys.conftest import Visit
from tests.journeys.hall import arrived, begin, code_for, plan, records, wake
from tests.journeys.test_evening import cards, go, of, write
from tests.journeys.test_optional_steps import AGENDA as OPTIONAL
from tests.journeys.town import Town
from tests.journeys.walk import look_with_axe

pytestmark = pytest.mark.slow
Place = tuple[float, float]
SCREENS = [("mouse", 1024, 768), ("finger", 820, 1180)]


class Hand:
    """A mouse, or a finger as the browser itself would report it."""

    def __init__(self, page: Page, kind: str) -> None:
        self.page, self.kind = page, kind
        self.cdp = page.context.new_cdp_session(page)

    def _touch(self, name: str, *places: Place) -> None:
        points = [{"x": x, "y": y, "id": 1} for x, y in places]
        self.cdp.send("Input.dispatchTouchEvent", {"type": name, "touchPoints": points})

    def down(self, at: Place) -> None:
        if self.kind == "finger":
            return self._touch("touchStart", at)
        self.page.mouse.move(*at)
        return self.page.mouse.down()

    def move(self, to: Place) -> None:
        if self.kind == "finger":
            return self._touch("touchMove", to)
        return self.page.mouse.move(*to)

    def up(self) -> None:
        if self.kind == "finger":
            return self._touch("touchEnd")
        return self.page.mouse.up()


def middle(part: Locator) -> Place:
    box = part.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def heading(page: Page, place: int) -> Locator:
    return page.locator(".table > li").nth(place)


@contextmanager
def holding(hand: Hand, grip: Locator) -> Iterator[Place]:
    """The hand has taken a handle and moved it a little; it lets go in the end."""
    grip.hover()
    x, y = middle(grip)
    hand.down((x, y))
    hand.move((x - 10, y))
    hand.move((x - 20, y))
    expect(hand.page.locator(".ghost")).to_be_visible()
    yield x, y
    hand.up()
    expect(hand.page.locator(".ghost")).to_have_count(0)


def drag(hand: Hand, grip: Locator, onto: Locator) -> None:
    """To where the place is seen; towards an edge until the page has brought it there."""
    with holding(hand, grip) as (x, _y):
        box = onto.bounding_box()
        assert box is not None
        foot = hand.page.locator(".low").bounding_box()
        assert foot is not None
        if box["y"] + 20 > foot["y"] - 80:
            hand.move((x - 20, foot["y"] + 10))
            expect(onto).to_be_in_viewport(ratio=1)
        elif box["y"] < 0:
            hand.move((x - 20, 2))
            expect(onto.locator("h2, .under").first).to_be_in_viewport(ratio=1)
        hand.move(middle(onto.locator("h2, .under").first))
        expect(onto).to_have_class("pile beneath" if "pile" in (onto.get_attribute("class") or "") else "beneath")
        expect(hand.page.locator(".ghost > b")).not_to_be_empty()


def laid(page: Page) -> list[dict[str, Any]]:
    """The records of what lies where, as this tablet keeps them, in the order they were made."""
    found = [one for one in records(page) if one["step"] == "what"]
    return sorted(found, key=lambda one: int(one["seq"]))


@pytest.fixture
def key(town: Town) -> Any:
    return plan(town)


def tablet(visit: Visit, town: Town, key: Any, kind: str, width: int, height: int) -> Page:
    page = visit("en", width, has_touch=kind == "finger")
    page.set_viewport_size({"width": width, "height": height})
    begin(page, code_for(town, key))
    page.context.set_offline(True)
    go(page, "cards")
    cards(page, 3)
    go(page, "what")
    expect(page.locator(".pile .grip")).to_have_count(3)
    return page


@pytest.mark.parametrize(("kind", "width", "height"), SCREENS)
def test_ideas_are_laid_moved_and_lifted_off_by_dragging(
    visit: Visit, town: Town, key: Any, kind: str, width: int, height: int
) -> None:
    page = tablet(visit, town, key, kind, width, height)
    hand = Hand(page, kind)
    look_with_axe(page)
    box = page.locator(".pile .grip").first.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 48
    drag(hand, page.locator(".pile .grip").first, heading(page, 0))
    expect(heading(page, 0).locator("li")).to_have_count(1)
    drag(hand, heading(page, 0).locator(".grip"), heading(page, 1))
    expect(heading(page, 1).locator("li")).to_have_count(1)
    drag(hand, heading(page, 1).locator(".grip"), page.locator(".pile"))
    expect(page.locator(".pile .grip")).to_have_count(3)
    dragged = [(one["rev"], one["body"] and one["body"]["under"]) for one in laid(page)]
    assert dragged == [(1, "meet"), (2, "move"), (3, None)]
    drag(hand, page.locator(".pile .grip").nth(1), heading(page, 2))
    expect(heading(page, 2).locator("li")).to_have_count(1)
    heading(page, 3).locator(".under").click()
    expect(page.locator(".pile .grip")).to_have_count(1)
    by_drag, by_touch = laid(page)[-2:]
    assert {*by_drag} == {*by_touch}
    assert {*by_drag["body"]} == {*by_touch["body"]} == {"note", "under"}
    look_with_axe(page)
    expect(page.locator(".deed")).to_contain_text("Idea no.")
    page.locator(".deed button").click()
    expect(page.locator(".pile .grip")).to_have_count(2)
    page.reload()
    expect(page.locator(".pile .grip")).to_have_count(2)
    page.context.set_offline(False)
    wake(page)
    arrived(page)
    lying = [len(one.notes) for one in headings_of(of(town, key), "what")]
    assert sum(lying) == lying[2] == 1


@pytest.mark.parametrize(("kind", "width", "height"), SCREENS)
def test_a_drag_that_ends_nowhere_or_is_broken_off_changes_nothing(
    visit: Visit, town: Town, key: Any, kind: str, width: int, height: int
) -> None:
    page = tablet(visit, town, key, kind, width, height)
    hand = Hand(page, kind)
    grip = page.locator(".pile .grip").first
    with holding(hand, grip):
        hand.move(middle(page.locator(".bar")))
    with holding(hand, grip) as (x, _y):
        hand.move((x - 20, height - 5))
        expect(page.locator(".bar")).not_to_be_in_viewport()
        hand.move((x - 20, 5))
        expect(page.locator(".bar")).to_be_in_viewport(ratio=1)
    with holding(hand, grip):
        hand.move(middle(heading(page, 0).locator(".under")))
        expect(heading(page, 0)).to_have_class("beneath")
        page.keyboard.press("Escape")
        expect(page.locator(".beneath")).to_have_count(0)
    if kind == "finger":
        with holding(hand, grip):
            hand.move(middle(heading(page, 0).locator(".under")))
            hand.cdp.send("Input.dispatchTouchEvent", {"type": "touchCancel", "touchPoints": []})
            expect(page.locator(".beneath")).to_have_count(0)
            hand.down((5, 5))
    expect(page.locator(".pile .grip")).to_have_count(3)
    assert laid(page) == []


@pytest.mark.parametrize(("kind", "width", "height"), SCREENS)
def test_lines_written_in_silence_are_laid_like_ideas(
    visit: Visit, town: Town, tmp_path: Path, kind: str, width: int, height: int
) -> None:
    agenda = tmp_path / "evening.yaml"
    agenda.write_text(OPTIONAL.read_text("utf-8").replace("step: headings\n", "step: headings\n    notes: silence\n"))
    key = plan(town, agenda)
    page = visit("en", width, has_touch=kind == "finger")
    page.set_viewport_size({"width": width, "height": height})
    begin(page, code_for(town, key))
    page.context.set_offline(True)
    go(page, "silence")
    for line in ("A bench", "A choir", "A walk"):
        write(page, text=line)
    go(page, "themes")
    expect(page.locator(".pile .grip")).to_have_count(3)
    drag(Hand(page, kind), page.locator(".pile .grip").first, heading(page, 1))
    expect(heading(page, 1).locator("li")).to_contain_text("A bench")
    expect(page.locator(".deed")).to_contain_text("»A bench« under »Chess and coffee«")
    page.locator(".pile .note", has_text="A walk").click()
    page.get_by_role("button", name="Lay »A walk« under »A choir«").press("Enter")
    expect(page.locator(".pile .grip")).to_have_count(1)
    look_with_axe(page)
    page.reload()
    expect(page.locator(".pile .grip")).to_have_count(1)
    page.context.set_offline(False)
    wake(page)
    arrived(page)
    lying = {one.key: [note.body["text"] for note in one.notes] for one in headings_of(of(town, key), "themes")}
    assert {name: texts for name, texts in lying.items() if texts} == {"chess": ["A bench"], "choir": ["A walk"]}
