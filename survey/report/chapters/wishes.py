"""2. What kind of space and which activities?"""

from dataclasses import replace

from survey.i18n import gettext as _
from survey.report import pieces
from survey.report.material import Place, Whole
from survey.report.model import Block
from survey.sentences import wishes, words


def title() -> str:
    """What the chapter is called."""
    return _("2. What kind of space and which activities?")


def blocks(place: Place, whole: Whole) -> tuple[Block, ...]:
    """What people chose, with the table of distances that a page has no room for."""
    section = wishes.section(place.live, place.settled, place.labels, place.settled_at)
    return (
        *pieces.section(replace(section, how=()), place, whole.earlier),
        *_distance(place, whole),
        *pieces.how(section.how),
    )


def _distance(place: Place, whole: Whole) -> tuple[Block, ...]:
    figure = place.live["distance"]
    if figure is None or figure["form"] == "none":
        return ()
    table = words.figure_table(_("Answer"), figure, place.labels.option(figure["question"]), by_size=False)
    return (pieces.grid(table, "", place, whole.earlier),) if table.rows else ()
