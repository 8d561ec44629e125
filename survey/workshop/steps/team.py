"""Who coordinates: the roles that a team needs, which of them somebody has taken, and how the hall chooses."""

from typing import Annotated, Any, Literal

from pydantic import Field

from survey.i18n import gettext as _
from survey.i18n import text
from survey.questionnaire.model import Id, Text
from survey.workshop.bodies import among, has, line
from survey.workshop.step import Step, StepType, Words
from survey.workshop.telling import Evening, Lines, Table, Told

MOST_WHO = 60


class Team(Step):
    """The roles of the team, and in words how a choice is made tonight."""

    step: Literal["team"]
    roles: Annotated[dict[Id, Text], Field(min_length=1, max_length=10)]
    method: Text | None = None


def _takes(step: Team, body: Any) -> bool:
    """A role has been taken; `who` is empty where somebody does not want to be named."""
    return has(body, "role", "who") and among(body["role"], step.roles) and line(body["who"], MOST_WHO, 0)


def _words() -> Words:
    return {
        "role": _("Which role has somebody taken?"),
        "agreed": _("The person agrees to be named in the protocol"),
        "who": _("First name, or what they are called here"),
        "somebody": _("somebody from the hall"),
        "empty": _("Nobody has this role yet:"),
        "full": _("Every role is taken."),
        "method": _("How we choose"),
        "added": _("Role taken: %(group)s"),
    }


def _tell(step: Team, evening: Evening) -> Told | None:
    taken = [entry.body for entry in evening.of(step.id)]
    if not taken:
        return None
    rows = tuple((text(label), _holders(code, taken)) for code, label in step.roles.items())
    title = _("Who coordinates")
    chosen = (Lines((text(step.method),), _("How it was chosen")),) if step.method else ()
    return Told(title, (Table(title, (_("Role"), _("Who")), rows), *chosen))


def _holders(code: str, taken: list[Any]) -> str:
    """Who has a role, without anybody who did not want to be named."""
    said = [one["who"] or _("somebody from the hall") for one in taken if one["role"] == code]
    return ", ".join(dict.fromkeys(said)) or _("nobody yet")


TYPE = StepType("team", Team, _takes, _words, _tell)
