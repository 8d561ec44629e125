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
from typing import Any, NamedTuple

from survey.i18n import gettext as _

Node = tuple[Any, ...]
"""Nested tuples, such as `("and", ("gt", ("q", "age"), ("lit", 17)), ("has", ("q", "needs"), ("lit", "park")))`."""

LONGEST = 500
DEEPEST = 20
MOST_TERMS = 30
OPERATORS = {"=": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge", "has": "has"}
SUMS = {"+": "add", "-": "sub", "*": "mul"}
KEYWORDS = frozenset({"and", "or", "not", "has", "count", "answered"})
TRUTHS = frozenset({"and", "or", "not", "answered", *OPERATORS.values()})

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d{1,15}(?:\.\d{1,6})?(?![\w.]))|(?P<word>[a-z][a-z0-9_]*(?!\w))"
    r"|(?P<quoted>\"[^\"]*\"|'[^']*')|(?P<sign>!=|<=|>=|[-+*=<>()]))",
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
    reader = _Reader(tuple(_tokens(text)), len(text))
    node = reader.value(reader.sum(0)) if sums else reader.truth(reader.any_of(0))
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
                    "the condition has »%(sign)s«, which means nothing here; use = != < <= > >= + - * has and or not",
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

    def next(self, ahead: int = 0) -> Token:
        """Look at the next token without taking it."""
        place = self.place + ahead
        return self.tokens[place] if place < len(self.tokens) else self.last

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

    def truth(self, node: Node) -> Node:
        """Refuse a sum where something that holds or does not hold should stand."""
        if node[0] not in TRUTHS:
            raise self.surprise("= != < <= > >= has")
        return node

    def value(self, node: Node) -> Node:
        """Refuse a condition where a number or an answer should stand."""
        if node[0] in TRUTHS:
            raise self.surprise("»and«, »or«")
        return node

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

    def joined(self, word: str, part: Callable[[int], Node], depth: int) -> Node:
        """Read parts joined by a word into one flat node."""
        parts = [part(depth)]
        while self.next().value == word:
            self.truth(parts[-1])
            self.place += 1
            parts.append(part(depth))
        return (word, *parts[:-1], self.truth(parts[-1])) if len(parts) > 1 else parts[0]

    def one(self, depth: int) -> Node:
        if depth > DEEPEST:
            raise BadCondition(_("the condition has too many brackets in one another; split it"), self.next().offset)
        if self.take("not"):
            return ("not", self.truth(self.one(depth + 1)))
        left = self.sum(depth)
        if self.next().value not in OPERATORS:
            return left
        self.value(left)
        if self.next().value == "has" and left[0] != "q":
            raise self.surprise("= != < <= > >=")
        sign = self.next().value
        self.place += 1
        return (OPERATORS[sign], left, self.right(sign, depth))

    def right(self, sign: str, depth: int) -> Node:
        """What stands right of an operator: one word after = and != is a code, not a question."""
        token, after = self.next(), self.next(1)
        is_code = token.kind in ("word", "quoted") and after.value not in SUMS
        if sign == "has" or (sign in ("=", "!=") and is_code and token.value not in KEYWORDS):
            return ("lit", self.code(words_only=sign == "has"))
        return self.value(self.sum(depth))

    def code(self, words_only: bool) -> str:
        token = self.next()
        if token.kind not in ("word", "quoted") or (token.kind == "word" and token.value in KEYWORDS):
            raise self.surprise(_("an option") if words_only else _("an option or a number"))
        self.place += 1
        return token.value[1:-1] if token.kind == "quoted" else token.value

    def sum(self, depth: int) -> Node:
        return self.chained(("+", "-"), self.product, depth)

    def product(self, depth: int) -> Node:
        return self.chained(("*",), self.part, depth)

    def chained(self, signs: tuple[str, ...], part: Callable[[int], Node], depth: int) -> Node:
        """Read terms from the left: a - b - c is (a - b) - c."""
        node, terms = part(depth), 1
        while self.next().value in signs:
            self.value(node)
            sign, terms = self.next(), terms + 1
            if terms > MOST_TERMS:
                raise BadCondition(_("more than %(limit)s numbers are added; split it", limit=MOST_TERMS), sign.offset)
            self.place += 1
            node = (SUMS[sign.value], node, self.value(part(depth)))
        return node

    def part(self, depth: int) -> Node:
        if self.take("("):
            inside = self.any_of(depth + 1)
            self.need(")")
            return inside
        if word := self.take("answered", "count"):
            return (word.value, self.in_brackets())
        minus = self.next().kind == "sign" and self.next(1).kind == "number" and self.take("-")
        token = self.next()
        if token.kind == "number":
            self.place += 1
            figure = float(token.value) if "." in token.value else int(token.value)
            return ("lit", -figure if minus else figure)
        if token.kind == "quoted":
            return ("lit", self.code(words_only=False))
        return ("q", self.question(_("the id of a question or a number")))

    def in_brackets(self) -> str:
        self.need("(")
        name = self.question(_("the id of a question"))
        self.need(")")
        return name

    def question(self, expected: str) -> str:
        token = self.next()
        if token.kind != "word" or token.value in KEYWORDS:
            raise self.surprise(expected)
        self.place += 1
        return token.value


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
