"""The day after a workshop on three screens, and its poster on paper."""

from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from survey.store.workshop_items import receive
from survey.store.workshops import Workshop
from tests.dashboard.test_hall import DOTS, PROMISE, evening
from tests.journeys.test_lead import log_in
from tests.journeys.town import Town
from tests.journeys.walk import look_with_axe, turning
from tests.store.evening import record_of

LONG = "Ask the municipality for the key of the hall and who pays for the heating on Tuesdays " + "x" * 60


def held(town: Town) -> str:
    """An evening with everything that the day after has to do with."""
    key = evening(town.store, *DOTS, {"closed": True})
    said = {"whom": "The young", "asks": "the school", "by": "2026-12-01"}
    hall = {"heading": "move", "what": "have", "name": "Walks on Tuesdays", "where": "", "when": ""}
    items = [
        record_of(step="who", kind="promises", body=PROMISE | {"what": LONG, "by": "2026-12-01", "who": "Ana"}),
        record_of(step="missing", kind="missing", body=said),
        record_of(step="exists", kind="exists", body=hall),
        record_of(step="close", kind="closing", body={"next": "2026-12-14", "at": "18:00", "where": "Dom"}),
    ]
    with town.store.write() as session:
        assert {one.state for one in receive(session, session.get_one(Workshop, key), None, items)} == {"kept"}
    return f"/workshops/lipovje/{key}"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("sl", 360, "light"), ("hr", 820, "dark"), ("en", 1280, "light")]
)
def test_the_day_after_is_done_with_a_tap_each(visit, town: Town, language: str, width: int, scheme: str) -> None:
    page: Page = visit(language, width, color_scheme=scheme)
    here = held(town)
    log_in(page, town)
    page.goto(f"{here}?lang={language}")
    with turning(page):
        page.locator(f"a[href='{here}/after']").click()
    look_with_axe(page)
    for what in ("shown", "kept", "asked"):
        with turning(page):
            page.locator(f"button[value={what}]").first.click()
        expect(page.locator(".notice[role=status]")).to_be_visible()
    # Whether a next evening is planned here already, other journeys in this town decide.
    expect(page.locator(".five > li:not(:last-child) .stamp")).to_have_count(3)
    page.locator(".task summary").first.click()
    with turning(page):
        page.locator("button[value=moved]").first.click()
    expect(page.locator(".err")).to_be_visible()
    look_with_axe(page)


@pytest.mark.slow
def test_the_poster_is_one_sheet_on_a3_and_on_a4(visit, town: Town) -> None:
    page: Page = visit("sl", 1280)
    here = held(town)
    log_in(page, town)
    for paper, width in (("a3", 842), ("a4", 595)):
        page.goto(f"{here}/poster?paper={paper}")
        look_with_axe(page)
        sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
        assert [round(float(one.mediabox.width)) for one in sheets] == [width]
