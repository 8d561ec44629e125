"""How far the work in a district is: told from facts alone, so that nobody has to tick it off."""

from dataclasses import dataclass

from survey.i18n import gettext as _
from survey.store.releases import Feedback
from survey.store.rounds import Round

READABLE_FROM = 10
"""Answers from which a district's page says what to do first."""

STAGES = ("set_up", "collecting", "readable", "ended", "released")


@dataclass(frozen=True)
class Stage:
    """One step of the work; `place` is its number in their order."""

    code: str
    word: str

    @property
    def place(self) -> int:
        """For the order of a table."""
        return STAGES.index(self.code)


def stage_of(round_: Round, answers: int, told: Feedback | None) -> Stage:
    """The furthest step that a district has reached in a round."""
    code = _reached(round_, answers, told)
    return Stage(code, _word(code))


def _reached(round_: Round, answers: int, told: Feedback | None) -> str:
    if told is not None:
        return "released"
    if round_.state == "closed":
        return "ended"
    if not answers:
        return "set_up"
    return "readable" if answers >= READABLE_FROM else "collecting"


def _word(code: str) -> str:
    return {
        "set_up": _("Set up, no answers yet"),
        "collecting": _("Collecting answers"),
        "readable": _("Enough answers to read"),
        "ended": _("Asking has ended"),
        "released": _("Results given to residents"),
    }[code]
