"""A questionnaire that other people wrote in a spreadsheet, in German only, is converted, tried out and given up."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from survey.questionnaire.load import load_text
from survey.store.districts import assessment
from survey.store.documents import Response
from survey.store.rounds import Round, publish, round_by_slug
from tests.choir import EDITED, FORM
from tests.journeys.conftest import SOSESKA
from tests.journeys.test_lead import log_in
from tests.journeys.test_versions import publish_draft
from tests.journeys.town import Town
from tests.journeys.walk import forward, look_with_axe, name_of, walk

WORKBOOK = Path(__file__).parents[1] / "xlsform" / "forms" / "correlaid-needs-survey-de.xlsx"
TITLE = "Bedarfserhebung für Migrant*innenorganisationen in Sachsen"
COUNTY = "In welchem Landkreis sind Sie aktiv?"
WISH = "Was könnte die Zusammenarbeit mit Städten und Landkreisen besser machen?"
WORDS = "Kürzere Wege zum Amt & <b>mehr</b> »Zeit«"
ANSWERS = {
    "q_consent": ["yes"],
    "q_landkreise": ["goerlitz"],
    "q_themenfelder": ["bildung", "other"],
    "q_themenfelder_other": ["Nähen für Anfänger"],
    "q_viele_ehrenamt_komm": ["12"],
    "q_zusammenarbeit_stadt": ["ja"],
    "q_zusammenarbeit_stadt_einschaetzung": ["eher_schlecht"],
    "q_zusammenarbeit_verbesserung_text": [WORDS],
    "q_ansprechpersonen": ["beiraete"],
    "q_wissen_gesetz": ["nein"],
    "q_entscheidungsverfahren": ["arbeitsgruppen"],
    "q_teilhabe_gruppen": ["frauen", "senioren"],
    "q_probleme": ["finanzierungsprobleme"],
    "q_hilfe": ["austausch"],
    "q_probleme_digital": ["fehlende"],
    "q_kooperation_optin": ["nein"],
}
CONSENT = {"Before you begin": "Bevor Sie beginnen", "I agree to take part.": "Ich nehme gern teil."}
PAGES = [
    "consent", "start", "teil_allgemeine", "teil_zusammenarbeit", "teil_organisationsentwicklung", "teil_erfahrungen",
    "teil_digitalisierung", "teil_unterstuetzung", "kontaktdaten", "abschluss",
]  # fmt: skip


@pytest.fixture
def saxony(town: Town, request: pytest.FixtureRequest) -> Iterator[str]:
    """A round that asks something else already, so that there are figures which a test answer could disturb."""
    slug = f"saxony-{abs(hash(request.node.name)) % 10**8}"
    with town.store.write() as session:
        home = assessment(session, "lipovje")
        assert home is not None
        made = Round(assessment_id=home.id, slug=slug, name={"en": "Saxony"}, state="open")
        session.add(made)
        session.flush()
        publish(session, made, load_text(FORM, "saxony.yaml", {}))
    yield slug
    with town.store.write() as session:
        round_ = round_by_slug(session, slug)
        assert round_ is not None
        round_.state = "closed"


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`soseska convert`, as somebody would type it."""
    file = tmp_path_factory.mktemp("converted") / "bedarf.yaml"
    command = [SOSESKA, "convert", str(WORKBOOK), str(file)]
    done = subprocess.run(
        command, env=os.environ | {"LANGUAGE": "en"}, cwd=file.parent, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "questions were written" in done.stdout
    # What could not be taken is said with its place; nothing goes without a word.
    assert "sheet survey, row 28, column relevant" in done.stderr
    # What people agree to is English until somebody writes it, which is now.
    text = file.read_text("utf-8")
    for english, german in CONSENT.items():
        assert f'{{en: "{english}"}}' in text
        text = text.replace(f'{{en: "{english}"}}', f'{{de: "{german}"}}')
    file.write_text(text, "utf-8")
    return file


@pytest.mark.slow
@pytest.mark.parametrize("end", ["discarded", "published"])
def test_a_german_workbook_is_tried_out_and_leaves_nothing_behind(
    visit, town: Town, saxony: str, converted: Path, end: str
) -> None:
    counted = town.counted()
    desk: Page = visit("en", 1280)
    log_in(desk, town)
    upload(desk, saxony, converted)
    try_out(desk)
    look_at_what_was_tried(desk, saxony)
    assert states(town, saxony) == ["test"]
    assert town.counted() == counted
    assert not town.counts(saxony, "landkreise")
    if end == "discarded":
        desk.goto(f"/manage/{saxony}")
        desk.locator("label[for='sure-discard']").click()
        desk.locator("form[action$='/discard'] .btn").click()
        expect(desk.locator(".notice").first).to_have_text("The draft and its test answers are gone.")
    else:
        publish_draft(desk, saxony, EDITED)
        expect(desk.locator(".notice").first).to_contain_text("1 test answer is gone.")
    assert states(town, saxony) == []
    assert town.counted() == counted
    assert not town.counts(saxony, "landkreise")
    desk.goto(f"/manage/{saxony}/tries")
    expect(desk.locator("main")).to_contain_text("Nobody has tried the draft yet.")


def upload(desk: Page, slug: str, file: Path) -> None:
    """A draft may speak German only; to be published it needs the three languages, and the page says so."""
    desk.goto(f"/manage/{slug}")
    desk.locator("#choose").set_input_files(file)
    desk.locator("form[action$='/draft'] .btn").click()
    expect(desk.locator(".notice").first).to_have_text("The draft is kept. Nothing is published yet.")
    expect(desk.locator("#draft h2 [lang='de']")).to_have_text(TITLE)
    expect(desk.locator("#publish .places")).to_be_visible()
    assert desk.locator("#publish form").count() == 0
    look_with_axe(desk)


def try_out(desk: Page) -> None:
    """The whole way through; on each page the house speaks English and the questions speak German."""
    desk.get_by_role("link", name="Try it out").click()
    expect(desk.locator("html")).to_have_attribute("lang", "en")
    expect(desk.locator(".example").first).to_contain_text("This is a trial.")
    required_is_asked_for_in_english(desk)
    seen = walk(desk, ANSWERS, look)
    assert list(dict.fromkeys(seen)) == PAGES
    answers = desk.locator(".answers")
    expect(answers.locator("h2", has_text=COUNTY)).to_have_attribute("lang", "de")
    expect(answers.get_by_text("Görlitz", exact=True)).to_have_attribute("lang", "de")
    expect(answers).to_contain_text(WORDS)
    forward(desk).click()
    expect(desk.locator("h1")).to_have_text("The trial is done")
    look_with_axe(desk)


def required_is_asked_for_in_english(desk: Page) -> None:
    forward(desk).click()
    fault = desk.locator(".question .err").first
    expect(fault).to_be_visible()
    expect(desk.locator(".errors h2")).to_have_text(fault.inner_text())
    assert language_of(fault) == "en"


def look(page: Page) -> None:
    look_with_axe(page)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    if name_of(page) == "review":
        return
    for words in page.locator(".question h1, .question h2, .question h3, .question .row .name").all():
        assert language_of(words) == "de", words.inner_text()
    button = forward(page)
    assert language_of(button) == "en"
    expect(button).to_have_text("Next")
    if name_of(page) == "teil_allgemeine":
        expect(page.locator("h1")).to_have_attribute("lang", "de")
        expect(page.locator("h2", has_text=COUNTY)).to_be_visible()


def language_of(words: Locator) -> str:
    """The language a screen reader would read it in."""
    return str(words.evaluate("element => element.closest('[lang]').lang"))


def look_at_what_was_tried(desk: Page, slug: str) -> None:
    desk.get_by_role("link", name="Look at the test answers").click()
    expect(desk).to_have_url(f"{desk.url.partition('/manage')[0]}/manage/{slug}/tries")
    assert desk.locator(".answers").count() == 1
    answer = desk.locator(".answers > div", has_text=COUNTY)
    expect(answer.locator("h3")).to_have_attribute("lang", "de")
    expect(answer.locator("p")).to_have_text("Görlitz")
    expect(desk.locator(".answers > div", has_text=WISH)).to_contain_text(WORDS)
    look_with_axe(desk)
    desk.goto(f"/manage/{slug}")
    expect(desk.locator("#draft .ways")).to_contain_text("1 test answer")
    expect(desk.locator(".title")).to_contain_text("0 answers so far.")


def states(town: Town, slug: str) -> list[str]:
    with town.store.read() as session:
        round_ = round_by_slug(session, slug)
        assert round_ is not None
        return list(session.scalars(select(Response.state).where(Response.round_id == round_.id)))
