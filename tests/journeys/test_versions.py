"""A questionnaire is edited while answers come in: nobody's questions change, and figures follow the mapping."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from survey.questionnaire.load import load_text
from survey.store.districts import assessment
from survey.store.documents import Response
from survey.store.responses import submit
from survey.store.rounds import Round, publish, questionnaire, round_by_slug
from tests.choir import EDITED, FORM
from tests.journeys.test_lead import log_in, numbers
from tests.journeys.town import Town, within
from tests.journeys.walk import begin, go_on, look_with_axe, send, walk

PLACE = "polje"


@pytest.fixture
def edited(town: Town, request: pytest.FixtureRequest) -> Iterator[str]:
    """A round of its own with four answers, so that no other journey is disturbed."""
    slug = f"edited-{abs(hash(request.node.name)) % 10**8}"
    with town.store.write() as session:
        home = assessment(session, "lipovje")
        assert home is not None
        made = Round(assessment_id=home.id, slug=slug, name={"en": "Edited"}, state="open")
        session.add(made)
        session.flush()
        publish(session, made, load_text(FORM, "edited.yaml", {}))
        for number in range(4):
            told = {"channel": "web", "access": "open", "language": "sl", "district": PLACE}
            answers = {"r0": "yes", "r1": PLACE, "coming": "often"}
            day = datetime.now(UTC).date()
            submit(town.store, session, made, answers, client_id=f"{slug} {number}", day=day, **told)
    yield slug
    with town.store.write() as session:
        round_ = round_by_slug(session, slug)
        assert round_ is not None
        round_.state = "closed"


def publish_draft(desk: Page, slug: str, text: str, mappings: str = "") -> None:
    desk.goto(f"/manage/{slug}")
    desk.locator("#source").fill(text)
    desk.locator("#mappings").fill(mappings)
    desk.locator("form[action$='/draft'] .btn").click()
    expect(desk.locator("#changes")).to_be_visible()
    look_with_axe(desk)
    desk.locator("#note").fill("clearer words")
    desk.locator("#publish .btn.go").click()
    expect(desk.locator("#versions")).to_contain_text("clearer words")


def test_a_questionnaire_is_edited_while_answers_come_in(visit, town: Town, edited: str) -> None:
    early: Page = visit("en")
    begin(early, edited, "en")
    walk_to_wishes(early)
    expect(early.locator("main")).to_contain_text("Would you come?")
    desk: Page = visit("en", 1280)
    log_in(desk, town)
    publish_draft(desk, edited, EDITED, "mappings: {coming.often: weekly}")
    early.locator("label[for='q_coming-often']").click()
    go_on(early)
    expect(early.locator(".answers")).to_contain_text("Would you come?")
    send(early)
    late: Page = visit("en")
    begin(late, edited, "en")
    walk(late, {"q_r0": ["yes"], "q_r1": [PLACE], "q_coming": ["weekly"]})
    expect(late.locator(".answers")).to_contain_text("How often would you come?")
    send(late)
    assert wordings(town, edited) == {"Would you come?": 5, "How often would you come?": 1}
    within(60, lambda: regulars(desk, edited) == (6, 6))
    assert town.counts(edited, "coming")["weekly"] == 6


def walk_to_wishes(page: Page) -> None:
    page.locator("label[for='q_r0-yes']").click()
    page.locator(f"label[for='q_r1-{PLACE}']").click()
    go_on(page)


def wordings(town: Town, slug: str) -> dict[str, int]:
    """How each stored answer's question was worded when it was asked."""
    with town.store.read() as session:
        round_ = round_by_slug(session, slug)
        assert round_ is not None
        versions = session.scalars(select(Response.version).where(Response.round_id == round_.id)).all()
        asked = [questionnaire(session, version).question("coming").label["en"] for version in versions]
    return {words: asked.count(words) for words in asked}


def regulars(desk: Page, slug: str) -> tuple[int, ...]:
    """Of how many people how many would come, as the lead's page has it."""
    desk.goto(f"/lead/{slug}/{PLACE}")
    said = desk.locator("#need .say")
    return tuple(numbers(said.inner_text())[:2]) if said.count() else ()


def test_what_does_not_pool_begins_anew_and_the_page_says_so(visit, town: Town, edited: str) -> None:
    desk: Page = visit("en", 1280)
    log_in(desk, town)
    publish_draft(desk, edited, EDITED)
    with town.store.write() as session:
        round_ = round_by_slug(session, edited)
        assert round_ is not None
        for number in range(5):
            told = {"channel": "web", "access": "open", "language": "sl", "district": PLACE}
            answers = {"r0": "yes", "r1": PLACE, "coming": "weekly"}
            day = datetime.now(UTC).date()
            submit(town.store, session, round_, answers, client_id=f"{edited} new {number}", day=day, **told)
    within(60, lambda: regulars(desk, edited) == (5, 5))
    desk.locator("#need .how summary").click()
    expect(desk.locator("#need .how")).to_contain_text("Comparable since version 2 of the questionnaire")
    look_with_axe(desk)


