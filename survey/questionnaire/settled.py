"""What a filled sheet says when the person has left: what is not clear counts as left blank, and that is written down.

One rule for everything, so that nobody has to guess what a person may have meant: a question that allows one answer and
has two, or more ticks than it allows, or words that cannot be read as an answer, is blank. Whoever has the sheet before
them may decide otherwise, since they see what was crossed out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from survey.questionnaire.answers import Reading, read
from survey.questionnaire.context import Context
from survey.questionnaire.model import Question, Questionnaire
from survey.questionnaire.question_type import Control, field_name
from survey.questionnaire.types import type_of

TWO, TOO_MANY, UNCLEAR, UNREADABLE = "two", "too_many", "unclear", "unreadable"
ELSEWHERE, BLANK, PLACE = "elsewhere", "blank", "place"
"""What somebody has to know of a sheet: two answers to one question, more ticks than allowed, answers that rule each
other out, something that is no answer, a tick that is not offered there, required and left blank, and a district that
follows from where the sheet was handed in."""

Fields = Mapping[str, list[str]]


@dataclass(frozen=True)
class Settled:
    """What counts of a sheet: its fields without what is not clear, the answers in them, and the flags by question."""

    fields: dict[str, list[str]]
    answers: dict[str, Any]
    flags: dict[str, list[str]] = field(default_factory=dict)


def settle(questionnaire: Questionnaire, fields: Fields, context: Context, place: str) -> Settled:
    """Read a sheet by the one rule; consent is the one thing that nobody can give for somebody else.

    `place` is the district where the sheet was handed in; it counts where the person left that question blank.
    """
    flags: dict[str, list[str]] = {}
    kept = {name: list(values) for name, values in fields.items()}
    for question in questionnaire.questions():
        kept, said = _cleared(question, kept, context)
        if said:
            flags[question.id] = said
    kept = _read(questionnaire, kept, context, flags)
    kept = _placed(questionnaire, kept, flags, place)
    reading = read(questionnaire, kept, context)
    for name in reading.faults:
        flags.setdefault(name, []).append(BLANK)
    return Settled(kept, reading.answers, flags)


def _placed(
    questionnaire: Questionnaire, fields: dict[str, list[str]], flags: dict[str, list[str]], place: str
) -> dict[str, list[str]]:
    """A person who did not say where they live is counted where the sheet was handed in."""
    for question in questionnaire.questions():
        name = field_name(question)
        if type_of(question).control(question) is Control.DISTRICT and not fields.get(name):
            flags.setdefault(question.id, []).append(PLACE)
            return {**fields, name: [place]}
    return fields


def _cleared(
    question: Question, fields: dict[str, list[str]], context: Context
) -> tuple[dict[str, list[str]], list[str]]:
    """Without double answers where one is allowed, and without ticks that are not offered."""
    kind, main = type_of(question), field_name(question)
    offered = {option.code for option in kind.options(question, context)} if kind.many else set()
    kept, said = {}, []
    for name, values in fields.items():
        different = list(dict.fromkeys(value for value in values if value.strip()))
        if not belongs(name, question):
            kept[name] = values
        elif kind.many and name == main:
            kept[name] = [value for value in different if not offered or value in offered]
            said += [ELSEWHERE] if len(kept[name]) < len(different) else []
        elif len(different) > 1:
            said.append(TWO)
        else:
            kept[name] = different
    return kept, list(dict.fromkeys(said))


def _read(
    questionnaire: Questionnaire, fields: dict[str, list[str]], context: Context, flags: dict[str, list[str]]
) -> dict[str, list[str]]:
    """Leave out whatever else the questionnaire would refuse; conditions may hold anew, so it is read until it fits."""
    for _again in questionnaire.questions():
        reading = read(questionnaire, fields, context)
        wrong = [name for name in reading.faults if _refused(questionnaire.question(name), fields, reading, context)]
        if not wrong:
            break
        for name in wrong:
            question = questionnaire.question(name)
            flags.setdefault(name, []).append(_why(question, fields))
            fields = {key: values for key, values in fields.items() if not belongs(key, question)}
    return fields


def _refused(question: Question, fields: dict[str, list[str]], reading: Reading, context: Context) -> bool:
    """Whether what was written is no answer; what is only blank, or not answered in full, may stay so."""
    kind = type_of(question)
    if kind.parse(question, fields, context).faults:
        return True
    answer = reading.answers.get(question.id)
    return answer is not None and kind.complete(question, answer, reading.answers, context)


def _why(question: Question, fields: Fields) -> str:
    """In one word what was wrong."""
    ticks = len(fields.get(field_name(question), []))
    if not type_of(question).many:
        return UNREADABLE
    most = getattr(question, "at_most", None)
    return TOO_MANY if most and ticks > most else UNCLEAR


def belongs(name: str, question: Question) -> bool:
    """Whether a field is one of this question's."""
    main = field_name(question)
    return name == main or name.startswith(f"{main}__")
