"""GeoJSON as towns have it: its shapes with their names, or every fault with its place in the file."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from survey.i18n import gettext as _
from survey.i18n import number
from survey.places.names import plain
from survey.places.rings import Point, Ring, closed
from survey.spreadsheet.faults import Fault, Faults, unusable

LARGEST = 8 * 1024 * 1024
"""Bytes of a file."""

MOST_SHAPES = 250
MOST_READ = 120_000
"""Points in a file; a town as a land registry draws it has a few thousand."""

_CALLED = ("name", "ime", "naziv", "uime", "label", "oznaka", "district", "code")
_LONGEST_NAME = 200


@dataclass(frozen=True)
class Drawn:
    """One shape of a file: what it is called there, and its polygons, each an outer border and its holes."""

    name: str
    polygons: tuple[tuple[Ring, ...], ...]

    @property
    def holes(self) -> int:
        """How many holes it has."""
        return sum(len(rings) - 1 for rings in self.polygons)


@dataclass(frozen=True)
class Shapes:
    """The shapes of a file by their number, what it says its coordinates are in, and what is wrong with the others."""

    listed: Mapping[int, Drawn]
    system: str
    faults: Faults


def read(raw: bytes, file: str, districts: Sequence[str] = ()) -> Shapes:
    """Read a file; what is wrong with the whole of it is told as `Unusable`, what is wrong with a shape waits.

    The names of the project's `districts` help to find where in the file names stand.
    """
    if len(raw) > LARGEST:
        raise unusable(file, _("the file is too large; simplify the map until it has less than 8 megabytes"))
    if not raw.strip():
        raise unusable(file, _("the file is empty; export the map once more"))
    document = _json(raw, file)
    features = _features(document, file)
    faults = Faults()
    shapes = _shapes(features, file, _naming(features, districts), faults)
    return Shapes(shapes, _system(document), faults)


def at_shape(number_: int, name: str, said: str) -> str:
    """Where in the file something is: the shape by its number, and by its name where it has one."""
    if name:
        return _("shape %(at)s (»%(name)s«): %(fault)s", at=number(number_), name=name[:60], fault=said)
    return _("shape %(at)s: %(fault)s", at=number(number_), fault=said)


def _json(raw: bytes, file: str) -> Any:
    try:
        return json.loads(raw.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError as fault:
        raise unusable(file, _("some letters cannot be read; save the map as UTF-8")) from fault
    except json.JSONDecodeError as fault:
        said = _("this is no GeoJSON, or a part of it is missing: it cannot be read from character %(at)s on; "
                 "export the map once more", at=number(fault.colno))  # fmt: skip
        raise unusable(file, said, fault.lineno) from fault
    except (RecursionError, ValueError) as fault:
        raise unusable(file, _("this is no GeoJSON; export the map once more as GeoJSON")) from fault


def _no_number(word: str) -> float:
    raise ValueError(word)


def _features(document: Any, file: str) -> list[dict[str, Any]]:
    """The features of a collection, or the one thing that the file is."""
    kind = document.get("type") if isinstance(document, dict) else None
    if kind == "Topology":
        raise unusable(file, _("this is TopoJSON; export the map as GeoJSON"))
    listed = document.get("features") if kind == "FeatureCollection" else [document]
    if kind in ("Polygon", "MultiPolygon"):
        listed = [{"type": "Feature", "properties": {}, "geometry": document}]
    elif kind not in ("FeatureCollection", "Feature") or not isinstance(listed, list):
        raise unusable(file, _("this is no GeoJSON of districts; it needs a list of »features«"))
    if not listed:
        raise unusable(file, _("the map is empty; export it with its districts"))
    if len(listed) > MOST_SHAPES:
        said = _("there are %(num)s shapes in the file, and at most %(most)s can be read; take only the districts",
                 num=number(len(listed)), most=number(MOST_SHAPES))  # fmt: skip
        raise unusable(file, said)
    return [one if isinstance(one, dict) else {} for one in listed]


def _naming(features: Sequence[dict[str, Any]], districts: Sequence[str]) -> str:
    """Which property names the shapes: the one that most often is a district of ours, else one that is called so."""
    ours = {plain(name) for name in districts}
    texts = [{key: value for key, value in _said(one).items() if isinstance(value, str)} for one in features]
    keys = list(dict.fromkeys(key for said in texts for key in said))

    def fits(key: str) -> tuple[int, int, int]:
        values = [said[key] for said in texts if key in said]
        usual = next((len(_CALLED) - at for at, word in enumerate(_CALLED) if word in plain(key)), 0)
        return sum(plain(value) in ours for value in values), usual, len(set(values))

    return max(keys, key=fits, default="")


def _said(feature: dict[str, Any]) -> dict[str, Any]:
    said = feature.get("properties")
    return said if isinstance(said, dict) else {}


def _shapes(features: Sequence[dict[str, Any]], file: str, naming: str, faults: Faults) -> dict[int, Drawn]:
    made: dict[int, Drawn] = {}
    points = 0
    for at, feature in enumerate(features, start=1):
        name = " ".join(str(_said(feature).get(naming) or "").split())[:_LONGEST_NAME]
        try:
            shape = Drawn(name, tuple(_polygons(feature.get("geometry"))))
        except _NotDrawn as wrong:
            faults.add(Fault(file, at_shape(at, name, str(wrong))))
            continue
        points += sum(len(ring) for rings in shape.polygons for ring in rings)
        if points > MOST_READ:
            raise unusable(file, _("the borders are drawn too finely to be read here; simplify the map first"))
        made[at] = shape
    return made


class _NotDrawn(Exception):
    """Why a shape is none."""


def _polygons(geometry: Any) -> Iterator[tuple[Ring, ...]]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        if geometry is None:
            raise _NotDrawn(_("it has no border"))
        raise _NotDrawn(_("it is a »%(kind)s«; a district needs a border all round (Polygon or MultiPolygon)",
                          kind=str(kind)[:40]))  # fmt: skip
    listed = geometry.get("coordinates")
    polygons = listed if kind == "MultiPolygon" else [listed]
    if not isinstance(polygons, list) or not polygons or not all(isinstance(p, list) and p for p in polygons):
        raise _NotDrawn(_("its border is empty"))
    for polygon in polygons:
        yield tuple(_ring(ring) for ring in polygon)


def _ring(listed: Any) -> Ring:
    if not isinstance(listed, list):
        raise _NotDrawn(_("its border is empty"))
    ring = closed([_point(point) for point in listed])
    if len(ring) < 4:
        raise _NotDrawn(_("a border has fewer than three corners"))
    return ring


def _point(listed: Any) -> Point:
    numbers = listed[:2] if isinstance(listed, list) and len(listed) in (2, 3, 4) else []
    # True is a number for Python, and a number of 400 digits is none that anything can be drawn at.
    if len(numbers) != 2 or any(type(one) not in (int, float) for one in numbers):
        raise _NotDrawn(_("a point is not two numbers, east and north"))
    try:
        point = (float(numbers[0]), float(numbers[1]))
    except OverflowError as far:
        raise _NotDrawn(_("a point is not two numbers, east and north")) from far
    if not all(map(isfinite, point)):
        raise _NotDrawn(_("a point is not two numbers, east and north"))
    return point


def _system(document: Any) -> str:
    said = document.get("crs")
    said = said.get("properties") if isinstance(said, dict) else None
    name = said.get("name") if isinstance(said, dict) else None
    return name.replace("urn:ogc:def:crs:", "").replace("::", ":")[:40] if isinstance(name, str) else ""
