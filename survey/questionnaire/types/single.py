"""One option out of several, perhaps with a line for one's own words."""
# ruff: noqa: ARG002 (every type answers the same calls)

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from pydantic import Field, StrictBool

from analysis.codebook import Measure
from survey.i18n import gettext as _
from survey.i18n import text
from survey.questionnaire.condition import holds
from survey.questionnaire.context import Context
from survey.questionnaire.model import Option, Question
from survey.questionnaire.one_answer import OneAnswer
from survey.questionnaire.own_words import OTHER, SHORT, own_words_problem, tidy, too_long
from survey.questionnaire.paper import Line, Paper, boxes
from survey.questionnaire.question_type import (
    BLANK,
    NOT_ASKED,
    REFUSED,
    Answer,
    Answers,
    Code,
    Control,
    Fields,
    Parsed,
    Problem,
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
    random_order: StrictBool = False
    other: StrictBool = False


class Single(OneAnswer[SingleQuestion]):
    """A choice of one; the answer is the option's code, or `{"picked": "other", "other": words}`."""

    name = "single"
    example = """
        - id: how
          type: single
          measures: intent
          label: {en: How often would you come?}
          options:
            weekly: {en: every week}
            rarely: {en: less often}
            na: {label: {en: rather not say}, refusal: true}
    """
    xlsform = "`select_one`"
    Model = SingleQuestion
    measure = Measure.NOMINAL
    value = Value.OPTION
    filters = True

    def control(self, question: SingleQuestion) -> Control:
        return Control.OPTIONS

    def options(self, question: SingleQuestion, context: Context) -> tuple[Option, ...]:
        return question.options

    def offered_codes(self, question: SingleQuestion) -> frozenset[str] | None:
        return frozenset(option.code for option in question.options)

    def applies(self, question: SingleQuestion, answers: Answers, context: Context) -> bool:
        return any(holds(option.show_if, answers) for option in question.options)

    def parse(self, question: SingleQuestion, fields: Fields, context: Context) -> Parsed:
        words = tidy(" ".join(fields.get(field_name(question, OTHER), []))) if question.other else ""
        if not words:
            return super().parse(question, fields, context)
        choice, twice = one_value(fields, field_name(question))
        if twice or choice not in (None, OTHER):
            return Parsed(None, [two_answers()])
        answer = {"picked": OTHER, OTHER: words}
        faults = self.check(question, answer, context)
        return Parsed(None if faults else answer, faults)

    def fields(self, question: SingleQuestion, answer: Answer) -> dict[str, list[str]]:
        if isinstance(answer, dict):
            return {field_name(question): [OTHER], field_name(question, OTHER): [answer[OTHER]]}
        return super().fields(question, answer)

    def check(self, question: SingleQuestion, answer: Answer, context: Context) -> list[str]:
        if isinstance(answer, dict):
            words = answer.get(OTHER)
            fits = question.other and set(answer) == {"picked", OTHER} and answer["picked"] == OTHER
            return too_long(tidy(words), SHORT) if fits and isinstance(words, str) and tidy(words) else [not_on_offer()]
        return [] if answer in [option.code for option in question.options] else [not_on_offer()]

    def cut(self, question: SingleQuestion, answer: Answer, answers: Answers, context: Context) -> Answer:
        chosen = chosen_code(answer)
        hidden = any(option.code == chosen and not holds(option.show_if, answers) for option in question.options)
        return None if hidden else answer

    def encode(self, question: SingleQuestion, answer: Answer, context: Context, state: State) -> list[Code]:
        return [Code(question.id, choice_code(question.options, chosen_code(answer), state.asked))]

    def texts(self, question: SingleQuestion, answer: Answer) -> dict[str, str]:
        return {f"{question.id}.{OTHER}": tidy(answer[OTHER])} if isinstance(answer, dict) else {}

    def without_texts(self, question: SingleQuestion, answer: Answer) -> Answer:
        return chosen_code(answer)

    def with_texts(self, question: SingleQuestion, answer: Answer, words: Mapping[str, str]) -> Answer:
        said = words.get(f"{question.id}.{OTHER}")
        return {"picked": answer, OTHER: said} if said else answer

    def groups(self, question: SingleQuestion, language: str) -> tuple[tuple[str, str], ...]:
        return labelled(question.options, language)

    def sample(self, question: SingleQuestion, context: Context) -> Answer:
        return question.options[0].code

    def on_paper(self, question: SingleQuestion, context: Context) -> Paper:
        sheet = boxes(question, question.options)
        words = next((option for option in question.options if question.other and option.code == OTHER), None)
        return replace(sheet, lines=(Line(field_name(question, OTHER), words.label, SHORT),)) if words else sheet

    def missing(self, question: SingleQuestion) -> str:
        return choose_one(question.options)

    def shuffles(self, question: SingleQuestion) -> bool:
        return question.random_order

    def stays_last(self, question: SingleQuestion, option: Option) -> bool:
        return option.stands_alone or (question.other and option.code == OTHER)

    def problems(self, question: SingleQuestion, earlier: Mapping[str, Question]) -> Iterator[Problem]:
        yield from own_words_problem(question, question.other)


def chosen_code(answer: Answer) -> Answer:
    """The option's code in an answer with or without own words."""
    return answer.get("picked") if isinstance(answer, dict) else answer


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
