"""The pages of a district on paper: two sheets, in every language."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.dashboard.test_hall import DOTS, evening
from tests.journeys.test_lead import log_in
from tests.journeys.town import Town

DISTRICTS = ("ob-potoku", "podgorica", "polje", "stara-zaga", "zgornje-lipovje")


def sheets(page: Page) -> int:
    return len(PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages)


def too_long(page: Page, folder: str, language: str) -> Iterator[tuple[str, int]]:
    """Districts whose page takes more than two sheets."""
    for district in DISTRICTS:
        opened = page.goto(f"{folder}/{district}?lang={language}")
        assert opened
        assert opened.ok
        found = sheets(page)
        if found > 2:
            yield district, found


@pytest.mark.slow
@pytest.mark.parametrize("language", ["sl", "hr", "en"])
def test_every_district_fits_on_two_sheets(visit, town: Town, language: str) -> None:
    # The newest workshop and who wants what have to find room there, too.
    evening(town.store, *DOTS, {"closed": True})
    lead: Page = visit(language, 1280)
    log_in(lead, town)
    assert list(too_long(lead, "/lead/lipovje", language)) == []
