import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.priorities import Part, Priorities, Priority, Weights, among_first
from analysis.ranks import Ranks, rank_scores, ranks, wants
from tests.analysis import survey_a

ACTIVITIES = ["cafe", "choir", "crafts", "garden", "walk"]


def town(people: int = 60, seed: int = 1) -> pd.DataFrame:
    """Invented people who pick the first activities more often than the last."""
    drawn = np.random.default_rng(seed).random((people, len(ACTIVITIES)))
    return pd.DataFrame((drawn < np.linspace(0.6, 0.2, len(ACTIVITIES))).astype(int), columns=ACTIVITIES)


def same(one: Ranks, other: Ranks) -> bool:
    return one.table.equals(other.table) and one.above.equals(other.above) and one.chances.equals(other.chances)


def test_same_people_and_seed_give_the_same_ranks_in_any_order_of_rows_and_columns() -> None:
    first = ranks(town())
    assert same(first, ranks(town()))
    assert same(first, ranks(town().sample(frac=1, random_state=3)))
    assert same(first, ranks(town()[ACTIVITIES[::-1]]))
    assert not same(first, ranks(town(), seed=4))
    assert (first.seed, first.resamples, first.people) == (2026, 1000, 60)


def test_ways_of_asking_are_drawn_apart_only_when_each_has_ten_people() -> None:
    channels = ["web"] * 45 + ["paper"] * 15
    assert ranks(town(), channels=channels).stratified
    few = ranks(town(), channels=["web"] * 51 + ["paper"] * 9)
    assert not few.stratified
    assert same(few, ranks(town()))
    assert not ranks(town(), channels=["web"] * 60).stratified
    with pytest.raises(ValueError, match="for each"):
        ranks(town(), channels=["web"])


def test_a_stratum_keeps_its_size() -> None:
    """All who were asked on paper pick the choir and nobody else does: without chance its share is theirs."""
    people = pd.DataFrame({"cafe": [0, 1] * 20, "choir": [0] * 25 + [1] * 15})
    assert ranks(people, channels=["web"] * 25 + ["paper"] * 15).table["top_three"].tolist() == [1, 1]
    alone = ranks(people[["choir"]].assign(line=0.375), channels=["web"] * 25 + ["paper"] * 15)
    assert alone.above.loc["choir", "line"] == 0.5
    assert ranks(people[["choir"]].assign(line=0.375)).above.loc["choir", "line"] != 0.5


def test_one_choice_each_has_the_exact_chance_of_the_beta_distribution() -> None:
    """With one choice each, weights of groups are Dirichlet(counts): P(a > b) = 1 - I_0.5(a, b)."""
    from scipy.special import betainc

    picks = ["cafe"] * 22 + ["choir"] * 15 + ["crafts"] * 9
    people = pd.get_dummies(pd.Series(picks)).astype(int)
    found = ranks(people, resamples=20_000)
    for one, a, other, b in [("cafe", 22, "choir", 15), ("choir", 15, "crafts", 9), ("cafe", 22, "crafts", 9)]:
        assert found.above.loc[one, other] == pytest.approx(1 - betainc(a, b, 0.5), abs=0.012)


def test_chances_of_a_district_agree_with_the_normal_approximation() -> None:
    """49 people of the synthetic town: resampling whole people beside a normal with the covariance of the shares."""
    people = survey_a.people()
    picked = people[(people["round"] == 1) & (people["district"] == "D02")][list(survey_a.ACTIVITIES)]
    found = ranks(picked, resamples=4000)
    shares, spread = picked.mean().to_numpy(), np.cov(picked.to_numpy(), rowvar=False) / len(picked)
    drawn = np.random.default_rng(5).multivariate_normal(shares, spread, 20_000)
    expected = dict(zip(picked.columns, among_first(drawn, 3).mean(axis=0), strict=True))
    for row in found.table.to_dict("records"):
        assert row["top_three"] == pytest.approx(expected[row["activity"]], abs=0.03)
        assert row["value"] == pytest.approx(picked[row["activity"]].mean())


def test_activities_picked_by_the_same_people_share_everything_evenly() -> None:
    people = town()[["cafe", "walk"]].assign(other=town()["cafe"])
    found = ranks(people)
    assert found.above.loc["cafe", "other"] == 0.5
    assert found.chances.loc["cafe"].tolist() == found.chances.loc["other"].tolist()
    assert not found.told_apart("cafe", "other")
    assert found.chances.sum(axis=1).to_numpy() == pytest.approx(np.ones(3))


