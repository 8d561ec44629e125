"""Rows with a name, a mark and a number: the common ground of bars and lollipops.

On a phone the name stands above its mark, else at its side; a long name takes more lines and its row more height.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
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
class Names:
    """Where every row lies and where its marks may begin: `zero`, right of the names or below them."""

    size: str
    width: float
    zero: float
    places: list[Place]
    above: bool

    @property
    def letters(self) -> float:
        """The size of letters."""
        return SIZES[self.size]

    @property
    def bottom(self) -> float:
        """The lower end of the last row."""
        return self.places[-1].top + self.places[-1].height

    def write(self, page: Sheet) -> None:
        """Write all names."""
        for place in self.places:
            if self.above:
                page.lines((self.zero, place.middle), place.names)
            else:
                page.lines((self.zero - GAP, place.middle), place.names, align="right")

    def spans(self) -> list[tuple[float, float]]:
        """Where vertical lines run: never through a name, so on a phone only beside the marks."""
        if not self.above:
            return [(self.places[0].top, self.bottom)]
        return [(place.mark - 12, place.top + place.height - 3) for place in self.places]


@dataclass(frozen=True)
class Layout:
    """All measures of a chart: `zero` and `scale` turn people into pixels."""

    names: Names
    width: float
    height: float
    zero: float
    scale: float
    ticks: list[int]
    beside: float = 0.0

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
        draw_on(page, rows, mark, texts, layout)
        return page


def draw_on(
    page: Sheet, rows: Sequence[Row], mark: Mark, texts: Mapping[str, Any], layout: Layout, lift: float = 0.0
) -> None:
    """Draw rows on a sheet that is open; marks are lifted where something else stands below them, off their axis."""
    _grounds(page, layout, rows)
    places = [
        replace(place, mark=place.mark - lift, height=place.height - 2 * lift) if lift else place
        for place in layout.names.places
    ]
    layout = replace(layout, names=replace(layout.names, places=places))
    _axis(page, layout, texts["unit"])
    layout.names.write(page)
    for row, place in zip(rows, places, strict=True):
        begin = mark(page, layout, row, place)
        page.text((begin, place.mark), str(row.count), bold=True)


def lay_names(names: Sequence[str], size: str, bar: float, top: float = TOP, above: bool = False) -> Names:
    """Measure all names, before anything is drawn; `bar` is the height a mark needs, `top` where the rows begin.

    On a phone, or where a chart wants it so, a name stands `above` its mark and may be as wide as the sheet.
    """
    check_size(size)
    whole, letters = WIDTHS[size], SIZES[size]
    above = above or size == "phone"
    wrapped = [wrap(name, letters, whole - 20 if above else NAMES_ROOM - 2 * GAP) for name in names]
    widest = max(width(line, letters) for lines in wrapped for line in lines)
    zero = 10.0 if above else round(min(NAMES_ROOM, widest + 2 * GAP))
    return Names(size, whole, zero, _places(wrapped, letters, bar, above, top), above)


def lay_out(rows: Sequence[Row], size: str, bar: float, top: float = TOP, beside: float = 0.0) -> Layout:
    """Measure the rows and the axis below them; `beside` is kept free at the right."""
    names = lay_names([row.name for row in rows], size, bar, top)
    ticks = ticks_to(max(row.count for row in rows))
    right = beside + GAP + 20 + width(str(max(row.count for row in rows)), names.letters, bold=True)
    scale = (names.width - names.zero - right) / max(*ticks, *(row.count for row in rows))
    return Layout(names, names.width, names.bottom + AXIS, names.zero, scale, ticks, beside)


def ticks_to(highest: int) -> list[int]:
    """Choose at most four whole steps from 0 up to the highest number."""
    if highest <= 0:
        return [0, 1]
    steps = (10**power * step for power in range(9) for step in STEPS)
    step = next(step for step in steps if highest / step <= 4)
    return list(range(0, highest + 1, step))


def _places(names: list[list[str]], letters: float, bar: float, above: bool, first: float) -> list[Place]:
    texts = [len(lines) * LINE * letters for lines in names]
    heights = [text + bar + 24 if above else max(text, bar) + 17 for text in texts]
    tops = accumulate([first, *heights])
    places = []
    for top, height, text, lines in zip(tops, heights, texts, names, strict=False):
        middle = top + 5 + text / 2 if above else top + height / 2
        mark = top + 11 + text + bar / 2 if above else top + height / 2
        places.append(Place(top, height, mark, lines, middle))
    return places


def _grounds(page: Sheet, layout: Layout, rows: Sequence[Row]) -> None:
    """Shade every second band in one piece, so that a reader sees where one ends."""
    placed = zip(rows, layout.names.places, strict=True)
    for band, members in groupby(placed, key=lambda pair: pair[0].band):
        places = [place for _, place in members]
        if band is not None and band % 2 == 0:
            page.box((0, places[0].top), layout.width, sum(place.height for place in places), "sunk")


def _axis(page: Sheet, layout: Layout, unit: Any) -> None:
    """Draw the vertical lines, stronger at zero, and name the unit once, at the last of them."""
    for tick in layout.ticks:
        for top, bottom in layout.names.spans():
            colour, stroke = ("line", 0.8) if tick else ("edge", 1.0)
            page.line((layout.at(tick), top), (layout.at(tick), bottom), colour, stroke)
    last = number(unit, layout.ticks[-1])
    middle = min(layout.at(layout.ticks[-1]), layout.width - layout.beside - width(last, page.size) / 2 - 1)
    page.text((middle, layout.height - AXIS + 16), last, colour="ink-2", align="center")
    for tick in layout.ticks[:-1]:
        if layout.at(tick) + width(str(tick), page.size) < middle - width(last, page.size) / 2:
            page.text((layout.at(tick), layout.height - AXIS + 16), str(tick), colour="ink-2", align="center")
