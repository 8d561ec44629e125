from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.gate import Gate
from analysis.inventory import (
    READINESS,
    Offer,
    Offering,
    by_readiness,
    hangs_on_one,
    shared_hours,
    stretched,
    supply,
)
from analysis.reach import accepted, in_reach, would_go


def test_four_vague_interests_are_less_than_one_agreed_offer() -> None:
    vague = [Offer(name, ("choir",)) for name in "abcd"]
    assert supply(vague) == pytest.approx(1 - 0.75**4)
    assert supply(vague) < supply([Offer("e", ("choir",), "agreed")]) == pytest.approx(0.8)
    assert supply([]) == 0
    assert supply([Offer("e", ("choir",), "fixed"), *vague]) == 1


def test_a_provider_counts_once_with_the_furthest_offer() -> None:
    twice = [Offer("choirmaster", ("choir",)), Offer("choirmaster", ("choir",), "named")]
    assert supply(twice) == pytest.approx(0.5)


def test_offers_are_sorted_by_how_far_they_are() -> None:
    offers = [Offer("a", ("choir",)), Offer("b", ("choir",), "agreed")]
    found = by_readiness(offers)
    assert list(found) == ["fixed", "agreed", "named", "interested"]
    assert (found["agreed"], found["interested"], found["named"]) == ((offers[1],), (offers[0],), ())


def test_one_enthusiast_on_four_activities_has_four_hours_and_not_sixteen() -> None:
    eager = [Offer("Ana", (activity,), "named", hours_month=4) for activity in ("choir", "cafe", "chess", "garden")]
    assert set(shared_hours(eager).values()) == {1.0}
    (found,) = stretched(eager)
    assert (found.provider, found.stated, found.limit) == ("Ana", 16, 4)
    assert found.activities == ("cafe", "chess", "choir", "garden")


def test_a_provider_with_many_people_says_so_with_a_limit_of_its_own() -> None:
    eager = [Offer("club", (activity,), hours_month=4) for activity in ("choir", "cafe")]
    assert set(shared_hours(eager, {"club": 20}).values()) == {4}
    assert stretched(eager, {"club": 8}) == ()
    assert shared_hours([Offer("club", ("choir",))]) == {("club", "choir"): None}


names = st.sampled_from("abc")
offers_of_few = st.lists(
    st.builds(
        Offer,
        names,
        st.sets(st.sampled_from(["choir", "cafe", "chess"]), min_size=1).map(tuple),
        st.sampled_from(list(READINESS)),
        hours_month=st.none() | st.integers(0, 40),
    ),
    max_size=6,
)


@given(offers_of_few, st.dictionaries(names, st.integers(0, 30)))
def test_the_hours_of_one_provider_never_exceed_the_limit(offers: list[Offer], limits: dict[str, Any]) -> None:
    given_hours: dict[str, float] = {}
    for (provider, _), hours in shared_hours(offers, limits).items():
        given_hours[provider] = given_hours.get(provider, 0) + (hours or 0)
    for provider, hours in given_hours.items():
        largest = max((o.hours_month or 0 for o in offers if o.provider == provider), default=0)
        assert hours <= limits.get(provider, largest) + 1e-9


@given(offers_of_few, st.builds(Offer, names, st.just(("choir",)), st.sampled_from(list(READINESS))))
def test_one_more_offer_never_makes_the_supply_less_sure(offers: list[Offer], more: Offer) -> None:
    assert 0 <= supply(offers) <= supply([*offers, more]) <= 1


def test_all_hangs_on_one_when_runner_and_offers_are_one_provider() -> None:
    runs = Offering("choir", ("choir",), provider="Ana")
    assert hangs_on_one([runs], [Offer("Ana", ("choir",), "named")])
    assert hangs_on_one([runs], [Offer("Bor", ("choir",))])
    assert not hangs_on_one([runs], [Offer("Bor", ("choir",), "named")])
    assert not hangs_on_one([Offering("choir", ("choir",))], [])
    assert not hangs_on_one([], [])


def test_one_no_closes_the_gate_and_what_nobody_answered_is_a_flag() -> None:
    gate = Gate(legal_and_safe="yes", accessible="no", money="yes")
    assert gate.closed_by() == ("accessible",)
    assert gate.open_questions() == ("host",)
    with pytest.raises(ValueError, match="host"):
        Gate(host="perhaps")  # type: ignore[arg-type]


FAR = {"min10": 3, "min20": 4, "min30": 2, "more": 1, "_blank": 5, "_refused": 4}


def test_a_place_accepts_the_distance_that_half_of_those_who_answered_would_go() -> None:
    assert [would_go(m, FAR) for m in (5, 10, 11, 20, 21, 30, 45)] == [1, 1, 0.7, 0.7, 0.3, 0.3, 0.1]
    assert accepted(FAR) == "min20"
    assert accepted({"more": 2, "min10": 2}) == "more"
    assert accepted({"_blank": 3}) is None


@pytest.mark.parametrize(
    ("minutes", "counts", "grade"),
    [
        (0, {}, 1),
        (0, {"min10": 1}, 1),
        (15, {"min20": 1, "min10": 1}, 1),
        (15, {"min20": 1, "min10": 3}, 0.5),
        (20, FAR, 1),
        (21, FAR, 0.5),
        (31, FAR, 0),
        (None, FAR, 0.5),
        (10, {}, 0.5),
    ],
)
def test_reach_is_full_half_or_none(minutes: int | None, counts: dict[str, int], grade: float) -> None:
    assert in_reach(minutes, counts) == grade
