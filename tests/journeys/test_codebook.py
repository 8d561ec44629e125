"""The codebook in a browser: readable on a phone and on a screen, without faults of accessibility."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from survey.documents.codebook import write
from survey.questionnaire.load import load
from tests.journeys.walk import look_with_axe

pytestmark = pytest.mark.journey


@pytest.mark.parametrize(("language", "width"), [("sl", 360), pytest.param("en", 1200, marks=pytest.mark.slow)])
def test_the_codebook_can_be_read(language: str, width: int, tmp_path: Path, chromium: Browser) -> None:
    page_file, _table = write(load("questionnaires/home_visit.yaml"), language, tmp_path)
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(page_file.as_uri())
    look_with_axe(page)
    assert page.locator("h1").count() == 1
    page.emulate_media(media="print")
    assert page.locator(".skip").is_hidden()
    page.close()
