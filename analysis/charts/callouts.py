"""Words beside a map: where a label stands that has no room in its own district, without hiding another."""

from collections.abc import Sequence
from math import ceil
from typing import Any

import numpy as np

from analysis.charts.outline import Point, Points, Ring, Shape, inside

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
    places = _places(anchor, size, sheet)
    half = np.array((size[0] / 2 + AIR, size[1] / 2 + AIR))
    free = ~_touched(places - half, places + half, np.vstack([_dense(rings[0]) for shape in shapes for rings in shape]))
    for left, right, top, bottom in taken:
        x, y = np.abs(places - ((left + right) / 2, (top + bottom) / 2)).T
        free &= (x >= half[0] + (right - left) / 2) | (y >= half[1] + (bottom - top) / 2)
    places = places[free]
    # No outline runs through these boxes, so each lies wholly inside a district or wholly outside.
    for rings in (rings for shape in shapes for rings in shape):
        places = places[~inside(places, rings)]
    return (float(places[0][0]), float(places[0][1])) if len(places) else None


def _places(anchor: Point, size: Point, sheet: Point) -> Points:
    """List the places to try, the nearest first."""
    low, high = size[0] / 2 + 1, sheet[0] - size[0] / 2 - 1
    if low > high:
        return np.empty((0, 2))
    top, bottom = -size[1] / 2 - AIR, sheet[1] + size[1] / 2 + AIR
    xs, ys = np.meshgrid(np.append(np.arange(low, high, STEP), high), np.append(np.arange(top, bottom, STEP), bottom))
    x, y = xs.ravel(), ys.ravel()
    far = np.hypot(x - anchor[0], y - anchor[1]).round(3)
    order = np.lexsort((y, x, far))
    return np.asarray(np.column_stack((x, y))[order[far[order] <= FAR]])


def _dense(ring: Ring) -> Points:
    """Put points along an outline so close that none slips through a label."""
    starts = np.array(ring)
    along = np.roll(starts, -1, axis=0) - starts
    steps = max(ceil(np.hypot(*along.T).max() / STEP), 1)
    points = starts[:, None, :] + along[:, None, :] * (np.arange(steps) / steps)[:, None]
    return np.asarray(points.reshape(-1, 2))


def _touched(lows: Points, highs: Points, points: Points) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    """Say for each box whether a point lies in it, to the pixel: sums over a raster answer for all boxes at once."""
    if not len(lows):
        return np.zeros(0, dtype=bool)
    first = np.floor(np.minimum(lows.min(axis=0), points.min(axis=0)))
    ends = np.ceil(np.maximum(highs.max(axis=0), points.max(axis=0))) - first + 1
    raster = np.zeros((int(ends[0]) + 1, int(ends[1]) + 1), dtype=int)
    cells = np.floor(points - first).astype(int) + 1
    np.add.at(raster, (cells[:, 0], cells[:, 1]), 1)
    below = raster.cumsum(axis=0).cumsum(axis=1)
    (x0, y0), (x1, y1) = (np.floor(lows - first).astype(int).T, np.ceil(highs - first).astype(int).T)
    return np.asarray(below[x1, y1] - below[x0, y1] - below[x1, y0] + below[x0, y0] > 0)
