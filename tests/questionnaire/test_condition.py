"""The language of `show_if`: its two-valued rules, its grammar, its limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.questionnaire.condition import BadCondition, evaluate, parse

BLANK: dict[str, object] = {}
GIVEN = {"age": 17, "coming": "weekly", "needs": {"picked": ["park", "bench"]}, "name": "Žiga"}

VECTORS = [
    # A blank answer equals nothing, differs from everything, is neither more nor less.
    ("coming = weekly", BLANK, False),
    ("coming != weekly", BLANK, True),
    ("age > 3", BLANK, False),
    ("age <= 3", BLANK, False),
    ("not age > 3", BLANK, True),
    ("needs has park", BLANK, False),
    ("not needs has park", BLANK, True),
    ("count(needs) < 2", BLANK, True),
    ("answered(age)", BLANK, False),
    # What was answered is compared with its like only.
    ("coming = weekly", GIVEN, True),
    ("coming != weekly", GIVEN, False),
    ("age > 16.5 and age < 18", GIVEN, True),
    ("age = 17 or coming = never", GIVEN, True),
    ("age = '17'", GIVEN, False),
    ("needs has bench", GIVEN, True),
    ("count(needs) = 2", GIVEN, True),
    ("count(coming) = 0", GIVEN, True),
    ("answered(needs)", GIVEN, True),
    ('name = "Žiga"', GIVEN, True),
    # `not` binds closest, then `and`, then `or`.
    ("not coming = never and age = 17", GIVEN, True),
    ("coming = weekly or age = 1 and age = 2", GIVEN, True),
    ("(coming = weekly or age = 1) and age = 2", GIVEN, False),
    ("not (coming = weekly and age = 17)", GIVEN, False),
]


@pytest.mark.parametrize(("condition", "answers", "holds"), VECTORS)
def test_a_condition_holds_by_the_two_valued_rules(condition, answers, holds):
    assert evaluate(parse(condition), answers) is holds


def test_a_condition_is_read_to_nested_tuples():
    assert parse("age > 17 and needs has park") == (
        "and",
        ("gt", ("q", "age"), ("lit", 17)),
        ("has", ("q", "needs"), ("lit", "park")),
    )


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
        ("age + 1 > 3", 4),
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


@given(st.text(st.sampled_from("abhasnotdr =!<>()'\"1.9_é\n\x00"), max_size=60))
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
