"""What these figures can tell, and what they cannot: a page for everybody who never made a survey."""

from survey.i18n import gettext as _
from survey.report.material import Whole
from survey.report.model import Block, Heading, Sentences


def title() -> str:
    """What the chapter is called."""
    return _("What these figures can tell, and what they cannot")


def blocks(_whole: Whole) -> tuple[Block, ...]:
    """Three short lists."""
    return (
        Heading(_("What they tell")),
        Sentences(_tell()),
        Heading(_("What they do not tell")),
        Sentences(_do_not_tell()),
        Heading(_("How to read them to others")),
        Sentences(_aloud()),
    )


def _tell() -> tuple[str, ...]:
    return (
        _("What those who answered want, would do and would give: counted, not estimated."),
        _("Whether enough people would come for a group or for a space."),
        _("Which of the things that people want already exist, and who would offer the others."),
        _("Whom we have not heard, where somebody has counted who lives here."),
    )


def _do_not_tell() -> tuple[str, ...]:
    return (
        _("What all residents want. People decided themselves whether to answer; the others may think differently."),
        _("How many will come in the end. People promise more than they do later, so we count with half of them."),
        _("Whether one place wants something more than another, when the difference is a few people."),
        _("What something costs, and whether it may be done: that has to be found out apart."),
    )


def _aloud() -> tuple[str, ...]:
    return (
        _("Say both numbers: 34 of 61 people, not »more than half of the residents«."),
        _("Say who is missing in the same breath."),
        _("Do not add up answers, votes at a meeting and visits at home. They are different things."),
        _("Where it says »too few to show«, say so and leave it at that."),
    )
