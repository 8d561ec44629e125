"""Counts and rows give the same figures, whatever the people, the answers and the census."""

from math import isfinite

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from analysis.calibration import post_strata, raking_margins
from analysis.codebook import Codebook, Measure, Variable
from analysis.cube import Cube
from analysis.design import Design
from analysis.sample import Estimates, by, independence, mean
from analysis.weighted import Weighted, post_stratified, raked, unweighted
from analysis.weighted_estimates import (
    independence as independence_of_counts,
)
from analysis.weighted_estimates import (
    mean_figures,
    means,
    median,
    pair_figures,
    share_figures,
    shares,
)
from analysis.weights import WeightingRefused, post_stratify, rake
from tests.analysis import survey_a

SCALE = tuple((str(n), str(n)) for n in range(1, 4))
CODEBOOK = Codebook((
    Variable("one", "One", Measure.BINARY),
    Variable("scale", "Scale", Measure.ORDINAL, SCALE),
    Variable("minutes", "Minutes", Measure.NUMERIC),
))  # fmt: skip
PERSON = st.tuples(
    st.sampled_from("ab"), st.sampled_from("xyz"), st.sampled_from("fm"), st.sampled_from([0, 1, None]),
    st.sampled_from([1, 2, 3, None]), st.sampled_from([5, 10, 40, None]),
)  # fmt: skip
CELLS = [("a", age, gender, None, 2, None) for age in "xyz" for gender in "fm"]
PEOPLE = st.lists(PERSON, min_size=2, max_size=50).map(lambda people: CELLS + people)
"""Every age and gender is there, so that a raking always has a solution."""

LIVES = st.tuples(st.integers(50, 500), st.integers(50, 500), st.integers(50, 500))


def frame(people: list[tuple]) -> pd.DataFrame:
    return pd.DataFrame(people, columns=["district", "age", "gender", "one", "scale", "minutes"])


def counted(rows: pd.DataFrame) -> Cube:
    return Cube.from_respondents(rows, CODEBOOK, {"district": "district", "age": "age", "gender": "gender"})


def margins(lives: tuple[int, int, int]) -> dict[str, dict[str, float]]:
    """A census with the same total in both margins."""
    return {"age": dict(zip("xyz", lives, strict=True)), "gender": {"f": 0.4 * sum(lives), "m": 0.6 * sum(lives)}}


def same(found: np.ndarray, expected: np.ndarray) -> bool:
    return np.allclose(found, expected, rtol=1e-9, atol=1e-14)


def same_spread(found: np.ndarray, expected: Estimates) -> bool:
    """Nine digits of a simple sample's variance: where a census explains everything, only rounding is left."""
    return np.allclose(found, expected.covariance, rtol=1e-9, atol=1e-14 + 1e-9 * expected.simple.max())


@settings(max_examples=40, deadline=None)
@given(PEOPLE, LIVES, st.booleans(), st.booleans())
def test_counts_and_rows_give_the_same(people: list[tuple], lives, calibrated: bool, stratified: bool) -> None:
    rows = frame(people)
    assume(rows["one"].notna().any() and rows["minutes"].notna().any())
    census = margins(lives)
    done = rake(rows, np.ones(len(rows)), census)
    strata = rows["district"] if stratified else None
    design = Design(done.weights, strata=strata)
    town = raked(counted(rows), census)
    if calibrated:
        design = Design(done.weights, strata=strata, calibration=(raking_margins(rows, list(census), done),))
    else:
        town = town.with_fixed_weights()
    town = town.by_strata("district") if stratified else town

    share, expected = share_figures(town, "one", "district"), by(mean, design, rows["one"], rows["district"])
    yes = [place for place, (_, option) in enumerate(share.names) if option == "yes"]
    assert [share.names[place][0] for place in yes] == list(expected.names)
    assert same(share.values[yes], expected.values)
    assert same_spread(share.covariance[np.ix_(yes, yes)], expected)
    number, expected = mean_figures(town, "minutes"), mean(design, rows["minutes"])
    assert same(number.values, expected.values)
    assert same_spread(number.covariance, expected)
    assert number.bases[0] == expected.bases[0] or same(number.bases[0].n_eff, expected.bases[0].n_eff)


@settings(max_examples=20, deadline=None)
@given(PEOPLE, st.integers(60, 400))
def test_cells_and_rows_post_stratify_the_same(people: list[tuple], lives: int) -> None:
    rows = frame(people)
    cells = rows[["age", "gender"]]
    targets = {cell: lives + 7 * len(cell[0]) for cell in set(cells.itertuples(index=False, name=None))}
    weights = post_stratify(cells, np.ones(len(rows)), targets)
    design = Design(weights, calibration=(post_strata(cells, np.ones(len(rows)), weights),))
    town = post_stratified(counted(rows), ["age", "gender"], targets)
    assume(rows["scale"].notna().any())
    found, expected = mean_figures(town, "scale"), mean(design, rows["scale"])
    assert same(found.values, expected.values)
    assert same_spread(found.covariance, expected)


