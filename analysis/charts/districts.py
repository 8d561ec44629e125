"""The map of the districts with words on it: dark = enough to start, striped = too few answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.charts.callouts import Box, beside, box_around
from analysis.charts.legend import Sign, lay_signs, write_signs
from analysis.charts.outline import Point, Ring, Shape, fit, label_place, shape_of
from analysis.charts.style import SIZES, Sheet, check_size, sheet
from analysis.charts.words import LINE, label, width, wrap

WIDTHS = {"phone": 340.0, "screen": 480.0, "paper": 400.0}
EDGE = 4.0
ROOM = 160.0
# verdict → ground, words on it, stripes; what is not known is never a colour
STEPS = {
    "enough_to_start": ("d1", "on-d1", None),
    "enough_for_group": ("mid", "ink", None),
    "no_need": ("card", "ink", None),
    "too_few": ("paper", "ink", "line"),
}


@dataclass(frozen=True)
class District:
    """One district: its name's lines, the number below, and its outline on the sheet."""

    name: str
    names: list[str]
    shown: str
    verdict: str
    shape: Shape

    def lines(self) -> list[str]:
        """List the words on the map."""
        return [*self.names, self.shown] if self.shown else self.names

    def size(self, letters: float) -> Point:
        """Measure the words with a little air around them."""
        wide = max(width(line, letters, bold=True) for line in self.lines()) + 10
        return wide, len(self.lines()) * LINE * letters + 6


@dataclass(frozen=True)
class Words:
    """Where the words of a district stand: in it, beside it with a line to `anchor`, or in the list as a number."""

    district: District
    middle: Point
    anchor: Point | None = None
    listed: str = ""


def compose(table: pd.DataFrame, texts: Mapping[str, Any], size: str) -> Sheet | None:
    """Draw a table with district, label, verdict (of `need`), answers (a number or None) and polygon.

    `polygon` is GeoJSON (Polygon or MultiPolygon, longitude and latitude) or its coordinates; districts without one
    are left out, and without any the chart is empty. A name without room in its district stands beside the map with
    a line to it, and where that is too far, in a list by number. `texts`: `labels` {district: words}.
    """
    check_size(size)
    rows = table.to_dict("records")
    shapes = {row["district"]: shape_of(row["polygon"]) for row in rows}
    known = {code: shape for code, shape in shapes.items() if shape}
    if not known:
        return None
    fitted, height = fit(known, WIDTHS[size], EDGE)
    found = [_district(row, fitted[row["district"]], texts, SIZES[size]) for row in rows if row["district"] in fitted]
    words = _place(found, (WIDTHS[size], height), SIZES[size])
    boxes = [box_around(each.middle, each.district.size(SIZES[size])) for each in words if not each.listed]
    top = min([0.0, *(box[2] - 1 for box in boxes)])
    bottom = max([height, *(box[3] + 1 for box in boxes)])
    spots, below = lay_signs([Sign(*_listed(each)) for each in words if each.listed], SIZES[size], WIDTHS[size])
    with sheet(WIDTHS[size], bottom - top + below, size, first=top) as page:
        for district in found:
            _ground(page, district)
        for each in words:
            _words(page, each)
        write_signs(page, spots, bottom)
        return page


def _place(found: Sequence[District], room: Point, letters: float) -> list[Words]:
    """Give every name its place; those that fit come first, since the others go round them."""
    placed: list[Words] = []
    others: list[District] = []
    for district in found:
        middle, fits = label_place(district.shape, *district.size(letters))
        if fits:
            placed.append(Words(district, middle))
        else:
            others.append(district)
    shapes = [district.shape for district in found]
    for district in others:
        placed.append(_outside(district, shapes, placed, room, letters))
    return placed


def _outside(
    district: District, shapes: Sequence[Shape], placed: Sequence[Words], room: Point, letters: float
) -> Words:
    taken = [box_around(words.middle, words.district.size(letters)) for words in placed if not words.listed]
    number = str(1 + sum(bool(words.listed) for words in placed))
    anchor, _ = label_place(district.shape, width(number, letters, bold=True) + 10, letters)
    middle = beside(anchor, district.size(letters), shapes, taken, room)
    return Words(district, middle, anchor) if middle else Words(district, anchor, listed=number)


def _listed(words: Words) -> tuple[str, Callable[[Sheet, Point], None]]:
    """Write a district into the list below the map: its number, its name, its answers."""
    shown = f": {words.district.shown}" if words.district.shown else ""
    mark = words.listed
    return words.district.name + shown, lambda page, middle: page.text(middle, mark, bold=True, align="center")


def _district(row: Mapping[Any, Any], shape: Shape, texts: Mapping[str, Any], letters: float) -> District:
    name = label(texts, row["district"], row.get("label"))
    xs = [x for x, _ in _widest(shape)]
    longest = max((width(word, letters, bold=True) for word in name.split()), default=0.0)
    # A name may take more lines; a word of it is divided only where it is wider than half the map.
    names = wrap(name, letters, max((max(xs) - min(xs)) * 0.55, min(longest, ROOM)), bold=True)
    verdict = row["verdict"] if row["verdict"] in STEPS else "too_few"
    return District(name, names, "" if row.get("answers") is None else str(row["answers"]), verdict, shape)


def _widest(shape: Shape) -> Ring:
    return max((polygon[0] for polygon in shape), key=len)


def _ground(page: Sheet, district: District) -> None:
    fill, _, stripes = STEPS[district.verdict]
    for polygon in district.shape:
        page.area(polygon[0], fill, "edge", stripes)
        for hole in polygon[1:]:
            page.area(hole, "paper", "edge")


def _words(page: Sheet, words: Words) -> None:
    """Write the words; on stripes with a rim round the letters, so that they hide as little of them as can be."""
    district, middle = words.district, words.middle
    lines = [words.listed] if words.listed else district.lines()
    _, colour, stripes = STEPS[district.verdict]
    if words.anchor:
        _lead(page, words.anchor, box_around(middle, district.size(page.size)))
        colour = "ink"
    rim = "paper" if stripes and not words.anchor else None
    first = middle[1] - LINE * page.size * (len(lines) - 1) / 2
    for at, line in enumerate(lines):
        place = (middle[0], first + at * LINE * page.size)
        page.text(place, line, bold=at < len(district.names), colour=colour, align="center", rim=rim)


def _lead(page: Sheet, anchor: Point, box: Box) -> None:
    """Lead from the words to a point in their district."""
    end = (min(max(anchor[0], box[0]), box[1]), min(max(anchor[1], box[2]), box[3]))
    page.line(end, anchor, "ink", 1.2)
    page.dot(anchor, 3.5, "ink", "card")
