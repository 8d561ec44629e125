"""One card for each option picked before, with a few taps on it."""
# ruff: noqa: ARG002 (every type answers the same calls)

from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic import Field

from analysis.codebook import Measure, Variable
from survey.i18n import gettext as _
from survey.i18n import text
from survey.questionnaire.condition import BadCondition, holds, parse
from survey.questionnaire.condition_check import Subject, condition_problems
from survey.questionnaire.context import Context
from survey.questionnaire.faults import unknown_word
from survey.questionnaire.model import Frozen, Id, Option, Question, Text
from survey.questionnaire.paper import Box, Layout, Paper
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
    field_name,
    not_on_offer,
    one_value,
    two_answers,
    unreadable,
)
from survey.questionnaire.types.multiple import MultipleQuestion
from survey.questionnaire.types.single import choice_code, labelled


class Column(Frozen):
    """One tap on a card; its condition looks at the taps before it on the same card."""

    id: Id
    label: Text
    hint: Text | None = None
    options: tuple[Option, ...] = Field(min_length=1, max_length=60)
    measures: Id | None = None
    show_if: str | None = None


class CardsQuestion(Question):
    """A card for each pick of another question."""

    type: Literal["cards"]
    of: Id
    columns: tuple[Column, ...] = Field(min_length=1, max_length=6)

    def rows(self, answers: Answers, context: Context) -> tuple[Option, ...]:
        """The picks that get a card, given the answers before."""
        return self._picked.picks(answers.get(self.of), context)

    def possible_rows(self, context: Context) -> tuple[Option, ...]:
        """Everything that could have got a card in this district."""
        source = self._picked
        return tuple(option for option in source.offered(context) if not source.stands_last(option))

    def all_rows(self) -> tuple[Option, ...]:
        """Everything that could get a card in any district."""
        source = self._picked
        own = (option for option in source.options if not source.stands_last(option))
        return (*own, *source.pool)

    def shown_columns(self, row: Mapping[str, str]) -> tuple[Column, ...]:
        """The taps asked on a card, given what is tapped on it; a hidden tap counts as blank for the next."""
        shown: list[Column] = []
        kept: dict[str, str] = {}
        for column in self.columns:
            if holds(column.show_if, kept):
                shown.append(column)
                if column.id in row:
                    kept[column.id] = row[column.id]
        return tuple(shown)

    @property
    def _picked(self) -> MultipleQuestion:
        source = self.source
        if not isinstance(source, MultipleQuestion):
            raise TypeError(f"cards {self.id!r} are not made of the picks of a multiple choice")
        return source


