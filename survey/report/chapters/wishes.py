"""2. What kind of space and which activities?"""

from collections.abc import Iterator
from dataclasses import replace

from survey.figures import Figure
from survey.i18n import gettext as _
from survey.report import pieces
from survey.report.material import Place, Whole
from survey.report.model import Block
from survey.sentences import wishes, words


def title() -> str:
    """What the chapter is called."""
    return _("2. What kind of space and which activities?")


def blocks(place: Place, whole: Whole) -> tuple[Block, ...]:
    """What people chose, with the tables of hours and distances that a page has no room for."""
    section = wishes.section(place.live, place.settled, place.labels)
    return (
        *pieces.section(replace(section, how=()), place, whole.earlier),
        *(block for figure in _further(place) for block in _table(figure, place, whole)),
        *pieces.how(section.how),
    )


def _further(place: Place) -> Iterator[Figure]:
    for figure in (place.live["times"], place.live["distance"]):
        if figure is not None and figure["form"] != "none":
            yield figure


def _table(figure: Figure, place: Place, whole: Whole) -> tuple[Block, ...]:
    table = words.figure_table(_("Answer"), figure, place.labels.option(figure["question"]), by_size=False)
    return (pieces.grid(table, "", place, whole.earlier),) if table.rows else ()
