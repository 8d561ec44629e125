"""Something to read between the questions; nobody answers it."""
# ruff: noqa: ARG002 (every type answers the same calls)

from collections.abc import Iterator, Mapping
from typing import Literal

from analysis.codebook import Measure, Variable
from survey.i18n import gettext as _
from survey.questionnaire.context import Context
from survey.questionnaire.model import Question
from survey.questionnaire.paper import Layout, Paper
from survey.questionnaire.question_type import (
    Answer,
    Answers,
    Code,
    Control,
    Fields,
    Parsed,
    Problem,
    QuestionType,
    State,
    unreadable,
)


class NoteQuestion(Question):
    """A heading with a text under it."""

    type: Literal["note"]


class Note(QuestionType[NoteQuestion]):
    """There is no answer, so there is nothing to count."""

    name = "note"
    example = """
        - id: thanks
          type: note
          measures: note
          label: {en: Three more questions to go.}
    """
    xlsform = "`note`"
    Model = NoteQuestion
    measure = Measure.TEXT
    answered_by_people = False

    def control(self, question: NoteQuestion) -> Control:
        return Control.NOTE

    def parse(self, question: NoteQuestion, fields: Fields, context: Context) -> Parsed:
        return Parsed(None, [])

    def fields(self, question: NoteQuestion, answer: Answer) -> dict[str, list[str]]:
        return {}

    def check(self, question: NoteQuestion, answer: Answer, context: Context) -> list[str]:
        return [] if answer is None else [unreadable()]

    def encode(self, question: NoteQuestion, answer: Answer, context: Context, state: State) -> list[Code]:
        return []

    def variables(self, question: NoteQuestion, language: str) -> list[Variable]:
        return []

    def sample(self, question: NoteQuestion, context: Context) -> Answer:
        return None

    def on_paper(self, question: NoteQuestion, context: Context) -> Paper:
        return Paper(Layout.WORDS)

    def complete(self, question: NoteQuestion, answer: Answer, answers: Answers, context: Context) -> bool:
        return True

    def problems(self, question: NoteQuestion, earlier: Mapping[str, Question]) -> Iterator[Problem]:
        if question.required or question.require:
            yield (), _("nobody answers a note; remove »required:« and »require:«")


TYPE = Note()
