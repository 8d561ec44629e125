"""A time of day."""
# ruff: noqa: ARG002 (every type answers the same calls)

import re
from typing import Literal

from analysis.codebook import Measure
from survey.i18n import gettext as _
from survey.questionnaire.context import Context
from survey.questionnaire.model import Question
from survey.questionnaire.one_answer import Moment
from survey.questionnaire.question_type import (
    Answer,
    Code,
    Value,
)

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_WRITTEN = re.compile(r"(\d{1,2})(?:[.:h](\d{2}))?(?::00)? ?h?", re.ASCII)


class TimeQuestion(Question):
    """A question answered by a time of day; it is counted by its hour."""

    type: Literal["time"]


class TimeOfDay(Moment[TimeQuestion]):
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
    letters, sample_on_paper = 5, "9.30"

    def moment(self, typed: str) -> str:
        found = _WRITTEN.fullmatch(typed)
        return f"{int(found[1]):02}:{found[2] or '00'}" if found else typed

    def check(self, question: TimeQuestion, answer: Answer, context: Context) -> list[str]:
        return [] if isinstance(answer, str) and _CLOCK.fullmatch(answer) else [_not_an_hour()]

    def group(self, question: TimeQuestion, answer: Answer) -> Code:
        return Code(question.id, answer[:2])

    def groups(self, question: TimeQuestion, language: str) -> tuple[tuple[str, str], ...]:
        return tuple((f"{hour:02}", f"{hour}.00–{hour}.59") for hour in range(24))

    def sample(self, question: TimeQuestion, context: Context) -> Answer:
        return "09:30"

    def missing(self, question: TimeQuestion) -> str:
        return _not_an_hour()


def _not_an_hour() -> str:
    return _("Write a time of day, for example 9.30.")


TYPE = TimeOfDay()
