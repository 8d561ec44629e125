"""Under which heading each card lies. Headings come from the agenda or are named on the spot; no card is lost."""

import uuid
from typing import Annotated, Any, Literal

from pydantic import Field

from survey.i18n import gettext as _
from survey.i18n import ngettext
from survey.plural_forms import ngettext as _many
from survey.questionnaire.model import Frozen, Id, Text
from survey.workshop.bodies import has, line
from survey.workshop.step import Step, StepType, Words
from survey.workshop.table import OWN, called, headings_of, numbers
from survey.workshop.telling import Evening, Lines, Table, Told

MOST_HEADINGS = 12
MOST_NAME = 60
MOST_ACTIVITIES = 3


class Printed(Frozen):
    """A heading that hangs on the wall before anybody comes, and the activities of the catalogue it stands for."""

    label: Text
    activities: Annotated[tuple[Id, ...], Field(max_length=MOST_ACTIVITIES)] = ()


class Headings(Step):
    """`notes` is the step whose notes or silent lines are laid; without one, cards on paper are only counted."""

    step: Literal["headings"]
    notes: Id | None = None
    headings: Annotated[dict[Id, Printed], Field(max_length=MOST_HEADINGS)] = Field(default_factory=dict)


def known(step: Headings, key: Any) -> bool:
    """Whether this may be the key of a heading; one named on the spot may arrive after what lies under it."""
    return isinstance(key, str) and (key in step.headings or OWN.fullmatch(key) is not None)


def _takes(step: Headings, body: Any) -> bool:
    if has(body, "card"):
        return step.notes is None and known(step, body["card"])
    if has(body, "note", "under"):
        return step.notes is not None and _is_item(body["note"]) and known(step, body["under"])
    if not has(body, "heading", "name", "activities") or not line(body["name"], MOST_NAME):
        return False
    acts = body["activities"]
    listed = isinstance(acts, list) and len(acts) <= MOST_ACTIVITIES and all(line(one, MOST_NAME) for one in acts)
    return listed and isinstance(body["heading"], str) and OWN.fullmatch(body["heading"]) is not None


def _is_item(said: Any) -> bool:
    try:
        return isinstance(said, str) and str(uuid.UUID(said)) == said
    except ValueError:
        return False


def _words() -> Words:
    return {
        "pile": _("Not under any heading yet"),
        "done": _("Every idea lies under a heading."),
        "none": _("There are no ideas yet. They are typed in at the step before."),
        "pick": _("Touch an idea, then the heading it belongs under."),
        "drag": _("Or hold it by its dots and drag it there."),
        "lay": _("Lay idea no. %(no)s under »%(heading)s«"),
        "lay_line": _("Lay »%(line)s« under »%(heading)s«"),
        "laid_line": _("»%(line)s« under »%(heading)s«"),
        "lift": _("Take off"),
        "laid": _("Idea no. %(no)s under »%(heading)s«"),
        "more": _("%(group)s: one more"),
        "less": _("%(group)s: one less"),
        "added": _("One card more: %(group)s"),
        "named": _("New heading: %(group)s"),
        "name": _("A new heading"),
        "activities": _("Which activities is it? Up to three, if any fit"),
        "notes": _many("idea", "ideas", 0),
    }


def _tell(step: Headings, evening: Evening) -> Told | None:
    if not evening.of(step.id):
        return None
    table = [one for one in headings_of(evening, step.id) if one.many]
    names = numbers(evening, step.notes or "")
    rows = tuple((one.name, one.many) for one in sorted(table, key=lambda one: -one.many))
    parts: list[Table | Lines] = [Table(_("Headings"), (_("Heading"), _("Ideas")), rows)] if rows else []
    parts += [Lines(called(one.notes, names), one.name) for one in table if one.notes]
    many = sum(one.many for one in table)
    said = ngettext("%(num)s idea lies under a heading.", "%(num)s ideas lie under headings.", many)
    return Told(_("What belongs together"), tuple(parts), said)


def _on_wall(step: Headings, evening: Evening) -> tuple[Lines, ...]:
    said = tuple(f"{one.name} · {one.many}" if one.many else one.name for one in headings_of(evening, step.id))
    return (Lines(said),)


TYPE = StepType("headings", Headings, _takes, _words, _tell, wall=_on_wall)
