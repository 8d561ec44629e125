"""What every type of question can do; a new type is one new file in `types/`."""
# ruff: noqa: ARG002 (every type answers the same calls, whether or not it needs all they bring)

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from analysis.codebook import ANSWERED, BLANK, NOT_ASKED, REFUSED, Measure, Variable
from survey.i18n import gettext as _
from survey.questionnaire.context import Context
from survey.questionnaire.model import Option, Question
from survey.questionnaire.paper import Paper, boxes
from survey.questionnaire.wire import field_name

__all__ = [
    "ANSWERED", "BLANK", "NOT_ASKED", "REFUSED", "Code", "Control", "Paper", "Parsed", "QuestionType", "State", "Value",
    "field_name",
]  # fmt: skip

Answer = Any
"""What a person said, as plain JSON; its form depends on the type of the question."""

Answers = Mapping[str, Answer]
Fields = Mapping[str, list[str]]
Problem = tuple[tuple[str | int, ...], str]
"""A fault in a question's own definition: the path inside the question, and the sentence."""

Q = TypeVar("Q", bound=Question)


class Control(StrEnum):
    """What draws a question; templates exist per control, not per type."""

    SCALE = "scale"
    RANKING = "ranking"
    SLOTS = "slots"
    DAY = "day"
    CALCULATED = "calculated"
    NOTE = "note"
    PLACE = "place"

    OPTIONS = "options"
    CARDS = "cards"
    GRID = "grid"
    LINE = "line"
    TEXTAREA = "textarea"
    NUMBER = "number"
    CONSENT = "consent"
    DISTRICT = "district"


class Value(StrEnum):
    """What a condition may do with an answer."""

    OPTION = "option"
    OPTIONS = "options"
    NUMBER = "number"
    TEXT = "text"
    DAY = "day"
    HOUR = "hour"
    WHOLE = "whole"  # only answered or not
    UNKNOWN = "unknown"  # a question that is itself faulty: nothing is said of what looks at it


class Code(NamedTuple):
    """One cell that a response adds to."""

    item: str
    option: str
    value: float | None = None


class Parsed(NamedTuple):
    """An answer read from a form, or None for blank, with the sentences that say what is wrong with it."""

    answer: Answer
    faults: list[str]


@dataclass(frozen=True)
class State:
    """Whether a question was asked, and what was answered on its path."""

    asked: bool
    answers: Answers = field(default_factory=dict)


