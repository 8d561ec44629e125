"""Outlines of districts: from GeoJSON to the sheet, and where a name fits best."""

from collections.abc import Mapping
from math import cos, dist, isfinite, radians
from typing import Any

import numpy as np

Point = tuple[float, float]
Ring = list[Point]
Shape = list[list[Ring]]
"""Polygons, each with its outer ring first and then its holes."""

Points = np.ndarray[Any, np.dtype[np.float64]]

STEPS = 24
FITS = 1.2
ENOUGH = 1.4

FINE = 0.7
"""Points of an outline nearer than these pixels to the one before are not seen."""


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

    placed = {
        code: [[_thin([moved(point) for point in ring]) for ring in rings] for rings in shape]
        for code, shape in shapes.items()
    }
    return placed, high * scale + 2 * edge


def label_place(shape: Shape, width: float, height: float) -> tuple[Point, bool]:
    """Find the middle of a label of this size: with enough room around it, and then near the middle of its district.

    Distances are measured in halves of the label, so that a wide label looks for a wide place.
    """
    scaled = [[[(2 * x / width, 2 * y / height) for x, y in ring] for ring in rings] for rings in shape]
    largest = max(scaled, key=lambda rings: abs(_area(rings[0])))
    places = _grid(largest[0])
    rooms = _rooms(places, largest)
    far = np.hypot(*(places - _centroid(largest[0])).T)
    best = np.lexsort((far, -np.minimum(rooms, ENOUGH)))[0]
    x, y = places[best]
    return (float(x) * width / 2, float(y) * height / 2), bool(rooms[best] >= FITS)


def inside(points: Points, rings: list[Ring]) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    """A point is inside when a ray from it crosses the outlines, holes included, an odd number of times."""
    ax, ay, bx, by = _side_table(rings).T
    x, y = points[:, :1], points[:, 1:]
    crosses = (ay > y) != (by > y)
    at = (bx - ax) * (y - ay) / np.where(ay == by, 1, by - ay) + ax
    return np.asarray((crosses & (x < at)).sum(axis=1) % 2 == 1)


def _rooms(points: Points, rings: list[Ring]) -> Points:
    """For each point its distance to the nearest outline; -1 outside."""
    sides = _side_table(rings)
    start, along = sides[:, :2], sides[:, 2:] - sides[:, :2]
    length = (along**2).sum(axis=1)
    away = points[:, None, :] - start
    part = np.clip((away * along).sum(axis=2) / np.where(length > 0, length, 1), 0, 1)
    near = np.hypot(*np.moveaxis(away - part[..., None] * along, 2, 0)).min(axis=1)
    return np.where(inside(points, rings), near, -1.0)


def _side_table(rings: list[Ring]) -> Points:
    """All sides of the outlines, each as x and y of its two ends."""
    return np.array([(*a, *b) for ring in rings for a, b in _sides(ring)])


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


def _grid(ring: Ring) -> Points:
    west, east, north, south = _bounds(ring)
    steps = (np.arange(STEPS) + 0.5) / STEPS
    xs, ys = np.meshgrid(west + steps * (east - west), north + steps * (south - north), indexing="ij")
    return np.column_stack((xs.ravel(), ys.ravel()))


def _thin(ring: Ring) -> Ring:
    """Leave out what is finer than a pixel; an outline that is all too small stays as it is."""
    kept = ring[:1]
    for point in ring[1:]:
        if dist(point, kept[-1]) >= FINE:
            kept.append(point)
    return kept if len(kept) > 2 else ring
