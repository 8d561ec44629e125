import pandas as pd
import pytest

from analysis.coverage import coverage
from analysis.missing import reach_next, represented
from tests.analysis.test_coverage import CENSUS, Lives, answered

HEARS = pd.DataFrame(
    {
        "channel": ["word", "board", "facebook", "none", "_base"],
        "all": [20, 25, 8, 9, 40],
        "up_to_29": [1, 1, 3, 4, 5],
        "30_64": [9, 9, 2, 0, 15],
        "65_up": [10, 15, 0, 0, 20],
    }
)


def test_what_can_be_said_about_each_group_of_forty_people() -> None:
    found = {r.group: r.verdict for r in represented(coverage(answered(a15_29=5, a45_64=15, a65_74=20), CENSUS))}
    assert found == {
        "up_to_29": "not_clearly_under",
        "30_64": "not_clearly_under",
        "65_up": "clearly_over",
        "f": "clearly_over",
        "m": "missing",
    }


def test_a_group_of_its_exact_share_and_one_slightly_above() -> None:
    found = {r.group: r for r in represented(coverage(answered(a15_29=96, a45_64=283, a65_74=170), CENSUS))}
    assert found["30_64"].verdict == "not_clearly_over"
    exact = represented(coverage(answered(a15_29=96, a45_64=282, a65_74=170), CENSUS))
    assert [r.verdict for r in exact[:3]] == ["as_expected"] * 3


def test_without_a_census_nothing_is_judged_and_the_reason_stays() -> None:
    found = represented(coverage(answered(a65_74=20), []))
    assert {(r.verdict, r.reason) for r in found} == {("unknown", "no_census")}
    assert reach_next(coverage(answered(a65_74=20), [])) == ()


def test_the_missing_are_to_be_asked_next_where_their_like_hear() -> None:
    missing_men, missing_young = reach_next(coverage(answered(a65_74=24, a45_64=16), CENSUS), {"age": HEARS})
    assert (missing_young.group, missing_young.verdict, missing_young.answered) == ("up_to_29", "missing", 0)
    assert (missing_young.population, missing_young.short_of) == (96, 9)
    assert (missing_young.where, missing_young.heard_by, missing_young.of) == ("facebook", 3, 5)
    assert missing_young.whose == "group"
    assert (missing_men.group, missing_men.where, missing_men.short_of) == ("m", None, 39)


def test_where_nobody_of_the_group_could_say_the_way_of_all_stands_in() -> None:
    compared = coverage(answered(a65_74=24, a45_64=16), CENSUS)
    young = next(f for f in reach_next(compared, {"age": HEARS}, minimum=6) if f.dimension == "age")
    assert (young.where, young.heard_by, young.of, young.whose) == ("board", 25, 40, "all")
    town = {"age": HEARS.assign(up_to_29=[3, 2, 8, 9, 30])}
    young = next(f for f in reach_next(compared, {"age": HEARS}, 6, town) if f.dimension == "age")
    assert (young.where, young.heard_by, young.of, young.whose) == ("facebook", 8, 30, "elsewhere")


def test_ways_named_as_often_are_said_beside_it() -> None:
    compared = coverage(answered(a15_29=40, a65_74=40), CENSUS)
    middle = next(f for f in reach_next(compared, {"age": HEARS}) if f.group == "30_64")
    assert (middle.where, middle.tied, middle.verdict) == ("word", ("board",), "missing")


def test_asking_as_many_more_brings_a_group_to_its_share() -> None:
    compared = coverage(answered(a15_29=2, a45_64=54, a65_74=60), CENSUS)
    (young, *_) = [f for f in reach_next(compared) if f.dimension == "age"]
    share = 96 / 548
    assert young.verdict == "clearly_under"
    assert (2 + young.short_of) / (116 + young.short_of) >= share
    assert (2 + young.short_of - 1) / (116 + young.short_of - 1) < share


def test_a_group_that_is_nearly_everybody_still_asks_for_whole_people() -> None:
    census = [Lives("a15_29", "f", 1), Lives("a30_44", "m", 0), Lives("a65_74", "f", 99)]
    (found,) = [f for f in reach_next(coverage(answered(a15_29=1), census)) if f.group == "65_up"]
    assert found.short_of == 99
    everybody = [Lives("a15_29", "f", 0), Lives("a30_44", "m", 0), Lives("a65_74", "f", 50)]
    assert [f.short_of for f in reach_next(coverage(answered(a15_29=1), everybody))] == [1]


@pytest.mark.parametrize("hears", [None, {}, {"age": pd.DataFrame()}])
def test_without_the_question_of_hearing_only_the_group_is_named(hears: dict[str, pd.DataFrame] | None) -> None:
    found = reach_next(coverage(answered(a65_74=24), CENSUS), hears)
    assert all(f.where is None and f.whose == "" for f in found)
