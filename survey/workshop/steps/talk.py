"""Something that is said, or done on paper: nothing is recorded on the tablet."""

from typing import Literal

from survey.workshop.step import Step, StepType, nothing


class Talk(Step):
    """A welcome, a round of voices, cards on a table, a break."""

    step: Literal["talk"]


TYPE = StepType("talk", Talk, nothing)
