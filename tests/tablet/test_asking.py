"""A drawn page on the tablet: it holds what this person said, and gives the browser nothing to remember it by."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from survey.questionnaire.message import fill
from tests.tablet.hall import opened

VISITS = {
    "sl": "Prišli ste {visits, plural, one {# krat} two {#-krat} few {#-krat že} other {# krat vsega}} {nothing}.",
    "en": "You came {visits, plural, one {# time} other {# times}}, {name}.",
}
ROW = '<label class="row"><input type="checkbox" name="q_wishes" value="{0}"><span>{0}</span></label>'
WISHES = ["a", "b", "c", "d", "e", "none"]
HTML = (
    '<div class="question" data-question="visits"><h2><label for="q_visits">Visits</label></h2>'
    '<input type="hidden" name="shown" value="visits"><input type="text" id="q_visits" name="q_visits"></div>'
    '<div class="question" data-question="wishes"><h2>Wishes</h2><div class="rows">'
    + "".join(map(ROW.format, WISHES))
    + "</div></div>"
    '<fieldset class="question" data-question="why" data-show-if=\'["has",["q","wishes"],["lit","a"]]\'>'
    '<h2>Why</h2><p class="told">{told}</p><textarea name="q_why"></textarea></fieldset>'
)
CALL = """async ([survey, fields, language]) => {
    const {put, take, react, shuffle, arrange, complain} = await import('/tablet/asking.js');
    const root = document.getElementById('main');
    put(root, survey, 'all', language, fields, 'mark');
    const orders = shuffle(survey);
    arrange(root, survey, orders);
    const way = react(root, survey, take(root), language);
    complain(root, survey, language, way.faults, 'otherwise');
    return {taken: take(root), orders, way};
}"""


def survey(language: str = "en") -> dict[str, Any]:
    options = [{"code": code, "last": code == "none", "alone": code == "none"} for code in WISHES]
    wishes = {"control": "options", "value": "options", "many": True, "filters": True, "options": options, "most": 2}
    visits = {"control": "number", "value": "number", "minimum": 0, "maximum": 99, "whole": True}
    why = {"control": "textarea", "value": "text", "longest": 40, "show_if": ["has", ["q", "wishes"], ["lit", "a"]]}
    questions = [
        {"id": "visits", "field": "q_visits", **visits},
        {"id": "wishes", "field": "q_wishes", "shuffled": True, **wishes},
        {"id": "why", "field": "q_why", **why},
    ]
    return {
        "home": "", "districts": [], "sections": [{"id": "all", "questions": questions}],
        "pages": {language: {"all": HTML.replace("{told}", VISITS[language])}},
        "words": {language: {"wishes": {"alone": {"none": "It stands alone."}}, "visits": {"range": "Up to 99."}}},
    }  # fmt: skip


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    yield opened(context)
    context.close()


@pytest.mark.parametrize("language", ["sl", "en"])
def test_texts_are_filled_as_on_the_server(page: Page, language: str) -> None:
    for visits in (0, 1, 2, 3, 4, 5, 21):
        page.evaluate(CALL, [survey(language), {"q_visits": [str(visits)], "q_wishes": ["a"]}, language])
        assert page.locator(".told").inner_text() == fill(VISITS[language], {"visits": visits}, language)


def test_what_was_said_comes_back_under_the_names_of_the_web(page: Page) -> None:
    said = {"q_visits": ["3"], "q_wishes": ["a", "c"], "q_why": ["Zaradi žoge"]}
    found = page.evaluate(CALL, [survey(), said, "en"])
    assert {name: sorted(values) for name, values in found["taken"].items()} == said
    page.evaluate(CALL, [survey(), {**said, "q_wishes": ["c"]}, "en"])
    assert page.locator("[data-question=why]").is_hidden()
    assert page.evaluate(CALL, [survey(), {**said, "q_wishes": ["c"]}, "en"])["taken"]["q_why"] == []


def test_the_browser_has_nothing_to_remember_it_by(page: Page) -> None:
    page.evaluate(CALL, [survey(), {}, "en"])
    names = page.evaluate("[...document.querySelectorAll('[name]')].map(field => field.name)")
    assert names
    assert all(name.startswith("mark-") for name in names)
    lines = page.locator("input[type=text], textarea")
    assert {lines.nth(at).get_attribute("autocomplete") for at in range(lines.count())} == {"off"}
    assert page.locator("textarea").get_attribute("maxlength") == "40"
    assert page.locator("form").count() == 0


def test_each_person_has_an_order_of_their_own_and_what_stands_apart_stays_last(page: Page) -> None:
    orders = set()
    for _person in range(12):
        order = page.evaluate(CALL, [survey(), {}, "en"])["orders"]["wishes"]
        shown = page.evaluate("[...document.querySelectorAll('.row input')].map(field => field.value)")
        assert shown == order
        assert sorted(order) == sorted(WISHES)
        assert order[-1] == "none"
        orders.add(tuple(order))
    assert len(orders) > 3


def test_what_is_wrong_is_said_at_the_question_in_its_own_words(page: Page) -> None:
    page.evaluate(CALL, [survey(), {"q_visits": ["100"], "q_wishes": ["a", "none"]}, "en"])
    assert page.locator(".err").all_inner_texts() == ["Up to 99.", "It stands alone."]
    page.evaluate(CALL, [survey(), {"q_visits": ["?"], "q_wishes": ["a", "b", "c"]}, "en"])
    assert page.locator(".err").all_inner_texts() == ["otherwise", "otherwise"]
    assert page.locator("#q_visits").get_attribute("aria-invalid") == "true"
