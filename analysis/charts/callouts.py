"""Words beside a map: where a label stands that has no room in its own district, without hiding another."""

from collections.abc import Sequence
from math import ceil, dist

from analysis.charts.outline import Point, Ring, Shape, inside

STEP = 6.0
FAR = 150.0
AIR = 5.0
Box = tuple[float, float, float, float]
"""Left, right, top, bottom."""


def box_around(middle: Point, size: Point) -> Box:
    """Make the box of a label from its middle, its width and its height."""
    return middle[0] - size[0] / 2, middle[0] + size[0] / 2, middle[1] - size[1] / 2, middle[1] + size[1] / 2


def beside(anchor: Point, size: Point, shapes: Sequence[Shape], taken: Sequence[Box], sheet: Point) -> Point | None:
    """Find the middle of a label nearest to its anchor that lies on no district and no other label.

    It may stand above or below the sheet by its own height, never beyond its sides; None when all that is too far.
    """
    edges = [point for shape in shapes for rings in shape for point in _dense(rings[0])]
    for middle in _places(anchor, size, sheet):
        left, right, top, bottom = box_around(middle, (size[0] + 2 * AIR, size[1] + 2 * AIR))
        if any(left < x < right and top < y < bottom for x, y in edges):
            continue
        if any(left < box[1] and box[0] < right and top < box[3] and box[2] < bottom for box in taken):
            continue
        # No outline runs through the box, so it lies wholly inside a district or wholly outside.
        if not any(inside(middle, rings) for shape in shapes for rings in shape):
            return middle
    return None


def _places(anchor: Point, size: Point, sheet: Point) -> list[Point]:
    """List the places to try, the nearest first."""
    low, high = size[0] / 2 + 1, sheet[0] - size[0] / 2 - 1
    if low > high:
        return []
    xs = [low + step * STEP for step in range(int((high - low) / STEP) + 1)] + [high]
    top, bottom = -size[1] / 2 - AIR, sheet[1] + size[1] / 2 + AIR
    ys = [top + step * STEP for step in range(int((bottom - top) / STEP) + 1)] + [bottom]
    places = [(x, y) for x in xs for y in ys if dist((x, y), anchor) <= FAR]
    return sorted(places, key=lambda place: (round(dist(place, anchor), 3), place))


def _dense(ring: Ring) -> Ring:
    """Put points along an outline so close that none slips through a label."""
    points = []
    for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
        steps = max(ceil(dist(a, b) / STEP), 1)
        points += [(a[0] + (b[0] - a[0]) * at / steps, a[1] + (b[1] - a[1]) * at / steps) for at in range(steps)]
    return points
