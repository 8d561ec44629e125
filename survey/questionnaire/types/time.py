"""A time of day."""
# ruff: noqa: ARG002 (every type answers the same calls)

import re
import unicodedata
from typing import Literal

from analysis.codebook import Measure, Variable
from survey.i18n import gettext as _
from survey.i18n import text
from survey.questionnaire.context import Context
from survey.questionnaire.model import Question
from survey.questionnaire.paper import Layout, Paper, line
from survey.questionnaire.question_type import (
    BLANK,
    NOT_ASKED,
    Answer,
    Code,
    Control,
    Fields,
    Parsed,
    QuestionType,
    State,
    Value,
    field_name,
    one_value,
    two_answers,
)

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_WRITTEN = re.compile(r"(\d{1,2})(?:[.:h](\d{2}))?(?::00)? ?h?", re.ASCII)


class TimeQuestion(Question):
    """A question answered by a time of day; it is counted by its hour."""

    type: Literal["time"]


class TimeOfDay(QuestionType[TimeQuestion]):
    """The answer is the time as 09:30, however it was written."""

    name = "time"
    example = """
        - id: hour
          type: time
          measures: rhythm
          label: {en: When does it begin?}
    """
    xlsform = "`time`"
    Model = TimeQuestion
    measure = Measure.ORDINAL
    value = Value.HOUR
    input_type = "time"

    def control(self, question: TimeQuestion) -> Control:
        return Control.DAY

    def parse(self, question: TimeQuestion, fields: Fields, context: Context) -> Parsed:
        given, twice = one_value(fields, field_name(question))
        if given is None or not given.strip():
            return Parsed(None, [])
        answer = _read(given)
        faults = [two_answers()] if twice else self.check(question, answer, context)
        return Parsed(None if faults else answer, faults)

    def fields(self, question: TimeQuestion, answer: Answer) -> dict[str, list[str]]:
        return {} if answer is None else {field_name(question): [answer]}

    def check(self, question: TimeQuestion, answer: Answer, context: Context) -> list[str]:
        return [] if isinstance(answer, str) and _CLOCK.fullmatch(answer) else [_not_an_hour()]

    def encode(self, question: TimeQuestion, answer: Answer, context: Context, state: State) -> list[Code]:
        if not state.asked:
            return [Code(question.id, NOT_ASKED)]
        return [Code(question.id, answer[:2] if answer else BLANK)]

    def variables(self, question: TimeQuestion, language: str) -> list[Variable]:
        hours = tuple((f"{hour:02}", f"{hour}.00–{hour}.59") for hour in range(24))
        label = text(question.label, language)
        return [Variable(question.id, label, self.measure, hours, question.measures or "", question.id)]

    def sample(self, question: TimeQuestion, context: Context) -> Answer:
        return "09:30"

    def on_paper(self, question: TimeQuestion, context: Context) -> Paper:
        return line(question, 5, Layout.FIGURES, sample="9.30")

    def missing(self, question: TimeQuestion) -> str:
        return _not_an_hour()


def _not_an_hour() -> str:
    return _("Write a time of day, for example 9.30.")


def _read(given: str) -> str:
    """A time from the clock of a browser or as people write it: 9.30, 9:30, 9h30, 9."""
    plain = unicodedata.normalize("NFKC", given).strip().lower()
    found = _WRITTEN.fullmatch(plain)
    return f"{int(found[1]):02}:{found[2] or '00'}" if found else plain


TYPE = TimeOfDay()
