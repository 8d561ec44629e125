"""The language of `show_if`: its two-valued rules, its grammar, its limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.questionnaire.condition import BadCondition, calculate, evaluate, parse, parse_sum, questions_in


def test_a_condition_is_read_to_nested_tuples():
    assert parse("age > 17 and needs has park") == (
        "and",
        ("gt", ("q", "age"), ("lit", 17)),
        ("has", ("q", "needs"), ("lit", "park")),
    )


def test_a_word_right_of_an_equals_sign_is_an_option_and_elsewhere_a_question():
    assert parse("one = two") == ("eq", ("q", "one"), ("lit", "two"))
    assert parse("one < two") == ("lt", ("q", "one"), ("q", "two"))
    assert parse("one = two + 0") == ("eq", ("q", "one"), ("add", ("q", "two"), ("lit", 0)))


def test_times_binds_closer_than_plus_and_chains_go_from_the_left():
    a, b, two = ("q", "a"), ("q", "b"), ("lit", 2)
    assert parse_sum("a - b - 2") == ("sub", ("sub", a, b), two)
    assert parse_sum("a + b * 2") == ("add", a, ("mul", b, two))
    assert parse_sum("(a + b) * -2") == ("mul", ("add", a, b), ("lit", -2))
    assert parse_sum("a -2") == ("sub", a, two)


@pytest.mark.parametrize("text", ["a = 1", "not a = 1", "(a = 1)", "answered(a)", ""])
def test_a_condition_is_no_sum(text):
    with pytest.raises(BadCondition):
        parse_sum(text)


def test_every_question_of_a_condition_is_named():
    node = parse("not (a = x or count(b) > c + 1) and answered(d) and e has f")
    assert list(questions_in(node)) == ["a", "b", "c", "d", "e"]


def test_a_sum_with_a_blank_or_beyond_all_numbers_is_blank():
    assert calculate(parse_sum("a + 1"), {}) is None
    assert calculate(parse_sum("a * a"), {"a": 1e200}) is None
    assert calculate(parse_sum("a"), {"a": 10**400}) is None


@pytest.mark.parametrize(
    ("condition", "offset"),
    [
        ("", 0),
        ("age", 3),
        ("age >", 5),
        ("age => 3", 5),
        ("age > 3 and", 11),
        ("(age > 3", 8),
        ("age > 3)", 7),
        ("age > 3 coming = weekly", 8),
        ("age + > 3", 6),
        ("age + 1", 7),
        ("(age = 1) + 1 > 3", 10),
        ("not age", 7),
        ("age and coming = weekly", 4),
        ("3 has park", 2),
        ("age has 3", 8),
        ("age" + " + 1" * 40 + " > 3", 120),
        ("has = 3", 0),
        ("count(age > 3", 10),
        ("age = 1e999", 6),
        ("age = " + "9" * 40, 6),
        ("age = ‘a’", 6),
        ("__import__('os')", 0),
        ("(" * 100 + "age = 1" + ")" * 100, 21),
        ("age = 1 or " * 100, 0),
    ],
)
def test_a_garbled_condition_is_refused_where_it_stops_making_sense(condition, offset):
    with pytest.raises(BadCondition) as refused:
        parse(condition)
    assert refused.value.offset == offset
    assert str(refused.value)


@given(st.text(st.sampled_from("abhasnotdr =!<>()'\"1.9_é\n\x00+-*"), max_size=60))
def test_any_text_is_either_a_condition_or_refused(text):
    try:
        node = parse(text)
    except BadCondition:
        return
    assert evaluate(node, {}) in (True, False)


@given(
    st.dictionaries(
        st.sampled_from(["age", "coming", "needs"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["picked", "x"]), inner, max_size=2)
            ),
            max_leaves=5,
        ),
    )
)
def test_a_condition_never_fails_on_odd_answers(answers):
    node = parse("age > 3 or age = 1 or coming = weekly or needs has park or count(needs) > 1 or not answered(age)")
    assert evaluate(node, answers) in (True, False)
