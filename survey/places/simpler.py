"""Fewer points for the same picture: neighbours keep the same points on the border they share."""

from collections.abc import Iterable, Iterator, Sequence
from math import cos, hypot, radians

from survey.places.rings import Point, Ring, closed

DIGITS = 5
"""Digits behind the point: about a metre."""

MOST_POINTS = 6_000
"""Points of a whole town, so that every page that shows the map stays light."""

_NOTHING = 0.00001
"""What lies nearer to the line than this, about a metre, is never seen."""

_STAYS = 1e9
"""The weight of a point without which a ring would have no inside."""


def rounded(ring: Iterable[Point]) -> Ring:
    """The ring to the metre."""
    return closed([(round(x, DIGITS), round(y, DIGITS)) for x, y in ring])


def simpler(rings: Sequence[Ring], most: int = MOST_POINTS) -> list[Ring]:
    """The rings with the points that matter, at most about so many; each keeps an inside.

    A point stays in all rings when one of them needs it: a border that two districts share remains one line.
    """
    weight: dict[Point, float] = {}
    for ring in rings:
        for at, distance in _weighed(ring):
            weight[ring[at]] = max(weight.get(ring[at], 0.0), distance)
    heaviest = sorted((weight[point] for ring in rings for point in ring), reverse=True)
    least = max(_NOTHING, heaviest[most]) if len(heaviest) > most else _NOTHING
    return [tuple(point for point in ring if weight[point] > min(least, _STAYS / 2)) for ring in rings]


def _weighed(ring: Ring) -> Iterator[tuple[int, float]]:
    """How far from the line without it each point lies, by Douglas and Peucker, never farther than what it hangs on.

    A ring has no ends, so it is parted at the point farthest from its first; both stay, and with them the widest.
    """
    narrow = cos(radians(ring[0][1]))
    far = max(range(len(ring)), key=lambda at: _apart(ring[0], ring[at], narrow))
    halves = [(0, far), (far, len(ring) - 1)]
    widest = max((_widest(ring, *half, narrow) for half in halves), key=lambda found: found[1])[0]
    yield from ((at, _STAYS) for at in {0, far, widest, len(ring) - 1})
    parts = [(first, last, _STAYS) for first, last in halves]
    while parts:
        first, last, above = parts.pop()
        if last - first < 2:
            continue
        at, distance = _widest(ring, first, last, narrow)
        yield at, min(distance, above)
        parts += [(first, at, min(distance, above)), (at, last, min(distance, above))]


def _widest(ring: Ring, first: int, last: int, narrow: float) -> tuple[int, float]:
    """The point between two others that lies farthest from the line through them."""
    (x1, y1), (x2, y2) = ring[first], ring[last]
    across, up = (x2 - x1) * narrow, y2 - y1
    length = hypot(across, up)
    best, most = (first + last) // 2, -1.0
    for at in range(first + 1, last):
        x, y = (ring[at][0] - x1) * narrow, ring[at][1] - y1
        off = abs(across * y - up * x) / length if length else hypot(x, y)
        if off > most:
            best, most = at, off
    return best, most


def _apart(a: Point, b: Point, narrow: float) -> float:
    return hypot((b[0] - a[0]) * narrow, b[1] - a[1])
