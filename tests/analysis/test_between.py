"""Which places differ: against scipy's own test, adjusted over all pairs, and never from a few answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2_contingency

from analysis.between import chance_alike, told_apart

SHARE = st.integers(30, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(SHARE, SHARE)
def test_the_chance_is_that_of_the_chi_square_test(one: tuple[int, int], other: tuple[int, int]) -> None:
    (yes, n), (said, m) = one, other
    found = chance_alike(one, other)
    if yes + said in (0, n + m):
        assert found == 1
    else:
        table = [[yes, n - yes], [said, m - said]]
        assert found == pytest.approx(chi2_contingency(table, correction=False).pvalue, abs=1e-12)


def test_the_larger_share_stands_first_and_few_answers_are_not_compared() -> None:
    found = told_apart({"gaj": (20, 144), "breg": (96, 182), "vas": (4, 7), "log": (95, 182)})
    assert found.compared == ("gaj", "breg", "log")
    assert set(found.apart) == {("breg", "gaj"), ("log", "gaj")}


def test_a_difference_that_counts_alone_may_be_chance_among_forty_places() -> None:
    pair = {"a": (50, 100), "b": (34, 100)}
    assert told_apart(pair).apart == (("a", "b"),)
    assert told_apart(pair | {f"p{at}": (42, 100) for at in range(38)}).apart == ()


def test_nothing_to_compare_gives_nothing() -> None:
    assert (
        told_apart({}).apart == told_apart({"a": (40, 40)}).apart == told_apart({"a": (0, 0), "b": (0, 0)}).apart == ()
    )
    with pytest.raises(ValueError):
        told_apart({"a": (3, 2)})
