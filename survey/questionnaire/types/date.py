"""A day of the calendar."""
# ruff: noqa: ARG002 (every type answers the same calls)

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from analysis.codebook import Measure
from survey.i18n import dated
from survey.i18n import gettext as _
from survey.questionnaire.context import Context
from survey.questionnaire.model import Question
from survey.questionnaire.one_answer import Moment
from survey.questionnaire.question_type import (
    Answer,
    Code,
    Problem,
    Value,
)

Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", re.ASCII)
_WRITTEN = re.compile(r"(?P<day>\d{1,2}) ?[./] ?(?P<month>\d{1,2}) ?[./] ?(?P<year>\d{4})\.?", re.ASCII)
MOST_MONTHS = 240


class DateQuestion(Question):
    """A question answered by a day between two days; it is counted by its month or its year."""

    type: Literal["date"]
    minimum: Day = "1900-01-01"
    maximum: Day = "2100-12-31"
    counted_by: Literal["month", "year"] = "month"


class DayOfCalendar(Moment[DateQuestion]):
    """The answer is the day as 2026-03-31, however it was written."""

    name = "date"
    example = """
        - id: day
          type: date
          measures: source
          label: {en: On which day was this confirmed?}
          minimum: "2026-01-01"
          maximum: "2026-12-31"
    """
    xlsform = "`date`"
    Model = DateQuestion
    measure = Measure.ORDINAL
    value = Value.DAY
    input_type = "date"
    letters, sample_on_paper = 10, "31. 3. 2026"

    def moment(self, typed: str) -> str:
        found = _ISO.fullmatch(typed) or _WRITTEN.fullmatch(re.sub(r" +", " ", typed))
        return f"{int(found['year']):04}-{int(found['month']):02}-{int(found['day']):02}" if found else typed

    def check(self, question: DateQuestion, answer: Answer, context: Context) -> list[str]:
        if not isinstance(answer, str) or _day(answer) is None:
            return [_not_a_day()]
        if not question.minimum <= answer <= question.maximum:
            least, most = (dated(datetime.date.fromisoformat(d)) for d in (question.minimum, question.maximum))
            # Croatian years end with a dot, and so does the sentence.
            return [_("Write a day from %(least)s to %(most)s.", least=least, most=most.rstrip("."))]
        return []

    def group(self, question: DateQuestion, answer: Answer) -> Code:
        return Code(question.id, _group(question, answer))

    def groups(self, question: DateQuestion, language: str) -> tuple[tuple[str, str], ...]:
        return tuple((code, code) for code in _groups(question))

    def sample(self, question: DateQuestion, context: Context) -> Answer:
        return question.maximum

    def missing(self, question: DateQuestion) -> str:
        return _not_a_day()

    def problems(self, question: DateQuestion, earlier: Mapping[str, Question]) -> Iterator[Problem]:
        wrong = [key for key in ("minimum", "maximum") if _day(getattr(question, key)) is None]
        for key in wrong:
            yield (key,), _("this day is not in the calendar; write it as 2026-03-31")
        if not wrong and question.minimum > question.maximum:
            yield ("maximum",), _("the last day must not be before the first; change one")


def _not_a_day() -> str:
    return _("Write a day with its month and year, for example 31. 3. 2026.")


def _day(answer: str) -> datetime.date | None:
    """A day that the calendar knows."""
    if not _ISO.fullmatch(answer):
        return None
    try:
        return datetime.date.fromisoformat(answer)
    except ValueError:
        return None


def _group(question: DateQuestion, answer: str) -> str:
    """What a day is counted as; no figure ever tells the day itself."""
    return answer[:4] if question.counted_by == "year" else answer[:7]


def _groups(question: DateQuestion) -> list[str]:
    """Every year or month between the two days, where they are few enough for a table."""
    first, last = (datetime.date.fromisoformat(day) for day in (question.minimum, question.maximum))
    months = [divmod(m, 12) for m in range(first.year * 12 + first.month - 1, last.year * 12 + last.month)]
    groups = dict.fromkeys(_group(question, f"{year:04}-{month + 1:02}") for year, month in months)
    return list(groups) if len(groups) <= MOST_MONTHS else []


TYPE = DayOfCalendar()
