"""Which questions are asked, given the answers so far: computed, never stored."""

from collections.abc import Iterator, Mapping
from typing import Any

from survey.questionnaire.condition import holds, parse, parse_sum, questions_in
from survey.questionnaire.context import Context
from survey.questionnaire.model import Question, Questionnaire, Section
from survey.questionnaire.types import type_of


def walk(
    questionnaire: Questionnaire, answers: Mapping[str, Any], context: Context
) -> tuple[dict[str, Question], dict[str, Any]]:
    """Follow the questionnaire once from the start: the questions asked, and the answers cut to that path.

    Conditions look back only, so one pass is enough; an answer to a hidden question counts as blank.
    """
    asked: dict[str, Question] = {}
    kept: dict[str, Any] = {}
    for question in _shown(questionnaire, kept, context):
        asked[question.id] = question
        answer = type_of(question).settle(question, answers.get(question.id), kept, context)
        if answer is not None:
            kept[question.id] = answer
    return asked, kept


def _shown(questionnaire: Questionnaire, kept: dict[str, Any], context: Context) -> Iterator[Question]:
    """Yield each question whose conditions hold, judged by what has been kept up to then."""
    for section in questionnaire.sections:
        if not holds(section.show_if, kept):
            continue
        for question in section.questions:
            if holds(question.show_if, kept) and type_of(question).applies(question, kept, context):
                yield question


def looked_at(question: Question) -> set[str]:
    """The questions that decide whether and how this one is asked."""
    conditions = [question.show_if, *(option.show_if for option in getattr(question, "options", ()))]
    nodes = [parse(condition) for condition in conditions if condition]
    if isinstance(sum_ := getattr(question, "calculate", None), str):
        nodes.append(parse_sum(sum_))
    return {name for node in nodes for name in questions_in(node)}


def asked(questionnaire: Questionnaire, answers: Mapping[str, Any], context: Context) -> list[Question]:
    """List the questions a person with these answers is asked."""
    return list(walk(questionnaire, answers, context)[0].values())


def pages(questionnaire: Questionnaire, answers: Mapping[str, Any], context: Context) -> list[Section]:
    """List the pages a person with these answers sees, each with only the questions asked."""
    on_path, _kept = walk(questionnaire, answers, context)
    cut = (
        section.model_copy(update={"questions": tuple(q for q in section.questions if q.id in on_path)})
        for section in questionnaire.sections
    )
    return [section for section in cut if any(type_of(q).drawn(q) for q in section.questions)]
