"""What there is already, and what somebody could offer: said aloud in the hall, written down to be confirmed later."""

from typing import Any, Literal

from survey.i18n import gettext as _
from survey.questionnaire.model import Id
from survey.workshop.bodies import among, has, line
from survey.workshop.step import Step, StepType, Words
from survey.workshop.table import headings_of
from survey.workshop.telling import Evening, Table, Told

MOST = 120
WHAT = ("have", "offer")


class Exists(Step):
    """The step whose headings are gone through."""

    step: Literal["exists"]
    headings: Id


def _takes(_step: Exists, body: Any) -> bool:
    if not has(body, "heading", "what", "name", "where", "when") or not among(body["what"], WHAT):
        return False
    free = line(body["where"], MOST, 0) and line(body["when"], MOST, 0)
    return free and line(body["name"], MOST) and line(body["heading"], MOST, 0)


def kinds() -> dict[str, str]:
    """What is said of it, in words."""
    return {"have": _("We have this already"), "offer": _("This could be offered")}


def _words() -> Words:
    return {
        "heading": _("For which heading?"),
        "any": _("None of these"),
        "what": _("What is it?"),
        "name": _("What is it called, or what would it be?"),
        "where": _("Where?"),
        "when": _("When?"),
        "added": _("Written down: %(name)s"),
        "later": _("Somebody of the project confirms it before it counts. Write down no names of people."),
        **kinds(),
    }


def _tell(step: Exists, evening: Evening) -> Told | None:
    entries = evening.of(step.id)
    if not entries:
        return None
    names = {one.key: one.name for one in headings_of(evening, step.headings)}
    head = (_("What"), _("Heading"), _("Where"), _("When"))
    tables = []
    for code, words in kinds().items():
        said = [entry.body for entry in entries if entry.body["what"] == code]
        rows = tuple((one["name"], names.get(one["heading"], ""), one["where"], one["when"]) for one in said)
        tables += [Table(words, head, rows)] if rows else []
    return Told(_("What there is, and what could be offered"), tuple(tables), _("Said in the hall; not confirmed yet."))


TYPE = StepType("exists", Exists, _takes, _words, _tell)
