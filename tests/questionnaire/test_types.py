"""What every type of question keeps to, held over the registry; and what single types promise."""

import json

import pytest

from survey.i18n import LANGUAGES, use_language
from survey.questionnaire.answers import Context, finish, order, read
from survey.questionnaire.question_type import Control, State
from survey.questionnaire.types import registry, type_of
from tests.questionnaire.forms import make

CONTACT = """
- {id: mail, type: email, label: {en: Mail}}
- {id: tel, type: phone, label: {en: Phone}}
"""


@pytest.fixture(scope="session")
def questions(everything):
    """One question of every type."""
    contact = make(CONTACT, "purpose: contact")
    return {question.type: question for q in (contact, everything) for question in q.questions()}


EVERY_TYPE = pytest.mark.parametrize("name", sorted(registry()))


def field_names(kind, question, context):
    return list(kind.fields(question, kind.sample(question, context)))


def test_the_trials_hold_every_type(questions):
    assert set(questions) == set(registry())


@EVERY_TYPE
def test_a_type_reads_back_what_it_writes(name, questions, polje):
    kind, question = registry()[name], questions[name]
    sample = kind.sample(question, polje)
    assert (sample is None) is not kind.answered_by_people
    assert kind.check(question, sample, polje) == []
    assert kind.parse(question, kind.fields(question, sample), polje) == (sample, [])
    assert json.loads(json.dumps(sample)) == sample


@EVERY_TYPE
def test_a_type_takes_an_empty_form_for_blank(name, questions, polje):
    kind, question = registry()[name], questions[name]
    assert kind.parse(question, {}, polje) == (None, [])
    blanks = {key: [""] for key in field_names(kind, question, polje)}
    assert kind.parse(question, blanks, polje) == (None, [])


@EVERY_TYPE
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_type_refuses_junk_with_a_sentence(name, language, questions, polje):
    kind, question = registry()[name], questions[name]
    junk = {key: ["x" * 5000] for key in field_names(kind, question, polje)}
    with use_language(language):
        answer, faults = kind.parse(question, junk, polje)
        assert answer is None
        assert all(said[0].isupper() and said.endswith(".") for said in faults)
        assert bool(faults) is kind.answered_by_people
        assert kind.missing(question).endswith(".")


JUNK = [
    True,
    False,
    -1,
    1e400,
    float("nan"),
    [],
    {},
    "",
    "\x00",
    [["a"]],
    {"picked": "a"},
    {"picked": [1]},
    {"a": {"b": 1}},
]

FITTING = [("number", -1), ("text", "\x00"), ("calculated", -1)]


@EVERY_TYPE
@pytest.mark.parametrize("junk", JUNK, ids=repr)
def test_a_type_refuses_a_document_that_does_not_fit(name, junk, questions, polje):
    kind, question = registry()[name], questions[name]
    said = kind.check(question, junk, polje)
    assert all(sentence.endswith(".") for sentence in said)
    assert bool(said) != ((name, junk) in FITTING)


@EVERY_TYPE
def test_a_type_codes_the_same_items_whatever_is_answered(name, questions, everything, polje):
    kind, question = registry()[name], questions[name]
    picked = {"picks": {"picked": ["choir", "garden"]}}
    coded = [
        kind.encode(question, kind.sample(question, polje), polje, State(True, picked)),
        kind.encode(question, None, polje, State(True, picked)),
        kind.encode(question, None, polje, State(False)),
    ]
    items = [[code.item for code in codes] for codes in coded]
    assert items[0] == items[1] == items[2]
    assert len(set(items[0])) == len(items[0])
    assert set(items[0]) <= {variable.item for variable in kind.variables(question, "en")}
    assert {code.option for code in coded[2]} <= {"_not_asked"}


@EVERY_TYPE
def test_whatever_a_type_takes_on_screen_can_be_said_on_paper(name, questions, polje):
    kind, question = registry()[name], questions[name]
    sheet = kind.on_paper(question, polje)
    assert sheet.can_say(kind.fields(question, kind.sample(question, polje)))
    assert bool(sheet.fields()) is kind.answered_by_people
    boxes = [(box.field, box.value) for box in sheet.boxes]
    assert len(set(boxes)) == len(boxes)
    for field, value in boxes:
        answer, faults = kind.parse(question, {field: [value]}, polje)
        assert bool(answer) or faults


@EVERY_TYPE
def test_a_type_is_drawn_by_one_of_the_controls(name, questions):
    assert registry()[name].control(questions[name]) in Control


@pytest.mark.parametrize(
    ("written", "answer"),
    [("12", 12), (" 12 ", 12), ("１２", 12), ("-0", 0), ("+3", 3), ("١٢", 12), ("0", 0)],
)
def test_a_whole_number_is_read_in_any_figures(written, answer, everything, polje):
    people = everything.question("people")
    assert type_of(people).parse(people, {"q_people": [written]}, polje) == (answer, [])


@pytest.mark.parametrize(
    "written", ["1e999", "NaN", "inf", "-1", "21", "1.5", "1,5", "1.000", "9" * 400, "0x1", "1_0", "dva", "\x00", "½"]
)
def test_what_is_no_number_between_the_limits_is_refused(written, everything, polje):
    people = everything.question("people")
    answer, faults = type_of(people).parse(people, {"q_people": [written]}, polje)
    assert answer is None
    assert len(faults) == 1


