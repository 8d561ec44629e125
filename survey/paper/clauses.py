"""Conditions in words: what `show_if` says to a computer, a sheet says to a person, from the same document."""

import datetime
from collections.abc import Callable, Iterable
from datetime import date

from survey.i18n import dated, join_list, number, time
from survey.i18n import gettext as _
from survey.paper.subjects import Subject, Subjects
from survey.questionnaire.condition import Node, parse, parse_sum, questions_in
from survey.questionnaire.question_type import Value

MOMENTS = (Value.DAY, Value.HOUR)


def clause(condition: str, subjects: Subjects) -> str:
    """A condition as it stands after "only if"; what cannot be said names the questions it looks at."""
    return _said(_inward(parse(condition), False), subjects)


def _inward(node: Node, turned: bool) -> Node:
    """Bring every "not" to what it is about, where people can follow it."""
    match node:
        case ("not", part):
            return _inward(part, not turned)
        case ("and" | "or" as word, *parts):
            turned_word = {"and": "or", "or": "and"}[word] if turned else word
            return (turned_word, *(_inward(part, turned) for part in parts))
        case ("ne", left, right):
            return ("eq", left, right) if turned else ("not", ("eq", left, right))
    return ("not", node) if turned else node


def _said(node: Node, subjects: Subjects) -> str:
    match node:
        case ("and" | "or" as word, *parts):
            return _joined(word, _gathered(word, parts), subjects)
        case ("not", part):
            return _one(part, subjects, yes=False)
    return _one(node, subjects, yes=True)


def _joined(word: str, parts: list[Node], subjects: Subjects) -> str:
    said = [_part(part, subjects, alone=len(parts) == 1) for part in parts]
    one = said[0]
    for other in said[1:]:
        one = _both(one, other) if word == "and" else _either(one, other)
    return one


def _both(one: str, other: str) -> str:
    return _("%(one)s and if %(other)s", one=one, other=other)


def _either(one: str, other: str) -> str:
    return _("%(one)s or if %(other)s", one=one, other=other)


def _part(node: Node, subjects: Subjects, alone: bool) -> str:
    """Brackets keep together what belongs together."""
    said = _said(node, subjects)
    return f"({said})" if node[0] in ("and", "or") and not alone else said


def _gathered(word: str, parts: Iterable[Node]) -> list[Node]:
    """Several answers to one question become one clause: `a = x or a = y` is "x or y"."""
    found: list[Node] = []
    for part in parts:
        key = _choice(part)
        before = next((place for place, other in enumerate(found) if key and _choice(other) == key), None)
        if before is None:
            found.append(part)
        else:
            found[before] = _merged(word, found[before], part)
    return found


def _choice(node: Node) -> tuple[str, bool] | None:
    """The question whose answer is named, and whether it was chosen or not."""
    match node:
        case ("not", inner):
            chosen = _choice(inner)
            return (chosen[0], False) if chosen else None
        case ("eq" | "has", ("q", name), ("lit", str())):
            return name, True
        case ("all" | "any", name, *_codes):
            return name, True
    return None


def _merged(word: str, one: Node, other: Node) -> Node:
    """`and` between things not chosen means none of them, `or` between things chosen any of them."""
    if one[0] == "not":
        return ("not", _merged("or" if word == "and" else "and", one[1], other[1]))
    key = _choice(one)
    return ("any" if word == "or" else "all", key[0] if key else "", *_codes(one), *_codes(other))


def _codes(node: Node) -> tuple[str, ...]:
    return tuple(node[2:]) if node[0] in ("any", "all") else (node[2][1],)


def _one(node: Node, subjects: Subjects, yes: bool) -> str:
    """One thing that is so, or is not."""
    match node:
        case ("any" | "all" as word, name, *codes):
            return _chosen(subjects[name], list(dict.fromkeys(codes)), yes, either=word == "any")
        case ("answered", name):
            return _answered(subjects[name], yes)
        case ("eq" | "has", ("q", name), ("lit", str(code))) if subjects[name].value not in MOMENTS:
            return _chosen(subjects[name], [code], yes, either=True)
        case ("eq", ("q", one), ("q", other)):
            return _same(subjects[one], subjects[other], yes)
        case (operator, left, right) if operator in _ORDERS:
            return _compared(operator, left, right, subjects, yes)
    return _fallback(node, subjects)


