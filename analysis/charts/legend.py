"""What the marks mean: one line of signs and words that breaks where the sheet ends."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from analysis.charts.style import Point, Sheet
from analysis.charts.words import LINE, width, wrap

MARK = 24.0
GAP = 8.0
BETWEEN = 22.0
ABOVE = 10.0


@dataclass(frozen=True)
class Sign:
    """A mark, drawn around a point, and what it means."""

    words: str
    mark: Callable[[Sheet, Point], None]


@dataclass(frozen=True)
class Spot:
    """Where a sign stands on its sheet: its left edge, the top of its first line, its lines."""

    sign: Sign
    left: float
    top: float
    lines: list[str]


def lay_signs(signs: Sequence[Sign], letters: float, room: float) -> tuple[list[Spot], float]:
    """Place the signs line after line; answers them and the height they take, 0 without signs or words."""
    spots, left, top, tall = [], 0.0, ABOVE, 0.0
    for sign in signs:
        lines = wrap(sign.words, letters, room - MARK - GAP)
        wide = MARK + GAP + max(width(line, letters) for line in lines)
        if left and left + wide > room:
            left, top, tall = 0.0, top + tall, 0.0
        spots.append(Spot(sign, left, top, lines))
        left, tall = left + wide + BETWEEN, max(tall, (len(lines) + 0.25) * LINE * letters)
    return spots, top + tall if spots else 0.0


def write_signs(page: Sheet, spots: Sequence[Spot], top: float, left: float = 0.0) -> None:
    """Draw the placed signs from `top` down."""
    step = LINE * page.size
    for spot in spots:
        first = top + spot.top + step / 2
        spot.sign.mark(page, (left + spot.left + MARK / 2, first))
        words = (left + spot.left + MARK + GAP, first + step * (len(spot.lines) - 1) / 2)
        page.lines(words, spot.lines, colour="ink-2")


def swatch(fill: str, edge: str = "edge", tall: float = 14.0) -> Callable[[Sheet, Point], None]:
    """Make a small box in a fill."""
    return lambda page, middle: page.box((middle[0] - 11, middle[1] - tall / 2), 22, tall, fill, edge)


def stripes(page: Sheet, middle: Point) -> None:
    """Draw a small striped box: too few to show."""
    page.hatched((middle[0] - 11, middle[1] - 7), 22, 14)
