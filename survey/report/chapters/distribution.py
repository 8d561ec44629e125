"""Who receives this report."""

from survey.i18n import gettext as _
from survey.report.material import Whole
from survey.report.model import Block, Sentences


def title() -> str:
    """What the chapter is called."""
    return _("Who receives this report")


def blocks(whole: Whole) -> tuple[Block, ...]:
    """The list as it was typed; nothing where it is empty."""
    return (Sentences(whole.choices.distribution),) if whole.choices.distribution else ()
