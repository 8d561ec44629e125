"""Coefficients of agreement against the worked examples of those who made them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.agreement import cohen_kappa, krippendorff_alpha

N = None
# Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011: examples A, B and C.
TWO_VALUES = ([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0])
NOMINAL = ("aabbdcccedda", "babbbcccEddd".lower())
FOUR_PEOPLE = (
    [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
    [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
)


@pytest.mark.parametrize(
    ("people", "expected"), [(TWO_VALUES, 0.095), (NOMINAL, 0.692), (FOUR_PEOPLE, 0.743)], ids=["A", "B", "C"]
)
def test_alpha_of_the_book(people, expected):
    assert round(krippendorff_alpha(list(zip(*people, strict=True))).value, 3) == expected


def table(yes_yes, yes_no, no_yes, no_no):
    one = [True] * (yes_yes + yes_no) + [False] * (no_yes + no_no)
    two = [True] * yes_yes + [False] * yes_no + [True] * no_yes + [False] * no_no
    return one, two


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ((20, 5, 10, 15), 0.4),
        ((45, 15, 25, 15), 0.1304),
        ((25, 35, 5, 35), 0.2593),
        ((5, 0, 0, 5), 1),
        ((0, 5, 5, 0), -1),
    ],
)
def test_kappa_of_known_tables(cells, expected):
    assert cohen_kappa(*table(*cells)).value == pytest.approx(expected, abs=5e-5)


def test_too_few_and_all_alike_cannot_be_told():
    assert cohen_kappa([1] * 9, [1] * 9).reason == "too_few"
    assert cohen_kappa([1] * 10, [1] * 10).reason == "all_alike"
    assert krippendorff_alpha([[1, N]] * 50).reason == "too_few"
    assert krippendorff_alpha([[1, 1]] * 10).reason == "all_alike"
    assert cohen_kappa([], [], fewest=0) == krippendorff_alpha([], fewest=0)


def test_lists_of_different_length_are_refused():
    with pytest.raises(ValueError):
        cohen_kappa([1], [])


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=30))
def test_agreement_never_passes_one_and_is_the_same_both_ways(units):
    one, two = zip(*units, strict=True)
    for found, other in (
        (cohen_kappa(one, two, fewest=1), cohen_kappa(two, one, fewest=1)),
        (krippendorff_alpha(units, fewest=1), krippendorff_alpha([unit[::-1] for unit in units], fewest=1)),
    ):
        assert found.reason == other.reason
        assert found.value is None or (found.value <= 1 and found.value == pytest.approx(other.value))
