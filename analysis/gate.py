"""What must be clear before anything is opened, whatever people want (standard library only)."""

from dataclasses import dataclass, fields
from typing import Literal

Answer = Literal["yes", "no", "unknown"]


@dataclass(frozen=True)
class Gate:
    """Four questions that a person answers for one activity; none of them is ever computed.

    `legal_and_safe`: may it be done, and is it safe? `accessible`: can everybody get in? `host`: does a responsible
    host stand for it? `money`: is there money for the first 6 months?
    Any other word than yes, no and unknown is a `ValueError`.
    """

    legal_and_safe: Answer = "unknown"
    accessible: Answer = "unknown"
    host: Answer = "unknown"
    money: Answer = "unknown"

    def __post_init__(self) -> None:
        for question in fields(self):
            if (answer := getattr(self, question.name)) not in ("yes", "no", "unknown"):
                raise ValueError(f"{question.name} is {answer!r}; answer yes, no or unknown")

    def closed_by(self) -> tuple[str, ...]:
        """List the questions answered no: one is enough to take an activity off the list."""
        return self._answered("no")

    def open_questions(self) -> tuple[str, ...]:
        """List what nobody has answered yet: the activity stays, with a flag."""
        return self._answered("unknown")

    def _answered(self, answer: Answer) -> tuple[str, ...]:
        return tuple(question.name for question in fields(self) if getattr(self, question.name) == answer)
