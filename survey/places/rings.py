"""Whether an outline is one that can be drawn: closed, with an inside, and nowhere across itself."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

Point = tuple[float, float]
Ring = tuple[Point, ...]

MOST_COMPARED = 3_000_000
"""Pairs of lines held against each other before we give up; a map for this purpose needs a tenth of it."""

_Line = tuple[float, float, float, float, int]


class TooFine(Exception):
    """More lines lie beside each other than can be compared while somebody waits."""


def closed(points: Sequence[Point]) -> Ring:
    """The points without repeated ones in a row, the first one again at the end."""
    kept = [point for point, following in pairwise((*points, (float("inf"), 0.0))) if point != following]
    return (*kept, kept[0]) if len(kept) > 1 and kept[0] != kept[-1] else tuple(kept)


def area(ring: Ring) -> float:
    """Twice the area: above 0 against the clock, below 0 with it, 0 for what has no inside."""
    west, south = ring[0] if ring else (0.0, 0.0)
    return sum((a[0] - west) * (b[1] - south) - (b[0] - west) * (a[1] - south) for a, b in pairwise(ring))


def turned(ring: Ring, *, left: bool) -> Ring:
    """The same ring against the clock, as outer borders run, or with it, as holes do."""
    return ring if (area(ring) > 0) == left else ring[::-1]


def crossing(rings: Sequence[Ring]) -> Point | None:
    """A place where the rings of one shape cross themselves or each other; touching is no crossing."""
    lines = sorted(_lines(rings, along=_wider(rings)))
    near: list[_Line] = []
    compared = 0
    for line in lines:
        near = [other for other in near if other[1] >= line[0]]
        compared += len(near)
        if compared > MOST_COMPARED:
            raise TooFine
        for other in near:
            if _meets(line, other) and (found := _cut(_ends(rings, line), _ends(rings, other))):
                return found
        near.append(line)
    return None


def lies_in(point: Point, ring: Ring) -> bool:
    """Whether a ray from the point crosses the ring an odd number of times."""
    x, y = point
    odd = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd


def _wider(rings: Sequence[Ring]) -> int:
    """The axis along which lines are short compared with the whole, so that few lie beside each other."""
    sums = [sum(abs(b[axis] - a[axis]) for ring in rings for a, b in pairwise(ring)) for axis in (0, 1)]
    widths = [max(p[axis] for r in rings for p in r) - min(p[axis] for r in rings for p in r) for axis in (0, 1)]
    return 0 if sums[0] * widths[1] <= sums[1] * widths[0] else 1


def _lines(rings: Sequence[Ring], along: int) -> Iterator[_Line]:
    """Each line as the box it lies in, the axis of the search first, with its number."""
    number = 0
    for ring in rings:
        for a, b in pairwise(ring):
            (low, high), (under, over) = sorted((a[along], b[along])), sorted((a[1 - along], b[1 - along]))
            yield low, high, under, over, number
            number += 1


def _ends(rings: Sequence[Ring], line: _Line) -> tuple[Point, Point]:
    number = line[4]
    for ring in rings:
        if number < len(ring) - 1:
            return ring[number], ring[number + 1]
        number -= len(ring) - 1
    raise IndexError(line)


def _meets(one: _Line, other: _Line) -> bool:
    return one[2] <= other[3] and other[2] <= one[3]


def _cut(one: tuple[Point, Point], other: tuple[Point, Point]) -> Point | None:
    """Where two lines properly cross, each with its ends on both sides of the other."""
    (a, b), (c, d) = one, other
    before, after = _side(a, b, c), _side(a, b, d)
    if before * after >= 0 or _side(c, d, a) * _side(c, d, b) >= 0:
        return None
    share = before / (before - after)
    return c[0] + share * (d[0] - c[0]), c[1] + share * (d[1] - c[1])


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
