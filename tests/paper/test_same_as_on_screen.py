"""What can be said on a screen can be said on paper, once and by the same names."""

import re
from html import escape

import pytest

from survey.i18n import text, use_language
from survey.paper.items import parts
from survey.questionnaire.paper import Layout
from survey.questionnaire.types import type_of
from survey.web.resident.controls import Typed, view
from tests.paper.forms import NAMES, TOWN, boxes, form, lines, printed

CASES = [(name, language) for name in NAMES for language in form(name).languages]


def on_screen(question, picked):
    """The fields of a question's page, each with what can be chosen in it."""
    drawn = view(question, Typed({}, picked, TOWN))
    rows = [*drawn.rows, *drawn.apart]
    rows += [row for card in drawn.cards for group in card.groups for row in group.rows]
    rows += [square for square in (drawn.chart.squares if drawn.chart else ()) if square]
    fields = {row.name for row in (drawn.line, drawn.other) if row}
    return {(row.name, row.value) for row in rows if row.value}, fields


def everything_picked(asked):
    """An answer to every question that others go on from, so that every card is there."""
    found = {}
    for question in asked.questions():
        if question.source:
            options = type_of(question.source).options(question.source, TOWN)
            found[question.source.id] = {"picked": [option.code for option in options]}
    return found


@pytest.mark.parametrize("name", NAMES)
def test_every_box_and_line_is_that_of_the_screen(name):
    asked = form(name)
    page, picked = printed(asked, asked.languages[0]), everything_picked(asked)
    wanted, fields = set(), set()
    for question in asked.questions():
        if type_of(question).answered_by_people:
            mine, written = on_screen(question, picked)
            wanted, fields = wanted | mine, fields | written
    found = boxes(page)
    assert len(found) == len(set(found))
    # On a screen writing on the line is choosing it; on paper there is a box before the line.
    assert {box for box in found if f"{box[0]}__{box[1]}" not in fields} == {
        box for box in wanted if f"{box[0]}__{box[1]}" not in fields
    }
    assert sorted(lines(page)) == sorted(fields)


@pytest.mark.parametrize(("name", "language"), CASES)
def test_every_question_stands_on_the_sheet_once_with_all_its_options(name, language):
    asked = form(name)
    page = printed(asked, language)
    drawn = [q for q in asked.questions() if type_of(q).on_paper(q, TOWN).layout is not Layout.NOTHING]
    assert re.findall(r'data-question="([^"]*)"', page) == [question.id for question in drawn]
    said = page.replace("&#34;", "&quot;")
    for question in drawn:
        assert escape(text(question.label, language)).replace("&#x27;", "&#39;") in said
        for box in type_of(question).on_paper(question, TOWN).boxes:
            assert escape(text(box.label, language)).replace("&#x27;", "&#39;") in said


@pytest.mark.parametrize(("name", "language"), CASES)
def test_every_condition_is_said_with_the_numbers_and_answers_of_the_sheet(name, language):
    with use_language(language):
        made = parts(form(name), TOWN)
    said = [part.skip for part in made] + [x for part in made for item in part.items for x in (item.only, item.skip)]
    conditions = {section.show_if for section in form(name).sections} | {q.show_if for q in form(name).questions()}
    assert bool([sentence for sentence in said if sentence]) is bool(conditions - {None})
    assert all(re.search(r"\d|»", sentence) for sentence in said if sentence)
    assert "_" not in "".join(said)


@pytest.mark.parametrize("name", ["resident_survey", "everything"])
def test_the_second_kind_of_sheet_has_its_picks_the_other_way_round(name):
    asked = form(name)
    shuffled = {q.id for q in asked.questions() if type_of(q).shuffles(q)}
    one, other = (boxes(printed(asked, "en", order)) for order in (1, 2))
    assert sorted(one) == sorted(other)
    for question in shuffled:
        first, second = ([value for field, value in found if field == f"q_{question}"] for found in (one, other))
        kind, asked_of = type_of(asked.question(question)), asked.question(question)
        last = [o.code for o in kind.options(asked_of, TOWN) if kind.stays_last(asked_of, o)]
        assert first[: len(first) - len(last)] == second[: len(second) - len(last)][::-1]
        assert first[len(first) - len(last) :] == second[len(second) - len(last) :] == last


def test_an_address_and_hostile_words_are_only_text():
    asked = form("resident_survey").model_copy(update={"title": {"en": "<script>alert(1)</script>"}})
    assert "<script>" not in printed(asked, "en")


def test_the_strip_says_all_that_its_code_is_good_for():
    page = printed(form("resident_survey"), "en")
    assert "look at your answers with this code, change them" in page
    assert "take them back whenever you like" in page
    assert "On the web: https://zaga.example/c " in page
