"""About how long a questionnaire takes, so that nobody is promised five minutes and kept for fifteen."""

from collections.abc import Iterator

from survey.i18n import text
from survey.questionnaire.context import Context
from survey.questionnaire.model import Question, Questionnaire, Section
from survey.questionnaire.question_type import Control
from survey.questionnaire.types import type_of

WORDS_A_SECOND = 2.5
"""Slower than most people read, because somebody of 79 on a phone is meant, too."""

TURNING = 2.0
"""Seconds for the button to the next page."""

SOME_PICKS = 3
"""On how many cards people usually answer."""

# What answering takes beyond reading the question: once, and for each option, row or tap.
_EFFORT: dict[Control, tuple[float, float]] = {
    Control.OPTIONS: (3, 0.7),
    Control.GRID: (3, 4.5),
    Control.CARDS: (3, 0),
    Control.TEXTAREA: (40, 0),
    Control.LINE: (8, 0),
}
_USUAL = (5, 0.3)


def seconds(questionnaire: Questionnaire, language: str) -> int:
    """Estimate for somebody who is asked half of what hangs on a condition and skips optional pages."""
    return round(sum(_parts(questionnaire, language)))


def _parts(questionnaire: Questionnaire, language: str) -> Iterator[float]:
    for section in questionnaire.sections:
        if section.optional:
            continue
        yield TURNING + _reading(text(section.title, language), text(section.hint, language))
        for question in section.questions:
            yield _question(question, language) * _chance(section, question)


def _chance(section: Section, question: Question) -> float:
    """A condition on a page is usually the way through; one on a single question is as often false as true."""
    return 0.5 if question.show_if and not section.show_if else 1


def _reading(*texts: str) -> float:
    return sum(len(words.split()) for words in texts) / WORDS_A_SECOND


def _question(question: Question, language: str) -> float:
    kind = type_of(question)
    control = kind.control(question)
    once, each = _EFFORT.get(control, _USUAL)
    columns = getattr(question, "columns", ())
    if columns:
        return once + SOME_PICKS * sum(_reading(text(c.label, language)) + 4 for c in columns if not c.show_if)
    options = kind.options(question, Context())
    items = len(kind.variables(question, language)) if control is Control.GRID else len(options)
    said = (question.label, question.hint, getattr(question, "agree", None))
    return _reading(*(text(part, language) for part in said)) + once + each * items
