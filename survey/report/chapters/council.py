"""Two minutes for the council: from the released figures only."""

from survey.i18n import gettext as _
from survey.report.material import Whole
from survey.report.model import Block, Heading, Paragraph, Question
from survey.sentences import council


def title() -> str:
    """What the chapter is called."""
    return council.title()


def blocks(whole: Whole) -> tuple[Block, ...]:
    """The text to read aloud with its questions, or the sentence that nothing is released yet."""
    known = whole.release
    if known is None:
        return (Paragraph(council.not_released(), "notice"),)
    code = whole.places[0].code if whole.kind == "district" else None
    said = council.two_minutes(known.document, code, known.names, known.labels, known.number, known.at)
    if said is None:
        return (Paragraph(council.not_released(), "notice"),)
    return (
        *(Paragraph(line) for line in said.aloud),
        Paragraph(said.source, "quiet"),
        Heading(_("What somebody may ask")),
        *(Question(asked, answer) for asked, answer in said.asked),
    )
