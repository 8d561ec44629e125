"""Our conditions printed: in our own language, and in that of XLSForms."""

import re
from collections.abc import Mapping

from survey.questionnaire.condition import KEYWORDS, Node
from survey.questionnaire.xlsform.conditions import OURS, SUMS

_SIGNS = {ours: sign for sign, ours in OURS.items()}
_SUM_SIGNS = {ours: sign for sign, ours in SUMS.items()}
_WORD = re.compile(r"[a-z][a-z0-9_]*")


def say(node: Node) -> str:
    """A condition as an author would write it; reading it gives the same nodes."""
    match node:
        case ("or", *parts):
            return " or ".join(say(part) for part in parts)
        case ("and", *parts):
            return " and ".join(_in_brackets(part, "or") for part in parts)
        case ("not", part):
            return f"not {_in_brackets(part, 'or', 'and')}"
        case ("has", (_q, name), (_lit, code)):
            return f"{name} has {_literal(code)}"
        case (operator, left, right) if operator in _SIGNS:
            return f"{_part(left)} {_SIGNS[operator]} {_right(right)}"
    return _part(node)


def _in_brackets(node: Node, *loose: str) -> str:
    return f"({say(node)})" if node[0] in loose else say(node)


def _part(node: Node) -> str:
    """What stands on one side of an operator: a question, a literal, a count or a sum."""
    match node:
        case ("q", name):
            return str(name)
        case ("lit", value):
            return _literal(value)
        case ("answered" | "count" as word, name):
            return f"{word}({name})"
        case (operator, left, right):
            # Terms are read from the left, so only a sum on the right, or under a product, needs brackets.
            before = f"({_part(left)})" if operator == "mul" and left[0] in ("add", "sub") else _part(left)
            after = f"({_part(right)})" if right[0] in _SUM_SIGNS else _part(right)
            return f"{before} {_SUM_SIGNS[operator]} {after}"
    raise ValueError(f"not a condition: {node!r}")


def _right(node: Node) -> str:
    """Right of an operator a lone word is an option, so a question stands in brackets there."""
    return f"({node[1]})" if node[0] == "q" else _part(node)


def _literal(value: str | float) -> str:
    if not isinstance(value, str):
        return figures(value)
    if _WORD.fullmatch(value) and value not in KEYWORDS:
        return value
    return f"'{value}'" if '"' in value else f'"{value}"'


def figures(value: float) -> str:
    """A number without an exponent."""
    return str(value) if isinstance(value, int) else f"{value:.6f}".rstrip("0").rstrip(".") or "0"


def to_xpath(node: Node, several: Mapping[str, str] | None = None) -> str:
    """A condition or sum as XLSForms write it; `several` tells when a question of several rows is answered."""
    match node:
        case ("or" | "and" as word, *parts):
            return f" {word} ".join(
                f"({to_xpath(part, several)})" if part[0] in ("or", "and") else to_xpath(part, several)
                for part in parts
            )
        case ("not", part):
            return f"not({to_xpath(part, several)})"
        case ("answered", name):
            return (several or {}).get(name, f"${{{name}}} != ''")
        case ("has", (_q, name), (_lit, code)):
            return f"selected(${{{name}}}, {_quoted(code)})"
        case ("eq" | "ne" as operator, _left, ("lit", "")):
            # No answer is an empty text there: nothing equals it here, and everything differs.
            return "true()" if operator == "ne" else "false()"
    return _side(node)


def _side(node: Node) -> str:
    """One side of an operator, or two sides with the operator between."""
    match node:
        case ("q", name):
            return f"${{{name}}}"
        case ("lit", value):
            return _quoted(value) if isinstance(value, str) else figures(value)
        case ("count", name):
            return f"count-selected(${{{name}}})"
        case (operator, left, right):
            sides = [f"({_side(side)})" if side[0] in _SUM_SIGNS else _side(side) for side in (left, right)]
            return f"{sides[0]} {_SIGNS.get(operator) or _SUM_SIGNS[operator]} {sides[1]}"
    raise ValueError(f"not a condition: {node!r}")


def _quoted(value: str) -> str:
    return f'"{value}"' if "'" in value else f"'{value}'"
