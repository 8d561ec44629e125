"""The workshop's dots beside the survey's lollipops: two columns with a head each, on a phone two lines."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

from analysis.charts.marks import DOT, stem
from analysis.charts.rows import GAP, Layout, Row, draw_on, lay_out
from analysis.charts.style import SIZES, WIDTHS, Sheet, sheet
from analysis.charts.words import LINE, width, wrap

SMALL = 4.5
STEP = 11.0
MOST = 100
"""More dots than these are a number only: never half a dot, never one for ten."""

COLUMN = 190.0
HEADS = ("survey", "workshop")
AIR = 8.0


def draw_beside(rows: Sequence[Row], dots: Sequence[int | None], texts: Mapping[str, Any], size: str) -> Sheet:
    """Draw both; `dots` has a number, or None where the workshop did not ask, for each row."""
    small = size == "phone"
    room = WIDTHS[size] - 2 * GAP if small else COLUMN
    number = max(width(str(each), SIZES[size], bold=True) for each in dots if each is not None) + AIR
    in_line = int((room - number) / STEP)
    tall = max(_lines(each, in_line) for each in dots) * STEP + 2
    heads = [wrap(str(texts[name]), SIZES[size], WIDTHS[size] - 30 if small else COLUMN) for name in HEADS]
    top = (sum(map(len, heads)) if small else max(map(len, heads))) * LINE * SIZES[size] + 2 * AIR
    bar = DOT + AIR + tall if small else max(DOT, tall)
    layout = lay_out(rows, size, bar, top, 0 if small else COLUMN + 2 * AIR)
    lift = (tall + AIR) / 2 if small else 0.0
    with sheet(layout.width, layout.height, size) as page:
        _heads(page, heads, layout)
        draw_on(page, rows, stem, texts, layout, lift)
        for each, place in zip(dots, layout.names.places, strict=True):
            left = layout.zero if small else layout.width - COLUMN
            middle = place.mark + (DOT + AIR) / 2 if small else place.mark
            _dots(page, each, (left + number, middle), in_line)
        return page


def _lines(dots: int | None, in_line: int) -> int:
    return max(ceil(dots / in_line), 1) if dots and dots <= MOST else 1


def _heads(page: Sheet, heads: Sequence[list[str]], layout: Layout) -> None:
    """Say which is which, each with its mark; below each other on a phone."""
    step = LINE * page.size
    if layout.names.above:
        y = step / 2 + 2
        for words, mark in zip(heads, (_survey, _workshop), strict=True):
            mark(page, layout.zero + DOT / 2, y)
            page.lines((layout.zero + DOT + AIR, y + step * (len(words) - 1) / 2), words, colour="ink-2")
            y += len(words) * step
        return
    for words, left in zip(heads, (layout.zero, layout.width - COLUMN), strict=True):
        page.lines((left, layout.names.places[0].top - AIR - len(words) * step / 2), words, colour="ink-2")


def _survey(page: Sheet, x: float, y: float) -> None:
    page.dot((x, y), DOT / 2 - 1, "d1", "card")


def _workshop(page: Sheet, x: float, y: float) -> None:
    page.dot((x, y), SMALL, "d4", "ink", 1.2)


def _dots(page: Sheet, dots: int | None, left: tuple[float, float], in_line: int) -> None:
    """Draw a dot for each; a number that was not asked for stays empty, so that it is no zero."""
    if dots is None:
        return
    page.text((left[0] - AIR, left[1]), str(dots), bold=True, align="right")
    lines = _lines(dots, in_line)
    for at in range(dots if dots <= MOST else 0):
        y = left[1] + (at // in_line - (lines - 1) / 2) * STEP
        _workshop(page, left[0] + SMALL + at % in_line * STEP, y)
