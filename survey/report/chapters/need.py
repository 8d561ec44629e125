"""1. Is there a need?"""

from survey.i18n import gettext as _
from survey.report import pieces
from survey.report.material import Place, Whole
from survey.report.model import Block
from survey.sentences import need


def title() -> str:
    """What the chapter is called."""
    return _("1. Is there a need?")


def blocks(place: Place, whole: Whole) -> tuple[Block, ...]:
    """The verdict with its numbers; people from elsewhere are counted and not judged."""
    known = need.section(
        place.live,
        place.labels,
        judged=not place.outside,
        settled=place.settled,
        settled_at=place.settled_at,
    )
    return pieces.section(known, place, whole.earlier)
