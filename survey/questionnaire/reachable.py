"""What an e-mail address and a telephone number have in common: they say who a person is."""
# ruff: noqa: ARG002 (every type answers the same calls)

import unicodedata
from typing import TypeVar

from analysis.codebook import Measure, Variable
from survey.i18n import gettext as _
from survey.questionnaire.context import Context
from survey.questionnaire.model import Question
from survey.questionnaire.one_answer import OneAnswer
from survey.questionnaire.paper import Paper, line
from survey.questionnaire.question_type import (
    Answer,
    Code,
    Control,
    State,
)

LONGEST_LINE = 40
_INVISIBLE = ("Cc", "Cf")
"""Unicode's signs that nobody sees: controls, joiners, marks of direction. Nobody types them on purpose."""
R = TypeVar("R", bound=Question)


class Reachable(OneAnswer[R]):
    """A line that is never counted and never part of a survey."""

    measure = Measure.TEXT
    contact_only = True

    def control(self, question: R) -> Control:
        return Control.LINE

    def read(self, question: R, given: str) -> Answer:
        return unicodedata.normalize("NFKC", given).strip(" ")

    def unseen(self, answer: str) -> list[str]:
        """A sentence where an invisible sign has come along, usually by copying; nobody could find it otherwise."""
        if not any(unicodedata.category(sign) in _INVISIBLE for sign in answer):
            return []
        return [_("There is an invisible sign in it, perhaps from copying. Delete it and type it by hand.")]

    def encode(self, question: R, answer: Answer, context: Context, state: State) -> list[Code]:
        return []

    def variables(self, question: R, language: str) -> list[Variable]:
        return []

    def on_paper(self, question: R, context: Context) -> Paper:
        return line(question, LONGEST_LINE)

    def missing(self, question: R) -> str:
        return _("Write how we can reach you.")
