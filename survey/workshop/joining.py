"""What phones can do in an evening: the kinds of steps that ask them something, and which counts are still open."""

from collections.abc import Collection, Sequence
from typing import Any

from survey.workshop.step import Step
from survey.workshop.steps import type_of
from survey.workshop.telling import Evening


def at_step(steps: Sequence[Any], told: str) -> Step:
    """The step the hall is at: as the tablet has told, else the first that asks phones something."""
    asking = [step for step in steps if type_of(step).phone]
    found: Step = next((step for step in steps if step.id == told), (*asking, *steps)[0])
    return found


def open_votes(evening: Evening, told: str, counted: Collection[str]) -> frozenset[str]:
    """The votes that phones may still change: the one the hall is at, unless it is closed, void or was shown."""
    at = at_step(evening.steps, told)
    over = any({"closed", "void"} & entry.body.keys() for entry in evening.of(at.id))
    return frozenset({at.id} - set(counted)) if type_of(at).phone == "choice" and not over else frozenset()
