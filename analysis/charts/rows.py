"""Rows with a name, a mark and a number: the common ground of bars and lollipops.

On a phone the name stands above its mark, else at its side; a long name takes more lines and its row more height.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import Any

from analysis.charts.style import SIZES, WIDTHS, Sheet, check_size, sheet
from analysis.charts.words import LINE, number, width, wrap

STEPS = (1, 2, 5)
NAMES_ROOM = 282
AXIS = 34
TOP = 8
GAP = 12


@dataclass(frozen=True)
class Row:
    """One line of a chart; rows of one `band` share a ground."""

    name: str
    count: int
    use: int = 0
    band: int | None = None
    tone: str = "answer"


@dataclass(frozen=True)
class Place:
    """Where a row lies: its top and height, the middle of its mark, its name's lines and their middle."""

    top: float
    height: float
    mark: float
    names: list[str]
    middle: float


@dataclass(frozen=True)
class Layout:
    """All measures of a chart: `zero` and `scale` turn people into pixels."""

    size: str
    width: float
    height: float
    zero: float
    scale: float
    ticks: list[int]
    places: list[Place]

    def at(self, people: float) -> float:
        """Turn a number of people into a distance from the left."""
        return self.zero + people * self.scale


Mark = Callable[[Sheet, Layout, Row, Place], float]


def draw_rows(rows: Sequence[Row], mark: Mark, texts: Mapping[str, Any], size: str, bar: float) -> Sheet | None:
    """Draw all rows with `mark`, which answers where its number may begin; `bar` is the height of a mark."""
    if not rows:
        return None
    layout = lay_out(rows, size, bar)
    with sheet(layout.width, layout.height, size) as page:
        _grounds(page, layout, rows)
        _axis(page, layout, texts["unit"])
        for row, place in zip(rows, layout.places, strict=True):
            _name(page, layout, place)
            begin = mark(page, layout, row, place)
            page.text((begin, place.mark), str(row.count), bold=True)
        return page


def lay_out(rows: Sequence[Row], size: str, bar: float) -> Layout:
    """Measure everything before anything is drawn."""
    check_size(size)
    whole, letters = WIDTHS[size], SIZES[size]
    above = size == "phone"
    names = [wrap(row.name, letters, whole - 20 if above else NAMES_ROOM - 2 * GAP) for row in rows]
    widest = max(width(line, letters) for lines in names for line in lines)
    zero = 10.0 if above else round(min(NAMES_ROOM, widest + 2 * GAP))
    ticks = ticks_to(max(row.count for row in rows))
    right = GAP + 20 + width(str(max(row.count for row in rows)), letters, bold=True)
    scale = (whole - zero - right) / max(*ticks, *(row.count for row in rows))
    places = _places(names, letters, bar, above)
    bottom = places[-1].top + places[-1].height
    return Layout(size, whole, bottom + AXIS, zero, scale, ticks, places)


def ticks_to(highest: int) -> list[int]:
    """Choose at most four whole steps from 0 up to the highest number."""
    if highest <= 0:
        return [0, 1]
    steps = (10**power * step for power in range(9) for step in STEPS)
    step = next(step for step in steps if highest / step <= 4)
    return list(range(0, highest + 1, step))


def _places(names: list[list[str]], letters: float, bar: float, above: bool) -> list[Place]:
    texts = [len(lines) * LINE * letters for lines in names]
    heights = [text + bar + 24 if above else max(text, bar) + 17 for text in texts]
    tops = accumulate([TOP, *heights])
    places = []
    for top, height, text, lines in zip(tops, heights, texts, names, strict=False):
        middle = top + 5 + text / 2 if above else top + height / 2
        mark = top + 11 + text + bar / 2 if above else top + height / 2
        places.append(Place(top, height, mark, lines, middle))
    return places


def _grounds(page: Sheet, layout: Layout, rows: Sequence[Row]) -> None:
    """Shade every second band in one piece, so that a reader sees where one ends."""
    placed = zip(rows, layout.places, strict=True)
    for band, members in groupby(placed, key=lambda pair: pair[0].band):
        places = [place for _, place in members]
        if band is not None and band % 2 == 0:
            page.box((0, places[0].top), layout.width, sum(place.height for place in places), "sunk")


def _axis(page: Sheet, layout: Layout, unit: Any) -> None:
    """Draw the vertical lines, stronger at zero, and name the unit once, at the last of them."""
    for tick in layout.ticks:
        for top, bottom in _spans(layout):
            colour, stroke = ("line", 0.8) if tick else ("edge", 1.0)
            page.line((layout.at(tick), top), (layout.at(tick), bottom), colour, stroke)
    last = number(unit, layout.ticks[-1])
    middle = min(layout.at(layout.ticks[-1]), layout.width - width(last, page.size) / 2 - 1)
    page.text((middle, layout.height - AXIS + 16), last, colour="ink-2", align="center")
    for tick in layout.ticks[:-1]:
        if layout.at(tick) + width(str(tick), page.size) < middle - width(last, page.size) / 2:
            page.text((layout.at(tick), layout.height - AXIS + 16), str(tick), colour="ink-2", align="center")


def _spans(layout: Layout) -> list[tuple[float, float]]:
    """Where the vertical lines run: never through a name, so on a phone only beside the marks."""
    if layout.size != "phone":
        return [(layout.places[0].top, layout.height - AXIS)]
    return [(place.mark - 12, place.top + place.height - 3) for place in layout.places]


def _name(page: Sheet, layout: Layout, place: Place) -> None:
    if layout.size == "phone":
        page.lines((layout.zero, place.middle), place.names)
    else:
        page.lines((layout.zero - GAP, place.middle), place.names, align="right")
