"""What they said: themes with their counts, and a few quotes that a second person approved."""

from survey.i18n import gettext as _
from survey.report import pieces
from survey.report.material import Place, Whole
from survey.report.model import Block, Quote
from survey.sentences import said


def title() -> str:
    """What the chapter is called."""
    return _("What they said")


def blocks(place: Place, whole: Whole) -> tuple[Block, ...]:
    """The sentences of the page, then the quotes, each in the language it was written in."""
    found = said.section(place.said, list(place.quotes), place.labels)
    quotes = tuple(Quote(_shown(quote), quote.language) for quote in found.quotes)
    return (*pieces.section(found.section, place, whole.earlier), *quotes)


def _shown(quote: said.Quote) -> str:
    """The words, with a mark in brackets where something is hidden."""
    return f"»{''.join(f'[{bit.words}]' if bit.hidden else bit.words for bit in quote.bits)}«"
