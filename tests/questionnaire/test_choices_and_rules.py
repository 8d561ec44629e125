"""Own words beside a choice, options for some people only, and what answers have to agree with."""

import pytest

from survey.questionnaire.answers import Refused, finish, read
from survey.questionnaire.load import Faulty
from tests.questionnaire.forms import AGREED, POLJE, answer_of, codes, make

# own words beside one choice


@pytest.mark.parametrize(
    ("fields", "answer", "faults"),
    [
        ({"q_how": ["walk"]}, "walk", []),
        ({"q_how": ["other"]}, "other", []),
        ({"q_how__other": ["by boat"]}, {"picked": "other", "other": "by boat"}, []),
        ({"q_how": ["other"], "q_how__other": ["by boat"]}, {"picked": "other", "other": "by boat"}, []),
        ({"q_how": ["walk"], "q_how__other": ["boat"]}, None, ["Two answers came for one question. Choose one."]),
    ],
)
def test_own_words_stand_for_the_option_other(fields, answer, faults, everything):
    assert answer_of(everything, fields, "how") == (answer, faults)


def test_own_words_of_one_choice_lie_apart(everything):
    finished = finish(everything, {**AGREED, "how": {"picked": "other", "other": "by boat"}}, POLJE)
    assert finished.answers["how"] == "other"
    assert finished.texts["how.other"] == "by boat"


# conditions on options, and what an answer has to agree with


def test_an_option_is_offered_only_to_those_it_is_meant_for(everything):
    assert answer_of(everything, {"q_people": ["3"], "q_how": ["bus"]}, "how") == ("bus", [])
    assert answer_of(everything, {"q_people": ["2"], "q_how": ["bus"]}, "how") == (None, [])


def test_an_option_not_offered_is_neither_chosen_nor_passed_over():
    loaded = make("""
        - {id: n, type: number, maximum: 9, label: {en: N}}
        - id: m
          type: multiple
          label: {en: M}
          options: {a: {en: a}, b: {label: {en: b}, show_if: n > 3}}
    """)
    assert codes(loaded, {"n": 2, "m": {"picked": ["a", "b"]}})["m.b"] == "_not_asked"
    assert codes(loaded, {"n": 4, "m": {"picked": ["a"]}})["m.b"] == "no"
    assert codes(loaded, {"n": 2, "m": {"picked": ["b"]}})["m.a"] == "_blank"


def test_a_question_with_nothing_to_choose_is_not_asked():
    loaded = make("""
        - {id: n, type: number, maximum: 9, label: {en: N}}
        - {id: s, type: single, required: true, label: {en: S}, options: {a: {label: {en: a}, show_if: n > 3}}}
    """)
    assert codes(loaded, {"n": 2})["s"] == "_not_asked"


def test_a_condition_on_a_row_means_nothing_and_is_refused():
    with pytest.raises(Faulty, match="means nothing at this place"):
        make(
            "- {id: g, type: grid, label: {en: G}, rows: {a: {label: {en: a}, show_if: x = y}}, options: {b: {en: b}}}"
        )


REQUIRES = """
    - {id: people, type: number, maximum: 20, label: {en: P}}
    - id: children
      type: number
      maximum: 20
      label: {en: C}
      require:
        - {condition: children <= people, message: {en: These are more children than people.}}
        - {condition: children < 15, message: {en: This is a school.}}
"""


@pytest.mark.parametrize(
    ("people", "children", "said"),
    [
        ("3", "2", []),
        ("3", "4", ["These are more children than people."]),
        ("1", "16", ["These are more children than people.", "This is a school."]),
        ("3", "", []),
    ],
)
def test_an_answer_agrees_with_what_is_required_or_is_told_why_not(people, children, said):
    loaded = make(REQUIRES)
    reading = read(loaded, {"q_agreed": ["yes"], "q_people": [people], "q_children": [children]}, POLJE)
    assert reading.faults.get("children", []) == said


def test_a_document_that_does_not_agree_is_refused():
    with pytest.raises(Refused) as refused:
        finish(make(REQUIRES), {**AGREED, "people": 1, "children": 2}, POLJE)
    assert refused.value.faults == {"children": ["These are more children than people."]}


KINDS = """\
- {id: people, type: number, maximum: 9, label: {en: P}}
- {id: coming, type: single, label: {en: C}, options: {x: {en: x}}}
- {id: day, type: date, label: {en: D}}
- {id: hour, type: time, label: {en: H}}
- {id: wish, type: text, label: {en: W}}
- {id: first, type: ranking, label: {en: F}, options: {bus: {en: B}, shop: {en: S}}}
- {id: when, type: slots, label: {en: W}, days: [mon]}
- {id: hello, type: note, label: {en: H}}
"""


@pytest.mark.parametrize(
    ("condition", "part"),
    [
        ("day = 3", "is a day"),
        ("day > '31. 3. 2026'", "is a day"),
        ("day > '2026-02-30'", "is a day"),
        ("hour > '2026-03-01'", "is an hour"),
        ("day > hour", "different kinds of answers"),
        ("day + 1 > 3", "»day« is no number"),
        ("people > wish", "»wish« is no number"),
        ("people = coming + 0", "»coming« is no number"),
        ("3 < coming", "»coming« is one option"),
        ("first = bus", "can have several answers"),
        ("when has sun_am", "does not offer this"),
        ("count(first) > 'x'", "is a number"),
        ("hello = 1", "answered(hello)"),
        ("wish > 'a'", "is text"),
    ],
)
def test_like_is_compared_with_like_only(condition, part):
    with pytest.raises(Faulty) as refused:
        make(KINDS + f'- {{id: last, type: text, label: {{en: L}}, show_if: "{condition}"}}\n')
    (fault,) = refused.value.faults
    assert part in fault.message
