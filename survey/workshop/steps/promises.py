"""Who does what by when. A name is kept only of who agrees to be named; a phone number stays on the paper slip."""

from datetime import date
from typing import Any, Literal

from survey.i18n import dated, ngettext
from survey.i18n import gettext as _
from survey.questionnaire.model import Id
from survey.workshop.bodies import among, day, has, line
from survey.workshop.step import Step, StepType, Words
from survey.workshop.table import headings_of
from survey.workshop.telling import Evening, Table, Told

MOST_WHAT = 200
MOST_NEEDS = 120
MOST_WHO = 60
READY = ("now", "soon", "later", "ask")


class Promises(Step):
    """`dots` is the count whose first three are gone through, `headings` the step that has their names."""

    step: Literal["promises"]
    dots: Id | None = None
    headings: Id | None = None


def _takes(_step: Promises, body: Any) -> bool:
    if not has(body, "heading", "what", "by", "ready", "needs", "who"):
        return False
    lines = line(body["what"], MOST_WHAT) and line(body["needs"], MOST_NEEDS, 0) and line(body["who"], MOST_WHO, 0)
    return lines and day(body["by"]) and among(body["ready"], READY) and line(body["heading"], MOST_NEEDS, 0)


def readiness() -> dict[str, str]:
    """How ready somebody is, in words."""
    return {
        "now": _("can begin at once"),
        "soon": _("within a month"),
        "later": _("later"),
        "ask": _("only if somebody asks again"),
    }


def _words() -> Words:
    return {
        "first": _("The first three"),
        "open": _("The dots are not closed yet, so all headings are here."),
        "is_void": _("This count is void: %(why)s"),
        "heading": _("For which heading?"),
        "any": _("None of these"),
        "what": _("What would be the first step?"),
        "by": _("By when?"),
        "ready": _("How soon?"),
        "needs": _("What is needed for it?"),
        "agreed": _("The person agrees to be named in the picture and in the protocol"),
        "who": _("First name, or what they are called here"),
        "somebody": _("somebody from the hall"),
        "slip": _("The phone number stays on the paper slip. It is typed in nowhere."),
        "added": _("Promise: %(what)s"),
        **{f"ready_{code}": words for code, words in readiness().items()},
    }


def _tell(step: Promises, evening: Evening) -> Told | None:
    entries = evening.of(step.id)
    if not entries:
        return None
    names = {one.key: one.name for one in headings_of(evening, step.headings or "")}
    head = (_("First step"), _("Who"), _("By when"), _("How soon"), _("What is needed"), _("Heading"))
    rows = tuple(_row(entry.body, names) for entry in entries)
    said = ngettext("%(num)s promise was made.", "%(num)s promises were made.", len(rows))
    return Told(_("Who does what"), (Table(_("Who does what"), head, rows),), said)


def _row(body: Any, names: dict[str, str]) -> tuple[str, ...]:
    until = dated(date.fromisoformat(body["by"])) if body["by"] else ""
    who = body["who"] or _("somebody from the hall")
    return body["what"], who, until, readiness()[body["ready"]], body["needs"], names.get(body["heading"], "")


TYPE = StepType("promises", Promises, _takes, _words, _tell)
