"""Who was in the hall by what they stand for, and how many of each would take part: counts, never names."""

from collections import Counter
from typing import Annotated, Any, Literal

from pydantic import Field

from survey import plural_forms
from survey.i18n import gettext as _
from survey.i18n import ngettext, text
from survey.questionnaire.model import Id, Text
from survey.workshop.bodies import among, has
from survey.workshop.step import Step, StepType, Words
from survey.workshop.telling import Evening, Table, Told
from survey.workshop.telling import among as among_people

HERE = "here"
WAYS = ("join", "help", "lead", "room")
"""What somebody would do: take part, help, lead, or offer a room."""


class Sectors(Step):
    """The kinds that are counted, by the codes of the list STAKE, in the order of the screen."""

    step: Literal["sectors"]
    kinds: Annotated[dict[Id, Text], Field(min_length=2, max_length=20)]


def _takes(step: Sectors, body: Any) -> bool:
    """One more of a kind, here or ready for something."""
    return has(body, "kind", "how") and among(body["kind"], step.kinds) and among(body["how"], (HERE, *WAYS))


def hows() -> dict[str, str]:
    """What is counted of each kind, in words."""
    return {
        HERE: _("are here"),
        "join": _("would take part"),
        "help": _("would help"),
        "lead": _("would lead"),
        "room": _("would offer a room"),
    }


def _words() -> Words:
    return {
        "ask": _("For whom are you here? Everybody raises a hand once."),
        "ask_ready": _("Who of you would do this? Everybody may raise a hand for several."),
        "which": _("What is counted"),
        "more": _("%(group)s: one more"),
        "less": _("%(group)s: one less"),
        "added": _("One more: %(group)s, %(how)s"),
        "people": plural_forms.ngettext("person", "people", 0),
        "too_many": _("More are ready than were counted as being here: %(group)s. Look again."),
        "nobody": _("Nobody yet: %(group)s"),
        "never": _("Nothing is written down about anybody."),
        **hows(),
    }


def _tell(step: Sectors, evening: Evening) -> Told | None:
    counted = Counter((entry.body["kind"], entry.body["how"]) for entry in evening.of(step.id))
    if not counted:
        return None
    used = [how for how in hows() if any(one == how for _kind, one in counted)]
    rows = tuple((text(label), *(counted[code, how] or _("nobody") for how in used))
                 for code, label in step.kinds.items())  # fmt: skip
    title = _("Who was in the hall, by what they stand for")
    here = sum(n for (_kind, how), n in counted.items() if how == HERE)
    said = ngettext("%(num)s person was counted here", "%(num)s people were counted here", here)
    head = (_("For whom"), *(hows()[how] for how in used))
    return Told(title, (Table(title, head, rows),), _base(among_people(said, evening.people), set(used)))


def _base(said: str, used: set[str]) -> str:
    """What the numbers rest on; who is ready was asked for each thing apart."""
    several = _("Whoever is ready for several things was counted for each of them.")
    return " ".join([said, several]) if used - {HERE} else said


def _on_wall(step: Sectors, evening: Evening) -> tuple[Table, ...]:
    """How many are in the hall, by what they stand for."""
    here = Counter(entry.body["kind"] for entry in evening.of(step.id) if entry.body["how"] == HERE)
    rows = tuple((text(label), here[code]) for code, label in step.kinds.items())
    return (Table(_("Who was in the hall, by what they stand for"), (_("For whom"), hows()[HERE]), rows),)


TYPE = StepType("sectors", Sectors, _takes, _words, _tell, wall=_on_wall, hides=True)
