"""What all types have in common whose answer comes in one field of a form and is counted in one item."""
# ruff: noqa: ARG002 (every type answers the same calls)

import unicodedata
from abc import abstractmethod
from typing import TypeVar

from analysis.codebook import Variable
from survey.i18n import text
from survey.questionnaire.context import Context
from survey.questionnaire.model import Option, Question
from survey.questionnaire.paper import Layout, Paper, line
from survey.questionnaire.question_type import (
    BLANK,
    NOT_ASKED,
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

Q = TypeVar("Q", bound=Question)


class OneAnswer(QuestionType[Q]):
    """One field, one item; a type says how what was typed is read and what it is counted as."""

    def read(self, question: Q, given: str) -> Answer:
        """The answer in what was typed; what cannot be read stays as it is and is refused by `check`."""
        return given

    def write(self, answer: Answer) -> str:
        """The answer as it stands in the form: the inverse of `read`."""
        return str(answer)

    def group(self, question: Q, answer: Answer) -> Code:
        """What an answer is counted as."""
        return Code(question.id, str(answer))

    def groups(self, question: Q, language: str) -> tuple[tuple[str, str], ...]:
        """What answers are counted as, with labels in the order of every table."""
        return ()

    def parse(self, question: Q, fields: Fields, context: Context) -> Parsed:
        given, twice = one_value(fields, field_name(question))
        if given is None or not given.strip():
            return Parsed(None, [])
        if twice:
            return Parsed(None, [two_answers()])
        answer = self.read(question, given)
        faults = self.check(question, answer, context)
        return Parsed(None if faults else answer, faults)

    def fields(self, question: Q, answer: Answer) -> dict[str, list[str]]:
        return {} if answer is None else {field_name(question): [self.write(answer)]}

    def encode(self, question: Q, answer: Answer, context: Context, state: State) -> list[Code]:
        if not state.asked:
            return [Code(question.id, NOT_ASKED)]
        return [Code(question.id, BLANK) if answer is None else self.group(question, answer)]

    def variables(self, question: Q, language: str) -> list[Variable]:
        label, role = text(question.label, language), question.measures or ""
        return [Variable(question.id, label, self.measure, self.groups(question, language), role, question.id)]


class Moment(OneAnswer[Q]):
    """A day or a time of day, typed in figures."""

    letters: int
    sample_on_paper: str

    def control(self, question: Q) -> Control:
        return Control.DAY

    def read(self, question: Q, given: str) -> Answer:
        return self.moment(unicodedata.normalize("NFKC", given).strip().lower())

    @abstractmethod
    def moment(self, typed: str) -> str:
        """The day or hour in one form, however it was written."""

    def on_paper(self, question: Q, context: Context) -> Paper:
        return line(question, self.letters, Layout.FIGURES, sample=self.sample_on_paper)


class Somewhere(OneAnswer[Q]):
    """A place that only the assessment knows."""

    value = Value.OPTION

    def offered_codes(self, question: Q) -> frozenset[str] | None:
        return None

    def offered(self, question: Q, context: Context) -> tuple[Option, ...]:
        """Everything that can be answered, also what is no line of the list."""
        return self.options(question, context)

    def check(self, question: Q, answer: Answer, context: Context) -> list[str]:
        return [] if answer in [option.code for option in self.offered(question, context)] else [not_on_offer()]
