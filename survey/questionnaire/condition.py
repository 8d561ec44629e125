"""The language of `show_if`: parsed once, two-valued, the same in every place that evaluates it.

    condition := both ("or" both)*          both := one ("and" one)*
    one       := "not" one | "(" condition ")" | "answered" "(" question ")" | operand operator literal
    operand   := question | "count" "(" question ")"
    operator  := = | != | < | <= | > | >= | has
    literal   := word | number | "quoted text" | 'quoted text'

A blank answer equals nothing, differs from everything, is neither less nor more than anything, and counts zero.
"""

import operator as operator_of
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from survey.i18n import gettext as _

Node = tuple[Any, ...]
"""Nested tuples, such as `("and", ("eq", ("q", "age"), ("lit", 17)), ("has", ("q", "needs"), ("lit", "park")))`."""

LONGEST = 500
DEEPEST = 20
OPERATORS = {"=": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge", "has": "has"}
KEYWORDS = frozenset({"and", "or", "not", "has", "count", "answered"})

_TOKEN = re.compile(
    r"\s*(?:(?P<number>-?\d{1,15}(?:\.\d{1,6})?(?![\w.]))|(?P<word>[a-z][a-z0-9_]*(?!\w))"
    r"|(?P<quoted>\"[^\"]*\"|'[^']*')|(?P<sign>!=|<=|>=|[=<>()]))",
    re.ASCII,
)


class BadCondition(ValueError):
    """A condition that cannot be read; `offset` is the character where reading stopped."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


class Token(NamedTuple):
    """One word, number, quoted text or sign, and where it stands."""

    kind: str
    value: str
    offset: int


@lru_cache(maxsize=2048)
def parse(text: str) -> Node:
    """Read a condition; a `BadCondition` says where it stops making sense."""
    if len(text) > LONGEST:
        raise BadCondition(_("the condition is longer than %(limit)s characters; split it", limit=LONGEST), 0)
    reader = _Reader(tuple(_tokens(text)), len(text))
    node = reader.any_of(0)
    reader.end()
    return node


def _tokens(text: str) -> Iterator[Token]:
    """Cut a condition into its words and signs."""
    place, end = 0, len(text.rstrip())
    while place < end:
        found = _TOKEN.match(text, place)
        if not found or not found.lastgroup:
            start = place + len(text[place:]) - len(text[place:].lstrip())
            raise BadCondition(
                _(
                    "the condition has »%(sign)s«, which means nothing here; use = != < <= > >= has and or not",
                    sign=text[start : start + 10],
                ),
                start,
            )
        yield Token(found.lastgroup, found[found.lastgroup], found.start(found.lastgroup))
        place = found.end()


class _Reader:
    """Reads tokens from left to right, one rule of the grammar per method."""

    def __init__(self, tokens: tuple[Token, ...], length: int) -> None:
        self.tokens, self.place = tokens, 0
        self.last = Token("end", "", length)

    def next(self) -> Token:
        """Look at the next token without taking it."""
        return self.tokens[self.place] if self.place < len(self.tokens) else self.last

    def take(self, *expected: str) -> Token | None:
        """Take the next token when it is one of these."""
        token = self.next()
        if token.kind in ("word", "sign") and token.value in expected:
            self.place += 1
            return token
        return None

    def need(self, sign: str) -> None:
        if not self.take(sign):
            raise self.surprise(f"»{sign}«")

    def end(self) -> None:
        if self.next() is not self.last:
            raise self.surprise("»and«, »or«")

    def surprise(self, expected: str) -> BadCondition:
        """Say what was found and what should stand there."""
        token = self.next()
        if token is self.last:
            return BadCondition(
                _("the condition stops too early; %(expected)s is missing", expected=expected), token.offset
            )
        return BadCondition(
            _(
                "the condition has »%(found)s« where %(expected)s should stand; mend it there",
                found=token.value,
                expected=expected,
            ),
            token.offset,
        )

    def any_of(self, depth: int) -> Node:
        return self.joined("or", self.all_of, depth)

    def all_of(self, depth: int) -> Node:
        return self.joined("and", self.one, depth)

    def joined(self, word: str, part: Any, depth: int) -> Node:
        """Read parts joined by a word into one flat node."""
        parts = [part(depth)]
        while self.take(word):
            parts.append(part(depth))
        return (word, *parts) if len(parts) > 1 else parts[0]

    def one(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise BadCondition(_("the condition has too many brackets in one another; split it"), self.next().offset)
        if self.take("not"):
            return ("not", self.one(depth + 1))
        if self.take("("):
            inside = self.any_of(depth + 1)
            self.need(")")
            return inside
        if self.take("answered"):
            return ("answered", self.in_brackets())
        return self.comparison()

    def comparison(self) -> Node:
        operand: Node = ("count", self.in_brackets()) if self.take("count") else ("q", self.question())
        sign = self.take(*OPERATORS)
        if sign is None:
            raise self.surprise("= != < <= > >= has")
        return (OPERATORS[sign.value], operand, ("lit", self.literal()))

    def in_brackets(self) -> str:
        self.need("(")
        name = self.question()
        self.need(")")
        return name

    def question(self) -> str:
        token = self.next()
        if token.kind != "word" or token.value in KEYWORDS:
            raise self.surprise(_("the id of a question"))
        self.place += 1
        return token.value

    def literal(self) -> str | int | float:
        token = self.next()
        if token.kind not in ("word", "number", "quoted") or (token.kind == "word" and token.value in KEYWORDS):
            raise self.surprise(_("an option or a number"))
        self.place += 1
        if token.kind == "number":
            return float(token.value) if "." in token.value else int(token.value)
        return token.value[1:-1] if token.kind == "quoted" else token.value


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
        case (operator, operand, ("lit", literal)):
            return _holds(operator, _value(operand, answers), literal)
    raise ValueError(f"not a condition: {node!r}")


def _value(operand: Node, answers: Mapping[str, Any]) -> Any:
    """What stands on the left of an operator; ticks stay a list."""
    answer = answers.get(operand[1])
    picked = answer.get("picked") if isinstance(answer, dict) else None
    ticked = picked if isinstance(picked, list) else None
    if operand[0] == "count":
        return len(ticked or ())
    return ticked if ticked is not None else answer


def _holds(operator: str, value: Any, literal: str | int | float) -> bool:
    """Compare by the two-valued rules; things of different kinds are never equal."""
    if operator == "has":
        return isinstance(value, list) and literal in value
    same_kind = _is_number(value) if isinstance(literal, (int, float)) else isinstance(value, str)
    if operator in ("eq", "ne"):
        return (same_kind and value == literal) == (operator == "eq")
    if not (same_kind and isinstance(literal, (int, float))):
        return False
    comparison = {"lt": operator_of.lt, "le": operator_of.le, "gt": operator_of.gt, "ge": operator_of.ge}[operator]
    return bool(comparison(value, literal))


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def comparisons(node: Node) -> Iterator[tuple[str, str, str, str | int | float | None]]:
    """List (operator, kind of operand, question, literal) of every comparison, for checking types."""
    match node:
        case ("and" | "or" | "not", *parts):
            for part in parts:
                yield from comparisons(part)
        case ("answered", name):
            yield "answered", "q", name, None
        case (operator, (kind, name), ("lit", literal)):
            yield operator, kind, name, literal
