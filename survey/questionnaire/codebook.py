"""What each counted item of a questionnaire means: for the statistics, and for whoever opens the data."""

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.codebook import ANSWERED, BLANK, NOT_ASKED, REFUSED, TICKS, Codebook, Measure, Variable
from survey.i18n import text
from survey.questionnaire.context import Context
from survey.questionnaire.model import Option, Question, Questionnaire, Section
from survey.questionnaire.types import type_of

STATES = (NOT_ASKED, BLANK, REFUSED, ANSWERED)
"""What stands where no option stands; four different things, because shares are of different people."""


def codebook(questionnaire: Questionnaire, language: str) -> Codebook:
    """Describe every item that a response can be counted in, in the questionnaire's order."""
    described = (type_of(question).variables(question, language) for question in questionnaire.questions())
    return Codebook(tuple(variable for variables in described for variable in variables))


@dataclass(frozen=True)
class Item:
    """One line of the codebook: a counted item, with the states it can be in instead of an option."""

    variable: Variable
    states: tuple[str, ...]

    @property
    def is_number_of_ticks(self) -> bool:
        """Whether it counts the ticks of a question with several answers."""
        return self.variable.option == TICKS


@dataclass(frozen=True)
class Asked:
    """One question of the codebook with its items; a question without items is kept but not counted."""

    question: Question
    page: int
    label: str
    hint: str
    conditions: tuple[str, ...]
    items: tuple[Item, ...]


def asked(questionnaire: Questionnaire, language: str) -> Iterator[Asked]:
    """Describe every question, those that are not counted too, in the questionnaire's order."""
    for page, section in enumerate(questionnaire.sections, 1):
        for question in section.questions:
            conditions = tuple(condition for condition in (section.show_if, question.show_if) if condition)
            items = tuple(
                Item(variable, tuple(_states(section, question, variable)))
                for variable in type_of(question).variables(question, language)
            )
            label, hint = text(question.label, language), text(question.hint, language)
            yield Asked(question, page, label, hint, conditions, items)


def _states(section: Section, question: Question, variable: Variable) -> Iterator[str]:
    """Which states an item can be in besides its options."""
    options = options_of(question, variable)
    hangs_on_picks = question.source is not None
    if section.show_if or question.show_if or hangs_on_picks:
        yield NOT_ASKED
    if not question.required:
        yield BLANK
    if any(option.refusal for option in options):
        yield REFUSED
    if variable.measure is Measure.TEXT:
        yield ANSWERED


def options_of(question: Question, variable: Variable) -> tuple[Option, ...]:
    """The options of an item: those of its column where a question has columns."""
    for column in getattr(question, "columns", ()):
        if variable.item.endswith(f".{column.id}"):
            return tuple(column.options)
    return type_of(question).options(question, Context())
