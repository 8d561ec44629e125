"""The same options for several rows."""
# ruff: noqa: ARG002 (every type answers the same calls)

from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic import Field

from analysis.codebook import Measure, Variable
from survey.i18n import gettext as _
from survey.i18n import text
from survey.questionnaire.context import Context
from survey.questionnaire.model import Option, Question
from survey.questionnaire.paper import Paper, table
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
    field_name,
    not_on_offer,
    one_value,
    two_answers,
    unreadable,
)
from survey.questionnaire.types.single import choice_code, labelled


class GridQuestion(Question):
    """A question with one choice per row."""

    type: Literal["grid"]
    rows: tuple[Option, ...] = Field(min_length=1, max_length=60)
    options: tuple[Option, ...] = Field(min_length=1, max_length=20)


class Grid(QuestionType[GridQuestion]):
    """The answer is `{row: option}`, without the rows left blank."""

    name = "grid"
    example = """
        - id: known
          type: grid
          measures: awareness
          label: {en: Do you have this here?}
          rows: {choir: {en: singing}, walks: {en: walks}}
          options: {use: {en: I go already}, none: {en: not here}, unknown: {en: I do not know}}
    """
    xlsform = "`select_one` in a `table-list` group"
    Model = GridQuestion
    measure = Measure.ORDINAL
    grows = True

    def control(self, question: GridQuestion) -> Control:
        return Control.GRID

    def options(self, question: GridQuestion, context: Context) -> tuple[Option, ...]:
        return question.options

    def parse(self, question: GridQuestion, fields: Fields, context: Context) -> Parsed:
        answer: dict[str, str] = {}
        faults: list[str] = []
        for row in question.rows:
            value, twice = one_value(fields, field_name(question, row.code))
            faults += [two_answers()] if twice else []
            if value is not None:
                answer[row.code] = value
        faults = list(dict.fromkeys(faults)) or (self.check(question, answer, context) if answer else [])
        return Parsed(None if faults else answer or None, faults)

    def fields(self, question: GridQuestion, answer: Answer) -> dict[str, list[str]]:
        return {field_name(question, row): [option] for row, option in (answer or {}).items()}

    def check(self, question: GridQuestion, answer: Answer, context: Context) -> list[str]:
        if not isinstance(answer, dict) or not answer:
            return [unreadable()]
        if not set(answer) <= {row.code for row in question.rows}:
            return [unreadable()]
        offered = [option.code for option in question.options]
        return [] if all(option in offered for option in answer.values()) else [not_on_offer()]

    def complete(self, question: GridQuestion, answer: Answer, answers: Answers, context: Context) -> bool:
        return len(answer or {}) == len(question.rows)

    def encode(self, question: GridQuestion, answer: Answer, context: Context, state: State) -> list[Code]:
        given = answer or {}
        return [
            Code(f"{question.id}.{row.code}", choice_code(question.options, given.get(row.code), state.asked))
            for row in question.rows
        ]

    def variables(self, question: GridQuestion, language: str) -> list[Variable]:
        options = labelled(question.options, language)
        return [
            Variable(
                item=f"{question.id}.{row.code}",
                label=text(row.label, language),
                measure=self.measure,
                options=options,
                role=question.measures or "",
                question=question.id,
                option=row.code,
            )
            for row in question.rows
        ]

    def sample(self, question: GridQuestion, context: Context) -> Answer:
        return {row.code: question.options[0].code for row in question.rows}

    def on_paper(self, question: GridQuestion, context: Context) -> Paper:
        return table(question, question.rows, question.options)

    def missing(self, question: GridQuestion) -> str:
        return _("Choose one in every row.")

    def problems(self, question: GridQuestion, earlier: Mapping[str, Question]) -> Iterator[Problem]:
        if any(option.exclusive for option in question.options):
            yield ("options",), _("only one option can be chosen in a row, so »exclusive:« means nothing; remove it")


TYPE = Grid()
