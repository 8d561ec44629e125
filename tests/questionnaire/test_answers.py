"""From a form to codes: the path, what is counted where, and what never happens."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.questionnaire.answers import Code, Context, Refused, code, finish, read
from survey.questionnaire.codebook import codebook
from survey.questionnaire.path import asked, pages
from survey.questionnaire.types import type_of
from tests.questionnaire.forms import EVERYTHING, make

WHOLE = make(EVERYTHING, "pairs: [[picks, coming], [picks, picks]]")
POLJE = Context("polje", (("polje", "Polje"),), ("garden",))
SENSITIVE = {question.id for question in WHOLE.questions() if question.sensitive}


def fields_of(answers):
    """Write answers as the fields of a form."""
    written = {}
    for name, answer in answers.items():
        written |= type_of(WHOLE.question(name)).fields(WHOLE.question(name), answer)
    return written


def finished_in_polje(answers):
    """Send answers from a person who agreed."""
    return finish(WHOLE, {"agreed": "yes", **answers}, POLJE)


def codes_in(finished):
    return {c.item: c.option for c in [*finished.codes, *finished.sensitive_codes]}


JUNK = st.text(max_size=6)
CODES = st.sampled_from(
    [
        "weekly",
        "never",
        "na",
        "polje",
        "outside",
        "young",
        "yes",
        "12",
        "0.5",
        "use",
        "unsuitable",
        "time",
        "good",
        "few",
        "1",
        "2",
        "mon_am",
        "varies",
        "2026-07-31",
        "9.30",
        "bus",
        "anywhere",
        "other",
    ]
)
TICKS = st.lists(st.sampled_from(["choir", "chess", "walk", "garden", "other", "none", "ramp", "na"]), max_size=4)
NAMES = st.sampled_from(sorted(f"q_{q.id}" for q in WHOLE.questions()))
PARTS = st.sampled_from(
    ["q_picks__other", "q_cards__choir__often", "q_cards__choir__have", "q_cards__choir__why", "q_cards__garden__have",
     "q_cards__garden__why", "q_grid__a", "q_grid__c", "q_first__bus", "q_first__shop", "q_first__bench",
     "q_how__other"]
)  # fmt: skip
FORMS = st.dictionaries(NAMES | PARTS, TICKS | st.lists(CODES | JUNK, max_size=2), max_size=14)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | CODES | JUNK,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["picked", "other", "choir", "have", "a"]), inner)
    ),
    max_leaves=8,
)
DOCUMENTS = st.dictionaries(st.sampled_from([q.id for q in WHOLE.questions()]) | JUNK, JSON, max_size=8)


@given(FORMS)
def test_what_a_form_says_can_be_written_and_read_again(form):
    answers = read(WHOLE, form, POLJE).answers
    again = read(WHOLE, fields_of(answers), POLJE)
    assert again.answers == answers
    assert set(again.faults) <= {"agreed"}
    assert json.loads(json.dumps(answers)) == answers


@given(FORMS)
def test_every_item_is_coded_exactly_once_in_every_response(form):
    finished = finished_in_polje(read(WHOLE, form, POLJE).answers)
    items = [c.item for c in [*finished.codes, *finished.sensitive_codes]]
    assert sorted(items) == sorted(codes_in(finished_in_polje({})))
    assert set(items) <= {variable.item for variable in codebook(WHOLE, "en")}


@given(FORMS)
def test_answers_to_hidden_questions_never_survive(form):
    given_ = {
        q.id: parsed.answer
        for q in WHOLE.questions()
        if (parsed := type_of(q).parse(q, form, POLJE)).answer is not None
    }
    finished = finished_in_polje(given_)
    shown = {question.id for question in asked(WHOLE, given_, POLJE)}
    assert set(finished.answers) | set(finished.sensitive) <= shown
    for item, option in codes_in(finished).items():
        assert item.split(".")[0] in shown or option == "_not_asked"


@given(FORMS)
def test_a_stored_document_codes_again_to_the_same(form):
    finished = finished_in_polje(read(WHOLE, form, POLJE).answers)
    again = code(WHOLE, {**finished.answers, **finished.sensitive}, POLJE)
    assert (again.codes, again.sensitive_codes) == (finished.codes, finished.sensitive_codes)
    assert (again.pairs, again.strata) == (finished.pairs, finished.strata)


@given(FORMS)
def test_sensitive_answers_and_own_words_stay_out_of_the_rest(form):
    answers = read(WHOLE, form, POLJE).answers
    finished = finished_in_polje(answers)
    assert not SENSITIVE & set(finished.answers)
    assert not SENSITIVE & {c.item.split(".")[0] for c in finished.codes}
    assert {c.item.split(".")[0] for c in finished.sensitive_codes} == SENSITIVE
    assert finished.answers.get("wish") in (None, "_answered")
    assert "other" not in finished.answers.get("picks", {})
    assert finished.texts.get("wish") == answers.get("wish")


@given(DOCUMENTS)
def test_any_document_is_either_refused_with_sentences_or_codes_whole(document):
    try:
        finished = finished_in_polje(document)
    except Refused as refused:
        said = [sentence for sentences in refused.faults.values() for sentence in sentences]
    else:
        said = []
        assert sorted(codes_in(finished)) == sorted(codes_in(finished_in_polje({})))
    assert all(sentence.endswith(".") for sentence in said)


def test_blank_refused_not_asked_and_answered_are_four_codes():
    def coded(answers):
        return codes_in(finished_in_polje(answers))

    assert coded({})["coming"] == "_blank"
    assert coded({"coming": "na"})["coming"] == "_refused"
    assert coded({"coming": "never"})["coming"] == "never"
    assert coded({"coming": "never"})["wish"] == "_not_asked"
    assert coded({})["wish"] == "_blank"
    assert coded({"wish": "klopi"})["wish"] == "_answered"
    assert coded({"needs": {"picked": ["na"]}})["needs.ramp"] == "_refused"
    assert coded({"needs": {"picked": ["none"]}})["needs.ramp"] == "no"
    assert coded({"needs": {"picked": ["ramp"]}})["needs.ramp"] == "yes"
    assert coded({})["needs.ramp"] == "_blank"
    assert coded({"grid": {"a": "na", "b": "good"}})["grid.a"] == "_refused"
    assert coded({"grid": {"a": "na", "b": "good"}})["grid.c"] == "_blank"


def test_a_multiple_choice_counts_its_ticks():
    codes = finished_in_polje({"picks": {"picked": ["choir", "other"], "other": "kino"}}).codes
    assert Code("picks.choir", "yes") in codes
    assert Code("picks.chess", "no") in codes
    assert Code("picks.garden", "no") in codes
    assert Code("picks._ticks", "2", 2) in codes
    nothing = finished_in_polje({"picks": {"picked": ["none"]}}).codes
    assert Code("picks._ticks", "0", 0) in nothing


def test_district_and_consent_are_not_coded():
    finished = finished_in_polje({"agreed": "yes", "place": "polje"})
    assert not {"agreed", "place"} & set(codes_in(finished))
    assert finished.answers == {"agreed": "yes", "place": "polje"}


def test_strata_come_from_the_marked_questions():
    assert finished_in_polje({"coming": "weekly", "age": "old"}).strata == {"age": "old", "gender": "_not_asked"}
    assert finished_in_polje({"coming": "weekly"}).strata["age"] == "_blank"


def test_only_declared_crossings_are_paired():
    answers = {"picks": {"picked": ["choir", "walk"]}, "coming": "weekly"}
    pairs = finished_in_polje(answers).pairs
    assert ("picks.choir", "yes", "coming", "weekly") in pairs
    assert ("picks", "_answered", "coming", "weekly") in pairs
    assert ("picks.choir", "yes", "picks.walk", "yes") in pairs
    assert finished_in_polje({"coming": "weekly"}).pairs == []


def test_a_page_complains_only_of_its_own_questions(questionnaire):
    loaded = questionnaire(
        "- {id: a, type: text, label: {en: a}, required: true}",
        pages="""
          - id: second
            questions:
              - {id: b, type: text, label: {en: b}, required: true}
              - {id: c, type: text, label: {en: c}, required: true, show_if: answered(a)}
        """,
    )
    assert set(read(loaded, {}, POLJE, ["start"]).faults) == {"agreed", "a"}
    assert set(read(loaded, {}, POLJE, ["second"]).faults) == {"b"}
    assert set(read(loaded, {"q_agreed": ["yes"], "q_a": ["x"]}, POLJE).faults) == {"b", "c"}


def test_a_required_question_is_demanded_only_where_it_is_asked(questionnaire):
    loaded = questionnaire("""
        - {id: here, type: single, label: {en: a}, options: {'yes': {en: a}, 'no': {en: a}}}
        - {id: why, type: text, label: {en: a}, required: true, show_if: here = no}
    """)
    assert finish(loaded, {"agreed": "yes", "here": "yes"}, POLJE).answers == {"agreed": "yes", "here": "yes"}
    with pytest.raises(Refused) as refused:
        finish(loaded, {"agreed": "yes", "here": "no"}, POLJE)
    assert refused.value.faults == {"why": ["Write a few words."]}


def test_an_answer_that_became_hidden_counts_as_blank_further_on(questionnaire):
    options = "options: {'yes': {en: a}, 'no': {en: a}}"
    loaded = questionnaire(f"""
        - {{id: a, type: single, label: {{en: a}}, {options}}}
        - {{id: b, type: single, label: {{en: a}}, {options}, show_if: a = yes}}
        - {{id: c, type: single, label: {{en: a}}, {options}, show_if: b = yes}}
    """)
    assert finish(loaded, {"agreed": "yes", "a": "no", "b": "yes", "c": "yes"}, POLJE).answers == {
        "agreed": "yes",
        "a": "no",
    }


def test_cards_are_asked_only_of_picks_that_more_can_be_said_about():
    def cards(picked):
        return "cards" in [question.id for question in asked(WHOLE, {"picks": {"picked": picked}}, POLJE)]

    assert cards(["choir"])
    assert not cards(["other"])
    assert not cards(["none"])


def test_a_page_without_questions_to_ask_is_left_out(questionnaire):
    loaded = questionnaire(
        "- {id: place, type: district, label: {en: a}}",
        pages="""
          - id: local
            show_if: place != outside
            questions: [{id: b, type: text, label: {en: b}}]
        """,
    )
    assert [page.id for page in pages(loaded, {"place": "outside"}, POLJE)] == ["start"]
    assert [page.id for page in pages(loaded, {"place": "polje"}, POLJE)] == ["start", "local"]


def test_a_question_that_is_not_in_the_questionnaire_is_refused():
    with pytest.raises(Refused) as refused:
        finished_in_polje({"shoe_size": 43})
    assert refused.value.faults == {"shoe_size": ["This questionnaire does not ask this."]}
