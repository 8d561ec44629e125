"""The end of the evening: when people meet again, and the picture that they take home."""

from datetime import date, time
from typing import Any, Literal

from survey import plural_forms
from survey.i18n import dated
from survey.i18n import gettext as _
from survey.workshop.bodies import day, has, line
from survey.workshop.step import Step, StepType, Words
from survey.workshop.telling import Evening, Lines, Told

MOST_WHERE = 120


class Closing(Step):
    """The last step."""

    step: Literal["closing"]


def _takes(_step: Closing, body: Any) -> bool:
    if not has(body, "next", "at", "where") or not line(body["where"], MOST_WHERE, 0):
        return False
    return body["next"] != "" and day(body["next"]) and _hour(body["at"])


def _hour(said: Any) -> bool:
    if said == "":
        return True
    try:
        return isinstance(said, str) and time.fromisoformat(said).strftime("%H:%M") == said
    except ValueError:
        return False


def _words() -> Words:
    return {
        "next": _("When do we meet again?"),
        "at": _("At what hour?"),
        "where": _("Where?"),
        "added": _("Next meeting: %(day)s"),
        "picture": _("The picture of the evening"),
        "save": _("Save the picture"),
        "share": _("Send the picture"),
        "sheet": _("Save it for A4 paper"),
        "came": plural_forms.ngettext("%(num)s person came", "%(num)s people came", 0),
        "wishes": _("What we want most"),
        "dots": plural_forms.ngettext("%(num)s dot", "%(num)s dots", 0),
        "no_dots": _("The dots are not closed yet, so there is no order."),
        "is_void": _("This count is void: %(why)s"),
        "equal": plural_forms.ngettext("and %(num)s more with as many dots", "and %(num)s more with as many dots", 0),
        "who": _("Who does what"),
        "somebody": _("somebody from the hall"),
        "by": _("by %(day)s"),
        "more": plural_forms.ngettext("and %(num)s more in the protocol", "and %(num)s more in the protocol", 0),
        "again": _("We meet again"),
        "no_next": _("The day is not settled yet."),
        "base": _("Counted in the hall among those who came. It is no survey of everybody who lives here."),
    }


def _tell(step: Closing, evening: Evening) -> Told | None:
    entries = evening.of(step.id)
    if not entries:
        return None
    last = max(entries, key=lambda entry: entry.changed).body
    said = [dated(date.fromisoformat(last["next"])), last["at"], last["where"]]
    return Told(_("The next meeting"), (Lines((", ".join(part for part in said if part),)),))


TYPE = StepType("closing", Closing, _takes, _words, _tell)
