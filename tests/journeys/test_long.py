"""From an empty installation to a report for the council, by the pages alone: no file, and one command before it."""

import re
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from survey.i18n import use_language
from survey.sentences import words
from tests.conftest import free_port
from tests.journeys import lead, lipnica, phone
from tests.journeys.conftest import SOSESKA, Visit, browsing, running, settings_of
from tests.journeys.town import within
from tests.journeys.walk import begin, look_with_axe, send, walk

LANGUAGES = ("sl", "hr", "en")


@pytest.fixture
def empty(tmp_path: Path, chromium: Browser) -> Iterator[tuple[str, str, Visit]]:
    """A fresh installation after the installer's one command: its address, the password, and browsers in front."""
    data, port = tmp_path / "data", free_port()
    environ = settings_of(data, port)
    data.mkdir()
    made = subprocess.run(
        [SOSESKA, "user", "add", "ana"], env=environ, cwd=data, capture_output=True, text=True, check=True
    )
    password = re.findall(r"\S{16}", made.stdout)[-1]
    url = f"http://127.0.0.1:{port}"
    with running(environ, data), browsing(chromium, url) as visit:
        yield url, password, visit


def residents_answer(url: str, visit: Visit) -> None:
    """The first of each kind through a browser, the others by sending the same forms."""
    for at, people in enumerate(lipnica.RESIDENTS):
        language = LANGUAGES[at % 3]
        page = visit(language, 360)
        begin(page, lipnica.SLUG, language)
        walk(page, people.answers, look_with_axe if at < 3 else lambda _page: None)
        send(page)
        page.context.close()
        codes = {phone.answer(f"{url}/s/{lipnica.SLUG}", people.answers, language) for _ in range(people.many - 1)}
        assert len(codes) == people.many - 1


def expected(place: str, language: str = "en") -> dict[str, tuple[str, int, int]]:
    """What was counted by hand, in the words of the page."""
    with use_language(language):
        return {code: (words.label(label).word, n, of) for code, (label, n, of) in lipnica.FIRST[place].items()}


def looked_through(visit: Visit, password: str) -> None:
    """The page of the district in every language, on a phone, a tablet and a desk, and with everything opened."""
    for language, width in zip(LANGUAGES, (360, 820, 1280), strict=True):
        page = visit(language, width)
        lead.log_in(page, "ana", password, language)
        for place in lipnica.FIRST:
            wanted = {code: fact for code, fact in lead.to_do(page, place).items() if fact[1]}
            assert wanted == expected(place, language)
        for details in page.locator("details").all():
            details.evaluate("part => { part.open = true }")
        look_with_axe(page)
        page.context.close()


def public_pages(visit: Visit) -> None:
    """What everybody reads, without an account and without JavaScript."""
    for language, width in zip(LANGUAGES, (360, 820, 1280), strict=True):
        page: Page = visit(language, width, java_script_enabled=False)
        page.goto(f"/results/{lipnica.SLUG}/breg?lang={language}")
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator("main")).to_contain_text("20")
        assert page.context.cookies() == []


@pytest.mark.slow
@pytest.mark.usefixtures("pango")
def test_from_an_empty_installation_to_a_report_in_three_languages(empty: tuple[str, str, Visit]) -> None:
    url, password, visit = empty
    desk = visit("en", 1280)
    lead.log_in(desk, "ana", password)
    look_with_axe(desk)
    lead.found(desk)
    print_and_links(desk, url)
    residents_answer(url, visit)
    lead.list_what_exists(desk)
    link = lead.link_for_organisations(desk)
    lead.offer_by_link(visit("sl", 360, java_script_enabled=False), link, lambda _page: None)
    within(60, lambda: lead.to_do(desk, "breg").get("exercise", ("", 0, 0))[1] == 8)
    assert lead.to_do(desk, "breg")["exercise"][0] == "Find somebody to lead it"
    lead.confirm_all(desk, 3)
    within(60, lambda: lead.to_do(desk, "breg").get("exercise") == expected("breg")["exercise"])
    assert lead.counted(desk) == lipnica.LISTED
    looked_through(visit, password)
    lead.release(desk)
    public_pages(visit)
    papers(lead.make_report(desk, "breg"))


def print_and_links(desk: Page, url: str) -> None:
    """The link, its code to scan, the poster and the letter."""
    assert desk.locator(".address").inner_text() == f"{url}/s/{lipnica.SLUG}"
    desk.locator("main a[href$='/print']").click()
    expect(desk.locator("svg.qr")).to_have_count(2)
    expect(desk.locator(".poster")).to_contain_text(lipnica.PHONE)


def papers(files: dict[str, bytes]) -> None:
    """The printed report says the same numbers in each language."""
    assert set(files) == set(LANGUAGES)
    for language, content in files.items():
        read = PdfReader(BytesIO(content))
        assert read.trailer["/Root"]["/Lang"] == language
        said = " ".join(" ".join(page.extract_text() for page in read.pages).split())
        of = "of" if language == "en" else "od"
        for _label, picked, people in lipnica.FIRST["breg"].values():
            assert f"{picked} {of} {people}" in said, (language, said)
