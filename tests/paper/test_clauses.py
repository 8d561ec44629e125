"""Conditions as sentences, one row for every kind of condition."""

import pytest

from survey.i18n import use_language
from survey.paper.clauses import clause
from survey.paper.items import parts
from survey.paper.subjects import Subject, subject_of
from survey.questionnaire.question_type import Value
from survey.questionnaire.types import type_of
from tests.paper.forms import TOWN
from tests.questionnaire.forms import make

ASKED = make("""
    - {id: home, type: district, label: {en: Home}}
    - {id: yes_no, type: single, label: {en: Q}, options: {a: {en: "Yes"}, b: {en: "No"}, c: {en: Perhaps}}}
    - {id: many, type: multiple, label: {en: Q}, options: {x: {en: Tea}, y: {en: Soup}, none: {en: "None"}}}
    - {id: n, type: number, label: {en: Q}, maximum: 90}
    - {id: m, type: number, label: {en: Q}, maximum: 90}
    - {id: day, type: date, label: {en: Q}}
    - {id: hour, type: time, label: {en: Q}}
    - {id: word, type: text, label: {en: Q}}
    - {id: mood, type: scale, label: {en: Q}, low: {en: l}, high: {en: h}}
    - {id: sum, type: calculated, label: {en: Q}, calculate: n + 2}
""")
NUMBERED = [question for question in ASKED.questions() if question.id not in ("agreed", "sum")]
TABLE = {
    "yes_no = a": "you chose »Yes« at question 2",
    "yes_no = a or yes_no = b": "you chose »Yes« or »No« at question 2",
    "yes_no != a": "you did not choose »Yes« at question 2",
    "yes_no != a and yes_no != b": "you did not choose »Yes« or »No« at question 2",
    "not (yes_no = a or yes_no = b)": "you did not choose »Yes« or »No« at question 2",
    "not (yes_no != a)": "you chose »Yes« at question 2",
    "home = breg": "you chose »Breg pri Žagi« at question 1",
    "many has x": "you chose »Tea« at question 3",
    "many has x and many has y": "you chose »Tea« and »Soup« at question 3",
    "not (many has none)": "you did not choose »None« at question 3",
    "answered(many) and not (many has none)":
        "you gave an answer at question 3 and if you did not choose »None« at question 3",
    "answered(agreed)": "you put a cross at »Consent«",
    "not answered(many)": "you gave no answer at question 3",
    "count(many) > 1": "the number of crosses at question 3 is more than 1",
    "n > 3": "the number at question 4 is more than 3",
    "not (n > 3)": "it is not so that the number at question 4 is more than 3",
    "n != 3": "it is not so that the number at question 4 is exactly 3",
    "n >= 3 and n <= 9": "the number at question 4 is at least 3 and if the number at question 4 is at most 9",
    "n < m": "the number at question 4 is less than the number at question 5",
    "n + 1 > 3": "(the number at question 4) + 1 is more than 3",
    "n * 2 - m = 4": "((the number at question 4) × 2) − (the number at question 5) is exactly 4",
    "sum > 5": "(the number at question 4) + 2 is more than 5",
    "day > '2026-06-30'": "the day at question 6 is later than 30 June 2026",
    "day = '2026-06-30'": "the day at question 6 is exactly 30 June 2026",
    "hour <= '09:30'": "the hour at question 7 is no later than 09:30",
    "word = 'tea'": "you wrote »tea« at question 8",
    "mood >= 4": "the number at question 9 is at least 4",
    "yes_no = a and (many has x or n > 3)":
        "you chose »Yes« at question 2 and if (you chose »Tea« at question 3 or if the number at question 4 is more"
        " than 3)",
    "yes_no = a or many has x and n > 3":
        "you chose »Yes« at question 2 or if (you chose »Tea« at question 3 and if the number at question 4 is more"
        " than 3)",
}  # fmt: skip


def subjects():
    numbers = {question.id: number for number, question in enumerate(NUMBERED, 1)}
    return {question.id: subject_of(question, numbers.get(question.id), TOWN) for question in ASKED.questions()}


@pytest.mark.parametrize(("condition", "said"), TABLE.items())
def test_a_condition_is_said_in_words(condition, said):
    assert clause(condition, subjects()) == said


@pytest.mark.parametrize("language", ["sl", "hr", "en"])
@pytest.mark.parametrize("condition", TABLE)
def test_no_language_shows_codes_or_loses_a_question(condition, language):
    with use_language(language):
        said = clause(condition, subjects())
    assert "%(" not in said
    assert said.count("(") == said.count(")")
    assert "_" not in said


def test_two_answers_that_are_compared_are_both_named():
    two = {name: Subject(f"at question {place}", Value.OPTION) for place, name in enumerate("ab", 1)}
    assert clause("a = b + 0", two).startswith("the number at question 1 is exactly")
    assert clause("not (a = (b))", two) == "your answers at question 1 and at question 2 are not the same"


def test_several_in_a_row_are_skipped_together():
    asked = make(
        """
        - {id: a, type: single, label: {en: A}, options: {y: {en: "Yes"}, n: {en: "No"}}}
        - {id: b, type: text, label: {en: B}, show_if: a = y}
        - {id: c, type: text, label: {en: C}, show_if: a = y}
        - {id: d, type: text, label: {en: D}, show_if: answered(b)}
        """,
        pages="""
        - {id: p, show_if: a = n, questions: [{id: e, type: text, label: {en: E}}]}
        - {id: q, show_if: a = n, questions: [{id: f, type: text, label: {en: F}}]}
        """,
    )
    made = parts(asked, TOWN)
    items = {item.id: item for part in made for item in part.items}
    assert (
        items["b"].skip
        == "Answer questions 2 to 3 only if you chose »Yes« at question 1. Otherwise go on with question 4."
    )
    assert (items["c"].skip, items["c"].only) == ("", "")
    assert items["d"].only == "Only if you gave an answer at question 2."
    assert made[1].skip.endswith("only if you chose »No« at question 1. Otherwise go on to the end of the sheet.")
    assert made[2].skip == ""


def test_the_numbers_are_those_of_what_people_answer():
    made = [item for part in parts(ASKED, TOWN) for item in part.items]
    assert [item.number for item in made] == [None, *range(1, 10)]
    assert all(type_of(question).answered_by_people for question in NUMBERED)
