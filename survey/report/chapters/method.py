"""How these figures were made."""

from survey.i18n import dated, ngettext
from survey.i18n import gettext as _
from survey.report.material import Whole
from survey.report.model import Block, Grid, Heading, Paragraph, Sentences
from survey.sentences import words


def title() -> str:
    """What the chapter is called."""
    return _("How these figures were made")


def blocks(whole: Whole) -> tuple[Block, ...]:
    """When and whom we asked, what is counted, what is shown from how many answers on, and the moment of each place."""
    return (
        *(Paragraph(line) for line in _asked(whole)),
        Heading(_("What is counted")),
        Sentences(_counted()),
        Heading(_("What is shown")),
        Sentences(_shown()),
        Heading(_("From which moment the figures are")),
        Grid(_("Each district at one moment"), _head(), tuple(_moments(whole))),
    )


def _asked(whole: Whole) -> tuple[str, ...]:
    when = _("Answers are still coming in.") if whole.open else _("This round is closed.")
    if whole.opens and whole.closes:
        when = _("We asked from %(first)s to %(last)s.", first=dated(whole.opens), last=dated(whole.closes))
    elif whole.opens:
        since = _("We have been asking since %(first)s.", first=dated(whole.opens))
        when = f"{since} {when}"
    who = ngettext(
        "People aged %(num)s year or more answered, each for themselves.",
        "People aged %(num)s years or more answered, each for themselves.",
        whole.minimum_age,
    )
    free = _("Everybody could decide whether to answer, and leave out any question.")
    return (when, f"{who} {free}")


def _counted() -> tuple[str, ...]:
    return (
        _("Each person is counted once. Answers that were taken back are not counted."),
        _("»12 of 40« means: 40 people answered this question, and 12 of them said so."),
        _("Who left a question out, or would rather not say, is not among the people of that question."),
        _("No figure was raised to all residents, and none was corrected by a formula."),
        _("Rooms, activities and offers were collected by people who know the place, not in the survey."),
    )


def _shown() -> tuple[str, ...]:
    return (
        _("A question is shown from five answers on. Below that there is no number at all."),
        _("Per cent stand beside the numbers from thirty answers on."),
        _("What was asked in confidence is shown only when at least five people gave an answer and five did not."),
        _("An order of wishes is made from thirty answers on; where the difference is too small, we say so."),
    )


def _head() -> tuple[str, ...]:
    return (_("District"), _("Counts"), _("Ages and what was asked in confidence"))


def _moments(whole: Whole) -> list[tuple[str, ...]]:
    return [
        (place.name, words.as_of(place.made_at), words.as_of(place.settled_at) if place.settled_at else _("none yet"))
        for place in whole.places
    ]
