"""A map as GeoJSON: what is drawn of it, and every fault with its place."""

import json
from itertools import pairwise
from math import cos, pi, sin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from survey.example.stories import DATA
from survey.i18n import use_language
from survey.places import geojson
from survey.places.chart import Chart, chart, geometry, turn
from survey.places.rings import TooFine, area, crossing
from survey.places.simpler import simpler
from tests.places.conftest import SQUARE, collection, refusal

OURS = ("Polje", "Stara Žaga")


def drawn(raw: bytes) -> Chart:
    return chart(geojson.read(raw, "map.geojson", OURS), "map.geojson")


def said(raw: bytes) -> str:
    with use_language("en"):
        return refusal(lambda: drawn(raw))


def circle(x: float, y: float, corners: int) -> list[list[float]]:
    return [[x + 0.02 * cos(2 * pi * at / corners), y + 0.02 * sin(2 * pi * at / corners)] for at in range(corners)]


def test_the_map_of_the_example_is_drawn_as_it_is() -> None:
    made = drawn((DATA / "districts.geojson").read_bytes())
    assert [shape.name for shape in made.shapes][:2] == ["Zgornje Lipovje", "Polje"]
    assert not made.swapped


def test_parts_and_holes_come_through_wound_as_the_standard_wants() -> None:
    hole = [[14.02, 46.02], [14.04, 46.02], [14.04, 46.04]]
    far = [[x + 1, y] for x, y in SQUARE]
    (shape,) = drawn(collection({"type": "MultiPolygon", "coordinates": [[SQUARE[::-1], hole], [far]]})).shapes
    assert (len(shape.polygons), shape.holes) == (2, 1)
    assert area(shape.polygons[0][0]) > 0 > area(shape.polygons[0][1])
    assert geometry([shape])["type"] == "MultiPolygon"
    assert geometry([]) is None


def test_names_are_found_in_whatever_column_they_stand() -> None:
    assert [shape.name for shape in drawn(collection([SQUARE], names=["STARA ZAGA"])).shapes] == ["STARA ZAGA"]


def test_swapped_axes_are_noticed_and_turned_round() -> None:
    made = drawn(collection([[[y, x] for x, y in SQUARE]]))
    assert made.swapped
    (shape,) = turn(made).shapes
    assert set(shape.polygons[0][0]) == {tuple(point) for point in SQUARE}
    assert area(shape.polygons[0][0]) > 0


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "the file is empty"),
        (b'{"type": "FeatureCollection",\n "features": [}', "row 2"),
        (b'{"a": NaN}', "no GeoJSON"),
        (b"[" * 100_000, "no GeoJSON"),
        (b'{"a": ' + b"1" * 5000 + b"}", "no GeoJSON"),
        (b"null", "»features«"),
        (b'{"type": "FeatureCollection", "features": 5}', "»features«"),
        (b'{"type": "Topology"}', "TopoJSON"),
        (b'{"type": "FeatureCollection", "features": []}', "empty"),
        ("ž".encode("cp1250"), "UTF-8"),
        (collection(None), "shape 1 (»Somewhere«): it has no border"),
        (collection([SQUARE], {"type": "Point", "coordinates": [14, 46]}), "shape 2 (»Somewhere«): it is a »Point«"),
        (collection([]), "its border is empty"),
        (collection([[[14, 46], [15, 46]]]), "fewer than three corners"),
        (collection([[[14, 46], ["15", 46], [15, 47]]]), "not two numbers"),
        (collection([[[14, 46], [True, 46], [15, 47]]]), "not two numbers"),
        (collection([[[14, 46], [10**400, 46], [15, 47]]]), "not two numbers"),
        (collection([[[14, 46], [15, 46], [14.5, 46]]]), "it has no inside"),
        (collection([[[14, 46], [15, 47], [15, 46], [14, 47]]]), "crosses itself near 14.50000, 46.50000"),
        (collection([SQUARE, [[14.05, 46.05], [14.2, 46.05], [14.05, 46.07]]]), "crosses itself near 14.10000"),
        (collection([SQUARE, [[15, 46], [15.1, 46], [15, 46.1]]]), "a hole lies outside"),
        (collection([[[101, 3], [102, 3], [102, 4]]]), "outside Europe, at 101, 3"),
        (collection([SQUARE], [[[46, 14], [46.1, 14], [46, 14.1]]]), "shape 2 (»Somewhere«): here north stands before"),
        (collection([[[460000, 100000], [460100, 100000], [460100, 100100]]]), "460000, 100000 are no degrees"),
        (collection(*[[SQUARE]] * 251), "251 shapes"),
        (b" " * (geojson.LARGEST + 1), "too large"),
    ],
)  # fmt: skip
def test_every_fault_is_one_sentence_with_its_place(raw: bytes, words: str) -> None:
    told = said(raw)
    assert words in told
    assert told.startswith("map.geojson")
    assert "\n" not in told


def test_every_shape_is_looked_at_before_a_file_is_refused() -> None:
    told = said(collection([SQUARE], None, [[[14, 46], [15, 47], [15, 46], [14, 47]]]))
    assert [line.partition(" (")[0] for line in told.splitlines()] == ["map.geojson: shape 2", "map.geojson: shape 3"]


def test_a_projected_map_says_which_system_it_names() -> None:
    document = json.loads(collection([[[460000, 100000], [460100, 100000], [460100, 100100]]]))
    document["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3794"}}
    assert "are no degrees but EPSG:3794" in said(json.dumps(document).encode())


def test_a_border_too_fine_to_be_read_is_refused_quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geojson, "MOST_READ", 50)
    assert "too finely" in said(collection([circle(14, 46, 60)]))
    monkeypatch.setattr("survey.places.rings.MOST_COMPARED", 10)
    with pytest.raises(TooFine):
        crossing([tuple((14 + at % 2, 46 + at / 100) for at in range(40))])


@settings(max_examples=25, deadline=None)
@given(st.integers(min_value=8, max_value=200), st.integers(min_value=8, max_value=60))
def test_fewer_points_keep_every_shape_and_the_border_that_neighbours_share(corners: int, most: int) -> None:
    shared = [(14 + 0.001 * sin(at), 46 + at / 1000) for at in range(corners)]
    west = (*shared, (13.9, shared[-1][1]), (13.9, 46.0), shared[0])
    east = (*reversed(shared), (14.2, 46.0), (14.2, shared[-1][1]), shared[-1])
    fewer = simpler([west, east], most)
    assert all(len(ring) > 3 and ring[0] == ring[-1] and area(ring) for ring in fewer)
    assert sum(map(len, fewer)) <= max(most, 20)
    edges = [{frozenset(edge) for edge in pairwise(ring)} for ring in fewer]
    of_both = [point for point in fewer[0][:-1] if point in set(shared)]
    assert {frozenset(edge) for edge in pairwise(of_both)} <= edges[0] & edges[1]
