"""A map as simple paths, drawn by the page itself: as it will stand on every page once it is kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

from survey.places.rings import Ring

WIDTH = 1000.0
TALLEST = 1400.0
_EDGE = 12.0

Polygons = Sequence[Sequence[Ring]]


@dataclass(frozen=True)
class Part:
    """One shape: its path, and the point well inside it where its number stands."""

    path: str
    x: float
    y: float


@dataclass(frozen=True)
class Picture:
    """All shapes in one frame."""

    width: float
    height: float
    parts: tuple[Part, ...]


def picture(shapes: Sequence[Polygons]) -> Picture | None:
    """Draw shapes of longitude and latitude; nothing where there are none."""
    points = [point for polygons in shapes for rings in polygons for ring in rings for point in ring]
    if not points:
        return None
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    narrow = cos(radians((north + south) / 2))
    inner = WIDTH - 2 * _EDGE
    scale = min(inner / max((east - west) * narrow, 1e-9), (TALLEST - 2 * _EDGE) / max(north - south, 1e-9))

    def placed(ring: Ring) -> Ring:
        return tuple(((x - west) * narrow * scale + _EDGE, (north - y) * scale + _EDGE) for x, y in ring)

    drawn = [[placed(ring) for rings in polygons for ring in rings] for polygons in shapes]
    width, height = (east - west) * narrow * scale + 2 * _EDGE, (north - south) * scale + 2 * _EDGE
    return Picture(round(width, 1), round(height, 1), tuple(map(_part, drawn)))


def _part(rings: Sequence[Ring]) -> Part:
    path = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring[:-1]) + "Z" for ring in rings)
    x, y = _inside(rings)
    return Part(path, round(x, 1), round(y, 1))


def _inside(rings: Sequence[Ring]) -> tuple[float, float]:
    """The middle of the longest stretch inside a shape, among five heights."""
    heights = [y for ring in rings for _x, y in ring]
    low, high = min(heights, default=0.0), max(heights, default=0.0)
    found = [stretch for part in (0.5, 0.4, 0.6, 0.3, 0.7) for stretch in _stretches(rings, low + part * (high - low))]
    left, right, y = max(found, key=lambda stretch: stretch[1] - stretch[0], default=(0.0, 0.0, low))
    return (left + right) / 2, y


def _stretches(rings: Sequence[Ring], y: float) -> Iterator[tuple[float, float, float]]:
    """Where a line from west to east lies inside; each border on its way leads in or out."""
    borders = ((a, b) for ring in rings for a, b in pairwise(ring) if (a[1] > y) != (b[1] > y))
    met = sorted(a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1]) for a, b in borders)
    yield from ((left, right, y) for left, right in zip(met[::2], met[1::2], strict=False))
