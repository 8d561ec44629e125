"""Who is not here though it concerns them, and who asks them by when."""

from datetime import date
from typing import Any, Literal

from survey.i18n import dated
from survey.i18n import gettext as _
from survey.workshop.bodies import day, has, line
from survey.workshop.step import Step, StepType, Words
from survey.workshop.telling import Evening, Table, Told

MOST_WHOM = 80
MOST_ASKS = 60


class Missing(Step):
    """The look round the room."""

    step: Literal["missing"]


def _takes(_step: Missing, body: Any) -> bool:
    if not has(body, "whom", "asks", "by"):
        return False
    return line(body["whom"], MOST_WHOM) and line(body["asks"], MOST_ASKS, 0) and day(body["by"])


def _words() -> Words:
    return {
        "whom": _("Who is not here?"),
        "asks": _("Who asks them? A role, or a first name of somebody who agrees"),
        "by": _("By when?"),
        "added": _("Not here: %(whom)s"),
        "nobody": _("Counted at the door, nobody came from these age groups:"),
    }


def _tell(step: Missing, evening: Evening) -> Told | None:
    rows = tuple(_row(entry.body) for entry in evening.of(step.id))
    head = (_("Who is not here"), _("Who asks them"), _("By when"))
    return Told(_("Who was not here"), (Table(_("Who was not here"), head, rows),)) if rows else None


def _row(body: Any) -> tuple[str, ...]:
    return body["whom"], body["asks"], dated(date.fromisoformat(body["by"])) if body["by"] else ""


TYPE = StepType("missing", Missing, _takes, _words, _tell)
