"""The map of the districts with words on it: dark = enough to start, striped = too few answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.charts.outline import Ring, Shape, fit, label_place, shape_of
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

    names: list[str]
    shown: str
    verdict: str
    shape: Shape

    def lines(self) -> list[str]:
        """List the words on the map."""
        return [*self.names, self.shown] if self.shown else self.names


def compose(table: pd.DataFrame, texts: Mapping[str, Any], size: str) -> Sheet | None:
    """Draw a table with district, label, verdict (of `need`), answers (a number or None) and polygon.

    `polygon` is GeoJSON (Polygon or MultiPolygon, longitude and latitude) or its coordinates; districts without one
    are left out, and without any the chart is empty. `texts`: `labels` {district: words}.
    """
    check_size(size)
    rows = table.to_dict("records")
    shapes = {row["district"]: shape_of(row["polygon"]) for row in rows}
    known = {code: shape for code, shape in shapes.items() if shape}
    if not known:
        return None
    fitted, height = fit(known, WIDTHS[size], EDGE)
    found = [_district(row, fitted[row["district"]], texts, SIZES[size]) for row in rows if row["district"] in fitted]
    with sheet(WIDTHS[size], height, size) as page:
        for district in found:
            _ground(page, district)
        for district in found:
            _words(page, district)
        return page


def _district(row: Mapping[Any, Any], shape: Shape, texts: Mapping[str, Any], letters: float) -> District:
    name = label(texts, row["district"], row.get("label"))
    xs = [x for x, _ in _widest(shape)]
    longest = max((width(word, letters, bold=True) for word in name.split()), default=0.0)
    # A name may take more lines; a word of it is divided only where it is wider than half the map.
    names = wrap(name, letters, max((max(xs) - min(xs)) * 0.55, min(longest, ROOM)), bold=True)
    verdict = row["verdict"] if row["verdict"] in STEPS else "too_few"
    return District(names, "" if row.get("answers") is None else str(row["answers"]), verdict, shape)


def _widest(shape: Shape) -> Ring:
    return max((polygon[0] for polygon in shape), key=len)


def _ground(page: Sheet, district: District) -> None:
    fill, _, stripes = STEPS[district.verdict]
    for polygon in district.shape:
        page.area(polygon[0], fill, "edge", stripes)
        for hole in polygon[1:]:
            page.area(hole, "paper", "edge")


def _words(page: Sheet, district: District) -> None:
    """Write the name where it fits best; on stripes, or where it does not fit, on a plate of its own."""
    lines = district.lines()
    wide = max(width(line, page.size, bold=True) for line in lines) + 10
    high = len(lines) * LINE * page.size + 6
    middle, fits = label_place(district.shape, wide, high)
    x = min(max(middle[0], wide / 2 + 1), page.width - wide / 2 - 1)
    y = min(max(middle[1], high / 2 + 1), page.height - high / 2 - 1)
    _, colour, stripes = STEPS[district.verdict]
    if stripes or not fits:
        page.box((x - wide / 2, y - high / 2), wide, high, "paper")
        colour = "ink"
    first = y - LINE * page.size * (len(lines) - 1) / 2
    for at, line in enumerate(lines):
        place = (x, first + at * LINE * page.size)
        page.text(place, line, bold=at < len(district.names), colour=colour, align="center")
