"""The four answers at a glance."""

from survey.i18n import gettext as _
from survey.report.material import Place, Whole
from survey.report.model import Block, Entries, Paragraph
from survey.sentences import answered, existing, helping, need, wishes, words
from survey.sentences.parts import Entry


def title() -> str:
    """What the chapter is called."""
    return _("In short")


def blocks(place: Place, _whole: Whole) -> tuple[Block, ...]:
    """How many answered, and each of the four questions in a line."""
    live, labels = place.live, place.labels
    sections = (
        need.section(live, labels, judged=not place.outside),
        wishes.section(live, place.settled, labels),
        existing.existing(live, labels).section,
        helping.section(live, labels),
    )
    return (
        Paragraph(answered.headcount(live, place.minimum_age, starred=True), "say"),
        Paragraph(words.as_of(place.made_at), "quiet"),
        Entries(tuple(Entry(section.title, section.short) for section in sections)),
    )
