"""A question to everybody in the hall, answered by slips or hands that are counted: how many said what, never who."""

from collections import Counter
from typing import Annotated, Any, Literal

from pydantic import Field, StrictBool

from survey import plural_forms
from survey.i18n import gettext as _
from survey.i18n import ngettext, text
from survey.questionnaire.model import Id, Text
from survey.workshop.step import Step, StepType, Words
from survey.workshop.telling import Evening, Lines, Table, Told, among

MOST_OPTIONS = 10


class Vote(Step):
    """What is asked, and the answers by their codes, in the order of the screen."""

    step: Literal["vote"]
    ask: Text
    practice: StrictBool = False
    """To try it once; what was said is told nowhere."""
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
        "voices": plural_forms.ngettext("voice", "voices", 0),
        "people": plural_forms.ngettext(
            "of %(num)s person counted at the door", "of %(num)s people counted at the door", 0
        ),
        "phones": plural_forms.ngettext("%(num)s phone has voted.", "%(num)s phones have voted.", 0),
        "phones_count": _("Count the phones in"),
        "phones_again": _("Let phones vote again"),
        "too_many": _(
            "These are more voices than people were counted at the door. Is somebody missing there, or counted twice"
            " here?"
        ),
    }


def _tell(step: Vote, evening: Evening) -> Told | None:
    voices = Counter(entry.body["option"] for entry in evening.of(step.id))
    if not voices or step.practice:
        return None
    if step.id in evening.open:
        return Told(text(step.ask), (Lines((_("The vote is still open, so nobody sees yet how it goes."),)),))
    said = ngettext("%(num)s voice was counted", "%(num)s voices were counted", voices.total())
    return Told(text(step.ask), _result(step, evening), among(said, evening.people))


def _result(step: Vote, evening: Evening) -> tuple[Table, ...]:
    voices = Counter(entry.body["option"] for entry in evening.of(step.id))
    rows = tuple((text(label), voices[code]) for code, label in step.options.items())
    return (Table(text(step.ask), (_("Answer"), _("voices")), rows),)


TYPE = StepType("vote", Vote, _takes, _words, _tell, phone="choice", wall=_result, hides=True)
