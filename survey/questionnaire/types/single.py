"""One option out of several."""
# ruff: noqa: ARG002 (every type answers the same calls)

from typing import Literal

from pydantic import Field

from analysis.codebook import Measure, Variable
from survey.i18n import gettext as _
from survey.i18n import text
from survey.questionnaire.context import Context
from survey.questionnaire.model import Option, Question
from survey.questionnaire.question_type import (
    BLANK,
    NOT_ASKED,
    REFUSED,
    Answer,
    Code,
    Control,
    Fields,
    Parsed,
    QuestionType,
    State,
    Value,
    field_name,
    not_on_offer,
    one_value,
    two_answers,
)


class SingleQuestion(Question):
    """A question whose answer is one option's code."""

    type: Literal["single"]
    options: tuple[Option, ...] = Field(min_length=1, max_length=200)


class Single(QuestionType[SingleQuestion]):
    """A choice of one; the answer is the option's code."""

    name = "single"
    Model = SingleQuestion
    measure = Measure.NOMINAL
    value = Value.OPTION

    def control(self, question: SingleQuestion) -> Control:
        return Control.OPTIONS

    def options(self, question: SingleQuestion, context: Context) -> tuple[Option, ...]:
        return question.options

    def offered_codes(self, question: SingleQuestion) -> frozenset[str] | None:
        return frozenset(option.code for option in question.options)

    def parse(self, question: SingleQuestion, fields: Fields, context: Context) -> Parsed:
        answer, twice = one_value(fields, field_name(question))
        if answer is None:
            return Parsed(None, [])
        faults = [two_answers()] if twice else self.check(question, answer, context)
        return Parsed(None if faults else answer, faults)

    def fields(self, question: SingleQuestion, answer: Answer) -> dict[str, list[str]]:
        return {} if answer is None else {field_name(question): [answer]}

    def check(self, question: SingleQuestion, answer: Answer, context: Context) -> list[str]:
        return [] if answer in [option.code for option in question.options] else [not_on_offer()]

    def encode(self, question: SingleQuestion, answer: Answer, context: Context, state: State) -> list[Code]:
        return [Code(question.id, choice_code(question.options, answer, state.asked))]

    def variables(self, question: SingleQuestion, language: str) -> list[Variable]:
        return [
            Variable(
                item=question.id,
                label=text(question.label, language),
                measure=self.measure,
                options=labelled(question.options, language),
                role=question.measures or "",
                question=question.id,
            )
        ]

    def sample(self, question: SingleQuestion, context: Context) -> Answer:
        return question.options[0].code

    def missing(self, question: SingleQuestion) -> str:
        return choose_one(question.options)


def choice_code(options: tuple[Option, ...], answer: Answer, asked: bool) -> str:
    """Tell apart blank, refused, not asked and answered."""
    if not asked:
        return NOT_ASKED
    if answer is None:
        return BLANK
    return REFUSED if any(option.refusal and option.code == answer for option in options) else str(answer)


def labelled(options: tuple[Option, ...], language: str) -> tuple[tuple[str, str], ...]:
    """The options for a codebook, without "rather not say", which has a code of its own."""
    return tuple((option.code, text(option.label, language)) for option in options if not option.refusal)


def choose_one(options: tuple[Option, ...]) -> str:
    """Ask for a choice, naming the way out where there is one."""
    if any(option.refusal for option in options):
        return _("Choose one, or »rather not say«.")
    return _("Choose one.")


TYPE = Single()
