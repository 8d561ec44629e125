"""Importance and feasibility: for each heading how much it matters, and whether it can be done, as the hall agreed."""

from typing import Any, Literal

from survey.i18n import gettext as _
from survey.questionnaire.model import Id
from survey.workshop.bodies import has, line, number
from survey.workshop.dotted import dots_of, ranked
from survey.workshop.step import Step, StepType, Words
from survey.workshop.table import Heading, headings_of
from survey.workshop.telling import Evening, Lines, Table, Told

MOST_KEY = 120
LEVELS = (3, 2, 1)
FIRST = 5
"""So many headings are placed once their dots are closed; with equal numbers at the last place some more."""


class Matrix(Step):
    """The headings of which step are placed, and the dots that say which of them come first."""

    step: Literal["matrix"]
    headings: Id
    dots: Id | None = None


def _takes(_step: Matrix, body: Any) -> bool:
    if not has(body, "heading", "matters", "doable") or not line(body["heading"], MOST_KEY):
        return False
    return number(body["matters"], 1, len(LEVELS)) and number(body["doable"], 1, len(LEVELS))


def matters() -> dict[int, str]:
    """How much something matters, in words, the most first."""
    return {3: _("very much"), 2: _("quite a lot"), 1: _("a little")}


def doable() -> dict[int, str]:
    """Whether something can be done, in words, the easiest first."""
    return {3: _("on our own"), 2: _("with help"), 1: _("hard to do")}


def _words() -> Words:
    return {
        "how": _("Say both sentences aloud for one heading and let hands be raised. Touch what most of them say."),
        "matters": _("How much does it matter to us?"),
        "doable": _("Can we do it?"),
        "added": _("%(heading)s: %(matters)s, %(doable)s"),
        "next": _("Next heading: %(heading)s"),
        "done": _("Every heading has its place."),
        "none": _("There are no headings yet. Name some at an earlier step."),
        "first": _("These are the headings with the most dots."),
        "places": _("Where each heading lies"),
        "agreed": _("It is what the hall agreed on, not a measurement."),
        **{f"matters_{level}": words for level, words in matters().items()},
        **{f"doable_{level}": words for level, words in doable().items()},
    }


def asked(step: Matrix, evening: Evening) -> list[Heading]:
    """The headings that are placed: the first five once their dots are closed, else all of them."""
    headings = headings_of(evening, step.headings)
    dots = dots_of(evening, step.dots or "")
    if not dots.closed or dots.void:
        return headings
    first = [key for place, key, n in ranked(dots.counts, [one.key for one in headings]) if n and place <= FIRST]
    return sorted((one for one in headings if one.key in first), key=lambda one: first.index(one.key)) or headings


def placed(step: Matrix, evening: Evening) -> dict[str, tuple[int, int]]:
    """(how much it matters, how far it can be done) of each heading; one placed twice lies where it was placed last."""
    said = sorted(evening.of(step.id), key=lambda entry: entry.changed)
    return {one.body["heading"]: (one.body["matters"], one.body["doable"]) for one in said}


def _tell(step: Matrix, evening: Evening) -> Told | None:
    places = placed(step, evening)
    if not places:
        return None
    names = {one.key: one.name for one in headings_of(evening, step.headings)}
    lying = sorted(((places[key], name) for key, name in names.items() if key in places), key=lambda one: one[0])
    rows = tuple((name, matters()[weight], doable()[ease]) for (weight, ease), name in lying[::-1])
    left = tuple((one.name, _("not spoken of"), "") for one in asked(step, evening) if one.key not in places)
    title = _("What matters, and what can be done")
    head = (_("Heading"), _("How much it matters"), _("Can we do it?"))
    return Told(title, (Table(title, head, rows + left),), _("It is what the hall agreed on, not a measurement."))


def _on_wall(step: Matrix, evening: Evening) -> tuple[Lines, ...]:
    """The headings with where they lie, the weightiest first."""
    places = placed(step, evening)
    names = {one.key: one.name for one in headings_of(evening, step.headings)}
    lying = sorted(((places[key], name) for key, name in names.items() if key in places), key=lambda one: one[0])
    return (Lines(tuple(f"{name} · {matters()[weight]} · {doable()[ease]}" for (weight, ease), name in lying[::-1])),)


TYPE = StepType("matrix", Matrix, _takes, _words, _tell, wall=_on_wall, hides=True)