@pytest.mark.parametrize(
    ("written", "bin_"),
    [("-10", "from_-10"), ("-0,1", "from_-10"), ("0.5", "from_0.5"), ("99.9", "from_0.5"), ("100", "from_100")],
)
def test_a_number_with_many_values_is_counted_in_its_bin_with_its_value(written, bin_, everything, polje):
    metres = everything.question("metres")
    answer, _faults = type_of(metres).parse(metres, {"q_metres": [written]}, polje)
    (code,) = type_of(metres).encode(metres, answer, polje, State(True))
    assert (code.option, code.value) == (bin_, float(written.replace(",", ".")))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"q_picks": ["choir", "chess", "walk", "garden"]}, "You chose 4. Choose up to 3."),
        ({"q_picks": ["choir", "none"]}, "»None of these« stands alone. Choose either it or the others."),
        ({"q_picks": ["repair"]}, "One of these options is not on offer here. Choose from the list."),
        ({"q_picks": ["therapy"]}, "One of these options is not on offer here. Choose from the list."),
        ({"q_picks__other": ["x" * 201]}, "Your text has 201 characters. Shorten it to at most 200."),
        ({"q_coming": ["weekly", "never"]}, "Two answers came for one question. Choose one."),
        ({"q_coming": ["daily"]}, "This option is not on offer here. Choose one from the list."),
        ({"q_place": ["atlantis"]}, "This option is not on offer here. Choose one from the list."),
        ({"q_wish": ["a" * 4001]}, "Your text has 4,001 characters. Shorten it to at most 4,000."),
        ({"q_people": ["21"]}, "Write a number from 0 to 20."),
    ],
)
def test_a_person_is_told_what_to_mend(fields, sentence, everything, polje):
    faults = read(everything, {"q_agreed": ["yes"], **fields}, polje).faults
    assert list(faults.values()) == [[sentence]]


@pytest.mark.parametrize(
    "address", ["a@b", "a b@c.si", "a@b.si\nBcc: c@d.si", "a" * 250 + "@b.si", "@b.si", "a@.si", "<a@b.si>"]
)
def test_what_is_no_address_is_refused(address, questions, polje):
    question = questions["email"]
    assert type_of(question).check(question, address, polje)


@pytest.mark.parametrize("address", ["ana@example.org", "ana.novak+ks@občina.si"])
def test_an_address_is_kept_as_it_was_written(address, questions, polje):
    question = questions["email"]
    assert type_of(question).parse(question, {"q_mail": [f" {address} "]}, polje) == (address, [])


@pytest.mark.parametrize("number", ["123", "041-abc", "0" * 20, "041 234 567\n1"])
def test_what_is_no_telephone_number_is_refused(number, questions, polje):
    question = questions["phone"]
    assert type_of(question).check(question, number, polje)


def test_what_no_database_stores_is_made_visible(everything, polje):
    wish = read(everything, {"q_wish": ["a\x00b\ud800c\r\nd 👍 שלום"]}, polje).answers["wish"]
    assert wish == "a\ufffdb\ufffdc\nd 👍 שלום"


def test_words_without_the_tick_are_kept_and_ticked(everything, polje):
    assert read(everything, {"q_picks__other": ["kino"]}, polje).answers["picks"] == {
        "picked": ["other"],
        "other": "kino",
    }


def test_a_district_sees_its_own_activities_before_those_that_stand_apart(everything, polje):
    picks = everything.question("picks")
    offered = [option.code for option in type_of(picks).options(picks, polje)]
    assert offered == ["choir", "chess", "walk", "garden", "other", "none"]
    elsewhere = Context(local_activities=("repair", "garden", "therapy"))
    assert [option.code for option in picks.offered(elsewhere)] == ["choir", "chess", "walk", "repair", "other", "none"]


def test_the_order_of_options_is_random_and_can_be_had_again(everything, polje):
    picks = everything.question("picks")
    orders = {order(picks, str(seed), polje) for seed in range(40)}
    assert len(orders) > 10
    assert {codes[-2:] for codes in orders} == {("other", "none")}
    assert order(picks, "7", polje) == order(picks, "7", polje)
    assert order(everything.question("coming"), "7", polje) == ("weekly", "never", "na")


def test_the_promise_follows_the_legal_basis():
    loaded = make(
        "- {id: ok, type: consent, label: {en: a}, agree: {en: b}, legal_basis: {consent: {en: You decide.}}}"
    )
    assert loaded.question("ok").promise(Context(legal_basis="consent")) == {"en": "You decide."}
    assert loaded.question("ok").promise(Context(legal_basis="public_task")) == {}


def test_a_card_asks_why_only_where_something_does_not_suit(everything, polje):
    tapped = {"q_picks": ["choir", "chess"], "q_cards__choir__have": ["use"], "q_cards__choir__why": ["time"],
              "q_cards__chess__have": ["unsuitable"], "q_cards__chess__why": ["price"]}  # fmt: skip
    answers = read(everything, tapped, polje).answers
    assert answers["cards"] == {"choir": {"have": "use"}, "chess": {"have": "unsuitable", "why": "price"}}
    codes = {code.item: code.option for code in finish(everything, {"agreed": "yes", **answers}, polje).codes}
    assert codes["cards.choir.why"] == "_not_asked"
    assert codes["cards.chess.why"] == "price"
    assert codes["cards.choir.often"] == "_blank"
    assert codes["cards.walk.often"] == "_not_asked"
