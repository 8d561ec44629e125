"""Outlines of districts: from GeoJSON to the sheet, and where a name fits best."""

from collections.abc import Mapping
from math import cos, dist, hypot, isfinite, radians
from typing import Any

Point = tuple[float, float]
Ring = list[Point]
Shape = list[list[Ring]]
"""Polygons, each with its outer ring first and then its holes."""

STEPS = 24
FITS = 1.2
ENOUGH = 1.4


def shape_of(polygon: Any) -> Shape | None:
    """Read a GeoJSON geometry, or the coordinates of a Polygon; None where there is no outline."""
    if not polygon:
        return None
    coordinates = polygon.get("coordinates") if isinstance(polygon, Mapping) else polygon
    several = isinstance(polygon, Mapping) and polygon.get("type") == "MultiPolygon"
    polygons = coordinates if several else [coordinates]
    shape = [[ring for ring in map(_ring, rings) if len(ring) > 2] for rings in polygons or [] if rings]
    return [rings for rings in shape if rings] or None


def fit(shapes: Mapping[str, Shape], width: float, edge: float) -> tuple[dict[str, Shape], float]:
    """Scale all outlines together onto a sheet of this width; answers them and the height it takes.

    A map this small needs no projection beyond shortening the longitudes by the cosine of the middle latitude.
    """
    points = [point for shape in shapes.values() for rings in shape for ring in rings for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    middle = (south + north) / 2
    narrow = cos(radians(middle)) if abs(middle) < 90 else 1.0
    wide, high = max((east - west) * narrow, 1e-9), max(north - south, 1e-9)
    # As wide as the sheet, but never much taller than wide.
    scale = min((width - 2 * edge) / wide, (1.2 * width - 2 * edge) / high)
    left = (width - wide * scale) / 2

    def moved(point: Point) -> Point:
        return left + (point[0] - west) * narrow * scale, edge + (north - point[1]) * scale

    placed = {code: [[[moved(p) for p in ring] for ring in rings] for rings in shape] for code, shape in shapes.items()}
    return placed, high * scale + 2 * edge


def label_place(shape: Shape, width: float, height: float) -> tuple[Point, bool]:
    """Find the middle of a label of this size: with enough room around it, and then near the middle of its district.

    Distances are measured in halves of the label, so that a wide label looks for a wide place.
    """
    scaled = [[[(2 * x / width, 2 * y / height) for x, y in ring] for ring in rings] for rings in shape]
    largest = max(scaled, key=lambda rings: abs(_area(rings[0])))
    middle = _centroid(largest[0])
    places = {point: _room(point, largest) for point in _grid(largest[0])}
    best = max(places, key=lambda point: (min(places[point], ENOUGH), -dist(point, middle)))
    return (best[0] * width / 2, best[1] * height / 2), places[best] >= FITS


def _room(point: Point, rings: list[Ring]) -> float:
    return min(_distance(point, ring) for ring in rings) if inside(point, rings) else -1.0


def _bounds(ring: Ring) -> tuple[float, float, float, float]:
    xs, ys = zip(*ring, strict=True)
    return min(xs), max(xs), min(ys), max(ys)


def _area(ring: Ring) -> float:
    """Twice the area, with a sign for the direction of the outline."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in _sides(ring))


def _centroid(ring: Ring) -> Point:
    """The point on which the outline would balance; for a line, its first point."""
    area = 3 * _area(ring)
    if abs(area) < 1e-9:
        return ring[0]
    x = sum((a[0] + b[0]) * (a[0] * b[1] - b[0] * a[1]) for a, b in _sides(ring)) / area
    y = sum((a[1] + b[1]) * (a[0] * b[1] - b[0] * a[1]) for a, b in _sides(ring)) / area
    return x, y


def _sides(ring: Ring) -> list[tuple[Point, Point]]:
    return list(zip(ring, ring[1:] + ring[:1], strict=True))


def _ring(points: Any) -> Ring:
    ring = [(float(point[0]), float(point[1])) for point in points]
    return [point for point in ring if all(isfinite(number) for number in point)]


def _grid(ring: Ring) -> list[Point]:
    west, east, north, south = _bounds(ring)
    steps = [(step + 0.5) / STEPS for step in range(STEPS)]
    return [(west + a * (east - west), north + b * (south - north)) for a in steps for b in steps]


def inside(point: Point, rings: list[Ring]) -> bool:
    """A point is inside when a ray from it crosses the outlines, holes included, an odd number of times."""
    return sum(_crossings(point, ring) for ring in rings) % 2 == 1


def _crossings(point: Point, ring: Ring) -> int:
    x, y = point
    return sum(
        (a[1] > y) != (b[1] > y) and x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0] for a, b in _sides(ring)
    )


def _distance(point: Point, ring: Ring) -> float:
    return min(_to_side(point, a, b) for a, b in _sides(ring))


def _to_side(point: Point, a: Point, b: Point) -> float:
    across, down = b[0] - a[0], b[1] - a[1]
    length = across * across + down * down
    along = 0.0 if length == 0 else ((point[0] - a[0]) * across + (point[1] - a[1]) * down) / length
    along = min(max(along, 0.0), 1.0)
    return hypot(point[0] - a[0] - along * across, point[1] - a[1] - along * down)