def test_activities_that_mirror_each_other_have_the_same_chances_within_the_luck_of_the_draw() -> None:
    people = pd.DataFrame({"a": [1] * 20 + [0] * 20, "b": [0] * 20 + [1] * 20, "c": [1, 0] * 20})
    found = ranks(people, resamples=4000)
    assert found.above.loc["a", "b"] == pytest.approx(0.5, abs=0.03)
    assert found.chances.loc["a"].to_numpy() == pytest.approx(found.chances.loc["b"].to_numpy(), abs=0.03)


def test_clearly_more_is_told_apart_and_nearly_as_many_are_not() -> None:
    people = pd.DataFrame({"a": [1] * 30 + [0] * 10, "b": [0] * 12 + [1] * 28, "c": [1] * 5 + [0] * 35})
    found = ranks(people)
    assert found.told_apart("a", "c")
    assert found.told_apart("c", "a")
    assert [pair[:2] for pair in found.alike()] == [("a", "b")]
    assert found.table["rank"].tolist() == [1, 2, 3]
    assert found.table.iloc[2][["low", "high"]].tolist() == [3, 3]


def test_under_thirty_people_nothing_is_ranked() -> None:
    found = ranks(town(29))
    assert (found.reason, len(found.table), found.alike()) == ("too_few", 0, ())
    assert ranks(town(30)).reason == ""


def test_who_was_not_asked_leaves_the_base_and_what_nobody_was_asked_has_no_rank() -> None:
    people = town().astype(float)
    people.loc[:29, "walk"] = np.nan
    found = ranks(people.assign(new=np.nan))
    value = dict(zip(found.table["activity"], found.table["value"], strict=True))
    assert value["walk"] == pytest.approx(people["walk"].mean())
    assert found.left_out == ("new",)
    nobody = ranks(town().assign(nobody=0))
    assert nobody.table.iloc[-1][["activity", "value", "rank"]].tolist() == ["nobody", 0.0, 6]
    assert ranks(people[[]].assign(new=np.nan)).reason == "no_answers"


@pytest.mark.parametrize("wrong", [-0.5, 2.0, float("inf")])
def test_numbers_that_are_no_wish_are_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        ranks(town().astype(float).assign(cafe=wrong))


@settings(max_examples=15, deadline=None)
@given(st.integers(30, 50), st.integers(2, 6), st.integers(0, 1000))
def test_chances_add_up(people: int, activities: int, seed: int) -> None:
    drawn = np.random.default_rng(seed).integers(0, 2, (people, activities))
    found = ranks(pd.DataFrame(drawn, columns=[f"a{i}" for i in range(activities)]), resamples=100)
    assert found.chances.sum(axis=0).to_numpy() == pytest.approx(np.ones(activities))
    assert found.chances.sum(axis=1).to_numpy() == pytest.approx(np.ones(activities))
    assert (found.above + found.above.T).to_numpy() == pytest.approx(np.ones((activities, activities)))
    assert sum(found.table["top_three"]) == pytest.approx(min(3, activities))
    for row in found.table.to_dict("records"):
        assert 1 <= row["low"] <= row["rank"] <= row["high"] <= activities


def test_wishes_become_numbers_whose_mean_is_the_demand_of_the_score() -> None:
    picked = pd.DataFrame({"choir": [1, 1, 1, 1, 0, None]}, dtype=object)
    often = pd.DataFrame({"choir": ["weekly", "monthly", "few", "_blank", "_not_asked", None]})
    assert wants(picked, often)["choir"].tolist()[:3] == [1, 0.6, 0.2]
    assert wants(picked, often)["choir"].isna().tolist() == [False, False, False, True, False, True]
    assert wants(picked, often)["choir"].mean() == pytest.approx((1 + 0.6 + 0.2) / 4)


def test_scores_vary_only_in_their_demand() -> None:
    shares = Weights().shares()
    parts = {"demand": Part(0.5), "gap": Part(1.0), "supply": Part(0.5), "fit": Part(0.5)}
    ahead = {**dict.fromkeys(shares, 0.0), "gap": 100 * shares["gap"]}
    behind = dict.fromkeys(shares, 0.0)
    rows = tuple(Priority(a, "open_now", 0.0, p, parts, (), 1) for a, p in [("cafe", behind), ("walk", ahead)])
    found = rank_scores(Priorities(rows, {}, Weights(), shares), town())
    assert set(found.table["activity"]) == {"cafe", "walk"}
    value = dict(zip(found.table["activity"], found.table["value"], strict=True))
    assert value["walk"] == pytest.approx(100 * shares["gap"] + 100 * shares["demand"] * town()["walk"].mean())
