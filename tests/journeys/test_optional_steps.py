"""The steps that an evening may have besides, on one tablet without a network, on three screens."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from survey.i18n import use_language
from survey.store.evenings import evening_of
from survey.store.workshops import Workshop
from survey.workshop.steps import told_of
from survey.workshop.telling import Table, Told
from tests.journeys.conftest import Visit
from tests.journeys.hall import arrived, begin, code_for, plan, touch, wake
from tests.journeys.test_evening import go, write
from tests.journeys.test_wall import opened
from tests.journeys.town import Town
from tests.journeys.walk import look_with_axe

pytestmark = pytest.mark.slow
AGENDA = Path(__file__).parents[1] / "workshop" / "optional.yaml"


def told(town: Town, key: object) -> dict[str, Told]:
    """What the server tells of the evening, by the title of each part."""
    with town.store.read() as session, use_language("en"):
        return {one.title: one for one in told_of(evening_of(session, session.get_one(Workshop, key)))}


def sent(page: Page) -> None:
    page.context.set_offline(False)
    wake(page)
    arrived(page)


def place(page: Page, heading: str, matters: str, doable: str) -> None:
    """Says both sentences of one heading; it stands in the list with them then."""
    page.locator(".which button", has_text=heading).click()
    expect(page.locator(".choice h2")).to_have_text(heading)
    for words in (matters, doable):
        page.locator(".choice").get_by_role("button", name=words, exact=True).click()
    expect(page.locator(".which li", has_text=heading).locator("small")).to_have_text(f"{matters} · {doable}")


@pytest.mark.parametrize("width", [360, 820, 1024])
def test_headings_are_placed_moved_and_taken_back_and_the_wall_waits(visit: Visit, town: Town, width: int) -> None:
    key = plan(town, AGENDA)
    page = visit("en", width)
    begin(page, code_for(town, key))
    wall = opened(page)
    page.context.set_offline(True)
    go(page, "places")
    expect(page.locator(".which li")).to_have_count(6)
    look_with_axe(page)
    place(page, "A garden together", "very much", "with help")
    page.get_by_role("button", name="Next heading: Chess and coffee").click()
    place(page, "Chess and coffee", "a little", "on our own")
    place(page, "A garden together", "very much", "on our own")
    look_with_axe(page)
    expect(wall.locator("li")).to_have_count(6)
    expect(wall.locator(".places")).to_have_count(0)
    page.get_by_role("button", name="Show the result").click()
    expect(wall.locator(".places")).to_contain_text("A garden together")
    look_with_axe(wall)
    seen = ".grid" if width >= 820 else ".bycell"
    expect(page.locator(seen)).to_be_visible()
    expect(page.locator(seen)).to_contain_text("A garden together")
    expect(page.locator(".step")).not_to_contain_text("[object")
    page.locator(".undo").get_by_role("button", name="Take back: A garden together").first.click()
    expect(page.locator(".which small").first).to_have_text("very much · with help")
    page.reload()
    expect(page.locator(".which small")).to_have_count(2)
    sent(page)
    (table,) = told(town, key)["What matters, and what can be done"].parts
    assert isinstance(table, Table)
    assert table.rows[0] == ("A garden together", "very much", "with help")


@pytest.mark.parametrize("width", [360, 820, 1024])
def test_a_silent_round_advises_and_locks_nothing(visit: Visit, town: Town, width: int) -> None:
    key = plan(town, AGENDA)
    page = visit("en", width)
    page.clock.install(time=datetime.now(UTC))
    begin(page, code_for(town, key))
    page.context.set_offline(True)
    go(page, "silence")
    page.get_by_role("button", name="Begin to write in silence").click()
    expect(page.locator(".lead")).to_contain_text("Everybody writes in silence, until about")
    look_with_axe(page)
    page.clock.fast_forward(timedelta(minutes=5).seconds * 1000)
    page.reload()
    expect(page.locator(".step .notice")).to_contain_text("The minutes are over")
    for number in (1, 2):
        page.get_by_role("button", name=f"Let the cards go on, time {number} of 2").click()
        expect(page.locator(".lead")).to_contain_text(f"time {number} of 2")
    for _card in range(3):
        page.get_by_role("button", name="Cards that came back: one more").click()
    expect(page.locator(".cnt output")).to_have_text("3")
    write(page, text="A bench by the stream")
    look_with_axe(page)
    sent(page)
    assert told(town, key)["What would bring us together?"].base.endswith(
        "The cards went on 2 times. 3 cards came back."
    )


@pytest.mark.parametrize("width", [360, 820, 1024])
def test_who_stands_for_what_is_counted_and_who_would_do_something(visit: Visit, town: Town, width: int) -> None:
    key = plan(town, AGENDA)
    page = visit("en", width)
    begin(page, code_for(town, key))
    page.context.set_offline(True)
    go(page, "sectors")
    for group in ("individual resident", "individual resident", "school"):
        page.get_by_role("button", name=f"{group}: one more").click()
    expect(page.locator(".total b")).to_have_text("3")
    expect(page.locator(".side .notice")).to_contain_text("Nobody yet: association or charity")
    look_with_axe(page)
    page.get_by_role("button", name="would help").click()
    page.get_by_role("button", name="business: one more").click()
    expect(page.locator(".side .notice")).to_contain_text("business")
    page.get_by_role("button", name="business: one less").click()
    page.get_by_role("button", name="school: one more").click()
    expect(page.locator(".total b")).to_have_text("1")
    look_with_axe(page)
    sent(page)
    (table,) = told(town, key)["Who was in the hall, by what they stand for"].parts
    assert isinstance(table, Table)
    assert table.rows[0] == ("individual resident", 2, "nobody")
    assert table.rows[2] == ("school", 1, 1)


@pytest.mark.parametrize("width", [360, 820, 1024])
def test_a_team_names_only_who_agrees_and_says_which_role_is_missing(visit: Visit, town: Town, width: int) -> None:
    key = plan(town, AGENDA)
    page = visit("en", width)
    begin(page, code_for(town, key))
    page.context.set_offline(True)
    go(page, "team")
    expect(page.locator(".side")).to_contain_text("First we write, then we put dots.")
    write(page, role="youth", who="Ana")
    expect(page.locator(".lines")).to_contain_text("somebody from the hall")
    expect(page.locator(".side .notice")).not_to_contain_text("youth worker")
    expect(page.locator(".side .notice")).to_contain_text("journalist")
    look_with_axe(page)
    write(page, role="media", agreed="", who="Ivo")
    expect(page.locator(".side")).to_contain_text("Every role is taken.")
    sent(page)
    (table, _method) = told(town, key)["Who coordinates"].parts
    assert isinstance(table, Table)
    assert table.rows == (("youth worker", "somebody from the hall"), ("journalist", "Ivo"))


@pytest.mark.parametrize("width", [360, 820, 1024])
def test_a_vote_is_told_for_others_closed_opened_again_and_void(visit: Visit, town: Town, width: int) -> None:
    key = plan(town, AGENDA)
    page = visit("en", width)
    begin(page, code_for(town, key))
    touch(page, 4)
    wall = opened(page)
    page.context.set_offline(True)
    go(page, "choice")
    expect(page.locator(".side").first).to_contain_text("with closed eyes")
    for _hand in range(3):
        page.get_by_role("button", name="yes: one more").click()
    page.locator("summary", has_text="somebody who could not come").click()
    write(page, option="later", proxy="a neighbour")
    expect(page.locator(".total b")).to_have_text("3")
    expect(page.locator(".side").first).to_contain_text("and 1 voice told for somebody else")
    look_with_axe(page)
    page.get_by_role("button", name="Close the vote").click()
    expect(page.locator(".ranks li").last).to_contain_text("0 + 1")
    expect(wall.locator(".answers svg")).to_have_count(0)
    look_with_axe(page)
    page.get_by_role("button", name="Open it again, somebody came late").click()
    page.get_by_role("button", name="later: one more").click()
    expect(page.locator(".total b")).to_have_text("4")
    page.get_by_role("button", name="Close the vote").click()
    page.locator("summary", has_text="Declare the vote void").click()
    page.get_by_label("Why is this vote void?").fill("two boxes were mixed up")
    page.locator(".side form button").click()
    expect(wall.locator(".asked")).to_have_text("This vote is void: two boxes were mixed up")
    look_with_axe(page)
    page.get_by_role("button", name="Open it again, somebody came late").click()
    expect(page.locator(".ranks li").first).to_contain_text("3")
    sent(page)
    assert told(town, key)["Do we begin in spring?"].base.startswith("4 voices were counted, with 4 people in the hall")
