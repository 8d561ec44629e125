"""A person's own words, wherever a question takes them: made storable, kept short, never asked of sensitive things."""

import re
from collections.abc import Iterator

from survey.i18n import gettext as _
from survey.i18n import number
from survey.questionnaire.model import Question
from survey.questionnaire.question_type import Problem

LONGEST = 4000
SHORT = 200
OTHER = "other"
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def tidy(words: str) -> str:
    """Make what no database stores visible, and bring line ends to one form."""
    return _UNSTORABLE.sub("\ufffd", words).replace("\r\n", "\n").replace("\r", "\n").strip()


def too_long(words: str, limit: int) -> list[str]:
    """Say how much has to go."""
    if len(words) <= limit:
        return []
    return [
        _(
            "Your text has %(length)s characters. Shorten it to at most %(limit)s.",
            length=number(len(words)),
            limit=number(limit),
        )
    ]


def own_words_problem(question: Question, asked: bool, key: str = "other") -> Iterator[Problem]:
    """Refuse own words where they would lie beside a sensitive answer."""
    if question.sensitive and asked:
        yield (
            (key,),
            _(
                "a sensitive question cannot be answered in own words, because words can name people; "
                "offer options instead"
            ),
        )
