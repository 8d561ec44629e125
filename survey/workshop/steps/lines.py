"""Short notes of whoever writes down, such as what surprised people and what went wrong."""

from typing import Any, Literal

from survey.i18n import gettext as _
from survey.i18n import text
from survey.questionnaire.model import Text
from survey.workshop.bodies import has, line
from survey.workshop.step import Step, StepType, Words
from survey.workshop.telling import Evening, Told
from survey.workshop.telling import Lines as Written

MOST = 200


class Lines(Step):
    """What is asked."""

    step: Literal["lines"]
    ask: Text


def _takes(_step: Lines, body: Any) -> bool:
    return has(body, "text") and line(body["text"], MOST)


def _words() -> Words:
    return {"added": _("Written down: %(name)s")}


def _tell(step: Lines, evening: Evening) -> Told | None:
    said = tuple(entry.body["text"] for entry in evening.of(step.id))
    return Told(text(step.ask), (Written(said),)) if said else None


TYPE = StepType("lines", Lines, _takes, _words, _tell)
