"""Shapes as a map that can be drawn: in Europe, nowhere across themselves, with no more points than needed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from survey.i18n import gettext as _
from survey.places.geojson import Drawn, Shapes, at_shape
from survey.places.rings import Point, Ring, TooFine, area, crossing, lies_in, turned
from survey.places.simpler import rounded, simpler
from survey.spreadsheet.faults import Fault, Unusable, unusable

EUROPE = ((-32.0, 46.0), (27.0, 72.0))
"""From the Azores to the Caucasus, from the Canaries to the North Cape."""

_NO_AREA = 1e-9
"""Square degrees, doubled: a square of two metres."""


@dataclass(frozen=True)
class Chart:
    """The shapes of a map; `swapped` when north and east stand in each other's place."""

    shapes: tuple[Drawn, ...]
    swapped: bool = False


def chart(shapes: Shapes, file: str) -> Chart:
    """Make a map of what was read, or tell every fault with its place as `Unusable`."""
    listed = tuple(shapes.listed.values())
    swapped = not all(map(_in_europe, _points(listed))) and all(_in_europe((y, x)) for x, y in _points(listed))
    faults = shapes.faults
    for at, shape in shapes.listed.items():
        said = "" if swapped else _away(shape, shapes.system)
        if said or (said := _unsound(shape, file)):
            faults.add(Fault(file, at_shape(at, shape.name, said)))
    if faults.count:
        raise Unusable(faults)
    return Chart(_simplified(listed), swapped)


def turn(of: Chart) -> Chart:
    """The same map with north and east in each other's place."""
    mirrored = tuple(
        replace(
            shape, polygons=tuple(_wound([[(y, x) for x, y in ring] for ring in rings]) for rings in shape.polygons)
        )
        for shape in of.shapes
    )
    return Chart(mirrored)


def geometry(shapes: Sequence[Drawn]) -> dict[str, Any] | None:
    """The GeoJSON of one district, which several shapes of a file may belong to."""
    polygons = [[[list(point) for point in ring] for ring in rings] for shape in shapes for rings in shape.polygons]
    if not polygons:
        return None
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


def _points(shapes: Sequence[Drawn]) -> Iterator[Point]:
    for shape in shapes:
        for rings in shape.polygons:
            for ring in rings:
                yield from ring


def _in_europe(point: Point) -> bool:
    return all(low <= value <= high for value, (low, high) in zip(point, EUROPE, strict=True))


def _away(shape: Drawn, system: str) -> str:
    """What is said of a shape that lies somewhere else; nothing when it is where it should be."""
    point = next((point for point in _points([shape]) if not _in_europe(point)), None)
    if point is None:
        return ""
    x, y = (f"{value:.6g}" for value in point)
    if _in_europe((point[1], point[0])):
        return _("here north stands before east, elsewhere in the file it does not; let all be in one order")
    if abs(point[0]) <= 180 and abs(point[1]) <= 90:
        return _("it lies outside Europe, at %(x)s, %(y)s; check where the map was drawn", x=x, y=y)
    measured = system or _("another system")
    return _(
        "%(x)s, %(y)s are no degrees but %(system)s; export the map in WGS 84 (EPSG:4326)", x=x, y=y, system=measured
    )


def _unsound(shape: Drawn, file: str) -> str:
    """Why a shape cannot be drawn, the first reason only."""
    try:
        return next((said for rings in shape.polygons if (said := _unsound_rings(rings))), "")
    except TooFine as fine:
        raise unusable(file, _("the borders are drawn too finely to be read here; simplify the map first")) from fine


def _unsound_rings(rings: Sequence[Ring]) -> str:
    met = crossing(rings)
    if met:
        return _("the border crosses itself near %(x)s, %(y)s; mend it there", x=f"{met[0]:.5f}", y=f"{met[1]:.5f}")
    if abs(area(rings[0])) < _NO_AREA:
        return _("it has no inside; draw its border all round")
    if any(not any(lies_in(corner, rings[0]) for corner in hole) for hole in rings[1:]):
        return _("a hole lies outside of its border; draw it as a part of its own")
    return ""


def _simplified(shapes: Sequence[Drawn]) -> tuple[Drawn, ...]:
    """All shapes together, since neighbours share their points; a hole too small to be seen goes."""
    fewer = iter(simpler([rounded(ring) for shape in shapes for rings in shape.polygons for ring in rings]))
    return tuple(
        replace(shape, polygons=tuple(_wound([next(fewer) for _ring in rings]) for rings in shape.polygons))
        for shape in shapes
    )


def _wound(rings: Sequence[Sequence[Point]]) -> tuple[Ring, ...]:
    """The outer border against the clock, its holes with it, as the standard wants them."""
    made = [turned(tuple(ring), left=at == 0) for at, ring in enumerate(rings)]
    return (made[0], *(hole for hole in made[1:] if len(hole) > 3 and area(hole)))
