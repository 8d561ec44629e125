"""The language of `show_if`, `require` and `calculate`: parsed once, two-valued, the same wherever it is evaluated.

    condition := both ("or" both)*          both := one ("and" one)*
    one       := "not" one | sum operator sum | question "has" literal | "answered" "(" question ")"
    sum       := product (("+" | "-") product)*         product := part ("*" part)*
    part      := question | number | "quoted text" | "count" "(" question ")" | "(" condition or sum ")"
    operator  := = | != | < | <= | > | >=

A single word right of `=` or `!=` is an option's code; everywhere else a word is the id of a question.
A blank answer equals nothing, differs from everything, is neither less nor more than anything, counts zero, and
makes every sum it stands in blank. `static/condition.js` follows the same rules; `tests/vectors` hold both to them.
"""

import operator as operator_of
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from math import isfinite
from typing import Any

from survey.i18n import gettext as _
from survey.questionnaire.condition_reader import KEYWORDS, LONGEST, SUMS, BadCondition, Node, Reader, tokens

__all__ = [
    "KEYWORDS",
    "SUMS",
    "BadCondition",
    "Node",
    "calculate",
    "evaluate",
    "holds",
    "parse",
    "parse_sum",
    "questions_in",
]


def parse(text: str) -> Node:
    """Read a condition; a `BadCondition` says where it stops making sense."""
    return _parsed(text, False)


def parse_sum(text: str) -> Node:
    """Read what `calculate` works out: a sum of numbers, not a condition."""
    return _parsed(text, True)


@lru_cache(maxsize=4096)
def _parsed(text: str, sums: bool) -> Node:
    if len(text) > LONGEST:
        raise BadCondition(_("the condition is longer than %(limit)s characters; split it", limit=LONGEST), 0)
    reader = Reader(tuple(tokens(text)), len(text))
    node = reader.value(reader.sum(0)) if sums else reader.truth(reader.any_of(0))
    reader.end()
    return node


_CHAINS: Mapping[str, Callable[[float, float], float]] = {
    "add": operator_of.add, "sub": operator_of.sub, "mul": operator_of.mul,
}  # fmt: skip
_ORDERS: Mapping[str, Callable[[Any, Any], bool]] = {
    "lt": operator_of.lt, "le": operator_of.le, "gt": operator_of.gt, "ge": operator_of.ge,
}  # fmt: skip
_DAY_OR_HOUR = re.compile(r"[\d:-]+", re.ASCII)


def evaluate(node: Node, answers: Mapping[str, Any]) -> bool:
    """Say whether a condition holds; an answer that is absent counts as blank."""
    match node:
        case ("and", *parts):
            return all(evaluate(part, answers) for part in parts)
        case ("or", *parts):
            return any(evaluate(part, answers) for part in parts)
        case ("not", part):
            return not evaluate(part, answers)
        case ("answered", name):
            return answers.get(name) is not None
        case ("has", (_q, name), (_lit, code)):
            ticked = _plain(answers.get(name))
            return isinstance(ticked, list) and code in ticked
        case (operator, left, right):
            return _holds(operator, _value(left, answers), _value(right, answers))
    raise ValueError(f"not a condition: {node!r}")


def holds(condition: str | None, answers: Mapping[str, Any]) -> bool:
    """Whether a written condition holds; no condition always does."""
    return condition is None or evaluate(parse(condition), answers)


def calculate(node: Node, answers: Mapping[str, Any]) -> float | None:
    """Work out a sum; None where anything in it is blank or the result is too large to be a number."""
    value = _value(node, answers)
    return value if isinstance(value, float) else None


def _value(node: Node, answers: Mapping[str, Any]) -> Any:
    """What stands on one side of an operator; every number as the kind of number a browser has."""
    match node:
        case ("q", name):
            return _plain(answers.get(name))
        case ("lit", literal):
            return _plain(literal)
        case ("count", name):
            ticked = _plain(answers.get(name))
            return float(len(ticked)) if isinstance(ticked, list) else 0.0
        case (sign, left, right):
            one, other = _value(left, answers), _value(right, answers)
            known = isinstance(one, float) and isinstance(other, float)
            return _plain(_CHAINS[sign](one, other)) if known else None
    raise ValueError(f"not a sum: {node!r}")


def _plain(answer: Any) -> Any:
    """An answer as it is compared: text, ticks or a number; anything else is as good as blank."""
    if isinstance(answer, dict):
        answer = answer.get("picked")
    if isinstance(answer, (str, list)):
        return answer
    if isinstance(answer, bool) or not isinstance(answer, (int, float)):
        return None
    try:
        number = float(answer)
    except OverflowError:
        return None
    return number if isfinite(number) else None


def _holds(operator: str, one: Any, other: Any) -> bool:
    """Compare by the two-valued rules; things of different kinds are never equal."""
    comparable = type(one) is type(other) and isinstance(one, (str, float))
    if operator in ("eq", "ne"):
        return (comparable and one == other) == (operator == "eq")
    if not comparable or (isinstance(one, str) and not (_DAY_OR_HOUR.fullmatch(one) and _DAY_OR_HOUR.fullmatch(other))):
        return False
    return _ORDERS[operator](one, other)


def questions_in(node: Node) -> Iterator[str]:
    """Every question a condition or sum looks at, in reading order."""
    match node:
        case ("lit", _literal):
            return
        case ("q" | "count" | "answered", name):
            yield name
        case (_operator, *parts):
            for part in parts:
                yield from questions_in(part)
