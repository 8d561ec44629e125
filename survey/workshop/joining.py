"""What phones can do in an evening: the kinds of steps that ask them something, and which counts are still open."""

from collections.abc import Collection, Sequence
from typing import Any

from survey.workshop.step import Step
from survey.workshop.steps import type_of


def at_step(steps: Sequence[Any], told: str) -> Step:
    """The step the hall is at: as the tablet has told, else the first that asks phones something."""
    asking = [step for step in steps if type_of(step).phone]
    found: Step = next((step for step in steps if step.id == told), (*asking, *steps)[0])
    return found


def open_votes(steps: Sequence[Any], told: str, counted: Collection[str]) -> frozenset[str]:
    """The votes that phones may still change: the one the hall is at, unless the tablet has asked for its result."""
    at = at_step(steps, told)
    return frozenset({at.id} - set(counted)) if type_of(at).phone == "choice" else frozenset()
