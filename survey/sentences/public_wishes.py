"""What was chosen, from the released numbers: most often from 30 answers on, before that a list."""

from survey.i18n import gettext as _
from survey.i18n import join_list, ngettext
from survey.released import ReleasedFigure
from survey.sentences import words
from survey.sentences.labels import Labels
from survey.sentences.wishes import LONGEST_ANSWER

NAMED = 3
MOST_WISHES = 5
"""How many a sentence names while the answers are too few for an order."""


def _largest(figure: ReleasedFigure, labels: Labels, most: int) -> list[tuple[str, int]]:
    rows = sorted((row for row in figure["rows"] if row["n"]), key=lambda row: -(row["n"] or 0))
    return [(words.within(labels.activity(row["code"])), row["n"] or 0) for row in rows[:most]]


def chosen(figure: ReleasedFigure, labels: Labels) -> str:
    """The first sentence: what was chosen most often, or so far."""
    percent = figure["form"] == "percent"
    top = _largest(figure, labels, NAMED if percent else MOST_WISHES)
    if not top:
        return _("Nobody has chosen an activity so far.")
    named = words.counted((f"*{name}*", n) for name, n in top)
    if percent:
        return ngettext(
            "Chosen most often: %(list)s. %(num)s person made a choice.",
            "Chosen most often: %(list)s. %(num)s people made a choice.",
            figure["base"] or 0,
            list=named,
        )
    return ngettext(
        "Chosen so far: %(list)s. %(num)s person made a choice.",
        "Chosen so far: %(list)s. %(num)s people made a choice.",
        figure["base"] or 0,
        list=named,
    )


def short(figure: ReleasedFigure, labels: Labels) -> str:
    """The answer in the band."""
    names = [name for name, _n in _largest(figure, labels, 2)]
    if not names:
        return _("Nobody has chosen an activity so far.")
    said = _("Most often chosen: %(list)s.") if figure["form"] == "percent" else _("Chosen so far: %(list)s.")
    both, first = (said % {"list": join_list(names[:n])} for n in (2, 1))
    return both if len(both) <= LONGEST_ANSWER else first


def order(figure: ReleasedFigure) -> tuple[str, ...]:
    """What the order of the numbers is worth."""
    if figure["form"] != "percent":
        return (_("With so few answers this is a list and not an order."),)
    return (_("Where two numbers are close, which of them is larger may be chance."),)


def favourites(figure: ReleasedFigure | None, labels: Labels, most: int) -> tuple[tuple[str, int], ...]:
    """What was chosen most often, each with its people, for a list that is read from afar."""
    if figure is None or figure["base"] is None:
        return ()
    rows = sorted((row for row in figure["rows"] if row["n"]), key=lambda row: -(row["n"] or 0))
    return tuple((labels.activity(row["code"]), row["n"] or 0) for row in rows[:most])