def test_rao_and_scotts_test_is_the_same_from_counts_and_rows() -> None:
    rows = survey_a.people().query("round == 1")
    from_rows = independence(Design(np.ones(len(rows))), rows["district"], rows["importance"])
    from_counts = independence_of_counts(unweighted(survey_a.cube().slice(round=1)), "importance", "district")
    assert from_counts.statistic == pytest.approx(from_rows.statistic, rel=1e-10)
    assert from_counts.p == pytest.approx(from_rows.p, rel=1e-9)


def test_numbers_in_bins_keep_their_exact_mean_and_variance() -> None:
    rows = frame([("a", "x", "f", 1, 1, m) for m in (5, 10, 40, None)] + [("a", "y", "f", 0, 1, 12)])
    cube = counted(rows)
    numbers = cube.counts["item"] == "minutes"
    answered = numbers & ~cube.counts["option"].str.startswith("_")
    binned = cube.counts.assign(option=cube.counts["option"].where(~answered, "0-60"))
    binned = binned.groupby([c for c in binned.columns if c not in ("n", "s1", "s2")], as_index=False).sum()
    bins = Weighted(Cube(binned, cube.cells, CODEBOOK, cube.whole), np.array([1.0, 2.0]))
    values = Weighted(cube, np.array([1.0, 2.0]))
    assert means(bins, "minutes").iloc[0].equals(means(values, "minutes").iloc[0])
    with pytest.raises(ValueError, match="bins"):
        median(bins, "minutes")
    assert median(values, "minutes") == 12


@pytest.mark.parametrize(
    ("people", "reasons"),
    [
        ([("a", "x", "f", None, None, None)] * 3, ["no_answers"] * 3),
        ([("a", "x", "f", 1, 2, 5)] + [("a", "x", "f", None, None, None)] * 3, ["one_answer"] * 3),
        ([("a", "x", "f", 1, 2, 5)] * 3, ["all_alike"] * 3),
    ],
)
def test_what_cannot_be_given_is_empty_with_its_reason(people: list[tuple], reasons: list[str]) -> None:
    town = unweighted(counted(frame(people)))
    rows = [shares(town, "one").iloc[0], means(town, "scale").iloc[0], means(town, "minutes").iloc[0]]
    assert [row["reason"] for row in rows] == reasons
    for row in rows:
        assert all(value is None or isinstance(value, str) or isfinite(value) for value in row)


def test_an_item_nobody_was_asked_gives_no_figures() -> None:
    town = unweighted(counted(frame([("a", "x", "f", None, None, None)] * 3)))
    assert share_figures(town, "one").names == ()
    assert share_figures(town, "one").at("", "yes") is None
    assert median(town, "minutes") is None
    assert independence_of_counts(town, "one", "district").reason == "no_answers"


def test_pairs_that_cannot_be_are_refused() -> None:
    cube = survey_a.cube().slice(round=1)
    town = unweighted(cube)
    with pytest.raises(ValueError, match="same people"):
        pair_figures(town, "act_garden", "act_youth", cube.cells)
    with pytest.raises(ValueError, match="does not know"):
        pair_figures(town, "act_garden", "act_youth", cube.cells.assign(district="D99"))


def test_weights_belong_to_one_round_and_to_dimensions_a_cube_has() -> None:
    with pytest.raises(ValueError, match="one round"):
        unweighted(survey_a.cube())
    with pytest.raises(ValueError, match="a cube has no language"):
        raked(survey_a.cube().slice(round=1), {"language": {"sl": 1}})


def test_a_code_in_no_band_stays_in_unadjusted() -> None:
    rows = frame([("a", age, "f", 1, 1, 5) for age in "xxxyyz"])
    town = raked(counted(rows), {"age": {"young": 40, "old": 60}}, {"age": {"x": "young", "y": "old"}})
    assert town.weights == pytest.approx([100 / 6 * 5 * 0.4 / 3, 100 / 6 * 5 * 0.6 / 2, 100 / 6])


def test_a_category_without_answers_is_refused_by_name() -> None:
    cube = counted(frame([("a", "x", "f", 1, 1, 5)] * 3))
    with pytest.raises(WeightingRefused, match="age = y"):
        raked(cube, {"age": {"x": 10, "y": 10}})
