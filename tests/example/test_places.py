"""The invented places fit together."""

import csv
import json
from collections import Counter
from itertools import pairwise

import pytest

from survey.example.stories import DATA, QUESTIONNAIRES, Story, shares, stories, table
from survey.questionnaire.load import load, load_catalogue

SHAPES = json.loads((DATA / "districts.geojson").read_text(encoding="utf-8"))["features"]
PEOPLE = {"zgornje-lipovje": 1210, "polje": 1640, "stara-zaga": 905, "ob-potoku": 548, "podgorica": 312}
Point = tuple[float, float]


def ring(shape: dict) -> list[Point]:
    (points,) = shape["geometry"]["coordinates"]
    return [tuple(point) for point in points]


def edges(shape: dict) -> list[tuple[Point, Point]]:
    points = ring(shape)
    return list(pairwise(points))


def test_neighbours_share_their_borders_exactly() -> None:
    drawn = Counter(edge for shape in SHAPES for edge in edges(shape))
    assert set(drawn.values()) == {1}
    borders = {shape["properties"]["code"]: {edge[::-1] for edge in edges(shape)} for shape in SHAPES}
    inner = [edge for edge in drawn if edge[::-1] in drawn]
    assert len(inner) > 100
    for shape in SHAPES:
        neighbour = shape["properties"]["neighbour"]
        assert borders[neighbour] & set(edges(shape)), f"{shape['properties']['code']} does not touch {neighbour}"


def test_shapes_are_closed_and_run_against_the_clock() -> None:
    for shape in SHAPES:
        points = ring(shape)
        assert points[0] == points[-1]
        assert sum(a[0] * b[1] - b[0] * a[1] for a, b in edges(shape)) > 0


def test_no_border_crosses_itself() -> None:
    def side(a: Point, b: Point, c: Point) -> float:
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    for shape in SHAPES:
        lines = edges(shape)
        for at, (a, b) in enumerate(lines):
            for c, d in lines[at + 2 :]:
                assert side(a, b, c) * side(a, b, d) >= 0 or side(c, d, a) * side(c, d, b) >= 0


def test_census_counts_everybody_of_every_age_and_gender() -> None:
    with (DATA / "census.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    survey = load(QUESTIONNAIRES / "resident_survey.yaml")
    ages = [option.code for option in survey.question("age").options if not option.refusal]  # type: ignore[attr-defined]
    assert {(row["district"], row["age"], row["gender"]) for row in rows} == {
        (district, age, gender) for district in PEOPLE for age in ages for gender in "fm"
    }
    for district, people in PEOPLE.items():
        assert sum(int(row["n"]) for row in rows if row["district"] == district) == people


def test_everything_in_the_inventory_refers_to_something() -> None:
    inventory, catalogue = table("inventory.yaml"), load_catalogue(QUESTIONNAIRES / "catalogue.yaml")
    rooms = {room["code"] for room in inventory["rooms"]}
    providers = {provider["code"] for provider in inventory["providers"]}
    for offering in inventory["offerings"]:
        assert offering.get("room") in {*rooms, None}
        assert offering["provider"] in providers
        assert offering["district"] in PEOPLE
    assert {offer["provider"] for offer in inventory["offers"]} <= providers
    named = [code for one in (*inventory["offerings"], *inventory["offers"]) for code in one["activities"]]
    assert set(named) <= catalogue.keys()


def test_what_districts_add_is_in_the_catalogue_and_fits_the_survey() -> None:
    catalogue = load_catalogue(QUESTIONNAIRES / "catalogue.yaml")
    for story in stories():
        assert len(story.adds) <= 4
        assert len(set(story.offered)) == len(story.offered)
        assert not any(catalogue[code].sensitive for code in story.adds)


@pytest.mark.parametrize("story", stories(), ids=lambda story: story.code)
def test_the_figures_of_a_story_agree_with_one_another(story: Story) -> None:
    for counts in (story.coming, story.age, story.gender, story.asked):
        assert sum(counts.values()) == story.answers


@pytest.mark.parametrize("total", [0, 1, 7, 599, 600, 10_000])
def test_shares_add_up_whatever_the_total(total: int) -> None:
    scaled = shares({story.code: story.answers for story in stories()}, total)
    assert sum(scaled.values()) == total
    assert min(scaled.values()) >= 0
