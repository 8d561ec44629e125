"""Agreeing to take part, before anything else is asked."""
# ruff: noqa: ARG002 (every type answers the same calls)

from typing import Literal

from pydantic import Field, StrictBool

from analysis.codebook import Measure, Variable
from survey.i18n import gettext as _
from survey.questionnaire.context import Context
from survey.questionnaire.model import Question, Text
from survey.questionnaire.paper import Box, Layout, Paper
from survey.questionnaire.question_type import (
    Answer,
    Code,
    Control,
    Fields,
    Parsed,
    QuestionType,
    State,
    field_name,
    unreadable,
)

AGREED = "yes"


class ConsentQuestion(Question):
    """A tick box with the promise beside it; the promise follows the legal basis of the round."""

    type: Literal["consent"]
    required: StrictBool = True
    agree: Text
    legal_basis: dict[Literal["public_task", "consent"], Text] = Field(default_factory=dict)

    def promise(self, context: Context) -> Text:
        """What is said about names and purpose on this legal basis."""
        return next((said for basis, said in self.legal_basis.items() if basis == context.legal_basis), {})


class Consent(QuestionType[ConsentQuestion]):
    """Nobody is counted without it, so it has no codes."""

    name = "consent"
    example = """
        - id: agreed
          type: consent
          required: true
          measures: consent
          label: {en: Before you begin}
          agree: {en: I answer without my name.}
          legal_basis:
            public_task: {en: Planning shared spaces is one of the duties of the municipality.}
            consent: {en: The municipality uses your answers only if you consent.}
    """
    xlsform = "`acknowledge`"
    Model = ConsentQuestion
    measure = Measure.BINARY
    gives_consent = True

    def control(self, question: ConsentQuestion) -> Control:
        return Control.CONSENT

    def parse(self, question: ConsentQuestion, fields: Fields, context: Context) -> Parsed:
        ticked = [value for value in fields.get(field_name(question), []) if value]
        if not ticked:
            return Parsed(None, [])
        faults = [] if set(ticked) == {AGREED} else [unreadable()]
        return Parsed(None if faults else AGREED, faults)

    def fields(self, question: ConsentQuestion, answer: Answer) -> dict[str, list[str]]:
        return {} if answer is None else {field_name(question): [answer]}

    def check(self, question: ConsentQuestion, answer: Answer, context: Context) -> list[str]:
        return [] if answer == AGREED else [unreadable()]

    def encode(self, question: ConsentQuestion, answer: Answer, context: Context, state: State) -> list[Code]:
        return []

    def variables(self, question: ConsentQuestion, language: str) -> list[Variable]:
        return []

    def sample(self, question: ConsentQuestion, context: Context) -> Answer:
        return AGREED

    def on_paper(self, question: ConsentQuestion, context: Context) -> Paper:
        return Paper(Layout.LIST, (Box(field_name(question), AGREED, question.agree),))

    def missing(self, question: ConsentQuestion) -> str:
        return _("Tick the box if you agree. Without it your answers cannot be kept.")


TYPE = Consent()
