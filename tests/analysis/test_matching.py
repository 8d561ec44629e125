from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.codebook import Codebook, Measure, Variable
from analysis.demand import demand
from analysis.hours import When
from analysis.matching import Gate, Known, Match, Offer, Offering, Room, Tried, likes, match
from tests.analysis.places import place

HALL = Room("hall", frozenset({"week_am", "sat"}))


def wish(have: str, people: int = 12, others: int = 18) -> Any:
    """The demand table of a place where 12 of 30 people want a choir and say whether they have one."""
    wanting = [{"picks": ["choir"], "choir.have": have}] * people
    return demand(place([*wanting, *[{"picks": ["cafe"], "cafe.have": "use"}] * others])).table


def choir(matches: tuple[Match, ...]) -> Match:
    return next(found for found in matches if found.activity == "choir")


RUNS = Offering("Friday choir", ("choir",))
LEADS = Offer("choirmaster", ("choir",), "named")


@pytest.mark.parametrize("have", ["none", "unknown"])
def test_tell_people_when_it_runs_and_those_who_want_it_do_not_know(have: str) -> None:
    found = choir(match(wish(have), [RUNS], [], []))
    assert (found.label, found.unaware, found.exists) == ("tell_people", 12, (RUNS,))


def test_planned_is_not_existing() -> None:
    planned = Offering("Choir next year", ("choir",), "planned")
    assert choir(match(wish("none"), [planned], [], [])).label == "find_provider"


def test_mere_interest_is_listed_but_somebody_must_still_be_found() -> None:
    interested = Offer("a singer", ("choir",))
    found = choir(match(wish("none"), [], [interested], [HALL]))
    assert (found.label, found.offered_by) == ("find_provider", (interested,))


def test_a_provider_without_a_room_needs_a_room_or_an_hour() -> None:
    assert choir(match(wish("none"), [], [LEADS], [])).label == "find_room"
    assert choir(match(wish("none"), [], [LEADS], [HALL], times={"week_ev"})).label == "find_room"
    evening = Offer("choirmaster", ("choir",), "agreed", frozenset({"week_ev"}))
    assert choir(match(wish("none"), [], [evening], [HALL])).label == "find_room"


def test_open_now_when_provider_room_and_people_meet() -> None:
    found = choir(match(wish("none"), [], [LEADS], [HALL], times={"sat"}))
    assert (found.label, found.rooms) == ("open_now", (HALL,))


def test_a_fixed_offer_brings_its_own_room() -> None:
    assert choir(match(wish("none"), [], [Offer("choirmaster", ("choir",), "fixed")], [])).label == "open_now"


def test_what_runs_but_does_not_suit_people_counts_as_not_served() -> None:
    assert choir(match(wish("unsuitable"), [RUNS], [LEADS], [HALL])).label == "open_now"


def test_keep_what_runs_and_leave_what_nobody_wants() -> None:
    labels = {found.activity: found.label for found in match(wish("use"), [RUNS], [], [])}
    assert labels == {"choir": "keep", "cafe": "find_provider", "chess": "not_now", "garden": "not_now"}


def test_two_people_or_fewer_than_a_tenth_are_not_yet_a_wish() -> None:
    assert choir(match(wish("none", people=2), [], [LEADS], [HALL])).label == "not_now"
    assert choir(match(wish("none", people=3, others=28), [], [LEADS], [HALL])).label == "not_now"
    assert choir(match(wish("none", people=3, others=27), [], [LEADS], [HALL])).label == "open_now"


def test_asking_more_is_a_badge_beside_the_label() -> None:
    assert choir(match(wish("none", others=17), [], [], [])).ask_more
    assert not choir(match(wish("none"), [], [], [])).ask_more


def test_first_things_come_first() -> None:
    people = [{"picks": ["choir", "cafe"], "choir.have": "none", "cafe.have": "none"}] * 12
    offered = [Offer("baker", ("cafe",), "agreed")]
    found = match(demand(place(people)).table, [RUNS], offered, [HALL])
    assert [m.label for m in found] == ["tell_people", "open_now", "not_now", "not_now"]


def test_without_answers_nothing_is_wanted_and_nothing_breaks() -> None:
    assert {found.label for found in match(demand(place([])).table, [RUNS], [], [])} == {"keep", "not_now"}


