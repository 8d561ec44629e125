"""An e-mail address; only on a contact form."""
# ruff: noqa: ARG002 (every type answers the same calls)

import re
from typing import Literal

from survey.i18n import gettext as _
from survey.questionnaire.context import Context
from survey.questionnaire.model import Question
from survey.questionnaire.question_type import Answer
from survey.questionnaire.reachable import Reachable

_ADDRESS = re.compile(r"[^\s@<>,;:\"()\\\[\]]{1,64}@[^\W_]([\w-]*[^\W_])?(\.[^\W_]([\w-]*[^\W_])?)+")
LONGEST = 254


class EmailQuestion(Question):
    """A question answered by an e-mail address."""

    type: Literal["email"]


class Email(Reachable[EmailQuestion]):
    """The answer is the address as it was written."""

    name = "email"
    example = """
        - id: mail
          type: email
          measures: reach_by
          label: {en: E-mail}
    """
    xlsform = "`text`"
    Model = EmailQuestion
    input_type = "email"

    def check(self, question: EmailQuestion, answer: Answer, context: Context) -> list[str]:
        if isinstance(answer, str) and (unseen := self.unseen(answer)):
            return unseen
        fits = isinstance(answer, str) and len(answer) <= LONGEST and _ADDRESS.fullmatch(answer)
        return [] if fits else [_("This is not an e-mail address. Write it like ana@example.org.")]

    def sample(self, question: EmailQuestion, context: Context) -> Answer:
        return "ana@example.org"


TYPE = Email()
