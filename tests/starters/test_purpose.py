"""What a questionnaire is for decides what it may ask."""

from typing import get_args

import pytest

from survey.documents.question_types import framed
from survey.questionnaire.load import Faulty, load_text
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.purpose import PURPOSES, Agreed

NAME = "- {id: who, type: text, label: {en: Name}, measures: person_name}"
PHONE = "- {id: call, type: phone, label: {en: Phone}}"
LONELY = "- {id: l, type: single, sensitive: true, label: {en: L}, options: {a: {en: a}}}"
ALOUD = (
    "- {id: h1, type: single, required: true, measures: consent, label: {en: H}, options: {y: {en: y}, n: {en: n}}}\n"
)
AFTER_YES = "- {id: l, type: single, sensitive: true, show_if: h1 = y, label: {en: L}, options: {a: {en: a}}}"
EVERY_PURPOSE = pytest.mark.parametrize("purpose", sorted(PURPOSES))


def faults(questions: str, purpose: str, *, consent: bool = True) -> list[str]:
    """What is wrong with a questionnaire of a purpose; a home visit agrees aloud instead of by a tick."""
    aloud = PURPOSES[purpose].agreed is Agreed.ALOUD
    text = framed((ALOUD if aloud and consent else "") + questions, purpose=purpose, consent=consent and not aloud)
    try:
        load_text(text)
    except Faulty as faulty:
        return [fault.message for fault in faulty.faults]
    return []


def test_the_model_and_the_rules_know_the_same_purposes() -> None:
    assert set(get_args(Questionnaire.model_fields["purpose"].annotation)) == set(PURPOSES)


@EVERY_PURPOSE
@pytest.mark.parametrize("question", [NAME, PHONE], ids=["name", "phone"])
def test_who_somebody_is_may_be_asked_only_for_some_purposes(purpose: str, question: str) -> None:
    said = faults(question, purpose)
    assert bool(said) is not PURPOSES[purpose].asks_who
    assert all(f"»purpose: {purpose}«" in message for message in said)


@EVERY_PURPOSE
def test_sensitive_questions_never_stand_beside_a_name(purpose: str) -> None:
    said = faults(AFTER_YES if purpose == "home_visit" else LONELY, purpose)
    assert bool(said) is not PURPOSES[purpose].asks_sensitive
    assert not (PURPOSES[purpose].asks_who and PURPOSES[purpose].asks_sensitive)


@EVERY_PURPOSE
def test_agreeing_is_missed_where_it_has_to_be_asked(purpose: str) -> None:
    plain = "- {id: t, type: text, label: {en: T}}"
    asked_for = PURPOSES[purpose].agreed is not Agreed.BY_SENDING
    assert bool(faults(plain, purpose, consent=False)) is asked_for
    assert faults(plain, purpose) == []


def test_at_a_home_visit_nothing_sensitive_is_asked_before_a_yes() -> None:
    (said,) = faults(LONELY, "home_visit")
    assert "people who did not agree" in said
    assert faults(AFTER_YES, "home_visit") == []


@pytest.mark.parametrize("role", ["intent", "x_my_own"])
def test_a_known_role_or_one_of_ones_own_is_taken(role: str) -> None:
    assert faults(f"- {{id: t, type: text, label: {{en: T}}, measures: {role}}}", "survey") == []


def test_a_misspelt_role_is_refused_with_what_was_meant() -> None:
    (said,) = faults("- {id: t, type: text, label: {en: T}, measures: demand_pik}", "survey")
    assert "did you mean »demand_pick«?" in said


def test_the_role_of_a_column_is_looked_at_too() -> None:
    cards = """\
        - {id: w, type: multiple, label: {en: W}, options: {a: {en: a}}}
        - id: c
          type: cards
          of: w
          label: {en: C}
          columns: [{id: o, label: {en: O}, measures: frequncy, options: {x: {en: x}}}]
    """
    (said,) = faults(cards, "survey")
    assert "did you mean »frequency«?" in said
