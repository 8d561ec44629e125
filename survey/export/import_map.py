"""The map with which our own import reads a file of answers again."""

from collections.abc import Iterator
from typing import Any

import yaml

from analysis.codebook import TICKS, Measure, Variable
from survey.export.people import refusal_of
from survey.export.table import BLANK, NOT_ASKED, REFUSED
from survey.i18n import gettext as _
from survey.questionnaire.codebook import codebook, options_of
from survey.questionnaire.model import Question, Questionnaire
from survey.questionnaire.question_type import Control, Value
from survey.questionnaire.types import type_of
from survey.questionnaire.types.ranking import UNPLACED

_LANGUAGE = "en"
_CANNOT_COME_BACK = (Value.TEXT, Value.DAY, Value.HOUR)
"""Own words are not in the file, and days and hours only as what they were counted as."""


def import_map(asked: Questionnaire) -> str:
    """The map of every question that can come back, as YAML; the others are named in a remark."""
    known = {question.id: question for question in asked.questions()}
    entries = {name: entry for name, question in known.items() if (entry := _entry(asked, question))}
    document = {
        "id": "id",
        "district": "place",
        "day": "day",
        "channel": "way",
        "access": "access",
        "language": {"always": "sl"},
        "blank": ["", BLANK, NOT_ASKED],
        "questions": entries,
    }
    absent = ", ".join(name for name in known if name not in entries)
    remark = _("Not in the file, or not as it was answered: %(names)s", names=absent or "–")
    return f"# {remark}\n" + yaml.safe_dump(document, allow_unicode=True, sort_keys=False)


def _entry(asked: Questionnaire, question: Question) -> dict[str, Any]:
    kind = type_of(question)
    if kind.gives_consent:
        return {"always": "yes"}
    if kind.control(question) is Control.DISTRICT:
        return {"column": "place"}
    if question.sensitive or not kind.answered_by_people or kind.value in _CANNOT_COME_BACK:
        return {}
    variables = [v for v in codebook(asked, _LANGUAGE) if v.question == question.id]
    if any(v.option == TICKS for v in variables):
        return _ticked(question, variables)
    if any(v.option for v in variables):
        return {"rows": {_part(v): _cell(question, v) for v in variables}}
    return next((_cell(question, v) for v in variables), {})


def _ticked(question: Question, variables: list[Variable]) -> dict[str, Any]:
    ticks = {v.item: v.option for v in variables if v.option != TICKS}
    if refusal := refusal_of(question):
        ticks[f"{question.id}.{refusal}"] = refusal
    # Whoever refused has this word in the columns of the answers, too.
    return {"ticks": ticks, "ticked": ["yes"], "not_ticked": ["no", REFUSED], "none_ticked": "blank"}


def _part(variable: Variable) -> str:
    """Which field of the form a column is: the row, or the row and the column of a card."""
    return variable.item.partition(".")[2]


def _cell(question: Question, variable: Variable) -> dict[str, Any]:
    return {
        "column": variable.item,
        **({"values": dict(found)} if (found := list(_values(question, variable))) else {}),
    }


def _values(question: Question, variable: Variable) -> Iterator[tuple[str, str]]:
    """What a code means in the form, where it is not itself: a refusal, or a thing without a place."""
    if variable.measure is Measure.NUMERIC:
        return
    refusal = next((o.code for o in options_of(question, variable) if o.refusal), "")
    codes = [code for code, _label in variable.options]
    if refusal or UNPLACED in codes:
        yield from ((code, "" if code == UNPLACED else code) for code in codes)
    if refusal:
        yield REFUSED, refusal
