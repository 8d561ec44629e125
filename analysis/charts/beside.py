"""The workshop's dots beside the survey's lollipops: two columns with a head each, on a phone two lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from analysis.charts.marks import DOT, stem
from analysis.charts.rows import GAP, Layout, Row, draw_on, lay_out
from analysis.charts.style import SIZES, WIDTHS, Sheet, sheet
from analysis.charts.words import LINE, width, wrap

SMALL = 4.5
STEP = 11.0
MOST = 30
"""Above this number in one row every row has a bar: three lines of dots are the most that is counted at a glance."""

BAR = 12.0

COLUMN = 190.0
HEADS = ("survey", "workshop")
AIR = 8.0


@dataclass(frozen=True)
class Column:
    """How the workshop's numbers are drawn: all as dots, so many in a line, or all as bars in a scale of their own."""

    number: float
    room: float
    most: int

    @property
    def bars(self) -> bool:
        """Say whether bars stand for the dots; never both, since a row must not look empty beside another."""
        return self.most > MOST

    @property
    def in_line(self) -> int:
        """How many dots stand beside each other."""
        return int(self.room / STEP)

    def lines(self, dots: int | None) -> int:
        """How many lines the dots of a row take."""
        return 1 if self.bars else max(ceil((dots or 0) / self.in_line), 1)

    def height(self) -> float:
        """Measure the tallest row."""
        return (BAR if self.bars else self.lines(self.most) * STEP) + 2


def draw_beside(rows: Sequence[Row], dots: Sequence[int | None], texts: Mapping[str, Any], size: str) -> Sheet:
    """Draw both; `dots` has a number, or None where the workshop did not ask, for each row."""
    small = size == "phone"
    column = _column(dots, size)
    tall = column.height()
    heads = [wrap(str(texts[name]), SIZES[size], WIDTHS[size] - 30 if small else COLUMN) for name in HEADS]
    top = (sum(map(len, heads)) if small else max(map(len, heads))) * LINE * SIZES[size] + 2 * AIR
    bar = DOT + AIR + tall if small else max(DOT, tall)
    layout = lay_out(rows, size, bar, top, 0 if small else COLUMN + 2 * AIR)
    lift = (tall + AIR) / 2 if small else 0.0
    with sheet(layout.width, layout.height, size) as page:
        _heads(page, heads, layout, column)
        draw_on(page, rows, stem, texts, layout, lift)
        for each, place in zip(dots, layout.names.places, strict=True):
            left = layout.zero if small else layout.width - COLUMN
            middle = place.mark + (DOT + AIR) / 2 if small else place.mark
            if each is not None:
                _row(page, each, (left + column.number, middle), column)
        return page


def _column(dots: Sequence[int | None], size: str) -> Column:
    """Measure the numbers and what is left beside them."""
    known = [each for each in dots if each is not None]
    number = max(width(str(each), SIZES[size], bold=True) for each in known) + AIR
    return Column(number, (WIDTHS[size] - 2 * GAP if size == "phone" else COLUMN) - number, max(known))


def _heads(page: Sheet, heads: Sequence[list[str]], layout: Layout, column: Column) -> None:
    """Say which is which, each with its mark; below each other on a phone."""
    step = LINE * page.size
    if layout.names.above:
        y = step / 2 + 2
        for words, mark in zip(heads, (_survey, _block if column.bars else _workshop), strict=True):
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


def _block(page: Sheet, x: float, y: float) -> None:
    page.box((x - BAR / 2, y - BAR / 2), BAR, BAR, "d4", "ink", 1.2)


def _row(page: Sheet, dots: int, left: tuple[float, float], column: Column) -> None:
    """Write the number and draw its dots or its bar; what was not asked there is left out, so that it is no zero."""
    page.text((left[0] - AIR, left[1]), str(dots), bold=True, align="right")
    if column.bars and dots:
        page.box((left[0], left[1] - BAR / 2), (column.room - 2) * dots / column.most, BAR, "d4", "ink", 1.2)
    elif not column.bars:
        _dots(page, dots, left, column)


def _dots(page: Sheet, dots: int, left: tuple[float, float], column: Column) -> None:
    first = left[1] - (column.lines(dots) - 1) / 2 * STEP
    for at in range(dots):
        line, place = divmod(at, column.in_line)
        _workshop(page, left[0] + SMALL + place * STEP, first + line * STEP)
