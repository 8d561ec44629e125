"""4. Who would help, and how?"""

from survey.i18n import gettext as _
from survey.report import pieces
from survey.report.material import Place, Whole
from survey.report.model import Block
from survey.sentences import helping


def title() -> str:
    """What the chapter is called."""
    return _("4. Who would help, and how?")


def blocks(place: Place, whole: Whole) -> tuple[Block, ...]:
    """Willing, reachable and offering: three different numbers."""
    return pieces.section(helping.section(place.live, place.labels), place, whole.earlier)
