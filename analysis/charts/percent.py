"""An axis of per cent: from 0 to a whole number, four steps at most, named at its end."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Any

from analysis.charts.rows import Names
from analysis.charts.style import Sheet
from analysis.charts.words import number, width

AXIS = 34.0
CLEAR = 14.0
STEPS = (5, 10, 20, 25)


@dataclass(frozen=True)
class Percent:
    """Turns shares into pixels between `zero` and the right end."""

    zero: float
    scale: float
    ticks: list[int]

    def at(self, share: float) -> float:
        """Turn a share (0 to 1) into a distance from the left."""
        return self.zero + share * self.scale


def percent_axis(shares: Iterable[float | None], zero: float, right: float) -> Percent:
    """Make an axis long enough for every share; without any it reaches to 100 %."""
    highest = 100 * max((share for share in shares if share is not None), default=1.0)
    step = next((step for step in STEPS if highest <= 4 * step), STEPS[-1])
    last = min(max(step * ceil(round(highest / step, 6)), step), 100)
    ticks = list(range(0, last + 1, step))
    return Percent(zero, 100 * (right - zero) / ticks[-1], ticks)


def draw_percent(page: Sheet, axis: Percent, names: Names, template: Any) -> None:
    """Draw the vertical lines, stronger at zero, and their numbers as far as they fit."""
    for tick in axis.ticks:
        for top, bottom in names.spans():
            colour, stroke = ("line", 0.8) if tick else ("edge", 1.0)
            page.line((axis.at(tick / 100), top), (axis.at(tick / 100), bottom), colour, stroke)
    for tick in _written(page, axis, template):
        words = number(template, tick)
        page.text((_middle(page, axis, tick, words), names.bottom + 16), words, colour="ink-2", align="center")


def _written(page: Sheet, axis: Percent, template: Any) -> list[int]:
    """Choose the numbers: all, or every second, or so on, so that they never crowd; the last one always."""
    for every in range(1, len(axis.ticks)):
        chosen = axis.ticks[::-1][::every]
        ends = [(_middle(page, axis, tick, (words := number(template, tick))), words) for tick in chosen]
        pairs = zip(ends[1:], ends, strict=False)
        if all(
            right - left >= (width(a, page.size) + width(b, page.size)) / 2 + CLEAR for (left, a), (right, b) in pairs
        ):
            return chosen
    return axis.ticks[-1:]


def _middle(page: Sheet, axis: Percent, tick: int, words: str) -> float:
    half = width(words, page.size) / 2
    return min(max(axis.at(tick / 100), half), page.width - half)
