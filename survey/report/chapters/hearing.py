"""How people hear about events."""

from survey.i18n import gettext as _
from survey.report import pieces
from survey.report.material import Place, Whole
from survey.report.model import Block
from survey.sentences import hearing


def title() -> str:
    """What the chapter is called."""
    return _("How people hear about events")


def blocks(place: Place, whole: Whole) -> tuple[Block, ...]:
    """The ways that reach people, and which of them together reach most."""
    return pieces.section(hearing.section(place.live, place.settled, place.labels), place, whole.earlier)