def test_a_no_at_the_gate_comes_before_everything_and_says_why() -> None:
    gates = {"choir": Gate(accessible="no", host="yes")}
    found = match(wish("none"), [RUNS], [LEADS], [HALL], known=Known(gates=gates))
    assert found[0].activity == "choir"
    assert (found[0].label, found[0].closed_by) == ("off_list", ("accessible",))
    assert found[0].open_questions == ("legal_and_safe", "money")


def test_what_nobody_answered_at_the_gate_is_a_flag_and_keeps_the_label() -> None:
    found = choir(match(wish("none"), [], [LEADS], [HALL]))
    assert (found.label, found.open_questions) == ("open_now", ("legal_and_safe", "accessible", "host", "money"))


FAR = {"min10": 8, "min20": 3, "min30": 1}


def test_what_runs_too_far_away_does_not_serve_and_is_listed_all_the_same() -> None:
    away = Offering("choir in the centre", ("choir",), minutes=25)
    found = choir(match(wish("use"), [away], [LEADS], [HALL], known=Known(distance=FAR)))
    assert (found.exists, found.within_reach, found.served[0].coverage) == ((away,), (), 0)
    assert found.label == "open_now"
    near = Offering("choir in the centre", ("choir",), minutes=10)
    assert choir(match(wish("use"), [near], [LEADS], [HALL], known=Known(distance=FAR))).label == "keep"


def test_far_away_nobody_can_be_told_to_go() -> None:
    away = Offering("choir in the centre", ("choir",), minutes=25)
    assert choir(match(wish("unknown"), [away], [], [], known=Known(distance=FAR))).label == "find_provider"


def test_what_runs_in_hours_nobody_can_come_does_not_serve() -> None:
    mornings = Offering("morning choir", ("choir",), slots=frozenset({"tue_am"}))
    found = choir(match(wish("_blank"), [mornings], [], [], times={"weekday_ev"}))
    assert (found.label, found.within_reach, found.in_hours) == ("find_provider", (mornings,), ())
    found = choir(match(wish("use"), [mornings], [], [], times={"weekday_am"}))
    assert (found.label, found.in_hours, found.served[0].coverage) == ("keep", (mornings,), 1)


def test_where_nearly_all_go_already_the_hours_cannot_be_wrong() -> None:
    mornings = Offering("morning choir", ("choir",), slots=frozenset({"tue_am"}))
    assert choir(match(wish("use"), [mornings], [], [], times={"weekday_ev"})).label == "keep"


def test_the_hours_of_those_who_want_it_stand_before_those_of_all() -> None:
    when = {"choir": When({"week_am": 1, "week_ev": 12}, 12)}
    found = choir(match(wish("none"), [], [LEADS], [HALL], times={"week_am"}, known=Known(when=when)))
    assert (found.label, found.slots) == ("find_room", {"week_ev"})


def test_a_closed_room_is_not_no_room() -> None:
    evening = {"thu_ev"}
    closed = Room("council room", frozenset({"mon_am", "wed_pm"}))
    assert choir(match(wish("none"), [], [LEADS], [closed], times=evening)).room == "closed"
    assert choir(match(wish("none"), [], [LEADS], [], times=evening)).room == "none"
    later = Room("club", frozenset({"thu_ev"}))
    found = choir(match(wish("none"), [], [], [closed, later], times=evening))
    assert (found.room, found.rooms_open, found.rooms) == ("open", (later,), ())


def test_a_room_open_only_when_the_provider_cannot_come_reads_closed() -> None:
    saturday = Offer("choirmaster", ("choir",), "agreed", frozenset({"saturday"}))
    room = Room("club", frozenset({"thu_ev"}))
    found = choir(match(wish("none"), [], [saturday], [room], times={"weekday_ev", "saturday"}))
    assert (found.label, found.room, found.rooms_open) == ("find_room", "closed", (room,))


def test_a_local_activity_is_compared_as_the_common_one_it_is_like() -> None:
    table = wish("none").replace({"activity": {"choir": "x_octet"}})
    found = match(table, [RUNS], [LEADS], [HALL], known=Known(like={"x_octet": "choir"}))
    octet = next(m for m in found if m.activity == "x_octet")
    assert (octet.compared_as, octet.label, octet.exists, octet.offered_by) == (
        "choir",
        "tell_people",
        (RUNS,),
        (LEADS,),
    )
    local_offer = Offer("octet", ("x_octet",), "named")
    assert choir(match(wish("none"), [], [local_offer], [HALL], known=Known(like={"x_octet": "choir"}))).offered_by


