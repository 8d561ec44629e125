import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.hours import When
from analysis.inventory import Room
from analysis.rooms import by_slot
from analysis.week import DAYS, Week, coarse, meet, minutes_open, slots, unused

OFFICE: Week = {"mon": [["08:00", "12:00"]], "wed": [["15:00", "17:00"]]}


@pytest.mark.parametrize(
    ("week", "parts"),
    [
        ({}, set()),
        ({"mon": [["08:00", "12:00"]]}, {"weekday_am"}),
        ({"mon": [["11:00", "13:00"]]}, {"weekday_am", "weekday_pm"}),
        ({"fri": [["18:00", "21:00"]], "sat": [["09:00", "10:00"]]}, {"weekday_ev", "saturday"}),
        ({"sun": [["15:00", "16:00"]]}, {"sunday"}),
        ({"sun": [["16:00", "15:00"]]}, set()),
    ],
)
def test_opening_hours_become_the_parts_of_the_week_that_people_were_asked_about(week: Week, parts: set[str]) -> None:
    assert slots(week) == parts


def test_a_room_in_office_hours_is_open_six_hours_and_closed_on_thursday_evening() -> None:
    room = Room("council room", slots(OFFICE, by_day=True))
    assert minutes_open(OFFICE) == 6 * 60
    assert room.slots == {"mon_am", "wed_pm"}
    found = {row.slot: row.room for row in by_slot(When({"thu_ev": 9, "mon_am": 2, "varies": 3}, 12), [room])}
    assert found == {"thu_ev": "closed", "mon_am": "open"}


def test_without_any_room_the_same_evening_reads_no_room() -> None:
    (row,) = by_slot(When({"thu_ev": 9, "mon_am": 0}, 12), [])
    assert (row.room, row.people, row.of, row.rooms) == ("none", 9, 12, ())


def test_parts_of_days_are_compared_by_day_as_long_as_both_know_their_days() -> None:
    assert meet({"thu_ev"}, {"wed_ev", "thu_ev"}) == {"thu_ev"}
    assert meet({"thu_ev"}, {"wed_ev"}) == set()
    assert meet({"thu_ev", "sat_am"}, {"weekday_ev", "sunday"}) == {"weekday_ev"}
    assert coarse({"sat_am", "sat_ev", "varies"}) == {"saturday", "varies"}


def test_hours_that_are_used_already_are_taken_from_the_open_ones() -> None:
    opened: Week = {"mon": [["08:00", "12:00"]], "tue": [["08:00", "10:00"]], "wed": [["15:00", "17:00"]]}
    used: list[Week] = [{"mon": [["09:00", "10:30"]], "tue": [["07:00", "11:00"]]}, {"mon": [["10:00", "11:00"]]}]
    assert unused(opened, used) == {"mon": [["08:00", "09:00"], ["11:00", "12:00"]], "wed": [["15:00", "17:00"]]}
    assert minutes_open({"mon": [["08:00", "10:00"], ["09:00", "11:00"]]}) == 180


clock = st.integers(0, 47).map(lambda half: f"{half // 2:02}:{'30' if half % 2 else '00'}")
weeks = st.dictionaries(st.sampled_from(DAYS), st.lists(st.tuples(clock, clock), max_size=3), max_size=3)


@given(weeks, weeks)
def test_unused_and_used_hours_together_are_the_open_ones(opened: Week, used: Week) -> None:
    free = unused(opened, [used])
    both = unused(opened, [free])
    assert minutes_open(free) + minutes_open(both) == minutes_open(opened)
    assert minutes_open(unused(free, [used])) == minutes_open(free)
