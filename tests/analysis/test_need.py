import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.need import Need, need, ways_of_asking


def test_the_example_of_61_answers_has_enough_for_one_group() -> None:
    counts = {"weekly": 18, "monthly": 16, "few": 13, "maybe": 9, "no": 5, "_blank": 3}
    assert need(counts, 61, 2) == Need(34, 17, "enough_for_group", 61, 2)


@pytest.mark.parametrize(
    ("regulars", "answers", "ways", "verdict"),
    [
        (60, 61, 1, "enough_to_start"),
        (61, 61, 1, "enough_to_start"),
        (59, 100, 2, "enough_for_group"),
        (24, 30, 1, "enough_for_group"),
        (23, 99, 2, "too_few"),
        (23, 100, 1, "too_few"),
        (23, 100, 2, "no_need"),
        (0, 0, 0, "too_few"),
    ],
)
def test_the_verdict_is_a_count_and_no_need_wants_many_answers_by_two_ways(
    regulars: int, answers: int, ways: int, verdict: str
) -> None:
    assert need({"weekly": regulars}, answers, ways).verdict == verdict


def test_weekly_and_monthly_are_regular_and_nothing_else_is() -> None:
    assert need({"weekly": 3, "monthly": 4, "few": 50, "maybe": 50, "_refused": 50}, 157, 1).regulars == 7


STRENGTH = ["no_need", "too_few", "enough_for_group", "enough_to_start"]


@given(st.integers(0, 200), st.integers(0, 50), st.integers(0, 300), st.integers(0, 4))
def test_more_regulars_never_weaken_the_verdict(regulars: int, more: int, others: int, ways: int) -> None:
    before = need({"monthly": regulars}, regulars + others, ways)
    after = need({"monthly": regulars + more}, regulars + others, ways)
    assert STRENGTH.index(after.verdict) >= STRENGTH.index(before.verdict)


def test_one_stray_paper_form_is_not_a_second_way_of_asking() -> None:
    assert ways_of_asking({"web": 120, "paper": 9, "": 30}) == 1
    assert ways_of_asking({"web": 120, "paper": 10}) == 2
