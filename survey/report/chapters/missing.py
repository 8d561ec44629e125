"""Who answered, and who is missing."""

from survey.i18n import gettext as _
from survey.report import pieces
from survey.report.material import Place, Whole
from survey.report.model import Block, Heading
from survey.sentences import answered


def title() -> str:
    """What the chapter is called."""
    return _("Who is missing")


def blocks(place: Place, whole: Whole) -> tuple[Block, ...]:
    """First whom we do not hear, then in which ways the others were asked."""
    gap = answered.who_is_missing(place.settled, place.settled_at, place.labels)
    here = answered.who_answered(place.live, place.minimum_age)
    return (
        *pieces.section(gap, place, whole.earlier),
        Heading(here.title),
        *pieces.section(here, place, whole.earlier),
    )
