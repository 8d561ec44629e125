"""A telephone number; only on a contact form."""
# ruff: noqa: ARG002 (every type answers the same calls)

import re
from typing import Literal

from survey.i18n import gettext as _
from survey.questionnaire.context import Context
from survey.questionnaire.model import Question
from survey.questionnaire.question_type import Answer
from survey.questionnaire.reachable import Reachable

_SIGNS = re.compile(r"\+?[0-9 ()/.-]{5,30}", re.ASCII)
FEWEST, MOST = 6, 15


class PhoneQuestion(Question):
    """A question answered by a telephone number."""

    type: Literal["phone"]


class Phone(Reachable[PhoneQuestion]):
    """The answer is the number as it was written."""

    name = "phone"
    example = """
        - id: call
          type: phone
          measures: reach_by
          label: {en: Phone}
    """
    xlsform = "`text` with `numbers`"
    Model = PhoneQuestion
    input_type = "tel"

    def check(self, question: PhoneQuestion, answer: Answer, context: Context) -> list[str]:
        if isinstance(answer, str) and (unseen := self.unseen(answer)):
            return unseen
        digits = sum(sign.isdigit() for sign in answer) if isinstance(answer, str) else 0
        fits = isinstance(answer, str) and _SIGNS.fullmatch(answer) and FEWEST <= digits <= MOST
        return [] if fits else [_("This is not a telephone number. Write it like 041 234 567.")]

    def sample(self, question: PhoneQuestion, context: Context) -> Answer:
        return "00 000 00 00"


TYPE = Phone()
