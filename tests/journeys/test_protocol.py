"""The protocol at the desk and on paper: on one page after a small evening, on two after a full one."""

import uuid
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from survey.store.workshop_items import receive
from survey.store.workshops import Workshop
from tests.journeys.conftest import Visit
from tests.journeys.hall import plan
from tests.journeys.test_letters import fits, log_in
from tests.journeys.town import Town
from tests.store.evening import record_of

pytestmark = pytest.mark.slow


def entry(step: str, kind: str, **body: object) -> dict[str, object]:
    return record_of(step=step, kind=kind, body=body)


def evening(town: Town, people: int, cards: int, promises: int) -> uuid.UUID:
    """What a tablet would have sent."""
    ages = ("u15", "a15_29", "a30_44", "a45_64", "a65p")
    notes = [
        entry("cards", "notes", no=number, text=f"Zamisel številka {number}, s petimi besedami")
        for number in range(1, cards + 1)
    ]
    keys = ("meet", "move", "music", "learn", "make", "young", "outside", "help")
    items = [
        *(entry("arrival", "attendance", measure="age", code=ages[one % 5]) for one in range(people)),
        *(entry("arrival", "attendance", measure="gender", code="fm"[one % 2]) for one in range(people)),
        *(entry("need", "vote", option=f"s{1 + one % 5}") for one in range(people)),
        *notes,
        *(entry("what", "headings", note=note["item"], under=keys[at % 8]) for at, note in enumerate(notes)),
        *(entry("dots", "dots", dot=keys[(one * one) % 8]) for one in range(3 * people)),
        entry("dots", "dots", closed=True),
        *(
            entry("who", "promises", heading="meet", what=f"Prvi korak {one}", by="2026-12-01", ready="soon",
                  needs="ključ", who="")
            for one in range(promises)
        ),
        entry("close", "closing", next="2026-12-14", at="18:00", where="Gasilski dom"),
    ]  # fmt: skip
    key = plan(town)
    with town.store.write() as session:
        workshop = session.get_one(Workshop, key)
        assert {one.state for one in receive(session, workshop, None, items)} == {"kept"}
    return key


@pytest.mark.parametrize(("people", "cards", "promises", "pages"), [(7, 0, 2, 1), (14, 21, 3, 2)])
def test_a_protocol_fits_on_its_pages(
    visit: Visit, town: Town, people: int, cards: int, promises: int, pages: int
) -> None:
    key = evening(town, people, cards, promises)
    for language, width in (("sl", 360), ("hr", 820), ("en", 1280)):
        desk = visit(language, width)
        log_in(desk, town, language)
        desk.goto(f"/workshops/lipovje/{key}/protocol")
        fits(desk)
        printed = PdfReader(BytesIO(desk.pdf(format="A4")))
        assert len(printed.pages) == pages
        assert str(3 * people) in " ".join(page.extract_text() for page in printed.pages)
        desk.goto(f"/workshops/lipovje/{key}/freeze")
        fits(desk)
        desk.goto("/lead/lipovje/ob-potoku")
        # Which of several evenings of one day stands there, other journeys in this town decide.
        expect(desk.locator("#hall h2")).to_be_visible()
        fits(desk)
        desk.context.close()
