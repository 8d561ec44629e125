"""From the fields of a form, or a document from elsewhere, to answers that are checked, cut and coded."""

import random
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any, NamedTuple

from survey.i18n import gettext as _
from survey.i18n import worded
from survey.questionnaire.condition import holds
from survey.questionnaire.context import Context
from survey.questionnaire.model import Question, Questionnaire
from survey.questionnaire.path import walk
from survey.questionnaire.question_type import NOT_ASKED, Code, State
from survey.questionnaire.types import type_of

__all__ = [
    "Code", "Coded", "Context", "Finished", "PairCode", "Reading", "Refused", "code", "finish", "order", "read",
]  # fmt: skip


class Refused(ValueError):
    """A document that the questionnaire does not allow; `faults` are sentences by question."""

    def __init__(self, faults: dict[str, list[str]]) -> None:
        super().__init__("; ".join(f"{name}: {' '.join(said)}" for name, said in faults.items()))
        self.faults = faults


class PairCode(NamedTuple):
    """One cell of a declared crossing that a response adds to."""

    item: str
    option: str
    other_item: str
    other_option: str


@dataclass(frozen=True)
class Reading:
    """What a form said: answers by question, and what is wrong with them in sentences."""

    answers: dict[str, Any]
    faults: dict[str, list[str]]


@dataclass(frozen=True)
class Coded:
    """How a response counts."""

    codes: list[Code]
    sensitive_codes: list[Code]
    pairs: list[PairCode]
    strata: dict[str, str]


@dataclass(frozen=True)
class Finished(Coded):
    """A response ready to be stored: its answers, with sensitive ones and own words taken out of them."""

    answers: dict[str, Any] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    sensitive: dict[str, Any] = field(default_factory=dict)


def read(
    questionnaire: Questionnaire,
    fields: Mapping[str, list[str]],
    context: Context,
    sections: Collection[str] | None = None,
) -> Reading:
    """Read a form. Fields of every page are read, so that conditions hold; faults are told of `sections` only."""
    parsed = {q.id: type_of(q).parse(q, fields, context) for q in questionnaire.questions()}
    given = {name: read.answer for name, read in parsed.items() if read.answer is not None}
    on_path, kept = walk(questionnaire, given, context)
    told = _told(questionnaire, sections)
    faults = {}
    for name, question in on_path.items():
        said = parsed[name].faults or _missing(question, kept.get(name), kept, context) or _unmet(question, kept)
        if said and name in told:
            faults[name] = said
    return Reading(kept, faults)


def _told(questionnaire: Questionnaire, sections: Collection[str] | None) -> set[str]:
    """The questions whose faults are of interest now."""
    wanted = (s for s in questionnaire.sections if sections is None or s.id in sections)
    return {question.id for section in wanted for question in section.questions}


def _missing(question: Question, answer: Any, answers: Mapping[str, Any], context: Context) -> list[str]:
    """What a required question says while it is not answered in full."""
    kind = type_of(question)
    if not question.required or kind.complete(question, answer, answers, context):
        return []
    return [kind.missing(question)]


def _unmet(question: Question, answers: Mapping[str, Any]) -> list[str]:
    """What a question says whose answer does not agree with what it requires; a blank one requires nothing."""
    if question.id not in answers:
        return []
    return [worded(rule.message) for rule in question.require if not holds(rule.condition, answers)]


def finish(
    questionnaire: Questionnaire, answers: Mapping[str, Any], context: Context, *, gone: bool = False
) -> Finished:
    """Check a whole response, cut it to its path and code it; raises `Refused` when it does not fit.

    When the person has `gone`, nobody can be asked once more: what is required may be blank, except consent.
    """
    on_path, kept = walk(questionnaire, answers, context)
    faults = _faults(questionnaire, answers, on_path, kept, context, gone)
    if faults:
        raise Refused(faults)
    coded = code(questionnaire, kept, context)
    plain: dict[str, Any] = {}
    sensitive: dict[str, Any] = {}
    texts: dict[str, str] = {}
    for name, answer in kept.items():
        question, kind = on_path[name], type_of(on_path[name])
        texts |= kind.texts(question, answer)
        (sensitive if question.sensitive else plain)[name] = kind.without_texts(question, answer)
    return Finished(
        coded.codes, coded.sensitive_codes, coded.pairs, coded.strata, answers=plain, texts=texts, sensitive=sensitive
    )


