"""R's survey package is the judge: shares and standard errors agree to nine digits, from people and from counts."""

from math import sqrt

import pandas as pd
import pytest

from analysis.estimates import shares, wilson
from tests.analysis import survey_a
from tests.analysis.survey_a import ACTIVITIES

GOLD = survey_a.gold()
CUBE = survey_a.cube()
DISTRICTS = [f"D0{n}" for n in range(1, 9)]


def nine_digits(value: float) -> object:
    return pytest.approx(value, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("activity", ACTIVITIES)
@pytest.mark.parametrize("round_", [1, 2])
def test_shares_and_standard_errors_of_the_town_equal_r_through_the_cube(round_: int, activity: str) -> None:
    row = shares(CUBE.slice(round=round_), activity).iloc[0]
    assert row["estimate"] == nine_digits(GOLD[f"nbhd_a_r{round_}_d0_acts", activity, "estimate"])
    assert row["se"] == nine_digits(GOLD[f"nbhd_a_r{round_}_d0_acts", activity, "se"])


@pytest.mark.parametrize("activity", ACTIVITIES)
@pytest.mark.parametrize("round_", [1, 2])
def test_shares_and_standard_errors_of_the_town_equal_r_from_people(round_: int, activity: str) -> None:
    people = survey_a.people()
    share, error = share_of_people(people.loc[people["round"] == round_, activity])
    assert share == nine_digits(GOLD[f"nbhd_a_r{round_}_d0_acts", activity, "estimate"])
    assert error == nine_digits(GOLD[f"nbhd_a_r{round_}_d0_acts", activity, "se"])


def share_of_people(said: pd.Series) -> tuple[float, float]:
    """The same from single people instead of counts: n/(n-1) Σ z², z = (y - p)/N for who answered, 0 for blanks.

    Särndal, Swensson and Wretman, Model Assisted Survey Sampling, 1992, 5.7; R: svymean with na.rm.
    """
    answered = said.dropna().astype(float)
    scores = (answered - answered.mean()) / len(answered)
    return float(answered.mean()), sqrt(len(said) / (len(said) - 1) * float((scores**2).sum()))


@pytest.mark.parametrize("round_", [1, 2])
def test_a_district_uses_the_variance_of_the_whole_round_as_r_does(round_: int) -> None:
    table = shares(CUBE.slice(round=round_), "act_garden", by="district").set_index("district")
    for district in DISTRICTS:
        assert table.loc[district, "estimate"] == nine_digits(
            GOLD[f"nbhd_a_r{round_}_d0_bydist_act1", district, "act_garden"]
        )
        assert table.loc[district, "se"] == nine_digits(GOLD[f"nbhd_a_r{round_}_d0_bydist_act1", district, "se"])


@pytest.mark.parametrize("district", DISTRICTS)
def test_the_range_is_wilsons_on_the_effective_number(district: str) -> None:
    key = "nbhd_a_r1_kish_interval_drk_act3"
    share, n = GOLD[key, district, "p"], GOLD[key, district, "n_eff"]
    low, high = wilson(share * n, n)
    assert low == nine_digits(GOLD[key, district, "wilson_lower"])
    assert high == nine_digits(GOLD[key, district, "wilson_upper"])
