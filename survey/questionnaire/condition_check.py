"""Whether a condition or a sum compares like with like: judged when a questionnaire is loaded, never while it runs."""

import re
from collections.abc import Callable, Iterator
from datetime import date, time
from typing import NamedTuple

from survey.i18n import gettext as _
from survey.questionnaire.condition import Node
from survey.questionnaire.faults import unknown_word
from survey.questionnaire.question_type import Value

_MIRRORED = {"lt": "gt", "le": "ge", "gt": "lt", "ge": "le"}
_DAY, _HOUR = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII), re.compile(r"\d\d:\d\d", re.ASCII)


class Subject(NamedTuple):
    """What a condition may do with a question; `offered` is None where only the assessment knows the options."""

    value: Value
    offered: frozenset[str] | None = None


Look = Callable[[str], Subject | str]
"""Find a question by its id, or say in a sentence why a condition may not look at it."""


class _Wrong(ValueError):
    """Something in a comparison that does not fit; one sentence is enough for each comparison."""


class _Unjudged(Exception):
    """A question that is itself faulty takes part, so nothing can be said."""


def condition_problems(node: Node, look: Look) -> Iterator[str]:
    """Say what is wrong with a condition, once for each of its comparisons."""
    match node:
        case ("and" | "or" | "not", *parts):
            for part in parts:
                yield from condition_problems(part, look)
        case _:
            try:
                _check_comparison(node, look)
            except _Wrong as wrong:
                yield str(wrong)
            except _Unjudged:
                return


def sum_problems(node: Node, look: Look) -> Iterator[str]:
    """Say what is wrong with a sum."""
    try:
        _check_number(node, look)
    except _Wrong as wrong:
        yield str(wrong)
    except _Unjudged:
        return


def _subject(name: str, look: Look) -> Subject:
    found = look(name)
    if isinstance(found, str):
        raise _Wrong(found)
    if found.value is Value.UNKNOWN:
        raise _Unjudged
    return found


def _check_comparison(node: Node, look: Look) -> None:
    match node:
        case ("answered", name):
            _subject(name, look)
        case (operator, ("lit", _) as left, right) if right[0] != "lit":
            _check_comparison((_MIRRORED.get(operator, operator), right, left), look)
        case (operator, ("q", name), ("lit", literal)):
            _check_literal(operator, name, literal, _subject(name, look))
        case (operator, ("count", name), ("lit", literal)):
            _check_count(name, look)
            if not isinstance(literal, (int, float)):
                raise _Wrong(_("count(%(id)s) is a number; compare it with a number", id=name))
        case (operator, left, right):
            _check_sides(left, right, look)


def _check_sides(left: Node, right: Node, look: Look) -> None:
    """Two questions or sums are compared when both are numbers, both days or both hours."""
    one = _subject(left[1], look) if left[0] == "q" else Subject(Value.NUMBER)
    if one.value is Value.OPTION:
        raise _Wrong(_("»%(id)s« is one option; use = or != with the option's code", id=left[1]))
    if one.value in (Value.DAY, Value.HOUR) and right[0] == "q":
        if _subject(right[1], look).value is not one.value:
            both = {"id": left[1], "other": right[1]}
            raise _Wrong(_("»%(id)s« and »%(other)s« are different kinds of answers; compare like with like", **both))
        return
    for side in (left, right):
        _check_number(side, look)


def _check_number(node: Node, look: Look) -> None:
    match node:
        case ("lit", literal):
            if not isinstance(literal, (int, float)):
                raise _Wrong(_("»%(word)s« is no number and cannot be reckoned with", word=literal))
        case ("count", name):
            _check_count(name, look)
        case ("q", name):
            if _subject(name, look).value is not Value.NUMBER:
                raise _Wrong(_("»%(id)s« is no number and cannot be reckoned with", id=name))
        case (_sign, left, right):
            _check_number(left, look)
            _check_number(right, look)


def _check_count(name: str, look: Look) -> None:
    if _subject(name, look).value is not Value.OPTIONS:
        raise _Wrong(_("»%(id)s« has one answer only; count() is for questions with several", id=name))


def _check_literal(operator: str, name: str, literal: str | int | float, subject: Subject) -> None:
    """Whether this kind of answer can be compared in this way with this literal."""
    number, equal = isinstance(literal, (int, float)), operator in ("eq", "ne")
    rules: dict[Value, tuple[bool, str]] = {
        Value.NUMBER: (operator != "has" and number, _("»%(id)s« is a number; compare it with a number")),
        Value.WHOLE: (False, _("»%(id)s« cannot be compared; write answered(%(id)s)")),
        Value.OPTIONS: (
            operator == "has" and not number,
            _("»%(id)s« can have several answers; write »%(id)s has option«"),
        ),
        Value.OPTION: (equal and not number, _("»%(id)s« is one option; use = or != with the option's code")),
        Value.TEXT: (equal and not number, _("»%(id)s« is text; use = or != with a text in quotes")),
        Value.DAY: (
            operator != "has" and _is_day(literal),
            _("»%(id)s« is a day; compare it with a day in quotes, such as '2026-03-31'"),
        ),
        Value.HOUR: (
            operator != "has" and _is_hour(literal),
            _("»%(id)s« is an hour; compare it with an hour in quotes, such as '09:30'"),
        ),
    }
    fits, sentence = rules[subject.value]
    if not fits:
        raise _Wrong(sentence % {"id": name})
    _check_offered(operator, name, literal, subject)


def _check_offered(operator: str, name: str, literal: str | int | float, subject: Subject) -> None:
    """An option that is never offered makes a condition that never holds, or always."""
    named = subject.value in (Value.OPTION, Value.OPTIONS) or (subject.value is Value.NUMBER and bool(subject.offered))
    if not named or subject.offered is None or operator not in ("eq", "ne", "has"):
        return
    if str(literal) not in subject.offered:
        fault = unknown_word(str(literal), subject.offered)
        raise _Wrong(_("»%(id)s« does not offer this: %(fault)s", id=name, fault=fault))


def _is_day(literal: str | int | float) -> bool:
    if not isinstance(literal, str) or not _DAY.fullmatch(literal):
        return False
    try:
        return bool(date.fromisoformat(literal))
    except ValueError:
        return False


def _is_hour(literal: str | int | float) -> bool:
    if not isinstance(literal, str) or not _HOUR.fullmatch(literal):
        return False
    try:
        return time.fromisoformat(literal) is not None
    except ValueError:
        return False
