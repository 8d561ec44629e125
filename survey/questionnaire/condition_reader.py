"""How a condition is read: cut into words and signs, then put together by the grammar of `condition.py`."""

import re
from collections.abc import Callable, Iterator
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


def tokens(text: str) -> Iterator[Token]:
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


class Reader:
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
