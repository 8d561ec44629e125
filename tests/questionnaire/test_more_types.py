"""What single types promise: scales, places in an order, weeks, days, hours, sums, places on the map."""

import pytest

from survey.questionnaire.answers import Context, finish, order
from survey.questionnaire.codebook import codebook
from survey.questionnaire.load import Faulty
from survey.questionnaire.paper import Layout
from survey.questionnaire.path import pages
from survey.questionnaire.places import Shape, map_of, rings_of
from survey.questionnaire.types import type_of
from tests.questionnaire.forms import AGREED, POLJE, answer_of, codes, make

# scale


def test_a_scale_is_ordinal_and_its_order_counts_never_its_mean(everything):
    finished = finish(everything, {**AGREED, "mood": 4}, POLJE)
    (code,) = [code for code in finished.codes if code.item == "mood"]
    assert (code.option, code.value) == ("4", None)
    variable = codebook(everything, "en").item("mood")
    assert variable.measure == "ordinal"
    assert variable.options == (("1", "1 – bad"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "5 – good"))


def test_beside_a_scale_one_may_rather_not_say(everything):
    assert codes(everything, {"mood": "na"})["mood"] == "_refused"


def test_a_scale_can_be_compared_with_its_points_only():
    scale = "- {id: mood, type: scale, label: {en: M}, low: {en: l}, high: {en: h}}\n"
    more = "- {id: why, type: text, label: {en: W}, show_if: mood %s}"
    loaded = make(scale + more % "< 3")
    assert answer_of(loaded, {"q_mood": ["2"], "q_why": ["x"]}, "why") == ("x", [])
    assert answer_of(loaded, {"q_mood": ["3"], "q_why": ["x"]}, "why") == (None, [])
    with pytest.raises(Faulty, match="does not offer this"):
        make(scale + more % "= 6")


def test_the_middle_of_a_scale_needs_a_point():
    with pytest.raises(Faulty, match="no point in the middle"):
        make("- {id: m, type: scale, maximum: 4, label: {en: M}, low: {en: l}, middle: {en: m}, high: {en: h}}")


# ranking


def placed(**places):
    return {f"q_first__{code}": [place] for code, place in places.items()}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (placed(bus="2", shop="1"), (["shop", "bus"], [])),
        (placed(bus="1"), (["bus"], [])),
        (placed(bus="", shop=""), (None, [])),
        (placed(bus="1", shop="1"), (None, ["Two things have place 1. Give each place only once."])),
        (placed(bus="3", shop="1"), (None, ["Place 2 is still free. Give the places in order."])),
        (placed(bus="9"), (None, ["This answer does not fit the question. Answer it once more."])),
    ],
)
def test_places_are_given_once_and_without_gaps(fields, expected, everything):
    assert answer_of(everything, fields, "first") == expected


def test_a_ranking_counts_thing_by_place(everything):
    counted = codes(everything, {"first": ["shop", "bus"], "coming": "never"})
    assert counted["first.shop"] == "1"
    assert counted["first.bus"] == "2"
    assert counted["first.bench"] == "_not_asked"
    assert codes(everything, {"first": ["shop"]})["first.bench"] == "unplaced"
    assert codes(everything, {})["first.bus"] == "_blank"


def test_things_to_rank_come_in_random_order_where_that_is_wished():
    loaded = make(
        "- {id: r, type: ranking, random_order: true, label: {en: R}, options: {a: {en: a}, b: {en: b}, c: {en: c}}}"
    )
    assert len({order(loaded.question("r"), str(seed), POLJE) for seed in range(30)}) > 3


# slots


def test_a_week_counts_as_ticks_and_can_be_looked_at(everything):
    assert answer_of(everything, {"q_when": ["sat_ev", "mon_am"]}, "when") == ({"picked": ["mon_am", "sat_ev"]}, [])
    counted = codes(everything, {"when": {"picked": ["mon_am"]}})
    assert counted["when.mon_am"] == "yes"
    assert counted["when.sat_ev"] == "no"
    assert counted["when._ticks"] == "1"


def test_what_stands_beside_the_week_stands_alone(everything):
    assert answer_of(everything, {"q_when": ["varies", "mon_am"]}, "when")[1] == [
        "»varies« stands alone. Choose either it or the others."
    ]


def test_a_whole_week_has_twenty_one_slots():
    week = make("- {id: w, type: slots, label: {en: W}}").question("w")
    offered = [option.code for option in type_of(week).options(week, POLJE)]
    assert (offered[0], offered[-1], len(offered)) == ("mon_am", "sun_ev", 21)
    assert week.week()[4].label == {"sl": "torek, popoldne", "hr": "utorak, poslije podne", "en": "Tuesday, afternoon"}


# days and hours


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("2026-03-31", "2026-03-31"),
        ("31. 3. 2026", "2026-03-31"),
        ("31.3.2026", "2026-03-31"),
        ("3/4/2026", "2026-04-03"),
        (" ３１. ３. ２０２６. ", "2026-03-31"),
    ],
)
def test_a_day_is_read_as_people_write_it(written, answer, everything):
    assert answer_of(everything, {"q_day": [written]}, "day") == (answer, [])


