"""Weights equal R's to twelve digits, keep what they promise, and are refused by name where they would mislead."""

from math import inf, nan

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.weights import Kish, Numbers, WeightingRefused, enough_to_weight, kish, post_stratify, rake, trim
from tests.analysis import survey_a

MARGINS = ("district", "age", "gender")
CENSUS = survey_a.census()
WANTED = {name: CENSUS.groupby(name)["N"].sum().to_dict() for name in MARGINS}
R_WEIGHTS = survey_a.r_weights()
TOWN = pd.DataFrame({"age": ["young", "young", "old", "old"], "gender": ["f", "m", "f", "m"]})
TOWN_WANTED = {"age": {"young": 30, "old": 70}, "gender": {"f": 55, "m": 45}}


def round_of(number: int) -> tuple[pd.DataFrame, Numbers, pd.DataFrame]:
    people = survey_a.people()
    people = people[people["round"] == number].reset_index(drop=True)
    base = np.full(len(people), CENSUS["N"].sum() / len(people))
    return people, base, R_WEIGHTS[R_WEIGHTS["round"] == number].reset_index(drop=True)


def twelve_digits(values: pd.Series) -> object:
    return pytest.approx(values.to_numpy(), rel=1e-12)


@pytest.mark.parametrize("number", [1, 2])
def test_raked_and_trimmed_weights_equal_rs(number: int) -> None:
    people, base, expected = round_of(number)
    raked = rake(people, base, WANTED)
    assert raked.weights == twelve_digits(expected["w_raked"])
    assert raked.worst < 1e-10
    mean = raked.weights.mean()
    assert trim(raked.weights, 0.3 * mean, 3 * mean) == twelve_digits(expected["w_raked_trimmed"])


@pytest.mark.parametrize("number", [1, 2])
def test_post_stratified_weights_equal_rs(number: int) -> None:
    people, base, expected = round_of(number)
    cells = post_stratify(people[["age", "gender"]], base, CENSUS.groupby(["age", "gender"])["N"].sum().to_dict())
    assert cells == twelve_digits(expected["w_poststrat_cell"])


@pytest.mark.parametrize("number", [1, 2])
def test_cells_are_raked_like_people(number: int) -> None:
    people, base, _ = round_of(number)
    cells = people.groupby(list(MARGINS), as_index=False).size()
    cells["w"] = rake(cells, cells["size"], WANTED).weights / cells["size"]
    of_people = people.merge(cells, on=list(MARGINS), how="left")["w"]
    assert rake(people, base, WANTED).weights == pytest.approx(of_people.to_numpy(), rel=1e-11)
    expected = kish(of_people)
    assert kish(cells["w"], cells["size"]).n_eff == pytest.approx(expected.n_eff)
    low, high = 0.3 * of_people.mean(), 3 * of_people.mean()
    trimmed = people.merge(cells.assign(w=trim(cells["w"], low, high, counts=cells["size"])), on=list(MARGINS))["w"]
    assert sorted(trimmed) == pytest.approx(sorted(trim(of_people, low, high)))


margin = st.lists(st.integers(1, 900), min_size=2, max_size=4)


