"""Expressions of an XLSForm in our own language of conditions, with the same answer for every person."""

import operator as operator_of
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from survey.i18n import gettext as _
from survey.questionnaire.condition import Node
from survey.questionnaire.question_type import Value
from survey.questionnaire.xlsform.xpath import NotOurs, Tree, parse, unknown

TRUE: Node = ("true",)
FALSE: Node = ("false",)
OURS = {"=": "eq", "!=": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge"}
SUMS = {"+": "add", "-": "sub", "*": "mul"}
_TURNED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
_HOLDS = {"=": operator_of.eq, "!=": operator_of.ne, "<": operator_of.lt, "<=": operator_of.le,
          ">": operator_of.gt, ">=": operator_of.ge}  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A question already taken: its id here, what may be compared, and our code for each of their options."""

    id: str
    value: Value
    codes: Mapping[str, str] = field(default_factory=dict)
    any_code: bool = False
    """Whether the options come from elsewhere, so that any code may be meant."""
    reason: str = ""
    """Why nothing may look at the question; empty where something may."""

    def code(self, name: str) -> str | None:
        """Our code for the name of an option."""
        return self.codes.get(name, name if self.any_code else None)


class Reader:
    """Translates expressions that look at the questions before."""

    def __init__(self, known: Mapping[str, Asked], every_name: Collection[str]) -> None:
        self.known, self.every_name = known, every_name

    def condition(self, text: str, here: Asked | None = None) -> Node:
        """The condition of a cell, `TRUE` or `FALSE` where it is the same for everybody."""
        return self.truth(parse(text), here)

    def truth(self, tree: Tree, here: Asked | None) -> Node:
        """What holds or does not hold."""
        match tree:
            case ("and" | "or" as word, *parts):
                return _joined(word, [self.truth(part, here) for part in parts])
            case ("call", "not", inside):
                return _not(self.truth(inside, here))
            case ("call", "true" | "false" as word) | ("word", "true" | "false" as word):
                return TRUE if word == "true" else FALSE
            case ("call", "selected", asked, ("str" | "num", code)):
                return self._selected(self._asked(asked, here), str(code).strip())
            case ("=" | "!=" | "<" | "<=" | ">" | ">=" as sign, left, right):
                if left[0] in ("str", "num") and right[0] not in ("str", "num"):
                    sign, left, right = _TURNED[sign], right, left
                return self._compared(sign, left, right, here)
        raise _strange(tree)

    def sum(self, tree: Tree, here: Asked | None) -> Node:
        """A number worked out of numbers."""
        match tree:
            case ("num", number):
                return ("lit", number)
            case ("+" | "-" | "*" as sign, left, right):
                return (SUMS[sign], self.sum(left, here), self.sum(right, here))
            case ("call", "number" | "int", inside) if inside[0] in ("ref", "here"):
                return self.sum(inside, here)
            case ("call", "count-selected", asked):
                return self._count(self._asked(asked, here))
            case ("ref", _) | ("here",):
                asked = self._asked(tree, here)
                if asked.value is Value.NUMBER:
                    return ("q", asked.id)
                raise NotOurs(_("it calculates with »%(name)s«, which is no number", name=asked.id))
        raise _strange(tree)

    def _asked(self, tree: Tree, here: Asked | None) -> Asked:
        """The question a part of an expression looks at."""
        if tree == ("here",) and here is not None:
            return here
        if tree[0] != "ref":
            raise _strange(tree)
        name = tree[1]
        if name in self.known:
            if self.known[name].reason:
                raise NotOurs(self.known[name].reason)
            return self.known[name]
        if name in self.every_name:
            raise NotOurs(_("it looks at »%(name)s«, which is not asked before or was not taken", name=name))
        raise NotOurs(_("it looks at »%(name)s«, which does not exist", name=name))

    def _count(self, asked: Asked) -> Node:
        if asked.value is not Value.OPTIONS:
            raise NotOurs(_("it counts the answers to »%(name)s«, which has one only", name=asked.id))
        return ("count", asked.id)

    def _selected(self, asked: Asked, code: str) -> Node:
        if asked.value not in (Value.OPTION, Value.OPTIONS):
            raise NotOurs(_("it looks for an option of »%(name)s«, which has none", name=asked.id))
        ours = asked.code(code)
        if ours is None:
            return FALSE
        return ("has" if asked.value is Value.OPTIONS else "eq", ("q", asked.id), ("lit", ours))

    def _compared(self, sign: str, left: Tree, right: Tree, here: Asked | None) -> Node:
        """One comparison; what stands alone is a question, everything else is worked out."""
        if left[0] in ("ref", "here") and right[0] in ("str", "num"):
            return self._with_literal(sign, self._asked(left, here), right)
        match left, right:
            case ("call", "string-length", asked), ("num", number):
                return self._length(sign, self._asked(asked, here), number)
            case ("call", "count-selected", asked), ("num", number):
                return self._counted(sign, self._asked(asked, here), number)
            case ("num" | "str", one), ("num" | "str", other):
                if type(one) is type(other):
                    return _constant(_HOLDS[sign](one, other))
        if {left[0], right[0]} <= {"ref", "here"}:
            one, two = self._asked(left, here), self._asked(right, here)
            if one.value is two.value and one.value in (Value.DAY, Value.HOUR):
                return (OURS[sign], ("q", one.id), ("q", two.id))
        other = self.sum(right, here)
        return (OURS[sign], self.sum(left, here), other)

    def _with_literal(self, sign: str, asked: Asked, literal: Tree) -> Node:
        if literal == ("str", "") and sign in ("=", "!="):
            return ("answered", asked.id) if sign == "!=" else ("not", ("answered", asked.id))
        compare = {Value.OPTION: _option, Value.OPTIONS: _ticked, Value.NUMBER: _number}.get(asked.value, _text)
        if asked.value is Value.WHOLE:
            raise NotOurs(_("it compares the answer to »%(name)s«, which has several parts", name=asked.id))
        return compare(sign, asked, literal)

    def _counted(self, sign: str, asked: Asked, number: float) -> Node:
        """Ticks are counted; one choice counts one when there is an answer."""
        if asked.value is Value.OPTIONS:
            return (OURS[sign], ("count", asked.id), ("lit", number))
        if asked.value is not Value.OPTION:
            raise NotOurs(_("it counts the answers to »%(name)s«, which has one only", name=asked.id))
        return _by_answer(asked, _HOLDS[sign](1, number), _HOLDS[sign](0, number))

    def _length(self, sign: str, asked: Asked, number: float) -> Node:
        """A length tells answered from blank, and no more."""
        when_long = {_HOLDS[sign](length, number) for length in (1, 2, 1000)}
        if len(when_long) != 1:
            raise NotOurs(_("»%(part)s« has no counterpart here", part="string-length"))
        return _by_answer(asked, when_long.pop(), _HOLDS[sign](0, number))


def _by_answer(asked: Asked, answered: bool, blank: bool) -> Node:
    """What holds for an answer and what for none."""
    if answered == blank:
        return _constant(answered)
    return ("answered", asked.id) if answered else ("not", ("answered", asked.id))


def _option(sign: str, asked: Asked, literal: Tree) -> Node:
    """One option: equal or not; options with numbers for names also less or more."""
    if sign in ("=", "!="):
        code = asked.code(str(literal[1]).strip())
        if code is None:
            return _constant(sign == "!=")
        return (OURS[sign], ("q", asked.id), ("lit", code))
    limit = _figure(literal)
    figures = {code: _figure(("str", name)) for name, code in asked.codes.items()}
    if limit is None:
        raise NotOurs(_("it compares the options of »%(name)s« as if they were numbers", name=asked.id))
    fitting = [code for code, figure in figures.items() if figure is not None and _HOLDS[sign](figure, limit)]
    return _joined("or", [("eq", ("q", asked.id), ("lit", code)) for code in fitting])


def _ticked(sign: str, asked: Asked, literal: Tree) -> Node:
    """Ticks equal an option when it alone is ticked."""
    code = asked.code(str(literal[1]).strip())
    if sign not in ("=", "!=") or (code is None and " " in str(literal[1])):
        raise NotOurs(_("it compares all ticks of »%(name)s« at once", name=asked.id))
    if code is None:
        return _constant(sign == "!=")
    alone = ("and", ("has", ("q", asked.id), ("lit", code)), ("eq", ("count", asked.id), ("lit", 1)))
    return alone if sign == "=" else _not(alone)


def _number(sign: str, asked: Asked, literal: Tree) -> Node:
    figure = _figure(literal)
    if figure is None:
        raise NotOurs(_("it compares the number »%(name)s« with a text", name=asked.id))
    return (OURS[sign], ("q", asked.id), ("lit", figure))


def _text(sign: str, asked: Asked, literal: Tree) -> Node:
    if sign not in ("=", "!=") and literal[0] != "str":
        raise NotOurs(_("it compares the text »%(name)s« with a number", name=asked.id))
    return (OURS[sign], ("q", asked.id), ("lit", str(literal[1])))


def _figure(literal: Tree) -> int | float | None:
    """The number that a literal is, or None."""
    try:
        value = float(literal[1])
    except ValueError:
        return None
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _constant(holds: bool) -> Node:
    return TRUE if holds else FALSE


def _not(node: Node) -> Node:
    if node in (TRUE, FALSE):
        return _constant(node == FALSE)
    return node[1] if node[0] == "not" else ("not", node)


def joined(word: str, parts: list[Node]) -> Node:
    """Join conditions, without those that hold for everybody."""
    return _joined(word, parts)


def _joined(word: str, parts: list[Node]) -> Node:
    """`and` and `or` over parts, flat and without those that decide nothing."""
    neutral, deciding = (TRUE, FALSE) if word == "and" else (FALSE, TRUE)
    if deciding in parts:
        return deciding
    flat: list[Node] = []
    for part in parts:
        inside = list(part[1:]) if part[0] == word else [part]
        flat += [one for one in inside if one != neutral and one not in flat]
    return (word, *flat) if len(flat) > 1 else flat[0] if flat else neutral


def _strange(tree: Tree) -> NotOurs:
    """Name the part of an expression that we have no words for."""
    match tree:
        case ("call", name, *_arguments):
            return unknown(f"{name}()")
        case ("word" | "ref" | "str" | "num", word):
            return unknown(str(word) or "''")
        case ("here",):
            return unknown(".")
    return unknown(str(tree[0]))
