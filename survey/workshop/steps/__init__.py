"""All kinds of steps, found by looking into this folder: adding one is adding one file."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from survey.workshop.step import Step, StepType
from survey.workshop.telling import Evening, Told


@cache
def registry() -> dict[str, StepType]:
    """Every kind of step by the name written in agendas."""
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    kinds: list[StepType] = [module.TYPE for module in modules]
    return {kind.name: kind for kind in kinds}


def type_of(step: Step) -> StepType:
    """The kind that knows how to treat this step."""
    return registry()[step.step]


def told_of(evening: Evening, without: str = "") -> list[Told]:
    """What each step of an evening came to, in the order of the agenda, perhaps without one kind of step."""
    said = (type_of(step).tell(step, evening) for step in evening.steps if step.step != without)
    return [one for one in said if one]
