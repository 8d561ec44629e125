"""Random answers to a questionnaire that came from an XLSForm, in our words and in those of ODK."""

import random
from collections.abc import Iterator, Mapping
from typing import Any

from survey.questionnaire.condition import parse
from survey.questionnaire.context import Context
from survey.questionnaire.model import Question, Questionnaire
from survey.questionnaire.question_type import Control, Value
from survey.questionnaire.types import type_of
from survey.questionnaire.xlsform.read import Imported

HERE = Context("polje", (("polje", "Polje"), ("outside", "Outside")))
Answers = dict[str, Any]


class Person:
    """Answers about two questions of three, and never looks at whether they are asked."""

    def __init__(self, form: Imported, seed: int) -> None:
        self.form, self.chance = form, random.Random(seed)
        self.words = sorted(_words(form.questionnaire)) or ["x"]
        self.names: dict[str, list[str]] = {}
        for name, identifier in form.ids.items():
            self.names.setdefault(identifier, []).append(name)

    def answers(self) -> tuple[Answers, Answers]:
        """The same answers for us and for them."""
        ours, theirs = {}, {}
        for question in self.form.questionnaire.questions():
            answer = self.answer(question) if self.chance.random() < 0.66 else None
            if answer is not None:
                ours[question.id] = _ours(question, answer)
                theirs[self.names[question.id][0]] = self.translated(question, answer)
        return ours, theirs

    def answer(self, question: Question) -> Any:
        """One plain answer: a code, a list of codes, a number or a text; nothing where there are several rows."""
        kind = type_of(question)
        if question.id not in self.names or not kind.answered_by_people:
            return None
        if kind.control(question) is Control.CONSENT:
            return "yes"
        said = {
            Value.OPTION: self.code, Value.OPTIONS: self.some_codes, Value.NUMBER: self.number,
            Value.DAY: lambda _question: self.chance.choice(["2026-02-03", "2026-08-31"]),
            Value.TEXT: lambda _question: self.chance.choice([*self.words, "x"]),
        }  # fmt: skip
        return said.get(kind.value, lambda _question: None)(question)

    def codes(self, question: Question) -> list[str]:
        return sorted(option.code for option in type_of(question).options(question, HERE))

    def code(self, question: Question) -> str:
        return self.chance.choice(self.codes(question))

    def some_codes(self, question: Question) -> list[str]:
        """A rank of ODK holds all options, a choice of several any number."""
        codes = self.codes(question)
        whole = type_of(question).control(question) is Control.RANKING
        return self.chance.sample(codes, len(codes) if whole else self.chance.randint(1, len(codes)))

    def number(self, question: Any) -> int:
        return self.chance.randint(int(question.minimum), min(int(question.maximum), 30))

    def translated(self, question: Question, answer: Any) -> Any:
        """The answer with their names for options; a choice is a list there."""
        back = {ours: name for name, ours in self.form.codes.get(question.id, {}).items()}
        kind = type_of(question)
        if kind.value in (Value.OPTION, Value.OPTIONS):
            return [back.get(code, code) for code in (answer if isinstance(answer, list) else [answer])]
        if kind.control(question) is Control.SCALE:
            return [str(answer)]
        return True if kind.control(question) is Control.CONSENT else str(answer)


def _ours(question: Question, answer: Any) -> Any:
    kind = type_of(question)
    return {"picked": answer} if kind.many else answer


def _words(questionnaire: Questionnaire) -> Iterator[str]:
    """The texts that some condition compares with, so that it holds now and then."""
    for part in (*questionnaire.sections, *questionnaire.questions()):
        if part.show_if:
            yield from _literals(parse(part.show_if))


def _literals(node: tuple[Any, ...]) -> Iterator[str]:
    if node[0] == "lit":
        yield from [node[1]] if isinstance(node[1], str) else []
        return
    for inside in node[1:]:
        if isinstance(inside, tuple):
            yield from _literals(inside)


def without_conditions(form: Imported, rows: Mapping[int, str]) -> set[str]:
    """Our ids of questions whose condition could not be taken, as their losses say."""
    lost = {loss.row for loss in form.losses.found if "the condition was not taken" in loss.message}
    return {form.ids[rows[row]] for row in lost if rows.get(row) in form.ids}