class QuestionType(ABC, Generic[Q]):
    """One type of question: how it is defined, read, checked, coded and described."""

    name: ClassVar[str]
    Model: ClassVar[type[Question]]
    measure: ClassVar[Measure]
    example: ClassVar[str]
    """A question of this type as an author writes it, after the questions it goes on from."""
    xlsform: ClassVar[str] = ""
    """What comes closest to it in an XLSForm."""
    value: ClassVar[Value] = Value.WHOLE
    many: ClassVar[bool] = False
    """Whether several options can be ticked."""
    input_type: ClassVar[str] = "text"
    contact_only: ClassVar[bool] = False
    """Whether the answer says who a person is, which a survey never asks."""
    gives_consent: ClassVar[bool] = False
    own_words: ClassVar[bool] = False
    """Whether the answer holds a person's own words, which are kept apart from everything else."""
    answered_by_people: ClassVar[bool] = True
    """Whether somebody answers it; a note is only read, a calculated value only worked out."""
    grows: ClassVar[bool] = False
    """Whether each part is answered by itself, so that one more leaves the answers about the others as they were."""
    filters: ClassVar[bool] = False
    """Whether each option may have a condition of its own."""

    @abstractmethod
    def control(self, question: Q) -> Control:
        """Say what draws the question."""

    @abstractmethod
    def parse(self, question: Q, fields: Fields, context: Context) -> Parsed:
        """Read an answer from the fields of a form."""

    @abstractmethod
    def fields(self, question: Q, answer: Answer) -> dict[str, list[str]]:
        """Write an answer as the fields of a form: the inverse of `parse`."""

    @abstractmethod
    def check(self, question: Q, answer: Answer, context: Context) -> list[str]:
        """Say what is wrong with an answer, wherever it comes from; nothing when it fits."""

    @abstractmethod
    def encode(self, question: Q, answer: Answer, context: Context, state: State) -> list[Code]:
        """Count the answer: exactly one code per item of the question."""

    @abstractmethod
    def variables(self, question: Q, language: str) -> list[Variable]:
        """Describe the items of the question for the codebook."""

    @abstractmethod
    def sample(self, question: Q, context: Context) -> Answer:
        """Give one answer that fits."""

    def options(self, question: Q, context: Context) -> tuple[Option, ...]:
        """List what can be chosen here, in the questionnaire's order."""
        return ()

    def offered_codes(self, question: Q) -> frozenset[str] | None:
        """List the codes a condition may name; None when only the assessment knows them."""
        return frozenset()

    def applies(self, question: Q, answers: Answers, context: Context) -> bool:
        """Say whether there is anything to ask, given the answers before."""
        return True

    def settle(self, question: Q, answer: Answer, answers: Answers, context: Context) -> Answer:
        """Give the answer that counts, from what was said and from the answers before."""
        return None if answer is None else self.cut(question, answer, answers, context)

    def cut(self, question: Q, answer: Answer, answers: Answers, context: Context) -> Answer:
        """Drop the parts of an answer that were not asked; None when nothing is left."""
        return answer

    def texts(self, question: Q, answer: Answer) -> dict[str, str]:
        """Take out a person's own words, by item."""
        return {}

    def without_texts(self, question: Q, answer: Answer) -> Answer:
        """Give the answer without a person's own words; it still codes the same."""
        return answer

    def with_texts(self, question: Q, answer: Answer, words: Mapping[str, str]) -> Answer:
        """Put a person's own words back, by item; what was erased since is left out."""
        return answer

    def crossing(self, question: Q, codes: list[Code]) -> list[Code]:
        """Pick the codes that take part when the question is crossed with another."""
        return [code for code in codes if not code.option.startswith("_")]

    def complete(self, question: Q, answer: Answer, answers: Answers, context: Context) -> bool:
        """Say whether a required question is answered."""
        return answer is not None

    def missing(self, question: Q) -> str:
        """The sentence for a required question left blank."""
        return _("This question still needs an answer.")

    def drawn(self, question: Q) -> bool:
        """Whether there is anything to see; a page without it is not shown."""
        return True

    def on_paper(self, question: Q, context: Context) -> Paper:
        """Give what is printed: everything that can be said on a screen can be said on paper."""
        return boxes(question, self.options(question, context), many=self.many)

    def shuffles(self, question: Q) -> bool:
        """Whether the options come in random order."""
        return False

    def stays_last(self, question: Q, option: Option) -> bool:
        """Whether an option keeps its place at the end, whatever the order of the others."""
        return option.stands_alone

    def problems(self, question: Q, earlier: Mapping[str, Question]) -> Iterator[Problem]:
        """Find faults in the question's own definition; `earlier` are the questions before it."""
        yield from ()

    def connect(self, question: Q, earlier: Mapping[str, Question], activities: Mapping[str, Option]) -> None:
        """Lend the question what it needs from the rest of the questionnaire."""


def one_value(fields: Fields, name: str) -> tuple[str | None, bool]:
    """Read a field that may come once; the second part says whether it came more often."""
    values = list(dict.fromkeys(value for value in fields.get(name, []) if value != ""))
    return (values[0] if values else None), len(values) > 1


def not_on_offer() -> str:
    """Say that an option is unknown here."""
    return _("This option is not on offer here. Choose one from the list.")


def two_answers() -> str:
    """Say that a single choice came twice."""
    return _("Two answers came for one question. Choose one.")


def unreadable() -> str:
    """Say that an answer has a form the question cannot hold."""
    return _("This answer does not fit the question. Answer it once more.")
