"""Asked in confidence."""

from survey.i18n import gettext as _
from survey.report import pieces
from survey.report.material import Place, Whole
from survey.report.model import Block
from survey.sentences import confidence


def title() -> str:
    """What the chapter is called."""
    return _("Asked in confidence")


def blocks(place: Place, whole: Whole) -> tuple[Block, ...]:
    """The sensitive questions; nothing where none was asked."""
    section = confidence.section(place.settled, place.settled_at, place.labels)
    return pieces.section(section, place, whole.earlier) if section.pictures else ()
