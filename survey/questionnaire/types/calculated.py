"""A number worked out from earlier answers, such as everybody in the household."""
# ruff: noqa: ARG002 (every type answers the same calls)

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field, StrictBool

from analysis.codebook import ANSWERED, BLANK, NOT_ASKED, Measure, Variable
from survey.i18n import gettext as _
from survey.i18n import text
from survey.questionnaire.condition import calculate, parse_sum
from survey.questionnaire.context import Context
from survey.questionnaire.model import Question
from survey.questionnaire.paper import Layout, Paper
from survey.questionnaire.question_type import (
    Answer,
    Answers,
    Code,
    Control,
    Fields,
    Parsed,
    Problem,
    QuestionType,
    State,
    Value,
    unreadable,
)
from survey.questionnaire.types.number import Number, bin_labels, bin_of, plain

LARGEST = 1e15
"""Beyond it a sum is a slip of the pen; it would also spoil every mean."""


class CalculatedQuestion(Question):
    """A sum over earlier answers; it is counted in `bins`, or without them only as worked out or not."""

    type: Literal["calculated"]
    calculate: str
    shown: StrictBool = False
    whole: StrictBool = True
    bins: Annotated[tuple[Number, ...], Field(max_length=50)] = ()


class Calculated(QuestionType[CalculatedQuestion]):
    """The answer is never taken from a form: it follows from the others, every time."""

    name = "calculated"
    example = """
        - {id: people, type: number, label: {en: How many people come?}, maximum: 90}
        - id: chairs
          type: calculated
          measures: calculated
          label: {en: Chairs}
          calculate: people + 2
          bins: [0, 11, 51]
    """
    xlsform = "`calculate`"
    Model = CalculatedQuestion
    measure = Measure.NUMERIC
    value = Value.NUMBER
    answered_by_people = False

    def control(self, question: CalculatedQuestion) -> Control:
        return Control.CALCULATED

    def drawn(self, question: CalculatedQuestion) -> bool:
        return question.shown

    def settle(self, question: CalculatedQuestion, answer: Answer, answers: Answers, context: Context) -> Answer:
        value = calculate(parse_sum(question.calculate), answers)
        return None if value is None or abs(value) > LARGEST else plain(value)

    def parse(self, question: CalculatedQuestion, fields: Fields, context: Context) -> Parsed:
        return Parsed(None, [])

    def fields(self, question: CalculatedQuestion, answer: Answer) -> dict[str, list[str]]:
        return {}

    def check(self, question: CalculatedQuestion, answer: Answer, context: Context) -> list[str]:
        number = isinstance(answer, (int, float)) and not isinstance(answer, bool) and abs(answer) < float("inf")
        return [] if number or answer is None else [unreadable()]

    def encode(self, question: CalculatedQuestion, answer: Answer, context: Context, state: State) -> list[Code]:
        if not state.asked:
            return [Code(question.id, NOT_ASKED)]
        if answer is None:
            return [Code(question.id, BLANK)]
        return [
            Code(question.id, bin_of(question.bins, answer), answer) if question.bins else Code(question.id, ANSWERED)
        ]

    def variables(self, question: CalculatedQuestion, language: str) -> list[Variable]:
        label, role = text(question.label, language), question.measures or ""
        if not question.bins:
            return [Variable(question.id, label, Measure.TEXT, (), role, question.id)]
        bins = tuple(bin_labels(question.bins, question.whole, language))
        return [Variable(question.id, label, self.measure, bins, role, question.id)]

    def sample(self, question: CalculatedQuestion, context: Context) -> Answer:
        return None

    def on_paper(self, question: CalculatedQuestion, context: Context) -> Paper:
        return Paper(Layout.NOTHING)

    def complete(self, question: CalculatedQuestion, answer: Answer, answers: Answers, context: Context) -> bool:
        return True

    def problems(self, question: CalculatedQuestion, earlier: Mapping[str, Question]) -> Iterator[Problem]:
        if question.required or question.require:
            yield (), _("nobody answers a calculated value; write »require:« at the question it is worked out from")
        if list(question.bins) != sorted(set(question.bins)):
            yield ("bins",), _("groups begin with rising numbers, such as [0, 15, 30]; put them in order")


TYPE = Calculated()
