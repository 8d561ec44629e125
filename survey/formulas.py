"""Text that a spreadsheet would take for a formula, on its way into a table of plain text and back.

A CSV file cannot say what is text, so such a text gets an apostrophe before it, as people type it themselves. A text
that has apostrophes there already gets one more; so taking one away always gives back what was written.
"""

import re

_BEFORE = re.compile("[\\s\"'\u00a0\ufeff\u200b]*")
"""What spreadsheets pass over before they look for a formula: blanks, quotes, apostrophes and marks nobody sees."""

_BEGINS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\u2212")


def calculates(words: str) -> bool:
    """Whether some spreadsheet would do more with a text than show it."""
    before = _BEFORE.match(words)
    passed = before[0] if before else ""
    return words.startswith(_BEGINS, len(passed)) or not {"\t", "\r", "\n"}.isdisjoint(passed)


def harmless(words: str) -> str:
    """The text as a table holds it."""
    return f"'{words}" if calculates(words) else words


def original(cell: str) -> str:
    """What was written before `harmless`; any other text stays as it is."""
    return cell[1:] if cell.startswith("'") and calculates(cell) else cell
