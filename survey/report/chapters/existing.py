"""3. What exists and what could be offered?"""

from survey.i18n import gettext as _
from survey.report import pieces
from survey.report.material import Place, Whole
from survey.report.model import Block, Entries, Heading, Paragraph
from survey.sentences import existing
from survey.sentences.parts import Entry


def title() -> str:
    """What the chapter is called."""
    return _("3. What exists and what could be offered?")


def blocks(place: Place, whole: Whole) -> tuple[Block, ...]:
    """What follows from the lists, the three lists themselves, and when people, rooms and leaders could meet."""
    found = existing.existing(place.live, place.labels)
    lists = (
        (_("Rooms"), found.rooms),
        (_("What runs already"), found.running),
        (_("Who would offer something"), found.offers),
    )
    return (
        Paragraph(found.section.say, "say"),
        *(Paragraph(note) for note in found.section.notes),
        *(block for name, entries in lists for block in _list(name, entries)),
        *(block for one in found.section.pictures for block in pieces.picture(one, place, whole.earlier)),
        *pieces.how(found.section.how),
    )


def _list(name: str, entries: tuple[Entry, ...]) -> tuple[Block, ...]:
    known = Entries(entries) if entries else Paragraph(_("We know of nothing yet."), "quiet")
    return (Heading(name), known)