@pytest.mark.parametrize(
    ("language", "width"),
    [("sl", 360), pytest.param("hr", 820, marks=pytest.mark.slow), pytest.param("en", 1280, marks=pytest.mark.slow)],
)
def test_every_page_of_questionnaires_is_accessible(visit, town: Town, edited: str, language: str, width: int) -> None:
    page: Page = visit(language, width)
    log_in(page, town)
    page.goto(f"/manage?lang={language}")
    look_with_axe(page)
    page.goto(f"/manage/{edited}")
    page.locator("#source").fill(FORM.replace("type: single", "type: singel"))
    page.locator("form[action$='/draft'] .btn").click()
    expect(page.locator(".errors")).to_be_visible()
    look_with_axe(page)
    page.locator("#source").fill(EDITED)
    page.locator("form[action$='/draft'] .btn").click()
    expect(page.locator("#draft")).to_be_visible()
    for details in page.locator("details").all():
        details.evaluate("part => { part.open = true }")
    look_with_axe(page)
    for shown in ("phone", "tablet", "paper"):
        page.goto(f"/manage/{edited}/preview?width={shown}&form={language}")
        look_with_axe(page)
    page.goto(f"/manage/{edited}/try")
    walk(page, {"q_r0": ["yes"], "q_r1": [PLACE], "q_coming": ["weekly"]}, look_with_axe)
    page.locator(".acts button[value=send]").click()
    expect(page.locator(f"a[href='/manage/{edited}/tries']")).to_be_visible()
    look_with_axe(page)
    page.goto(f"/manage/{edited}/tries")
    look_with_axe(page)


ARABIC = {
    "Before you begin": "قبل أن تبدأ",
    "I answer without my name.": "أجيب دون ذكر اسمي.",
    "The town's task.": "مهمة البلدية.",
    "Where do you live?": "أين تسكن؟",
    "Would you come?": "هل ستأتي إلى هذا المكان؟",
    "often": "كثيراً",
    "never": "أبداً",
    "Choir": "جوقة",
    "Anything else?": "هل من شيء آخر؟",
}


def in_arabic() -> str:
    text = FORM.replace("languages: [sl, hr, en]", "languages: [sl, hr, en, ar]")
    for english, arabic in ARABIC.items():
        text = text.replace(f'en: "{english}"}}', f'en: "{english}", ar: "{arabic}"}}')
    return text


def test_a_language_from_right_to_left_fits_a_phone(visit, town: Town, edited: str, tmp_path) -> None:
    page: Page = visit("en", 360)
    log_in(page, town)
    page.goto(f"/manage/{edited}")
    page.locator("#source").fill(in_arabic())
    page.locator("form[action$='/draft'] .btn").click()
    page.goto(f"/manage/{edited}/preview?form=ar&width=phone")
    expect(page.locator(".shown")).to_have_attribute("dir", "rtl")
    look_with_axe(page)
    page.goto(f"/manage/{edited}/try")
    page.locator("button[value='lang:ar']").click()
    expect(page.locator("[data-question=r1]")).to_have_attribute("dir", "rtl")
    # Our own sentences are in the language of the page, since nobody has translated them yet.
    expect(page.locator("html")).to_have_attribute("lang", "en")
    look_from_the_right(page)
    # What people agree to is not shown in words that nobody has reviewed.
    expect(page.locator("#q_r0-all")).to_contain_text("I answer without my name.")
    walk_to_wishes(page)
    expect(page.locator("[data-question=coming]")).to_have_attribute("dir", "rtl")
    expect(page.locator("main")).to_contain_text(ARABIC["Would you come?"])
    expect(page.locator("#q_coming-all h1")).to_have_attribute("lang", "ar")
    page.reload()
    expect(page.locator("#q_coming-all h1")).to_have_attribute("lang", "ar")
    page.screenshot(path=tmp_path / "ar.png", full_page=True)
    look_from_the_right(page)
    page.locator("label[for='q_coming-often']").click()
    go_on(page)
    look_from_the_right(page)
    page.locator("button[value='lang:en']").click()
    expect(page.locator(".answers")).to_contain_text("Would you come?")
    resident: Page = visit("en", 360)
    resident.goto(f"/s/{edited}")
    assert resident.locator("button[value='lang:ar']").count() == 0


def look_from_the_right(page: Page) -> None:
    """No sideways scrolling, and a row's box stands at its right end."""
    look_with_axe(page)
    row = page.locator(".row").first
    if row.count():
        box, around = row.locator("input").bounding_box(), row.bounding_box()
        assert box is not None
        assert around is not None
        assert box["x"] - around["x"] > around["width"] / 2
