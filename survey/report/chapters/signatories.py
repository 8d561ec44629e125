"""Who signs."""

from survey.i18n import gettext as _
from survey.report.material import Whole
from survey.report.model import Block, Signatures


def title() -> str:
    """What the chapter is called."""
    return _("Who signs")


def blocks(whole: Whole) -> tuple[Block, ...]:
    """A line for each name; nothing where nobody signs."""
    return (Signatures(whole.choices.signatories),) if whole.choices.signatories else ()
