"""A person's own words, on one line or several."""
# ruff: noqa: ARG002 (every type answers the same calls)

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt

from analysis.codebook import Measure
from survey.i18n import gettext as _
from survey.questionnaire.context import Context
from survey.questionnaire.model import Question
from survey.questionnaire.one_answer import OneAnswer
from survey.questionnaire.own_words import LONGEST, SHORT, own_words_problem, tidy, too_long
from survey.questionnaire.paper import Paper, line
from survey.questionnaire.question_type import (
    ANSWERED,
    Answer,
    Code,
    Control,
    Fields,
    Parsed,
    Problem,
    Value,
    field_name,
    unreadable,
)


class TextQuestion(Question):
    """A question answered in a person's own words."""

    type: Literal["text"]
    long: StrictBool = False
    max_length: Annotated[StrictInt, Field(ge=1, le=LONGEST)] | None = None

    @property
    def limit(self) -> int:
        """How many characters fit."""
        return self.max_length or (LONGEST if self.long else SHORT)


class OwnWords(OneAnswer[TextQuestion]):
    """Free text; counted only as answered or blank."""

    name = "text"
    example = """
        - id: wish
          type: text
          long: true
          max_length: 500
          measures: open
          label: {en: One thing that would make this place better}
    """
    xlsform = "`text`; `long: true` is `multiline`"
    Model = TextQuestion
    measure = Measure.TEXT
    value = Value.TEXT
    own_words = True

    def control(self, question: TextQuestion) -> Control:
        return Control.TEXTAREA if question.long else Control.LINE

    def parse(self, question: TextQuestion, fields: Fields, context: Context) -> Parsed:
        answer = tidy(" ".join(fields.get(field_name(question), [])))
        faults = too_long(answer, question.limit)
        return Parsed(None if faults else answer or None, faults)

    def check(self, question: TextQuestion, answer: Answer, context: Context) -> list[str]:
        if not isinstance(answer, str) or not tidy(answer):
            return [unreadable()]
        return too_long(tidy(answer), question.limit)

    def cut(self, question: TextQuestion, answer: Answer, answers: Mapping[str, Answer], context: Context) -> Answer:
        return (tidy(answer) or None) if isinstance(answer, str) else answer

    def group(self, question: TextQuestion, answer: Answer) -> Code:
        return Code(question.id, ANSWERED)

    def texts(self, question: TextQuestion, answer: Answer) -> dict[str, str]:
        return {question.id: answer} if answer else {}

    def without_texts(self, question: TextQuestion, answer: Answer) -> Answer:
        return ANSWERED if answer else None

    def with_texts(self, question: TextQuestion, answer: Answer, words: Mapping[str, str]) -> Answer:
        return words.get(question.id)

    def crossing(self, question: TextQuestion, codes: list[Code]) -> list[Code]:
        return []

    def sample(self, question: TextQuestion, context: Context) -> Answer:
        return "Več klopi ob poti – žal jih ni."[: question.limit]

    def on_paper(self, question: TextQuestion, context: Context) -> Paper:
        return line(question, question.limit)

    def missing(self, question: TextQuestion) -> str:
        return _("Write a few words.")

    def problems(self, question: TextQuestion, earlier: Mapping[str, Question]) -> Iterator[Problem]:
        yield from own_words_problem(question, asked=True, key="sensitive")


TYPE = OwnWords()