@pytest.mark.parametrize("written", ["31. 2. 2026", "2026-13-01", "tomorrow", "1.1.26", "2026", "0000-00-00"])
def test_what_is_no_day_is_refused(written, everything):
    assert answer_of(everything, {"q_day": [written]}, "day") == (
        None,
        ["Write a day with its month and year, for example 31. 3. 2026."],
    )


def test_a_day_outside_the_limits_is_told_the_limits(everything):
    (said,) = answer_of(everything, {"q_day": ["2025-12-31"]}, "day")[1]
    assert said.startswith("Write a day from ")
    assert "2026" in said


def test_a_day_is_counted_by_its_month_only(everything):
    assert codes(everything, {"day": "2026-03-31"})["day"] == "2026-03"
    assert len(codebook(everything, "en").item("day").options) == 12


@pytest.mark.parametrize(
    ("written", "answer"),
    [("09:30", "09:30"), ("9.30", "09:30"), ("9h05", "09:05"), ("9", "09:00"), ("23:59", "23:59")],
)
def test_an_hour_is_read_as_people_write_it(written, answer, everything):
    assert answer_of(everything, {"q_day": ["2026-12-01"], "q_hour": [written]}, "hour") == (answer, [])


@pytest.mark.parametrize("written", ["24:00", "9:60", "noon", "9:5", "-1"])
def test_what_is_no_hour_is_refused(written, everything):
    answer, faults = answer_of(everything, {"q_day": ["2026-12-01"], "q_hour": [written]}, "hour")
    assert answer is None
    assert faults == ["Write a time of day, for example 9.30."]


# sums


def test_a_sum_follows_from_the_answers_and_never_from_a_form(everything):
    assert answer_of(everything, {"q_people": ["4"], "q_guests": ["77"]}, "guests") == (9, [])
    assert answer_of(everything, {"q_guests": ["77"]}, "guests") == (None, [])
    finished = finish(everything, {**AGREED, "people": 6, "guests": 77}, POLJE)
    (code,) = [code for code in finished.codes if code.item == "guests"]
    assert (code.option, code.value) == ("from_10", 13)


def test_a_page_with_only_hidden_sums_is_not_shown():
    loaded = make(
        "- {id: n, type: number, maximum: 9, label: {en: N}}",
        pages="- {id: second, questions: [{id: sum, type: calculated, calculate: n + 1, label: {en: S}}]}",
    )
    assert [page.id for page in pages(loaded, {"n": 3}, POLJE)] == ["start"]


@pytest.mark.parametrize(
    ("sum_", "part"),
    [
        ("people + coming", "»coming« is no number"),
        ("people + ", "stops too early"),
        ("people > 3", "»and«, »or«"),
        ("total + 1", "not asked before"),
        ("peopel + 1", "did you mean »people«?"),
        ("'a' + 1", "»a« is no number"),
    ],
)
def test_a_sum_that_cannot_be_worked_out_is_refused(sum_, part):
    with pytest.raises(Faulty) as refused:
        make(
            "- {id: coming, type: single, label: {en: C}, options: {x: {en: x}}}\n"
            "- {id: people, type: number, maximum: 9, label: {en: P}}\n"
            f'- {{id: total, type: calculated, calculate: "{sum_}", label: {{en: T}}}}'
        )
    (fault,) = refused.value.faults
    assert part in fault.message
    assert fault.line == 10


# places


SQUARE = {
    "type": "Polygon",
    "coordinates": [[[15.0, 46.0], [15.01, 46.0], [15.01, 46.01], [15.0, 46.01], [15.0, 46.0]]],
}
TOWN = Context(
    "polje",
    (("polje", "Polje"), ("stara-zaga", "Stara Žaga"), ("outside", "elsewhere")),
    shapes=(Shape("polje", "Polje", rings_of(SQUARE)),),
)


def test_a_place_is_a_district_or_a_square_of_the_map_and_nothing_finer(everything):
    spot = everything.question("spot")
    for code in ("polje", "stara-zaga", "map_a1", "anywhere"):
        assert answer_of(everything, {"q_spot": [code]}, "spot", TOWN) == (code, [])
    for code in ("outside", "map_z9", "46.0051,15.0032", "A1"):
        assert answer_of(everything, {"q_spot": [code]}, "spot", TOWN)[0] is None
    assert type_of(spot).on_paper(spot, TOWN).layout is Layout.MAP


def test_the_map_has_large_squares_that_are_offered_where_somebody_lives():
    found = map_of(TOWN.shapes)
    assert found
    assert {square.district for square in found.offered()} == {"Polje"}
    assert len(found.squares) == found.rows * 6
    assert found.outlines[0].startswith("M")
    assert map_of(()) is None


def test_a_hole_in_a_district_is_not_a_part_of_it():
    hole = [[15.003, 46.003], [15.007, 46.003], [15.007, 46.007], [15.003, 46.007], [15.003, 46.003]]
    ring = Shape("ring", "Ring", rings_of({"type": "Polygon", "coordinates": [*SQUARE["coordinates"], hole]}))
    found = map_of((ring,))
    assert found
    assert 0 < len(list(found.offered())) < len(found.squares)