def _chosen(subject: Subject, codes: list[str], yes: bool, either: bool) -> str:
    listed = join_list((f"»{subject.labels.get(code, code)}«" for code in codes), either=either)
    if subject.value is Value.TEXT:
        written = _("you wrote %(answers)s %(at)s", answers=listed, at=subject.at)
        return written if yes else _("you did not write %(answers)s %(at)s", answers=listed, at=subject.at)
    if yes:
        return _("you chose %(answers)s %(at)s", answers=listed, at=subject.at)
    return _("you did not choose %(answers)s %(at)s", answers=listed, at=subject.at)


def _answered(subject: Subject, yes: bool) -> str:
    if subject.value is Value.WHOLE and subject.labels.keys() == {"yes"}:
        agreed = _("you put a cross %(at)s", at=subject.at)
        return agreed if yes else _("you put no cross %(at)s", at=subject.at)
    answered = _("you gave an answer %(at)s", at=subject.at)
    return answered if yes else _("you gave no answer %(at)s", at=subject.at)


def _same(one: Subject, other: Subject, yes: bool) -> str:
    if yes:
        return _("your answers %(one)s and %(other)s are the same", one=one.at, other=other.at)
    return _("your answers %(one)s and %(other)s are not the same", one=one.at, other=other.at)


def _compared(operator: str, left: Node, right: Node, subjects: Subjects, yes: bool) -> str:
    """Numbers, days and hours; where it is not so, the whole is denied, since a blank is neither more nor less."""
    moment = any(subjects[name].value in MOMENTS for part in (left, right) for name in questions_in(part))
    tell = (_MOMENTS if moment else _ORDERS)[operator]
    said = tell(_amount(left, subjects), _amount(right, subjects))
    return said if yes else _("it is not so that %(clause)s", clause=said)


_ORDERS: dict[str, Callable[[str, str], str]] = {
    "lt": lambda one, other: _("%(one)s is less than %(other)s", one=one, other=other),
    "le": lambda one, other: _("%(one)s is at most %(other)s", one=one, other=other),
    "gt": lambda one, other: _("%(one)s is more than %(other)s", one=one, other=other),
    "ge": lambda one, other: _("%(one)s is at least %(other)s", one=one, other=other),
    "eq": lambda one, other: _("%(one)s is exactly %(other)s", one=one, other=other),
}
_MOMENTS: dict[str, Callable[[str, str], str]] = {
    "lt": lambda one, other: _("%(one)s is earlier than %(other)s", one=one, other=other),
    "le": lambda one, other: _("%(one)s is no later than %(other)s", one=one, other=other),
    "gt": lambda one, other: _("%(one)s is later than %(other)s", one=one, other=other),
    "ge": lambda one, other: _("%(one)s is no earlier than %(other)s", one=one, other=other),
    "eq": lambda one, other: _("%(one)s is exactly %(other)s", one=one, other=other),
}


def _amount(node: Node, subjects: Subjects) -> str:
    """A number, a day or an hour, or where one stands."""
    match node:
        case ("q", name):
            return _asked(subjects[name], subjects)
        case ("count", name):
            return _("the number of crosses %(at)s", at=subjects[name].at)
        case ("lit", str(written)):
            return _moment(written)
        case ("lit", figure):
            return number(figure)
        case (sign, left, right):
            one, other = (_bracketed(part, subjects) for part in (left, right))
            return f"{one} {_SIGNS[sign]} {other}"
    raise ValueError(f"not an amount: {node!r}")


_SIGNS = {"add": "+", "sub": "−", "mul": "×"}


def _bracketed(node: Node, subjects: Subjects) -> str:
    said = _amount(node, subjects)
    return said if node[0] == "lit" else f"({said})"


def _asked(subject: Subject, subjects: Subjects) -> str:
    if subject.formula:
        return _amount(parse_sum(subject.formula), subjects)
    if subject.value is Value.DAY:
        return _("the day %(at)s", at=subject.at)
    if subject.value is Value.HOUR:
        return _("the hour %(at)s", at=subject.at)
    return _("the number %(at)s", at=subject.at)


def _moment(written: str) -> str:
    """A day or an hour as people read it; anything else as it is written."""
    try:
        return time(datetime.time.fromisoformat(written)) if ":" in written else dated(date.fromisoformat(written))
    except ValueError:
        return written


def _fallback(node: Node, subjects: Subjects) -> str:
    """Something that these rules have no words for: at least which answers it depends on."""
    places = dict.fromkeys(subjects[name].at for name in questions_in(node))
    if not places:
        return _("it applies to you")
    return _("it fits what you answered %(places)s", places=join_list(places))
