"""The column constraint: limits that our types know, and rules for the rest."""

from collections.abc import Mapping
from math import ceil, floor
from typing import Any

from survey.i18n import gettext as _
from survey.questionnaire.condition import Node
from survey.questionnaire.model import Text
from survey.questionnaire.question_type import Value
from survey.questionnaire.types import registry
from survey.questionnaire.xlsform.conditions import FALSE, TRUE, Asked, Reader, joined
from survey.questionnaire.xlsform.expressions import figures, say
from survey.questionnaire.xlsform.form import Line
from survey.questionnaire.xlsform.xpath import NotOurs, Tree, parse

MESSAGE: Text = {
    "sl": "Ta odgovor se ne ujema s pogojem. Popravite ga.",
    "hr": "Ovaj odgovor nije u skladu s uvjetom. Ispravite ga.",
    "en": "This answer does not fit. Please change it.",
}
"""What a person reads where a form has a rule and no words for it."""

SHORT = 200
EACH = 100
"""Fewer different whole numbers than this are counted one by one."""

GROUPS = (0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000, 100_000)

_HERE: Tree = ("here",)
_TICKS: Tree = ("call", "count-selected", _HERE)
_LENGTH: Tree = ("call", "string-length", _HERE)


def take_limits(line: Line, question: dict[str, Any], here: Asked, reader: Reader) -> None:
    """Put what a constraint says where our type of question has it, else into a rule."""
    written = line.cell("constraint")
    if not written:
        return
    try:
        tree = parse(written)
        parts = list(tree[1:]) if tree[0] == "and" else [tree]
        rules = [reader.truth(part, here) for part in parts if not _is_limit(part, question, here)]
        _rule(line, question, joined("and", rules))
        if not line.form.own and question.get("max_length", 0) > SHORT:
            question["long"] = True
    except NotOurs as why:
        line.lose("constraint", _("the rule was not taken, so every answer is accepted: %(why)s", why=why))


def _rule(line: Line, question: dict[str, Any], rule: Node) -> None:
    """A rule with the form's own sentence; one that nobody can keep was never meant."""
    if "require" in question:
        line.text("constraint_message")  # it stands in the rule that came whole, so it is not lost
        return
    if rule == TRUE:
        return
    if rule == FALSE:
        raise NotOurs(_("no answer could keep it"))
    message = line.text("constraint_message") or {
        code: MESSAGE.get(code, MESSAGE["en"]) for code in line.form.languages
    }
    question["require"] = [{"condition": say(rule), "message": message}]


def _is_limit(part: Tree, question: dict[str, Any], here: Asked) -> bool:
    """Take a limit that the type has a place for; say whether it was one."""
    match part:
        case (">" | ">=" | "<" | "<=" as sign, left, ("num", number)) if left == _HERE and here.value is Value.NUMBER:
            return _number_limit(sign, number, question)
        case ("<" | "<=" as sign, left, ("num", number)) if left == _TICKS and here.value is Value.OPTIONS:
            return _most(question, "at_most", number - (sign == "<"))
        case ("<" | "<=" as sign, left, ("num", number)) if left == _LENGTH and here.value is Value.TEXT:
            return _most(question, "max_length", number - (sign == "<"))
        case ("call", "not", ("and", ("call", "selected", one, (_kind, name)), (">", count, ("num", 1)))):
            return bool(one == _HERE and count == _TICKS) and _alone(question, here.codes, str(name))
        case ("!=", left, ("str", "")):
            return bool(left == _HERE)
    return False


def _number_limit(sign: str, number: float, question: dict[str, Any]) -> bool:
    step = 1 if question.get("whole", True) else 0
    if sign in ("<", ">") and not step:
        return False
    if sign.startswith(">"):
        least = floor(number) + 1 if sign == ">" and step else number
        question["minimum"] = ceil(least) if step else least
    else:
        most = ceil(number) - 1 if sign == "<" and step else number
        question["maximum"] = floor(most) if step else most
    return True


def take_groups(line: Line, question: dict[str, Any]) -> None:
    """Numbers are counted in groups here, and between limits; a form that names neither gets the usual ones."""
    fields = registry()[question["type"]].Model.model_fields
    if not {"bins", "minimum", "maximum"} <= set(fields) or "bins" in question:
        return
    least, most = (question.get(key, fields[key].default) for key in ("minimum", "maximum"))
    if not {"minimum", "maximum"} <= set(question):
        line.lose("constraint", _("the form names no limits; numbers from %(least)s to %(most)s are accepted",
                                  least=figures(least), most=figures(most)))  # fmt: skip
    if not question.get("whole", True) or most - least >= EACH:
        question["bins"] = [least, *(start for start in GROUPS if least < start <= most)]


def _most(question: dict[str, Any], key: str, number: float) -> bool:
    if number < 1 or int(number) != number or key not in registry()[question["type"]].Model.model_fields:
        return False
    question[key] = int(number)
    return True


def _alone(question: dict[str, Any], codes: Mapping[str, str], name: str) -> bool:
    """An option that cannot be ticked beside others."""
    for option in question.get("options", ()):
        if option["code"] == codes.get(name):
            if not option.get("refusal"):
                option["exclusive"] = True
            return True
    return False