def test_what_was_offered_before_without_takers_says_so() -> None:
    tried = {"choir": Tried(2022, 2024)}
    assert choir(match(wish("none"), [], [], [], known=Known(tried=tried))).tried == Tried(2022, 2024)


def test_the_hours_of_a_person_are_shared_among_all_they_offer() -> None:
    eager = Offer("Ana", ("choir", "cafe"), "named", hours_month=6)
    found = choir(match(wish("none"), [], [eager, Offer("Bor", ("choir",), hours_month=2)], [HALL]))
    assert (found.hours, found.one_provider) == (5, True)
    assert [len(found.readiness[step]) for step in ("named", "interested")] == [1, 1]
    assert choir(match(wish("none"), [], [LEADS], [HALL])).hours is None
    all_told = Known(limits={"Ana": 3})
    assert choir(match(wish("none"), [], [eager], [HALL], known=all_told)).hours == 1.5


def test_under_the_same_label_come_first_those_who_have_nothing_then_the_most_wanted() -> None:
    wanting = [{"picks": ["cafe"], "cafe.have": "none"}] * 5 + [{"picks": ["chess"], "chess.have": "none"}] * 8
    wanting += [{"picks": ["choir"], "choir.have": "none"}] * 5 + [{"picks": ["choir"], "choir.have": "use"}] * 2
    found = match(demand(place(wanting)).table, [], [], [])
    order = [(one.activity, one.unserved, one.picked) for one in found if one.label == "find_provider"]
    assert order == [("chess", 8, 8), ("choir", 5, 7), ("cafe", 5, 5)]


def test_the_parts_of_those_who_are_not_served_add_up() -> None:
    found = choir(match(wish("unsuitable"), [], [], []))
    assert (found.unsuitable, found.none, found.unknown, found.unsaid, found.use) == (12, 0, 0, 0, 0)
    assert found.unserved == 12


def test_likes_are_read_from_the_codebook() -> None:
    local = Variable("r3.x_octet", "Octet", Measure.BINARY, (), "demand_pick", "r3", "x_octet", "choir_music")
    assert likes(Codebook((local, *place([]).codebook))) == {"x_octet": "choir_music"}


def test_six_in_ten_who_do_not_know_what_runs_here_are_to_be_told() -> None:
    people: list[dict[str, Any]] = [{"picks": ["choir"], "choir.have": "none"}] * 6
    people += [{"picks": ["choir"], "choir.have": "use"}] * 4 + [{"picks": ["cafe"]}] * 20
    assert choir(match(demand(place(people)).table, [RUNS], [LEADS], [HALL])).label == "tell_people"


moves = st.lists(st.sampled_from(["use", "unsuitable", "none", "unknown", "_blank"]), max_size=40)


@settings(max_examples=30)
@given(moves, st.booleans(), st.sampled_from(["", "interested", "named", "fixed"]), st.booleans())
def test_each_activity_gets_one_label_and_its_lists_fit(
    haves: list[str], runs: bool, readiness: str, room: bool
) -> None:
    table = demand(place([{"picks": ["choir"], "choir.have": have} for have in haves])).table
    offers = [Offer("a", ("choir",), readiness)] if readiness else []
    found = match(table, [RUNS] if runs else [], offers, [HALL] if room else [])
    assert sorted(m.activity for m in found) == sorted(table["activity"])
    for m in found:
        assert set(m.in_hours) <= set(m.within_reach) <= set(m.exists)
        assert m.unserved == m.unsuitable + m.none + m.unknown + m.unsaid == m.picked - m.use
        assert m.label != "open_now" or set(m.offered_by)
        assert m.label not in ("keep", "tell_people") or m.exists


@pytest.mark.parametrize(("unaware", "others", "label"), [(3, 6, "tell_people"), (2, 0, "keep"), (3, 7, "keep")])
def test_three_people_and_exactly_a_third_are_enough_to_tell_people(unaware: int, others: int, label: str) -> None:
    said = ["none"] * unaware + ["use"] * others + ["_blank"] * (3 - unaware)
    table = demand(place([{"picks": ["choir"], "choir.have": have} for have in said])).table
    assert choir(match(table, [RUNS], [], [])).label == label


def test_hours_nobody_knows_count_half() -> None:
    assert choir(match(wish("use"), [RUNS], [], [], times={"weekday_am"})).served[0].coverage == 0.5
    mornings = Offering("morning choir", ("choir",), slots=frozenset({"tue_am"}))
    assert choir(match(wish("use"), [mornings], [], [])).served[0].coverage == 0.5
