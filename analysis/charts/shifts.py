"""The same change from round to round for many things: a lane for each, where slopes would be a thicket."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from analysis.charts.legend import Sign, lay_signs, stripes, write_signs
from analysis.charts.percent import AXIS, Percent, draw_percent, percent_axis
from analysis.charts.rows import Place, lay_names
from analysis.charts.style import SIZES, WIDTHS, Point, Sheet, sheet
from analysis.charts.words import label, number, width

DOT = 7.5
SMALL = 3.0
AIR = 6.0
BAR = 20.0


@dataclass(frozen=True)
class Shift:
    """One thing: its name, its share in each round (None: too few, or not asked), before which rounds it breaks."""

    name: str
    shares: list[float | None]
    broken: list[bool]


def draw_shifts(shifts: Sequence[Shift], rounds: Sequence[Any], texts: Mapping[str, Any], size: str) -> Sheet:
    """Draw a lane for each: a hollow dot for the first round, small ones between, a full one for the last.

    Where it was asked otherwise a stroke stands instead of the line. A lane is striped where the last round
    has too few to show.
    """
    signs, above = lay_signs(_signs(shifts, rounds, texts), SIZES[size], WIDTHS[size])
    names = lay_names([shift.name for shift in shifts], size, BAR, above + AIR)
    said = width(number(texts["percent"], 100), names.letters, bold=True) + DOT + AIR
    shares = [share for shift in shifts for share in shift.shares]
    axis = percent_axis(shares, names.zero + said, names.width - said - AIR)
    with sheet(names.width, names.bottom + AXIS, size) as page:
        draw_percent(page, axis, names, texts["percent"])
        names.write(page)
        for shift, place in zip(shifts, names.places, strict=True):
            _draw(page, axis, place, shift, texts["percent"])
        write_signs(page, signs, 0)
        return page


def _signs(shifts: Sequence[Shift], rounds: Sequence[Any], texts: Mapping[str, Any]) -> list[Sign]:
    signs = [Sign(label(texts, rounds[0]), _hollow)] if len(rounds) > 1 else []
    signs.append(Sign(label(texts, rounds[-1]), _full))
    signs += [Sign(str(texts["break"]), _break)] if any(any(shift.broken[1:]) for shift in shifts) else []
    return signs + ([Sign(str(texts["few"]), stripes)] if any(shift.shares[-1] is None for shift in shifts) else [])


def _hollow(page: Sheet, middle: Point) -> None:
    page.dot(middle, DOT, "card", "ink", 2)


def _full(page: Sheet, middle: Point) -> None:
    page.dot(middle, DOT - 2, "d1", "d1", 1)


def _break(page: Sheet, middle: Point) -> None:
    for way in (-1, 1):
        page.dot((middle[0] + way * 8, middle[1]), SMALL, "edge", "edge", 1)
    _stroke(page, middle)


def _stroke(page: Sheet, middle: Point) -> None:
    """Part two rounds, with a light rim to be seen also where their dots lie on each other."""
    for colour, wide in (("card", 5.0), ("d2", 2.4)):
        page.line((middle[0], middle[1] - DOT - 3), (middle[0], middle[1] + DOT + 3), colour, wide)


def _draw(page: Sheet, axis: Percent, place: Place, shift: Shift, percent: Any) -> None:
    first, last, y = shift.shares[0] if len(shift.shares) > 1 else None, shift.shares[-1], place.mark
    if last is None:
        end = axis.at(axis.ticks[-1] / 100)
        page.hatched((axis.zero, y - BAR / 2), end - axis.zero, BAR)
        return
    xs = [None if share is None else axis.at(share) for share in shift.shares]
    pieces = [(a, b, shift.broken[at]) for at, (a, b) in enumerate(pairwise(xs), start=1)]
    for a, b, broken in pieces:
        if a is not None and b is not None and a != b and not broken:
            page.line((a, y), (b, y), "edge", 3)
    for x in (x for x in xs[1:-1] if x is not None):
        page.dot((x, y), SMALL, "edge", "edge", 1)
    if first is not None:
        _hollow(page, (axis.at(first), y))
    _full(page, (axis.at(last), y))
    for a, b, broken in pieces:
        if a is not None and b is not None and broken:
            _stroke(page, ((a + b) / 2, y))
    _numbers(page, (first, last), [x for x in xs if x is not None], y, percent)


def _numbers(page: Sheet, ends: tuple[float | None, float], xs: Sequence[float], y: float, percent: Any) -> None:
    """Write the first and the last number on the outer sides of the lane, the last one stronger."""
    first, last = ends
    left, right = min(xs) - DOT - AIR, max(xs) + DOT + AIR
    falls = first is not None and last < first
    said = number(percent, round(100 * last))
    page.text((left if falls else right, y), said, bold=True, align="right" if falls else "left")
    if first is not None and first != last:
        said = number(percent, round(100 * first))
        page.text((right if falls else left, y), said, align="left" if falls else "right")
