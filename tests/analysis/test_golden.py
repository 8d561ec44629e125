"""R's survey package is the judge: shares and standard errors from a cube's counts agree to nine digits."""

import pytest

from analysis.estimates import shares
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


@pytest.mark.parametrize("round_", [1, 2])
def test_a_district_uses_the_variance_of_the_whole_round_as_r_does(round_: int) -> None:
    table = shares(CUBE.slice(round=round_), "act_garden", by="district").set_index("district")
    for district in DISTRICTS:
        assert table.loc[district, "estimate"] == nine_digits(
            GOLD[f"nbhd_a_r{round_}_d0_bydist_act1", district, "act_garden"]
        )
        assert table.loc[district, "se"] == nine_digits(GOLD[f"nbhd_a_r{round_}_d0_bydist_act1", district, "se"])
