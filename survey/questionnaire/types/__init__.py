"""All types of questions, found by looking into this folder."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from survey.questionnaire.model import Question
from survey.questionnaire.question_type import QuestionType


@cache
def registry() -> dict[str, QuestionType[Any]]:
    """Every type by the name written in questionnaires."""
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    types: list[QuestionType[Any]] = [module.TYPE for module in modules]
    return {kind.name: kind for kind in types}


def type_of(question: Question) -> QuestionType[Any]:
    """The type that knows how to treat this question."""
    return registry()[question.type]
