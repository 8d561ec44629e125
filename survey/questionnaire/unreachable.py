"""Questions that nobody is ever asked, because no answers make their condition hold: a warning, not a fault."""

from collections.abc import Iterator
from itertools import chain, combinations, product
from math import prod
from typing import Any

from survey.questionnaire.condition import SUMS, Node, evaluate, parse, questions_in
from survey.questionnaire.model import Question, Questionnaire
from survey.questionnaire.question_type import Value
from survey.questionnaire.types import type_of

MOST_TRIED = 5_000
"""Combinations of answers; a condition with more is taken to hold for somebody."""

MOST_IN_ALL = 60_000
"""The same for a whole questionnaire, so that no file keeps anybody waiting."""


def never_asked(questionnaire: Questionnaire) -> list[str]:
    """The ids of the questions whose condition holds for no answers at all, as far as that can be tried out."""
    known = {question.id: question for question in questionnaire.questions()}
    tries = iter(range(MOST_IN_ALL))
    return [
        question.id
        for section in questionnaire.sections
        for question in section.questions
        if _never(section.show_if, question.show_if, known, tries)
    ]


def _never(page: str | None, own: str | None, known: dict[str, Question], tries: Iterator[int]) -> bool:
    """Whether the conditions of a page and of a question hold for none of the answers that make a difference."""
    nodes = tuple(parse(condition) for condition in (page, own) if condition)
    node = ("and", *nodes)
    if not nodes or _reckons(node):
        return False
    names = sorted(set(questions_in(node)))
    every = [list(_answers(known[name], node)) for name in names]
    if prod(map(len, every)) >= MOST_TRIED:
        return False
    for given in product(*every):
        if next(tries, None) is None or evaluate(node, dict(zip(names, given, strict=True))):
            return False
    return True


def _reckons(node: Node) -> bool:
    """Whether sums are made: then the answers that matter are not those that the condition names."""
    return node[0] in SUMS.values() or any(_reckons(part) for part in node[1:] if isinstance(part, tuple))


def _answers(question: Question, node: Node) -> Iterator[Any]:
    """Blank, every literal of the condition, what lies beside it, and something else."""
    yield None
    literals = sorted(set(_literals(node)), key=str)
    words = [literal for literal in literals if isinstance(literal, str)]
    numbers = [0, *(literal for literal in literals if not isinstance(literal, str))]
    match type_of(question).value:
        case Value.NUMBER:
            yield from (number + step for number in numbers for step in (-1, -0.5, 0, 0.5, 1))
        case Value.OPTION | Value.TEXT:
            yield from [*words, "something else"]
        case Value.DAY | Value.HOUR:
            yield from chain.from_iterable((word, f"{word}:", "0") for word in words)
        case Value.OPTIONS:
            codes = [*words, *(f"more{place}" for place in range(int(max(numbers)) + 1))][:10]
            yield from (list(some) for size in range(1, len(codes) + 1) for some in combinations(codes, size))
        case _:
            yield {}


def _literals(node: Node) -> Iterator[str | int | float]:
    match node:
        case ("lit", literal):
            yield literal
        case ("q" | "count" | "answered", _name):
            return
        case (_operator, *parts):
            for part in parts:
                yield from _literals(part)
