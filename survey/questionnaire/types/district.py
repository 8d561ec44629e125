"""Where a person lives; the options come from the assessment."""
# ruff: noqa: ARG002 (every type answers the same calls)

from typing import Literal

from analysis.codebook import Measure, Variable
from survey.i18n import gettext as _
from survey.questionnaire.context import Context
from survey.questionnaire.model import OUTSIDE, Option, Question, Text
from survey.questionnaire.question_type import (
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

ELSEWHERE: Text = {"sl": "Živim drugje", "hr": "Živim drugdje", "en": "I live elsewhere"}


class DistrictQuestion(Question):
    """A question answered by the code of a district."""

    type: Literal["district"]


class District(QuestionType[DistrictQuestion]):
    """The district is a column of its own in the tally, so it has no codes."""

    name = "district"
    example = """
        - id: home
          type: district
          required: true
          measures: district
          label: {en: Where do you live?}
    """
    xlsform = "`select_one` of the places"
    Model = DistrictQuestion
    measure = Measure.NOMINAL
    value = Value.OPTION

    def control(self, question: DistrictQuestion) -> Control:
        return Control.DISTRICT

    def options(self, question: DistrictQuestion, context: Context) -> tuple[Option, ...]:
        named = [
            Option.model_construct(code=code, label=dict.fromkeys(ELSEWHERE, name))
            for code, name in context.districts
            if code != OUTSIDE
        ]
        return (*named, Option(code=OUTSIDE, label=ELSEWHERE))

    def offered_codes(self, question: DistrictQuestion) -> frozenset[str] | None:
        return None

    def parse(self, question: DistrictQuestion, fields: Fields, context: Context) -> Parsed:
        answer, twice = one_value(fields, field_name(question))
        if answer is None:
            return Parsed(None, [])
        faults = [two_answers()] if twice else self.check(question, answer, context)
        return Parsed(None if faults else answer, faults)

    def fields(self, question: DistrictQuestion, answer: Answer) -> dict[str, list[str]]:
        return {} if answer is None else {field_name(question): [answer]}

    def check(self, question: DistrictQuestion, answer: Answer, context: Context) -> list[str]:
        known = answer == OUTSIDE or answer in [code for code, _name in context.districts]
        return [] if known else [not_on_offer()]

    def encode(self, question: DistrictQuestion, answer: Answer, context: Context, state: State) -> list[Code]:
        return []

    def variables(self, question: DistrictQuestion, language: str) -> list[Variable]:
        return []

    def sample(self, question: DistrictQuestion, context: Context) -> Answer:
        return context.districts[0][0] if context.districts else OUTSIDE

    def missing(self, question: DistrictQuestion) -> str:
        return _("Choose where you live, or »I live elsewhere«.")


TYPE = District()
