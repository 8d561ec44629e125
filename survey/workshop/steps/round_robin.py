"""Writing in silence: everybody fills a card, the cards go on from hand to hand, and each adds something.

What lies under a heading is told there; every other line is told here.
"""

from typing import Annotated, Any, Literal

from pydantic import Field, StrictInt

from survey import plural_forms
from survey.i18n import gettext as _
from survey.i18n import ngettext, text
from survey.questionnaire.model import Text
from survey.workshop.bodies import has, line, number
from survey.workshop.step import Step, StepType, Words
from survey.workshop.table import called, is_laid, loose_notes
from survey.workshop.telling import Evening, Lines, Told

MOST = 200
MOST_ROUNDS = 10


class RoundRobin(Step):
    """What everybody writes about, for how many minutes in silence, and how often the cards go on."""

    step: Literal["round_robin"]
    ask: Text
    silent: Annotated[StrictInt, Field(ge=1, le=30)] = 5
    rounds: Annotated[StrictInt, Field(ge=1, le=MOST_ROUNDS)] = 3


def _takes(_step: RoundRobin, body: Any) -> bool:
    """Writing has begun (the cards having gone on so many times), a card has come back, or a line of a card."""
    if has(body, "begun"):
        return number(body["begun"], 0, MOST_ROUNDS)
    if has(body, "card"):
        return body["card"] is True
    return has(body, "text") and line(body["text"], MOST)


def _words() -> Words:
    return {
        "how": _(
            "Everybody writes one thing on a card, in silence. Then the cards go on to the left, and each adds a line"
            " to what stands there. Nobody explains and nobody objects."
        ),
        "silent": _("Begin to write in silence"),
        "on": _("Let the cards go on, time %(no)s of %(of)s"),
        "writing": _("Everybody writes in silence"),
        "passed": _("The cards have gone on: time %(no)s of %(of)s"),
        "until": _("until about %(time)s"),
        "over": _("The minutes are over. Let those finish who still write."),
        "through": _("The cards have gone round. Let them come back and type in what stands on them."),
        "cards": _("Cards that came back"),
        "more": _("%(group)s: one more"),
        "less": _("%(group)s: one less"),
        "added": _("One card came back"),
        "lines": plural_forms.ngettext("line", "lines", 0),
        "text": _("What stands on a card, line by line"),
        "written": _("Written down: %(name)s"),
    }


def _tell(step: RoundRobin, evening: Evening) -> Told | None:
    entries = evening.of(step.id)
    if not entries:
        return None
    lines = called(loose_notes(evening, step.id), {})
    title = _("Under no heading") if is_laid(evening, step.id) else ""
    cards = sum("card" in entry.body for entry in entries)
    times = len({entry.body["begun"] for entry in entries if entry.body.get("begun")})
    said = [_("Everybody wrote in silence, each on their own.")]
    said += [ngettext("The cards went on %(num)s time.", "The cards went on %(num)s times.", times)] if times else []
    said += [ngettext("%(num)s card came back.", "%(num)s cards came back.", cards)] if cards else []
    return Told(text(step.ask), (Lines(lines, title),) if lines else (), " ".join(said))


TYPE = StepType("round_robin", RoundRobin, _takes, _words, _tell)
