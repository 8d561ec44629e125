"""Whatever can be had from counts equals R to nine digits, too (its 'logit' to six)."""

import re

import pytest

from tests.analysis.golden_cube import COUNTED

NEED_PEOPLE = r".*_drg_.*|.*_imp_minus_sat|nbhd_a_trend_(glm|chisq)_.*"


@pytest.mark.parametrize("pattern", COUNTED.families)
def test_figures_from_counts_equal_rs(pattern: str) -> None:
    times, where = COUNTED.worst(pattern)
    assert times <= 1, where


def test_only_what_needs_whole_people_is_left_out() -> None:
    left_out = set(COUNTED.gold) - COUNTED.covered(1e-6)
    assert all(re.fullmatch(NEED_PEOPLE, name) for name in left_out), sorted(left_out)[:5]
    assert sum(len(COUNTED.gold[name]) for name in COUNTED.covered(1e-6)) == 2436
