"""What people wrote on their cards, typed in and numbered; of one that is held back only the reason is told.

What lies under a heading is told there; what lies under none is told here, so that no card is lost.
"""

from collections import Counter
from typing import Any, Literal

from survey import plural_forms
from survey.i18n import gettext as _
from survey.i18n import ngettext
from survey.questionnaire.model import Text
from survey.workshop.bodies import among, has, line, number
from survey.workshop.step import Step, StepType, Words
from survey.workshop.table import called, loose_notes, numbers, shown_notes
from survey.workshop.telling import Evening, Lines, Told

MOST = 120
HIGHEST = 9_999
ON_WALL = 12
HELD = ("person", "hurts", "elsewhere", "asked")
"""Why a note is held back: it names a person, hurts somebody, does not belong here, or its writer asked for it back."""


class Notes(Step):
    """What is asked before people write."""

    step: Literal["notes"]
    ask: Text


def _takes(_step: Notes, body: Any) -> bool:
    if not has(body, "no", "text") and not (has(body, "no", "text", "held") and among(body["held"], HELD)):
        return False
    return number(body["no"], 1, HIGHEST) and line(body["text"], MOST)


def reasons() -> dict[str, str]:
    """Why a note was held back, in words."""
    return {
        "person": _("It names a person"),
        "hurts": _("It hurts somebody"),
        "elsewhere": _("It does not belong here"),
        "asked": _("Its writer asked for it back"),
    }


def _words() -> Words:
    return {
        "text": _("One card, in the words of whoever wrote it"),
        "kept": _("Your idea no. %(no)s"),
        "added": _("Idea no. %(no)s"),
        "mended": _("Idea no. %(no)s mended"),
        "hold": _("Hold back"),
        "held_back": _("Idea no. %(no)s held back"),
        "take_over": _("Take over"),
        "phones_wait": plural_forms.ngettext("%(num)s idea from a phone waits.", "%(num)s ideas from phones wait.", 0),
        "why_phone": _("Why is this idea held back? The protocol says the reason, not the text."),
        "why": _("Why is idea no. %(no)s held back? The protocol says the reason, not the text."),
        "held": _("Held back: %(why)s"),
        "release": _("Put it back"),
        "notes": plural_forms.ngettext("idea", "ideas", 0),
        **{f"held_{code}": words for code, words in reasons().items()},
    }


def _tell(step: Notes, evening: Evening) -> Told | None:
    entries = evening.of(step.id)
    held = Counter(entry.body["held"] for entry in entries if "held" in entry.body)
    unread = evening.unread.get(step.id, 0)
    if not entries and not unread:
        return None
    said = ngettext("%(num)s idea was written down.", "%(num)s ideas were written down.", len(entries))
    reasoned = tuple(f"{words}: {held[code]}" for code, words in reasons().items() if held[code])
    loose = called(loose_notes(evening, step.id), numbers(evening, step.id))
    left = (_unread(unread),) if unread else ()
    parts = (Lines(loose, _("Under no heading")), Lines(reasoned, _("Held back, by reason")), Lines(left))
    return Told(_("Ideas"), tuple(part for part in parts if part.lines), said)


def _unread(number: int) -> str:
    return ngettext(
        "%(num)s idea sent by phone was looked at by nobody in the hall and is not among these.",
        "%(num)s ideas sent by phone were looked at by nobody in the hall and are not among these.",
        number,
    )


def _on_wall(step: Notes, evening: Evening) -> tuple[Lines, ...]:
    """The latest ideas, without those that are held back."""
    latest = shown_notes(evening, step.id)[-ON_WALL:]
    return (Lines(called(latest, numbers(evening, step.id))[::-1]),)


TYPE = StepType("notes", Notes, _takes, _words, _tell, phone="lines", wall=_on_wall)
