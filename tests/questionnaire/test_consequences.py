"""One fault neither hides another nor brings others that are only its consequences."""

from textwrap import indent

import pytest

from survey.questionnaire.load import Faulty, load_text
from tests.questionnaire.forms import CATALOGUE, FRAME, make


def faults_of(text: str) -> list[str]:
    with pytest.raises(Faulty) as refused:
        load_text(text, "trial.yaml", CATALOGUE)
    return [str(fault) for fault in refused.value.faults]


def with_questions(questions: str) -> list[str]:
    return faults_of(FRAME + indent(questions.strip("\n"), " " * 6) + "\n")


ASKED = (
    "- {id: q, %s, label: {en: a}, options: {a: {en: a}, b: {en: b}}}\n"
    "- {id: r, type: text, label: {en: a}, show_if: %s}"
)
TWO_FAULTS = [
    (ASKED % ("type: single, colour: red", "q = c"), ["unknown key »colour«", "»q« does not offer this"]),
    (ASKED % ("type: single, colour: red", "q > 3"), ["unknown key »colour«", "»q« is one option"]),
    (ASKED % ("type: multiple, at_most: many", "q = a"), ["whole number", "»q« can have several answers"]),
    (ASKED.replace("{en: a}, options", "5, options") % ("type: single", "q = c"), ["in every language", "not offer"]),
    (ASKED.replace("b: {en: b}", "b: {en: 5}") % ("type: single", "q = c"), ["put quotes round it", "not offer"]),
    (ASKED.replace("{a: {en: a}, b: {en: b}}", "NOWHERE") % ("type: single", "q > 3"),
     ["»NOWHERE« is not known", "»q« is one option"]),
    (ASKED.replace("{a: {en: a}, b: {en: b}}", "[a, b]") % ("type: multiple", "count(q) > x"),
     ["one to a line", "»x«, which does not exist"]),
    (ASKED % ("type: single, sensitive: true, hintt: 5", "q = a"), ["unknown key", "give away the sensitive answer"]),
    ("- {id: n, type: number, label: {en: a}, maximum: 500, hintt: x}", ["»bins:«", "unknown key"]),
    ("- {id: s, type: single, measures: intnt, label: {en: a}, options: {a: {en: a}, a: {en: b}}}",
     ["»intnt« is not known", "»a« stands here twice"]),
]  # fmt: skip


@pytest.mark.parametrize(("questions", "parts"), TWO_FAULTS)
def test_a_fault_hides_no_other(questions: str, parts: list[str]) -> None:
    said = with_questions(questions)
    assert len(said) == len(parts), said
    assert all(any(part in line for line in said) for part in parts), said


ONE_FAULT = [
    (ASKED % ("type: singel", "q = c and q has d and count(q) > 3"), "did you mean »single«"),
    (ASKED.replace("{a: {en: a}, b: {en: b}}", "NOWHERE") % ("type: single", "q = c"), "»NOWHERE« is not known"),
    (ASKED.replace("{id: q", "{id: Q") % ("type: single", "q = a"), "»Q« is not an id"),
    (ASKED.replace("{id: q", "{idd: q") % ("type: single", "q = a"), "unknown key »idd«"),
    (ASKED.replace("b: {en: b}", "B: {en: b}") % ("type: single", "q = b"), "»B« is not an id"),
    ("- {id: p, type: multiple, label: {en: a}, options: [a, b]}\n"
     "- {id: c, type: cards, of: p, label: {en: a}, columns: [{id: x, label: {en: a}, options: {a: {en: a}}}]}",
     "one to a line"),
    ("- {use: nothing}\n- {id: r, type: text, label: {en: a}, show_if: inside = a}", "»nothing« is not known"),
    ("- {id: n, type: number, label: {en: a}, maximum: 1234567890123456789}", "more than 15 digits"),
    ("- {id: n, type: number, label: {en: a}, minimum: ten, maximum: 5}", "a number should stand here"),
    ("- {id: n, type: text, label: {en: a}, required: yes}", "true or false should stand here"),
    ("- {id: w, type: multiple, label: {en: a}, options: {activities: [choir, gardn]}}\n"
     "- {id: r, type: text, label: {en: a}, show_if: w has garden}", "did you mean »garden«"),
]  # fmt: skip


@pytest.mark.parametrize(("questions", "part"), ONE_FAULT)
def test_a_fault_brings_no_others(questions: str, part: str) -> None:
    said = [line for line in with_questions(questions) if "»id« is missing" not in line]
    assert len(said) == 1, said
    assert part in said[0]


def test_a_misspelt_consent_is_one_fault_and_not_two() -> None:
    (said,) = faults_of(FRAME.replace("type: consent", "type: consnt"))
    assert "did you mean »consent«" in said


def test_a_page_that_cannot_be_read_takes_nothing_away_from_later_ones() -> None:
    page = "  - {id: lost, question: [{id: q, type: text, label: {en: a}}]}\n"
    later = "  - {id: later, questions: [{id: r, type: text, label: {en: a}, show_if: answered(q)}]}\n"
    said = faults_of(FRAME + page + later)
    assert [line.split(": ")[0] for line in said] == ["trial.yaml:8:5", "trial.yaml:8:16"]


def test_activities_of_a_district_may_be_named_whatever_else_is_wrong() -> None:
    said = with_questions(
        "- {id: w, type: multiple, label: {en: a}, options: {activities: [choir], local: 1}}\n"
        "- {id: r, type: text, label: {en: a}, show_if: w has garden, colour: red}"
    )
    assert said == ["trial.yaml:9:68: unknown key »colour«; remove it"]


TRAPS = ["yes", "No", "ON", "off", "True", "FALSE", "NULL", "12:30", "1:30:00", "0123", "08", "0x1F", "0o17", "1_000",
         "1e3", ".5", "5.", "+.inf", ".NaN", "2026-03-31", "2026-3-1", "2026-03-31 10:00:00"]  # fmt: skip


@pytest.mark.parametrize("word", TRAPS)
def test_a_word_that_other_yaml_reads_otherwise_has_to_stand_in_quotes(word: str) -> None:
    (said,) = with_questions(f"- {{id: q, type: note, label: {{en: {word}}}}}")
    assert said.startswith(f"trial.yaml:8:41: »{word}« without quotes ")
    assert f'write "{word}"' in said
    assert make(f"- {{id: q, type: note, label: {{en: '{word}'}}}}").question("q").label == {"en": word}


def test_codes_are_traps_as_well() -> None:
    said = with_questions(
        "- {id: q, type: single, label: {en: a}, options: {yes: {en: a}, off: {en: a}, 'no': {en: a}}}"
    )
    assert [line.split(": ")[0] for line in said] == ["trial.yaml:8:57", "trial.yaml:8:71"]


@pytest.mark.parametrize("word", ["12", "-3", "0", "1.5", "true", "y", "No way", "yes please", "2026", "r1", "1:00 pm"])
def test_plain_words_and_numbers_need_no_quotes(word: str) -> None:
    from survey.questionnaire.source import read_text

    assert read_text(f"a: {word}", "x.yaml").faults().all() == []
