"""A question to everybody in the hall, answered by slips or hands that are counted: how many said what, never who."""

from typing import Annotated, Any, Literal

from pydantic import Field

from survey.i18n import gettext as _
from survey.plural_forms import ngettext
from survey.questionnaire.model import Id, Text
from survey.workshop.step import Step, StepType, Words

MOST_OPTIONS = 10


class Vote(Step):
    """What is asked, and the answers by their codes, in the order of the screen."""

    step: Literal["vote"]
    ask: Text
    options: Annotated[dict[Id, Text], Field(min_length=2, max_length=MOST_OPTIONS)]


def _takes(step: Vote, body: Any) -> bool:
    """One more voice for an answer that the agenda names."""
    return isinstance(body, dict) and body.keys() == {"option"} and body["option"] in tuple(step.options)


def _words() -> Words:
    return {
        "how": _("Touch plus for every slip or hand. Whoever cannot raise a hand tells somebody."),
        "more": _("%(group)s: one more"),
        "less": _("%(group)s: one less"),
        "added": _("One voice more: %(group)s"),
        "voices": ngettext("voice", "voices", 0),
        "people": ngettext("of %(num)s person counted at the door", "of %(num)s people counted at the door", 0),
        "too_many": _(
            "These are more voices than people were counted at the door. Is somebody missing there, or counted twice"
            " here?"
        ),
    }


TYPE = StepType("vote", Vote, _takes, _words)
