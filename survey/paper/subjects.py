"""What a condition on paper speaks of: a question by its number, or a part of the same card by its words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from survey.i18n import gettext as _
from survey.i18n import text
from survey.questionnaire.context import Context
from survey.questionnaire.model import Question
from survey.questionnaire.paper import Box, Layout, Paper
from survey.questionnaire.question_type import Value
from survey.questionnaire.types import type_of


@dataclass(frozen=True)
class Subject:
    """One thing that can be answered before: where it stands on the sheet, and what its answers are called."""

    at: str
    """Where, as it stands in a sentence: "at question 3"."""
    value: Value
    labels: Mapping[str, str] = field(default_factory=dict)
    formula: str = ""
    """What it is worked out from, where nobody answers it."""


Subjects = Mapping[str, Subject]


def at_number(number: int) -> str:
    """Where a numbered question stands."""
    return _("at question %(number)s", number=number)


def at_words(label: str) -> str:
    """Where something without a number stands."""
    return _("at »%(label)s«", label=label)


def subject_of(question: Question, number: int | None, context: Context) -> Subject:
    """A question of the sheet."""
    kind, paper = type_of(question), type_of(question).on_paper(question, context)
    at = at_words(text(question.label)) if number is None else at_number(number)
    formula = getattr(question, "calculate", "") if paper.layout is Layout.NOTHING else ""
    return Subject(at, kind.value, _everything(question) | labels_of(paper), formula)


def labels_of(paper: Paper) -> dict[str, str]:
    """What each answer is called on the sheet."""
    return {box.value: _whole(box) for box in paper.boxes}


def _everything(question: Question) -> dict[str, str]:
    """Answers that other districts offer are named, too; a condition may speak of them."""
    listed = getattr(question, "all_options", None)
    return {option.code: text(option.label) for option in listed()} if listed else {}


def _whole(box: Box) -> str:
    label = text(box.label) or box.value
    return f"{text(box.row)}, {label}" if box.row else label


def columns_of(boxes: Iterable[Box]) -> dict[str, Subject]:
    """The parts of a card by the names under which their conditions know each other."""
    found: dict[str, tuple[str, dict[str, str]]] = {}
    for box in boxes:
        _at, labels = found.setdefault(box.field.split("__")[-1], (text(box.column), {}))
        labels[box.value] = text(box.label)
    return {name: Subject(_("just above"), Value.OPTION, labels) for name, (_label, labels) in found.items()}