def _faults(
    questionnaire: Questionnaire,
    answers: Mapping[str, Any],
    on_path: Mapping[str, Question],
    kept: Mapping[str, Any],
    context: Context,
    gone: bool,
) -> dict[str, list[str]]:
    """Everything that keeps a document from being stored, by question."""
    known = {question.id for question in questionnaire.questions()}
    faults = {str(name): [_("This questionnaire does not ask this.")] for name in answers if name not in known}
    for name, question in on_path.items():
        answer = kept.get(name)
        said = [] if answer is None else type_of(question).check(question, answer, context)
        if not gone or type_of(question).gives_consent:
            said = said or _missing(question, answer, kept, context)
        said = said or _unmet(question, kept)
        if said:
            faults[name] = said
    return faults


def code(questionnaire: Questionnaire, answers: Mapping[str, Any], context: Context) -> Coded:
    """Count answers that are known to fit, sensitive ones among them: also to build a tally anew from documents."""
    on_path, kept = walk(questionnaire, answers, context)
    by_question: dict[str, list[Code]] = {}
    for question in questionnaire.questions():
        state = State(question.id in on_path, kept)
        answer = kept.get(question.id)
        by_question[question.id] = type_of(question).encode(question, answer, context, state)
    ordinary = [c for q in questionnaire.questions() if not q.sensitive for c in by_question[q.id]]
    apart = [c for q in questionnaire.questions() if q.sensitive for c in by_question[q.id]]
    return Coded(ordinary, apart, list(_pairs(questionnaire, by_question)), _strata(questionnaire, by_question))


def _pairs(questionnaire: Questionnaire, by_question: Mapping[str, list[Code]]) -> Iterator[PairCode]:
    """Cross what was chosen in two questions; a question crossed with itself gives each pair once."""
    for left, right in questionnaire.pairs:
        chosen = [_crossing(questionnaire, name, by_question) for name in (left, right)]
        crossed = combinations(chosen[0], 2) if left == right else product(*chosen)
        for one, other in crossed:
            yield PairCode(one.item, one.option, other.item, other.option)


def _crossing(questionnaire: Questionnaire, name: str, by_question: Mapping[str, list[Code]]) -> list[Code]:
    question = questionnaire.question(name)
    return type_of(question).crossing(question, by_question[name])


def _strata(questionnaire: Questionnaire, by_question: Mapping[str, list[Code]]) -> dict[str, str]:
    """The age band and gender of a response, with the reserved codes where they were not told."""
    strata = {"age": NOT_ASKED, "gender": NOT_ASKED}
    for question in questionnaire.questions():
        if question.stratum:
            strata[question.stratum] = by_question[question.id][0].option
    return strata


def order(question: Question, seed: str, context: Context) -> tuple[str, ...]:
    """Shuffle the options of a question the same way for the same seed; those that stand apart stay last."""
    kind = type_of(question)
    offered = list(kind.options(question, context))
    if not kind.shuffles(question):
        return tuple(option.code for option in offered)
    last = [option for option in offered if kind.stays_last(question, option)]
    rest = [option.code for option in offered if option not in last]
    random.Random(f"{seed}:{question.id}").shuffle(rest)  # noqa: S311 (an order of options is no secret)
    return (*rest, *(option.code for option in last))


def paper_order(question: Question, which: int, context: Context) -> tuple[str, ...]:
    """The options as a sheet prints them: in the order of the questionnaire on the first kind, turned on the second."""
    kind = type_of(question)
    offered = list(kind.options(question, context))
    if not kind.shuffles(question) or which == 1:
        return tuple(option.code for option in offered)
    last = [option.code for option in offered if kind.stays_last(question, option)]
    return (*reversed([option.code for option in offered if option.code not in last]), *last)
