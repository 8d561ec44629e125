import numpy as np
import pandas as pd
import pytest

from analysis.fitting import Census, design_of, fit, masks
from analysis.weights import WeightingRefused

PEOPLE = pd.DataFrame({"age": list("xxxyyy"), "gender": list("ffmfmm")}, dtype=object)
RAKED = Census("rake", ("age", "gender"), {"age": {("x",): 40, ("y",): 60}, "gender": {("f",): 50, ("m",): 50}})
CELLS = {("x", "f"): 20, ("x", "m"): 20, ("y", "f"): 30, ("y", "m"): 30}
CELLED = Census("poststratify", ("age", "gender"), {"": CELLS})


def held(weights: np.ndarray, of: pd.Series) -> dict:
    return pd.Series(weights).groupby(of.fillna("?")).sum().round(9).to_dict()


def test_without_a_census_weights_stay_what_they_are() -> None:
    assert fit(PEOPLE, None, None).weights.tolist() == [1] * 6
    assert fit(PEOPLE, None, None).weighting == "none"
    assert fit(PEOPLE, np.arange(1.0, 7), None).weighting == "weights"


def test_raked_and_post_stratified_people_stand_for_the_census() -> None:
    raked, celled = fit(PEOPLE, None, RAKED), fit(PEOPLE, None, CELLED)
    assert held(raked.weights, PEOPLE["age"]) == {"x": 40, "y": 60}
    assert held(celled.weights, PEOPLE["age"] + PEOPLE["gender"]) == {"xf": 20, "xm": 20, "yf": 30, "ym": 30}
    assert (raked.weighting, celled.weighting) == ("raked", "poststratified")
    assert raked.sweeps > 1
    assert raked.worst < 1e-12


def test_raking_starts_from_the_weights_that_are_given() -> None:
    base = np.array([1.0, 3.0, 1.0, 1.0, 1.0, 1.0])
    found = fit(PEOPLE, base, RAKED).weights
    assert found[1] == pytest.approx(3 * found[0])


@pytest.mark.parametrize("census", [RAKED, CELLED])
@pytest.mark.parametrize("unsaid", [None, "other"])
def test_who_is_of_no_category_stays_in_unadjusted_and_is_told(census: Census, unsaid: str | None) -> None:
    people = pd.concat([PEOPLE, pd.DataFrame({"age": ["x"] * 2, "gender": [unsaid] * 2}, dtype=object)])
    found = fit(people.reset_index(drop=True), None, census)
    assert found.weights.sum() == pytest.approx(100)
    ((place, n),) = found.unadjusted
    assert n == 2
    assert place.endswith(unsaid or "?")
    if census is CELLED:
        assert found.weights[-2:].tolist() == pytest.approx([12.5, 12.5])


def test_small_categories_are_told_and_empty_ones_refused() -> None:
    assert ("age = x", 3) in fit(PEOPLE, None, RAKED).small
    with pytest.raises(WeightingRefused, match="age = y"):
        fit(PEOPLE[PEOPLE["age"] == "x"].reset_index(drop=True), None, RAKED)
    with pytest.raises(WeightingRefused, match="y × f"):
        fit(PEOPLE[PEOPLE["age"] == "x"].reset_index(drop=True), None, CELLED)


def test_trimmed_weights_stay_between_multiples_of_their_mean() -> None:
    base = np.array([1.0, 1, 1, 1, 1, 7])
    found = fit(PEOPLE, base, None, (0.5, 2))
    assert found.weighting == "weights_trimmed"
    assert found.weights.max() == pytest.approx(4)
    assert found.weights.sum() == pytest.approx(12)


def test_only_a_calibrated_design_takes_residuals() -> None:
    fitted = fit(PEOPLE, None, RAKED)
    assert design_of(fitted, True, None, None).calibration
    assert not design_of(fitted, False, None, None).calibration
    assert design_of(fitted, False, list("aabbcc"), list("123456")).degrees == 3


def test_groups_come_after_everybody_and_leave_out_who_says_nothing() -> None:
    people = pd.DataFrame({"age": ["y", "x", None], "place": ["a", "a", "b"]}, dtype=object)
    found = masks(people, ["age", "place"])
    assert list(found) == [("", ""), ("x", "a"), ("y", "a")]
    assert [mask.sum() for mask in found.values()] == [3, 1, 1]
    assert list(masks(people, [])) == [()]
