"""How wide words are and where lines break; measured before drawing, so that no label is ever cut."""

import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

LINE = 1.3
"""Height of a line of text in its own size."""

SHORTEST = 3
"""Letters that follow a hyphen at least."""

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@contextmanager
def other_scripts() -> Iterator[None]:
    """Let letters pass that DejaVu Sans has not: text stays text, and the reader's own font will have them."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield


def width(words: str, size: float, bold: bool = False) -> float:
    """Measure a line in pixels, set in DejaVu Sans."""
    return _width(words, bold) * size / 100


@cache
def _width(words: str, bold: bool) -> float:
    """Measure once for all sizes of a sheet: most words stand on more than one."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(family="DejaVu Sans", size=100, weight="bold" if bold else "normal")
    with other_scripts():
        return float(text_to_path.get_text_width_height_descent(words, font, ismath=False)[0])


def plain(words: str) -> str:
    """Replace what no XML file may hold, visibly, as the store does."""
    return UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", words)


def wrap(words: str, size: float, room: float, bold: bool = False) -> list[str]:
    """Break a label into lines that fit; a word too long for a line is divided with a hyphen."""
    lines = [""]
    for word in plain(words).split():
        for piece in _pieces(word, size, room, bold):
            together = f"{lines[-1]} {piece}".strip()
            if lines[-1] and width(together, size, bold) > room:
                lines.append(piece)
            else:
                lines[-1] = together
    return lines


def number(template: str | Callable[[int], str], value: int) -> str:
    """Put a number into its text: a template with %(num)s, or a function that knows the plural."""
    return template(value) if callable(template) else template % {"num": value}


def label(texts: Mapping[str, Any], code: str, otherwise: str | None = None) -> str:
    """Find the words for a code; a code without words stands for itself, so that no row is nameless."""
    return str(texts.get("labels", {}).get(code) or otherwise or code)


def _pieces(word: str, size: float, room: float, bold: bool) -> list[str]:
    pieces = []
    while width(word, size, bold) > room and len(word) > 2:
        fits = max((n for n in range(1, len(word)) if width(word[:n] + "-", size, bold) <= room), default=1)
        fits = min(fits, max(len(word) - SHORTEST, 1))
        pieces.append(word[:fits] + "-")
        word = word[fits:]
    return [*pieces, word]
