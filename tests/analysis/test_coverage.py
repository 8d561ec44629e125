from math import isfinite
from typing import NamedTuple

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.codebook import Codebook
from analysis.coverage import coverage, missing, population
from analysis.cube import Cube
from tests.analysis import survey_a
from tests.analysis.places import Cell


class Lives(NamedTuple):
    age: str
    gender: str
    n: int | None


CENSUS = [
    Lives("a15_29", "f", 48), Lives("a15_29", "m", 48), Lives("a30_44", "f", 70), Lives("a30_44", "m", 70),
    Lives("a45_64", "f", 71), Lives("a45_64", "m", 71), Lives("a65_74", "f", 50), Lives("a65_74", "m", 40),
    Lives("a75_84", "f", 30), Lives("a75_84", "m", 30), Lives("a85p", "f", 11), Lives("a85p", "m", 9),
]  # fmt: skip


def answered(**ages: int) -> Cube:
    """A place where so many women of these ages answered."""
    cells = [Cell(1, "ob-potoku", "web", "open", age, "f", people) for age, people in ages.items()]
    return Cube.from_rows([], cells, Codebook())


def verdicts(table: pd.DataFrame) -> dict[str, str]:
    return dict(zip(table["group"], table["verdict"], strict=True))


def test_a_group_with_a_tenth_of_the_people_and_no_answer_is_missing() -> None:
    table = coverage(answered(a65_74=20, a30_44=12), CENSUS)
    assert verdicts(table) == {"up_to_29": "missing", "30_64": "fair", "65_up": "more", "f": "more", "m": "missing"}
    assert missing(table) == ["up_to_29", "m"]


def test_a_group_is_fewer_only_when_the_range_says_so() -> None:
    assert verdicts(coverage(answered(a15_29=6, a30_44=24, a65_74=31), CENSUS))["up_to_29"] == "fair"
    assert verdicts(coverage(answered(a15_29=6, a30_44=54, a65_74=60), CENSUS))["up_to_29"] == "fewer"


def test_who_does_not_say_the_age_is_counted_apart() -> None:
    row = coverage(answered(a15_29=3, na=2), CENSUS).iloc[0]
    assert row[["answered", "base", "unstated"]].tolist() == [3, 3, 2]


def test_children_in_the_census_belong_to_no_group_and_to_no_total() -> None:
    children = [Lives("a0_14", "f", 300), Lives("a0_14", "m", 5)]
    asked = answered(a15_29=6, a30_44=54, a65_74=60)
    assert coverage(asked, [*CENSUS, *children]).equals(coverage(asked, CENSUS))
    assert population([*CENSUS, *children]) == population(CENSUS) == 548


def test_a_place_of_which_one_part_was_not_counted_has_no_population() -> None:
    assert population([*CENSUS, Lives("a85p", "f", None)]) is None
    assert population([]) is None


@pytest.mark.parametrize("census", [[], [Lives("a15_29", "f", None), *CENSUS[1:]]])
def test_an_unknown_census_is_said_and_the_answers_are_still_counted(census: list[Lives]) -> None:
    table = coverage(answered(a15_29=3, a65_74=4), census)
    assert set(table["verdict"]) == {"unknown"}
    assert set(table["reason"]) == {"no_census"}
    assert table["answered"].tolist() == [3, 0, 4, 7, 0]


def test_nobody_answered_yet_is_said_instead_of_everybody_missing() -> None:
    table = coverage(answered(), CENSUS)
    assert set(table["reason"]) == {"no_answers"}
    assert table["population"].tolist() == [96, 282, 170, 280, 268]


def test_a_group_that_nobody_belongs_to_has_no_ratio() -> None:
    table = coverage(answered(a30_44=5), [Lives("a15_29", "f", 0), Lives("a30_44", "f", 9), Lives("a65_74", "m", 4)])
    assert table.iloc[0][["ratio", "verdict", "reason"]].tolist() == [None, "unknown", "nobody_there"]


@given(
    st.lists(st.integers(0, 30), min_size=3, max_size=3),
    st.lists(st.integers(0, 400) | st.none(), min_size=12, max_size=12),
)
def test_no_nan_leaves_whatever_the_numbers(people: list[int], numbers: list[int | None]) -> None:
    census = [row._replace(n=n) for row, n in zip(CENSUS, numbers, strict=True)]
    table = coverage(answered(a15_29=people[0], a45_64=people[1], a85p=people[2]), census)
    for row in table.to_dict("records"):
        assert all(value is None or isinstance(value, str) or isfinite(value) for value in row.values())
        assert (row["verdict"] == "unknown") == bool(row["reason"])


@pytest.mark.parametrize("dimension", ["age", "gender"])
def test_shares_and_ratios_equal_the_golden_figures(dimension: str) -> None:
    census = pd.read_csv(survey_a.DATA / "nbhd_a_census.csv").rename(columns={"N": "n"})
    ages = {age: (age,) for age in ("16-29", "30-44", "45-64", "65+")}
    table = coverage(survey_a.cube().slice(round=1), list(census.itertuples()), ages)
    gold = survey_a.gold()
    for row in table[table["dimension"] == dimension].to_dict("records"):
        for column, quantity in {"answered": "n", "place_share": "census_share", "answer_share": "sample_share",
                                 "ratio": "index", "rate": "rate"}.items():  # fmt: skip
            assert row[column] == pytest.approx(gold[f"coverage_{dimension}", row["group"], quantity], rel=1e-9)
