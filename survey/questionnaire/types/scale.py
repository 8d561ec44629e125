"""A number between two ends, such as 1 "not at all" to 5 "very much"."""
# ruff: noqa: ARG002 (every type answers the same calls)

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field, StrictInt

from analysis.codebook import Measure
from survey.i18n import gettext as _
from survey.i18n import number, text
from survey.questionnaire.context import Context
from survey.questionnaire.model import Option, Question, Text
from survey.questionnaire.one_answer import OneAnswer
from survey.questionnaire.paper import Box, Layout, Paper
from survey.questionnaire.question_type import (
    Answer,
    Code,
    Control,
    Problem,
    State,
    Value,
    field_name,
    not_on_offer,
)
from survey.questionnaire.types.single import choice_code, choose_one, labelled

MOST_POINTS = 11


class ScaleQuestion(Question):
    """A question answered by a point on a scale; `options` stand beside it, such as "rather not say"."""

    type: Literal["scale"]
    minimum: Annotated[StrictInt, Field(ge=0, le=1)] = 1
    maximum: Annotated[StrictInt, Field(ge=2, le=10)] = 5
    low: Text
    middle: Text | None = None
    high: Text
    options: Annotated[tuple[Option, ...], Field(max_length=3)] = ()

    @property
    def points(self) -> range:
        """The numbers to choose from."""
        return range(self.minimum, self.maximum + 1)

    def ends(self, point: int) -> Text | None:
        """What is said at a point: only the ends and the middle have words."""
        said = {self.minimum: self.low, self.maximum: self.high}
        if (self.minimum + self.maximum) % 2 == 0:
            said[(self.minimum + self.maximum) // 2] = self.middle or {}
        return said.get(point) or None

    def label_of(self, point: int) -> Text:
        """A point in words for whoever cannot see the whole scale."""
        words = self.ends(point)
        bare = {code: number(point, code) for code in self.low}
        return bare | {code: f"{number(point, code)} – {said}" for code, said in (words or {}).items()}


class Scale(OneAnswer[ScaleQuestion]):
    """The answer is the number, or the code of an option beside the scale; its order counts, never its mean."""

    name = "scale"
    example = """
        - id: liked
          type: scale
          measures: satisfaction
          label: {en: How did you like it?}
          minimum: 1
          maximum: 5
          low: {en: not at all}
          middle: {en: so-so}
          high: {en: very much}
    """
    xlsform = "`range`"
    Model = ScaleQuestion
    measure = Measure.ORDINAL
    value = Value.NUMBER

    def control(self, question: ScaleQuestion) -> Control:
        return Control.SCALE

    def options(self, question: ScaleQuestion, context: Context) -> tuple[Option, ...]:
        return question.options

    def offered_codes(self, question: ScaleQuestion) -> frozenset[str] | None:
        return frozenset(str(point) for point in question.points)

    def read(self, question: ScaleQuestion, given: str) -> Answer:
        return {str(point): point for point in question.points}.get(given, given)

    def check(self, question: ScaleQuestion, answer: Answer, context: Context) -> list[str]:
        point = isinstance(answer, int) and not isinstance(answer, bool) and answer in question.points
        beside = isinstance(answer, str) and answer in {option.code for option in question.options}
        return [] if point or beside else [not_on_offer()]

    def encode(self, question: ScaleQuestion, answer: Answer, context: Context, state: State) -> list[Code]:
        return [Code(question.id, choice_code(question.options, answer, state.asked))]

    def groups(self, question: ScaleQuestion, language: str) -> tuple[tuple[str, str], ...]:
        points = tuple((str(point), text(question.label_of(point), language)) for point in question.points)
        return (*points, *labelled(question.options, language))

    def sample(self, question: ScaleQuestion, context: Context) -> Answer:
        return question.maximum

    def on_paper(self, question: ScaleQuestion, context: Context) -> Paper:
        name = field_name(question)
        points = [Box(name, str(p), question.ends(p) or {}, row=question.label) for p in question.points]
        beside = [Box(name, option.code, option.label) for option in question.options]
        return Paper(Layout.STRIP, (*points, *beside))

    def missing(self, question: ScaleQuestion) -> str:
        return choose_one(question.options)

    def problems(self, question: ScaleQuestion, earlier: Mapping[str, Question]) -> Iterator[Problem]:
        if question.middle and (question.minimum + question.maximum) % 2:
            yield ("middle",), _("this scale has no point in the middle; remove »middle:« or change the maximum")


TYPE = Scale()
