"""The map of the districts in large squares, as in a street atlas: a place is only ever kept as its square."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import ceil, cos, radians
from typing import Any, NamedTuple

Point = tuple[float, float]
Ring = tuple[Point, ...]

COLUMNS = 6
"""So many squares side by side are each as wide as a finger on a small phone."""
MOST_ROWS = 9
SIDE = 10
"""The side of a square in the units of the drawing."""
_STEPS = (0.1, 0.3, 0.5, 0.7, 0.9)


class Shape(NamedTuple):
    """The outline of a district, with the outlines of its holes."""

    code: str
    name: str
    rings: tuple[Ring, ...]


class Square(NamedTuple):
    """One square of the map, named B4, with the district that most of it lies in; none where nobody lives."""

    code: str
    name: str
    district: str


class Map(NamedTuple):
    """All squares row by row, and the outlines as the path of a drawing."""

    rows: int
    squares: tuple[Square, ...]
    outlines: tuple[str, ...]

    def offered(self) -> Iterator[Square]:
        """The squares that lie in some district."""
        yield from (square for square in self.squares if square.district)


def rings_of(polygon: Any) -> tuple[Ring, ...]:
    """Read a GeoJSON geometry; anything that is none has no outline."""
    if not isinstance(polygon, dict):
        return ()
    parts = polygon.get("coordinates") or []
    polygons = parts if polygon.get("type") == "MultiPolygon" else [parts]
    return tuple(tuple((float(x), float(y)) for x, y, *_height in ring) for rings in polygons for ring in rings)


@lru_cache(maxsize=16)
def map_of(shapes: tuple[Shape, ...]) -> Map | None:
    """Lay the squares over the districts; None where no outline is known."""
    points = [point for shape in shapes for ring in shape.rings for point in ring]
    if not points:
        return None
    west, north = min(x for x, _y in points), max(y for _x, y in points)
    south = min(y for _x, y in points)
    narrow = cos(radians((north + south) / 2))
    side = max((max(x for x, _y in points) - west) * narrow / COLUMNS, (north - south) / MOST_ROWS, 1e-9)

    def drawn(point: Point) -> Point:
        return ((point[0] - west) * narrow / side * SIDE, (north - point[1]) / side * SIDE)

    placed = [Shape(s.code, s.name, tuple(tuple(map(drawn, ring)) for ring in s.rings)) for s in shapes]
    rows = max(1, ceil((north - south) / side - 1e-9))
    squares = tuple(_square(column, row, placed) for row in range(rows) for column in range(COLUMNS))
    return Map(rows, squares, tuple(_path(shape.rings) for shape in placed if shape.rings))


def _square(column: int, row: int, shapes: Iterable[Shape]) -> Square:
    name = f"{'ABCDEF'[column]}{row + 1}"
    within = [((column + x) * SIDE, (row + y) * SIDE) for x in _STEPS for y in _STEPS]
    inside = {shape.name: sum(_lies_in(point, shape.rings) for point in within) for shape in shapes}
    most = max(inside, key=lambda district: inside[district])
    return Square(f"map_{name.lower()}", name, most if inside[most] else "")


def _lies_in(point: Point, rings: Iterable[Ring]) -> bool:
    """Whether a ray from the point crosses the outlines an odd number of times, which also leaves holes out."""
    x, y = point
    odd = False
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                odd = not odd
    return odd


def _path(rings: Iterable[Ring]) -> str:
    return "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z" for ring in rings)
