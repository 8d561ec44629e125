"""What every step of an evening is, and what its module tells of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field, StrictBool, StrictInt

from survey.questionnaire.model import Frozen, Id, Text
from survey.workshop.telling import Evening, Lines, Table, Told


class Step(Frozen):
    """One part of an evening. `minutes` only advise; `say` is what the facilitator reads aloud."""

    id: Id
    step: str
    minutes: Annotated[StrictInt, Field(ge=1, le=240)]
    optional: StrictBool = False
    """For who has the time; its minutes are not counted."""
    title: Text
    say: Text | None = None


Words = Mapping[str, str | Mapping[str, str]]
"""What a step says on the tablet, by name: a sentence, or one for each of the language's plural forms."""


def no_words() -> Words:
    """For steps that say only what their agenda says."""
    return {}


def untold(_step: Any, _evening: Evening) -> Told | None:
    """For steps of which nothing is told."""
    return None


def unseen(_step: Any, _evening: Evening) -> tuple[Table | Lines, ...]:
    """For steps that have nothing on a wall but their words."""
    return ()


@dataclass(frozen=True)
class StepType:
    """A kind of step: its name in agendas, what may be set there, and which records it takes from a tablet."""

    name: str
    model: type[Step]
    takes: Callable[[Any, Any], bool]
    """Whether the body of a record belongs to a step: (step, body) → yes or no. A tablet may send anything."""

    words: Callable[[], Words] = no_words
    """Its sentences in the language spoken now; `static/steps/<name>.js` says them."""

    tell: Callable[[Any, Evening], Told | None] = untold
    """What its records came to, in the language spoken now; None where nothing was recorded."""

    phone: str = ""
    """What participants' phones do at it: "choice" (one answer), "dots", "lines" (ideas), "link" (to the survey)."""

    wall: Callable[[Any, Evening], tuple[Table | Lines, ...]] = unseen
    """What everybody may see of it on a wall; of one that `hides`, only once its result is shown."""

    hides: bool = False
    """Whether its result is covered until somebody shows it."""


def nothing(_step: Step, _body: Any) -> bool:
    """For steps that record nothing."""
    return False
