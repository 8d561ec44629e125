"""Where a person lives; the options come from the assessment."""
# ruff: noqa: ARG002 (every type answers the same calls)

from typing import Literal

from analysis.codebook import Measure, Variable
from survey.i18n import gettext as _
from survey.questionnaire.context import Context
from survey.questionnaire.model import OUTSIDE, Option, Question, Text
from survey.questionnaire.one_answer import Somewhere
from survey.questionnaire.question_type import (
    Answer,
    Code,
    Control,
    State,
)

ELSEWHERE: Text = {"sl": "Živim drugje", "hr": "Živim drugdje", "en": "I live elsewhere"}


class DistrictQuestion(Question):
    """A question answered by the code of a district."""

    type: Literal["district"]


class District(Somewhere[DistrictQuestion]):
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

    def control(self, question: DistrictQuestion) -> Control:
        return Control.DISTRICT

    def options(self, question: DistrictQuestion, context: Context) -> tuple[Option, ...]:
        named = [
            Option.model_construct(code=code, label=dict.fromkeys(ELSEWHERE, name))
            for code, name in context.districts
            if code != OUTSIDE
        ]
        return (*named, Option(code=OUTSIDE, label=ELSEWHERE))

    def encode(self, question: DistrictQuestion, answer: Answer, context: Context, state: State) -> list[Code]:
        return []

    def variables(self, question: DistrictQuestion, language: str) -> list[Variable]:
        return []

    def sample(self, question: DistrictQuestion, context: Context) -> Answer:
        return context.districts[0][0] if context.districts else OUTSIDE

    def missing(self, question: DistrictQuestion) -> str:
        return _("Choose where you live, or »I live elsewhere«.")


TYPE = District()
