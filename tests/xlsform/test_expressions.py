"""Conditions of XLSForms mean here what they mean to the tools of others."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from survey.questionnaire.condition import parse
from survey.questionnaire.question_type import Value
from survey.questionnaire.xlsform import xpath
from survey.questionnaire.xlsform.conditions import FALSE, TRUE, Asked, Reader, joined
from survey.questionnaire.xlsform.expressions import say, to_xpath
from survey.questionnaire.xlsform.read import Imported

KNOWN = {
    "one": Asked("one", Value.OPTION, {"a": "a", "B-1": "b_1", "3": "o_3", "5": "o_5"}),
    "many": Asked("many", Value.OPTIONS, {"a": "a", "b": "b"}),
    "n": Asked("n", Value.NUMBER),
    "t": Asked("t", Value.TEXT),
    "day": Asked("day", Value.DAY),
}
READER = Reader(KNOWN, [*KNOWN, "later"])

MEANINGS = [
    ("${one} = 'a'", "one = a"),
    ("${one}='B-1' or ${n}>=3", "one = b_1 or n >= 3"),
    ("selected(${one}, 'a')", "one = a"),
    ("'a' = ${one}", "one = a"),
    ("${one} > 3", "one = o_5"),
    ("${one} >= '3'", "one = o_3 or one = o_5"),
    ("selected(${many},'a') and not(selected(${many}, 'b'))", "many has a and not many has b"),
    ("${many} = 'a'", "many has a and count(many) = 1"),
    ("count-selected(${many}) > 1", "count(many) > 1"),
    ("${t} != ''", "answered(t)"),
    ("${n} = ''", "not answered(n)"),
    ("string-length(${t}) > 0", "answered(t)"),
    ("not(${n} > 3 and ${n} < 9)", "not (n > 3 and n < 9)"),
    ("(${n} = 1 or ${n} = 2) and ${t} = 'x y'", '(n = 1 or n = 2) and t = "x y"'),
    ("${n} = '07'", "n = 7"),
    ("${n} + 1 > 2 * ${n} - 3", "n + 1 > 2 * n - 3"),
    ("${day} >= '2026-03-01'", 'day >= "2026-03-01"'),
    ("1 < ${n}", "n > 1"),
    ("${n} > -5", "n > -5"),
    ("${t} = ‘yes’", "t = yes"),
    ("count-selected(${one}) = 1", "answered(one)"),
]


@pytest.mark.parametrize(("theirs", "ours"), MEANINGS)
def test_a_condition_is_read_as_it_is_meant(theirs: str, ours: str) -> None:
    node = READER.condition(theirs)
    assert say(node) == ours
    assert parse(ours) == node


@pytest.mark.parametrize(("theirs", "node"), [("true()", TRUE), ("1 = 2", FALSE), ("${one} = 'nothing'", FALSE),
                                              ("${one} != 'nothing'", TRUE), ("false() or ${n} > 1",
                                               ("gt", ("q", "n"), ("lit", 1)))])  # fmt: skip
def test_what_holds_for_everybody_is_no_condition(theirs: str, node: object) -> None:
    assert READER.condition(theirs) == node


@pytest.mark.parametrize(
    ("theirs", "why"),
    [
        ("regex(${t}, '[0-9]')", "»regex()« has no counterpart here"),
        ("${later} = 1", "it looks at »later«, which is not asked before or was not taken"),
        ("${gone} = 1", "it looks at »gone«, which does not exist"),
        ("${one} = ", "the expression stops too early"),
        ("${one} => 'a'", "»>« has no counterpart here"),
        ("(${n} > 1", "the expression stops too early"),
        ("${n} = 'often'", "it compares the number »n« with a text"),
        ("${t} > 3", "it compares the text »t« with a number"),
        ("today() < ${n}", "»today()« has no counterpart here"),
        ("(" * 200, "the expression has too many brackets in one another"),
        ("not(" * 5000, "the expression is longer than 4000 characters"),
        ("../x = 1", "»/x = 1« has no counterpart here"),
    ],
)
def test_what_cannot_be_said_here_is_named(theirs: str, why: str) -> None:
    with pytest.raises(xpath.NotOurs) as told:
        READER.condition(theirs)
    assert str(told.value) == why


COMPARED = (
    st.tuples(st.sampled_from(["eq", "ne"]), st.just(("q", "one")), st.sampled_from([("lit", "a"), ("lit", "b_1")]))
    | st.tuples(st.just("has"), st.just(("q", "many")), st.sampled_from([("lit", "a"), ("lit", "b")]))
    | st.tuples(st.sampled_from(["lt", "le", "gt", "ge", "eq", "ne"]), st.just(("q", "n")),
                st.tuples(st.just("lit"), st.integers(-99, 99) | st.sampled_from([0.5, -2.25])))
    | st.tuples(st.just("eq"), st.just(("count", "many")), st.just(("lit", 2)))
    | st.tuples(st.just("gt"), st.tuples(st.sampled_from(["add", "sub", "mul"]), st.just(("q", "n")), st.just(
        ("sub", ("q", "n"), ("lit", 3)))), st.just(("mul", ("add", ("q", "n"), ("lit", 1)), ("lit", 2))))
    | st.tuples(st.just("answered"), st.sampled_from(sorted(KNOWN)))
)  # fmt: skip
NODES = st.recursive(
    COMPARED,
    lambda inside: (
        inside.map(lambda node: node[1] if node[0] == "not" else ("not", node))
        | st.lists(inside, min_size=2, max_size=3).map(lambda parts: joined("and", parts))
        | st.lists(inside, min_size=2, max_size=3).map(lambda parts: joined("or", parts))
    ),
    max_leaves=8,
)
OWN = Reader({**KNOWN, "one": Asked("one", Value.OPTION, {"a": "a", "b_1": "b_1"})}, KNOWN)


@given(NODES)
def test_a_condition_goes_out_and_comes_back(node: tuple) -> None:
    assert OWN.condition(to_xpath(node)) == node


@given(NODES)
def test_a_condition_can_be_written_for_authors(node: tuple) -> None:
    assert parse(say(node)) == node


@given(st.text(max_size=60) | st.text("${}()'\"=<>.,+-* andornotselected1", max_size=60))
def test_i38_no_text_makes_the_reader_of_conditions_stumble(text: str) -> None:
    with suppress(xpath.NotOurs):
        READER.condition(text)


def test_limits_become_the_limits_of_our_types(imported: Callable[..., Imported]) -> None:
    form = imported(
        """
        type|name|label|constraint|constraint_message
        integer|age|Age|. > 14 and . <= 99|
        select_multiple l|needs|Needs|count-selected(.) <= 2 and not(selected(., 'x') and count-selected(.) > 1)|
        text|name|Name|string-length(.) < 41|
        decimal|part|Part|. > 0.5 and . < 1|Between the two!
        """,
        "list_name|name|label\nl|x|X\nl|y|Y\nl|z|Z",
    )
    ask = form.questionnaire.question
    assert (ask("age").minimum, ask("age").maximum) == (15, 99)
    assert (ask("needs").at_most, ask("needs").options[0].exclusive) == (2, True)
    assert ask("name").max_length == 40
    rules = [(rule.condition, rule.message) for rule in ask("part").require]
    assert rules == [("part > 0.5 and part < 1", {"en": "Between the two!"})]


def test_a_condition_on_a_later_question_is_told_and_not_guessed(imported: Callable[..., Imported]) -> None:
    form = imported(
        """
        type|name|label|relevant
        text|one|One|${two} != ''
        text|two|Two|
        """
    )
    assert form.questionnaire.question("one").show_if is None
    why = "it looks at »two«, which is not asked before or was not taken"
    said = f"sheet survey, row 3, column relevant: the condition was not taken, so everybody is asked: {why}"
    assert said in list(form.losses.lines())