class Cards(QuestionType[CardsQuestion]):
    """The answer is `{pick: {column: option}}`, without the taps left blank."""

    name = "cards"
    example = """
        - id: wishes
          type: multiple
          label: {en: What would you come to?}
          options: {choir: {en: singing}, walks: {en: walks}}
        - id: more
          type: cards
          of: wishes
          label: {en: A little more about what you chose}
          columns:
            - id: often
              measures: frequency
              label: {en: How often?}
              options: {weekly: {en: every week}, few: {en: a few times a year}}
    """
    xlsform = "a group of `select_one`, each asked if its option was picked"
    Model = CardsQuestion
    measure = Measure.NOMINAL
    grows = True

    def control(self, question: CardsQuestion) -> Control:
        return Control.CARDS

    def applies(self, question: CardsQuestion, answers: Answers, context: Context) -> bool:
        return bool(question.rows(answers, context))

    def parse(self, question: CardsQuestion, fields: Fields, context: Context) -> Parsed:
        answer: dict[str, dict[str, str]] = {}
        faults: list[str] = []
        for row in question.possible_rows(context):
            for column in question.columns:
                value, twice = one_value(fields, field_name(question, row.code, column.id))
                faults += [two_answers()] if twice else []
                if value is not None:
                    answer.setdefault(row.code, {})[column.id] = value
        faults = list(dict.fromkeys(faults)) or (self.check(question, answer, context) if answer else [])
        return Parsed(None if faults else answer or None, faults)

    def fields(self, question: CardsQuestion, answer: Answer) -> dict[str, list[str]]:
        return {
            field_name(question, row, column): [option]
            for row, taps in (answer or {}).items()
            for column, option in taps.items()
        }

    def check(self, question: CardsQuestion, answer: Answer, context: Context) -> list[str]:
        rows = {row.code for row in question.possible_rows(context)}
        if not isinstance(answer, dict) or not answer or not set(answer) <= rows:
            return [unreadable()]
        offered = {column.id: {option.code for option in column.options} for column in question.columns}
        for taps in answer.values():
            if not isinstance(taps, dict) or not taps or not set(taps) <= set(offered):
                return [unreadable()]
            if not all(isinstance(option, str) and option in offered[column] for column, option in taps.items()):
                return [not_on_offer()]
        return []

    def cut(self, question: CardsQuestion, answer: Answer, answers: Answers, context: Context) -> Answer:
        if not isinstance(answer, dict) or not all(isinstance(taps, dict) for taps in answer.values()):
            return answer
        kept: dict[str, dict[str, str]] = {}
        for row in question.rows(answers, context):
            taps = answer.get(row.code, {})
            shown = {column.id: taps[column.id] for column in question.shown_columns(taps) if column.id in taps}
            kept |= {row.code: shown} if shown else {}
        return kept | _unknown_parts(question, answer, context) or None

    def complete(self, question: CardsQuestion, answer: Answer, answers: Answers, context: Context) -> bool:
        given = answer or {}
        rows = (given.get(row.code, {}) for row in question.rows(answers, context))
        return all(set(taps) >= {column.id for column in question.shown_columns(taps)} for taps in rows)

    def encode(self, question: CardsQuestion, answer: Answer, context: Context, state: State) -> list[Code]:
        picked = {row.code for row in question.rows(state.answers, context)} if state.asked else set()
        codes = []
        for row in question.possible_rows(context):
            taps = (answer or {}).get(row.code, {})
            shown = {column.id for column in question.shown_columns(taps)} if row.code in picked else set()
            for column in question.columns:
                option = choice_code(column.options, taps.get(column.id), column.id in shown)
                codes.append(Code(f"{question.id}.{row.code}.{column.id}", option))
        return codes

    def variables(self, question: CardsQuestion, language: str) -> list[Variable]:
        return [
            Variable(
                item=f"{question.id}.{row.code}.{column.id}",
                label=text(row.label, language),
                measure=self.measure,
                options=labelled(column.options, language),
                role=column.measures or "",
                question=question.id,
                option=row.code,
            )
            for row in question.all_rows()
            for column in question.columns
        ]

    def sample(self, question: CardsQuestion, context: Context) -> Answer:
        first = question.columns[0]
        return {row.code: {first.id: first.options[0].code} for row in question.possible_rows(context)[:2]}

    def on_paper(self, question: CardsQuestion, context: Context) -> Paper:
        boxes = tuple(
            Box(
                field_name(question, row.code, column.id), option.code, option.label, row.label, column.label,
                column.show_if,
            )
            for row in question.possible_rows(context)
            for column in question.columns
            for option in column.options
        )  # fmt: skip
        return Paper(Layout.CARDS, boxes, about=question.of)

    def missing(self, question: CardsQuestion) -> str:
        return _("Choose one on every card.")

    def problems(self, question: CardsQuestion, earlier: Mapping[str, Question]) -> Iterator[Problem]:
        if not isinstance(earlier.get(question.of), MultipleQuestion):
            yield ("of",), _("cards are made of the picks of an earlier question with several answers; write its id")
        elif earlier[question.of].sensitive and not question.sensitive:
            yield ("of",), _("the cards would give away sensitive picks; write »sensitive: true« here too")
        for place, column in enumerate(question.columns):
            before = {other.id: other for other in question.columns[:place]}
            for message in _column_problems(column, before):
                yield ("columns", place, "show_if"), message

    def connect(
        self, question: CardsQuestion, earlier: Mapping[str, Question], activities: Mapping[str, Option]
    ) -> None:
        question.connect(source=earlier.get(question.of))


def _column_problems(column: Column, before: Mapping[str, Column]) -> Iterator[str]:
    """A tap's condition looks back on its own card, at options that are offered there."""
    if column.show_if is None:
        return

    def look(name: str) -> Subject | str:
        if name not in before:
            return unknown_word(name, before)
        return Subject(Value.OPTION, frozenset(option.code for option in before[name].options))

    try:
        yield from condition_problems(parse(column.show_if), look)
    except BadCondition as error:
        yield str(error)


def _unknown_parts(question: CardsQuestion, answer: Answer, context: Context) -> dict[str, Answer]:
    """What was never on offer stays, so that it is refused and not lost in silence."""
    rows = {row.code for row in question.possible_rows(context)}
    columns = {column.id for column in question.columns}
    return {row: taps for row, taps in answer.items() if row not in rows or not set(taps) <= columns}


TYPE = Cards()
