"""What has changed since the last version."""

from survey.i18n import gettext as _
from survey.i18n import ngettext, number
from survey.report.counted import ANSWERS, counted
from survey.report.material import Earlier, Place, Whole
from survey.report.model import Block, Paragraph, Sentences
from survey.report.pieces import change


def title() -> str:
    """What the chapter is called."""
    return _("What has changed")


def blocks(whole: Whole) -> tuple[Block, ...]:
    """How many figures are others than in the last version, and the answers of each district; nothing in the first."""
    earlier = whole.earlier
    if earlier is None:
        return ()
    changed = sum(_changed(place, earlier) for place in whole.places)
    if not changed:
        return (Paragraph(_("Nothing has changed since version %(number)s.", number=number(earlier.number)), "say"),)
    said = ngettext(
        "*%(num)s figure* is another one than in version %(number)s. It is marked in the tables.",
        "*%(num)s figures* are others than in version %(number)s. They are marked in the tables.",
        changed,
        number=number(earlier.number),
    )
    lines = tuple(line for place in whole.places for line in _answers(place, earlier))
    return (Paragraph(said, "say"), *((Sentences(lines),) if lines else ()))


def _changed(place: Place, earlier: Earlier) -> int:
    now = counted(place.code, place.live, place.settled)
    return sum(key in earlier.figures and earlier.figures[key] != value for key, value in now.items())


def _answers(place: Place, earlier: Earlier) -> tuple[str, ...]:
    before = earlier.figures.get((place.code, ANSWERS, ""))
    now = (place.live["answers"], place.live["people"])
    if before is None or before[0] == now[0]:
        return ()
    said = _(
        "%(place)s: people who answered, changed since version %(number)s: %(change)s",
        place=place.name,
        number=number(earlier.number),
        change=change(before, now),
    )
    return (said,)
