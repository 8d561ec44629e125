"""The part of XPath that XLSForms are written in, parsed to nested tuples."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from survey.i18n import gettext as _

Tree = tuple[Any, ...]
"""Such as `("and", ("=", ("ref", "age"), ("num", 17)), ("call", "selected", ("here",), ("str", "a")))`."""

LONGEST = 4000
DEEPEST = 25
_SIGN = r"!=|<=|>=|[=<>()+*,\-.]"
_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?|\.\d+)|(?P<ref>\$\{\s*[\w.:\-]+\s*\})|(?P<text>\"[^\"]*\"|'[^']*')"
    rf"|(?P<word>[A-Za-z_][\w.\-]*(?::[A-Za-z_][\w.\-]*)?)|(?P<sign>{_SIGN}))"
)
_COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")


class NotOurs(ValueError):
    """An expression that says more than we can; the message names what."""


class Token(NamedTuple):
    """One sign, word, number, text or reference."""

    kind: str
    value: str


def parse(text: str) -> Tree:
    """Read an expression; `NotOurs` says what in it we cannot read."""
    if len(text) > LONGEST:
        raise NotOurs(_("the expression is longer than %(limit)s characters", limit=LONGEST))
    reader = _Reader(list(_tokens(text)))
    tree = reader.joined("or", 0)
    if reader.next():
        raise unknown(reader.next())
    return tree


def unknown(what: str) -> NotOurs:
    """Name the part that stopped the reading."""
    if not what:
        return NotOurs(_("the expression stops too early"))
    return NotOurs(_("»%(part)s« has no counterpart here", part=what))


def _tokens(text: str) -> Iterator[Token]:
    plain = text.translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0xA0: " "})
    place, end = 0, len(plain.rstrip())
    while place < end:
        found = _TOKEN.match(plain, place)
        if not found or not found.lastgroup:
            raise unknown(plain[place : place + 12].strip())
        yield Token(found.lastgroup, found[found.lastgroup])
        place = found.end()


class _Reader:
    """Reads tokens from left to right, the loosest operator first."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens, self.place = tokens, 0

    def next(self) -> str:
        """The next token as it was written, empty at the end."""
        return self.tokens[self.place].value if self.place < len(self.tokens) else ""

    def take(self, *expected: str) -> str:
        """Take the next token when it is one of these."""
        found = self.tokens[self.place] if self.place < len(self.tokens) else None
        if found and found.kind in ("word", "sign") and found.value in expected:
            self.place += 1
            return found.value
        return ""

    def need(self, sign: str) -> None:
        if not self.take(sign):
            raise unknown(self.next())

    def joined(self, word: str, depth: int) -> Tree:
        """`or` over `and` over one comparison."""
        part = self.compared if word == "and" else lambda inside: self.joined("and", inside)
        parts = [part(depth)]
        while self.take(word):
            parts.append(part(depth))
        return (word, *parts) if len(parts) > 1 else parts[0]

    def compared(self, depth: int) -> Tree:
        left = self.summed(depth)
        sign = self.take(*_COMPARISONS)
        return (sign, left, self.summed(depth)) if sign else left

    def summed(self, depth: int) -> Tree:
        left = self.multiplied(depth)
        while sign := self.take("+", "-"):
            left = (sign, left, self.multiplied(depth))
        return left

    def multiplied(self, depth: int) -> Tree:
        left = self.one(depth)
        while self.take("*"):
            left = ("*", left, self.one(depth))
        return left

    def one(self, depth: int) -> Tree:
        """A number, text, reference, the value itself, a call, a minus or something in brackets."""
        if depth > DEEPEST:
            raise NotOurs(_("the expression has too many brackets in one another"))
        if self.take("-"):
            inside = self.one(depth + 1)
            return ("num", -inside[1]) if inside[0] == "num" else ("-", ("num", 0), inside)
        if self.take("("):
            inside = self.joined("or", depth + 1)
            self.need(")")
            return inside
        if self.take("."):
            return ("here",)
        if self.place >= len(self.tokens):
            raise unknown("")
        token = self.tokens[self.place]
        self.place += 1
        return self.plain(token, depth)

    def plain(self, token: Token, depth: int) -> Tree:
        if token.kind == "number":
            value = float(token.value)
            return ("num", int(value) if value.is_integer() and "." not in token.value else value)
        if token.kind == "text":
            return ("str", token.value[1:-1])
        if token.kind == "ref":
            return ("ref", token.value[2:-1].strip())
        if token.kind == "word" and self.take("("):
            return ("call", token.value, *self.arguments(depth))
        if token.kind == "word":
            # A cell that is ticked as true or false comes in capitals.
            return ("word", token.value.lower() if token.value in ("TRUE", "FALSE") else token.value)
        raise unknown(token.value)

    def arguments(self, depth: int) -> Iterator[Tree]:
        if self.take(")"):
            return
        yield self.joined("or", depth + 1)
        while self.take(","):
            yield self.joined("or", depth + 1)
        self.need(")")