@settings(max_examples=25, deadline=None)
@given(margin, margin, st.lists(st.floats(0.2, 5), min_size=48, max_size=48))
def test_raking_hits_every_margin(ages: list[int], genders: list[int], base: list[float]) -> None:
    rows = pd.DataFrame({"age": np.arange(48) % len(ages), "gender": np.arange(48) // 4 % len(genders)})
    scale = sum(ages) / sum(genders)
    wanted = {"age": dict(enumerate(ages)), "gender": {code: n * scale for code, n in enumerate(genders)}}
    weights = rake(rows, base, wanted).weights
    for name, totals in wanted.items():
        assert pd.Series(weights).groupby(rows[name]).sum().to_dict() == pytest.approx(totals, rel=1e-10)


def test_who_did_not_say_stays_in_unadjusted_on_that_margin() -> None:
    people = pd.DataFrame({
        "age": ["young", "young", "old", "old", "young", "old"],
        "gender": ["f", "m", "f", "m", None, None],
    })  # fmt: skip
    raked = rake(people, np.ones(6), TOWN_WANTED)
    by_age, by_gender = (pd.Series(raked.weights).groupby(people[name]).sum() for name in ("age", "gender"))
    assert by_age.to_dict() == pytest.approx({"young": 30, "old": 70})
    assert by_gender["f"] / by_gender.sum() == pytest.approx(0.55)
    assert (raked.weights > 0).all()


def test_margins_that_differ_by_rounding_are_brought_to_the_first() -> None:
    raked = rake(
        TOWN, np.ones(4), {**TOWN_WANTED, "gender": {"f": 110, "m": 90.8}} | {"age": {"young": 60, "old": 140}}
    )
    assert raked.weights.sum() == pytest.approx(200)


def test_a_raking_tells_its_sweeps_and_the_weights_after_each_margin() -> None:
    raked = rake(TOWN, np.ones(4), TOWN_WANTED)
    by_age, by_gender = (pd.Series(w).groupby(TOWN[name]).sum() for w, name in zip(raked.steps, TOWN, strict=True))
    assert by_age.to_dict() == pytest.approx(TOWN_WANTED["age"])
    assert by_gender.to_dict() == pytest.approx(TOWN_WANTED["gender"])
    assert raked.steps[-1] is raked.weights
    assert raked.iterations == 2
    assert rake(TOWN, raked.weights, TOWN_WANTED).iterations == 1


def test_a_raking_ends_at_the_tolerance_or_after_so_many_sweeps() -> None:
    nearly = rake(TOWN, np.ones(4), TOWN_WANTED).weights * [1.1, 1, 1, 1.1]
    assert rake(TOWN, nearly, TOWN_WANTED, tolerance=0.1).iterations == 1
    assert rake(TOWN, nearly, TOWN_WANTED, tolerance=0.001).iterations > 1
    assert rake(TOWN, nearly, TOWN_WANTED, tolerance=0, most=3).iterations == 3


def test_where_nobody_said_all_the_weights_still_add_up_to_the_population() -> None:
    people = pd.DataFrame({"age": ["young", "old", None, "old"], "gender": ["f", "m", "f", None]})
    raked = rake(people, [3, 3, 3, 3], TOWN_WANTED)
    assert raked.weights.sum() == pytest.approx(100, rel=0.05)
    assert rake(people, [1, 1, 1, 1], TOWN_WANTED).weights == pytest.approx(raked.weights)


def refusal(base: object, wanted: dict[str, dict[str, float]]) -> tuple[str, str]:
    with pytest.raises(WeightingRefused) as refused:
        rake(TOWN.head(len(base)), base, wanted)
    return refused.value.reason, refused.value.where


@pytest.mark.parametrize("bad", [0, -1, nan, inf])
def test_a_weight_that_is_none_is_refused_with_its_place(bad: float) -> None:
    assert refusal([1, 1, bad, 1], TOWN_WANTED) == ("bad_weight", "3")


@pytest.mark.parametrize(
    ("ages", "expected"),
    [
        ({"young": 30, "old": 60, "child": 10}, ("empty_category", "age = child")),
        ({"young": 100}, ("no_census", "age = old")),
        ({"young": 100, "old": 0}, ("no_census", "age = old")),
        ({"young": 300, "old": 700}, ("totals_differ", "gender, age")),
    ],
)
def test_a_census_that_does_not_fit_is_refused_by_name(ages: dict[str, float], expected: tuple[str, str]) -> None:
    assert refusal([1, 1, 1, 1], {"gender": TOWN_WANTED["gender"], "age": ages}) == expected


def test_nobody_and_no_margin_are_refused() -> None:
    assert refusal([], TOWN_WANTED) == ("no_answers", "")
    assert refusal([1, 1, 1, 1], {}) == ("no_census", "")


def test_a_cell_with_people_and_no_census_is_refused_and_the_reverse() -> None:
    cells = {("young", "f"): 10, ("young", "m"): 10, ("old", "f"): 10}
    with pytest.raises(WeightingRefused, match=r"no_census: age × gender = old × m"):
        post_stratify(TOWN, np.ones(4), cells)
    with pytest.raises(WeightingRefused, match=r"empty_category: age × gender = old × x"):
        post_stratify(TOWN, np.ones(4), {**cells, ("old", "m"): 10, ("old", "x"): 1})


def test_trimming_keeps_the_sum_and_the_limits_or_refuses() -> None:
    weights = np.array([1, 1, 2, 3, 13.0])
    trimmed = trim(weights, 2, 6)
    assert trimmed.sum() == pytest.approx(20)
    assert trimmed.min() >= 2
    assert trimmed.max() <= 6
    assert trim(weights, 1, 6, strict=False).tolist() == pytest.approx([2.75, 2.75, 3.75, 4.75, 6])
    with pytest.raises(WeightingRefused, match="limits_too_tight"):
        trim(weights, 1, 3)


def test_trimming_goes_on_until_the_spreading_pushes_nobody_out() -> None:
    weights = [1, 1, 5.5, 13]
    assert trim(weights, 1, 6, strict=False).tolist() == pytest.approx([10 / 3, 10 / 3, 47 / 6, 6])
    assert trim(weights, 1, 6).tolist() == pytest.approx([4.25, 4.25, 6, 6])
    assert trim([1, 1, 7], 2, 8).tolist() == [2, 2, 5]


@pytest.mark.parametrize("weights", [[2, 2], [5, 5], [2, 5]])
def test_weights_at_their_limits_stay(weights: list[float]) -> None:
    assert trim(weights, 2, 5).tolist() == weights


@pytest.mark.parametrize("weights", [[3.9, 2.8], [0.3, 0.1, 1.9, 9.3], [22 / 7, 80 / 7, 1 / 6, 13 / 15]])
def test_trimming_ends_where_everybody_comes_to_the_limit(weights: list[float]) -> None:
    limit = sum(weights) / len(weights)
    at_most, at_least = trim(weights, 0.01, limit), trim(weights, limit, 99)
    assert at_most.tolist() == pytest.approx([limit] * len(weights))
    assert at_least.tolist() == pytest.approx([limit] * len(weights))
    assert at_most.max() <= limit <= at_least.min()


@pytest.mark.parametrize("weights", [[1, 1, 1, 3], [9, 9, 9, 7], [1, 9]])
def test_limits_that_leave_no_room_are_refused_and_named(weights: list[float]) -> None:
    with pytest.raises(WeightingRefused) as refused:
        trim(weights, 2, 8)
    assert (refused.value.reason, refused.value.where) == ("limits_too_tight", "2 to 8")


def test_kish_by_hand() -> None:
    assert kish([1, 1, 2]) == Kish(3, pytest.approx(16 / 6), pytest.approx(18 / 16))
    assert kish([3, 3, 3]).deff == 1


def test_numbers_of_a_table_of_objects_are_numbers() -> None:
    table = pd.DataFrame({"w": [1, 2], "n": [2, 1]}, dtype=object)
    assert kish(table["w"], table["n"]) == kish([1, 1, 2])
    assert trim(table["w"], 1.2, 3, counts=table["n"]).tolist() == pytest.approx([1.2, 1.6])


def test_too_few_people_are_not_weighted() -> None:
    many = pd.DataFrame({"age": ["young"] * 46 + ["old"] * 4})
    with pytest.raises(WeightingRefused, match="few_in_category: age = old"):
        enough_to_weight(many, ["age"])
    with pytest.raises(WeightingRefused, match="few_answers: 49"):
        enough_to_weight(many.head(49), ["age"])
    enough_to_weight(many.head(2), ["age"], counts=[25, 25])


def test_five_in_a_category_are_enough_however_the_rows_are_named() -> None:
    enough = pd.DataFrame({"age": ["young"] * 45 + ["old"] * 5}, index=range(900, 950))
    enough_to_weight(enough, ["age"])
    cells = enough.drop_duplicates()
    enough_to_weight(cells, ["age"], counts=pd.Series([45, 5], dtype=object))
    with pytest.raises(WeightingRefused, match="few_in_category: age = old"):
        enough_to_weight(cells, ["age"], counts=[46, 4])


def test_a_refusal_without_a_place_is_its_reason_alone() -> None:
    assert str(WeightingRefused("no_answers")) == "no_answers"
