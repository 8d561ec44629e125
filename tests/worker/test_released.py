"""The document for the public: only what `may_show` allows, and nothing that can be worked out from the rest."""

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.audit import audit
from analysis.codebook import NO, TICKS, YES, Codebook, Measure, Variable
from analysis.disclosure import may_show
from analysis.suppression import withhold
from survey.released import Basis, Counted, Released
from survey.worker.basis import taken
from survey.worker.public_audit import laid
from survey.worker.release import without
from survey.worker.released import document

OFTEN = (("weekly", ""), ("never", ""))
BOOK = Codebook(
    (
        Variable("coming", "", Measure.NOMINAL, OFTEN, "intent", "coming"),
        Variable("wish.choir", "", Measure.BINARY, (), "demand_pick", "wish", "choir"),
        Variable(f"wish.{TICKS}", "", Measure.NUMERIC, (), "demand_pick", "wish", TICKS),
        Variable("lonely", "", Measure.ORDINAL, (("no", ""), ("yes", "")), "loneliness", "lonely"),
    )
)
AGES = ("up_to_29", "30_64", "65_up", "")
NEXT = {"gaj": "breg", "log": "breg", "breg": None}


@dataclass(frozen=True)
class Crowd:
    """So many people of one age who answered alike."""

    n: int
    age: str = "30_64"
    weekly: bool = True
    lonely: str = "no"
    proven: bool = True


def counted(*crowds: Crowd) -> Counted:
    made = Counted(
        answers=0, people={"age": {}, "gender": {}}, counts={}, groups={"age": {}, "gender": {}}, sensitive={}
    )
    for crowd in crowds:
        said = {"coming": "weekly" if crowd.weekly else "never", "wish.choir": YES if crowd.weekly else NO}
        made["answers"] += crowd.n
        for item, option in {**said, f"wish.{TICKS}": "1"}.items():
            _add(made["counts"], item, option, crowd.n)
            for by, group in (("age", crowd.age), ("gender", "f")):
                _add(made["groups"][by].setdefault(group, {}), item, option, crowd.n if crowd.proven else 0)
        for by, group in (("age", crowd.age), ("gender", "f")):
            _add(made["people"], by, group, crowd.n)
        _add(made["sensitive"], "lonely", crowd.lonely, crowd.n)
    return made


def _add(to: dict[str, dict[str, int]], item: str, option: str, n: int) -> None:
    if n:
        options = to.setdefault(item, {})
        options[option] = options.get(option, 0) + n


def made_of(basis: Basis) -> Released:
    made = document(basis, NEXT, BOOK, "v")
    assert made is not None
    return made


def by_age(place: Any, question: str = "coming") -> dict[tuple[str, ...], int]:
    found = [one for one in place["breakdowns"] if (one["question"], one["by"]) == (question, "age")]
    return {tuple(part["codes"]): part["base"] for one in found for part in one["parts"]}


def test_a_small_district_is_part_of_its_neighbour_and_the_town_counts_everybody() -> None:
    made = made_of({"breg": counted(Crowd(20)), "gaj": counted(Crowd(9)), "log": counted(Crowd(12))})
    assert [(place["districts"], place["answers"]) for place in made["places"]] == [
        (["breg", "gaj"], 29),
        (["log"], 12),
    ]
    assert made["town"]["answers"] == 41
    assert document({"breg": counted(Crowd(9))}, NEXT, BOOK, "v") is None


@pytest.mark.parametrize(
    ("people", "form", "percent"), [(10, "counts", None), (29, "counts", None), (30, "percent", 100)]
)
def test_counts_up_to_29_and_per_cent_from_30(people: int, form: str, percent: int | None) -> None:
    figure = made_of({"breg": counted(Crowd(people))})["places"][0]["figures"][0]
    assert (figure["form"], figure["base"]) == (form, people)
    assert figure["rows"] == [
        {"code": "weekly", "n": people, "percent": percent},
        {"code": "never", "n": 0, "percent": None if percent is None else 0},
    ]


def test_from_five_to_nine_who_answered_a_question_only_what_three_named_and_no_number() -> None:
    few = counted(Crowd(12))
    few["counts"]["coming"] = {"weekly": 6, "never": 2, "_blank": 4}
    figure = made_of({"breg": few})["places"][0]["figures"][0]
    assert (figure["form"], figure["base"]) == ("names_only", None)
    assert figure["rows"] == [{"code": "weekly", "n": None, "percent": None}]


def test_a_breakdown_counts_only_answers_that_no_outsider_can_make() -> None:
    crowds = (Crowd(15, "65_up"), Crowd(12), Crowd(40, "up_to_29", proven=False))
    place = made_of({"breg": counted(*crowds)})["places"][0]
    assert by_age(place) == {("30_64",): 12, ("65_up",): 15}
    assert place["answers"] == 67


def test_groups_under_ten_are_merged_and_those_who_did_not_say_with_them() -> None:
    crowds = (Crowd(4, "up_to_29"), Crowd(12), Crowd(15, "65_up"), Crowd(2, ""))
    assert by_age(made_of({"breg": counted(*crowds)})["places"][0]) == {("up_to_29", "30_64"): 16, ("65_up", ""): 17}
    alone = made_of({"breg": counted(Crowd(12), Crowd(3, "65_up"))})["places"][0]
    assert by_age(alone) == {}


def test_who_answered_is_shown_in_groups_of_three_or_more() -> None:
    place = made_of({"breg": counted(Crowd(2, "up_to_29"), Crowd(9), Crowd(3, "65_up"), Crowd(1, ""))})["places"][0]
    assert [(group["codes"], group["n"]) for group in place["groups"]["age"]] == [
        (["up_to_29", "30_64"], 11),
        (["65_up", ""], 4),
    ]


@pytest.mark.parametrize(
    ("lonely", "others", "shown"), [(5, 25, [85, 15]), (4, 26, []), (5, 24, []), (15, 15, [50, 50])]
)
def test_a_sensitive_answer_is_rounded_and_needs_thirty(lonely: int, others: int, shown: list[int]) -> None:
    place = made_of({"breg": counted(Crowd(lonely, lonely="yes"), Crowd(others))})["places"][0]
    assert [share["percent"] for share in place["sensitive"]] == shown


crowd = st.builds(
    Crowd, st.integers(0, 25), st.sampled_from(AGES), st.booleans(), st.sampled_from(("no", "yes")), st.booleans()
)
crowds = st.lists(crowd, max_size=6)
towns = st.fixed_dictionaries({"breg": crowds, "gaj": crowds, "log": crowds})


@settings(max_examples=12)
@given(towns)
def test_what_is_released_is_allowed_and_gives_nobody_away(town: dict[str, list[Crowd]]) -> None:
    basis = {code: counted(*people) for code, people in town.items()}
    made = document(basis, NEXT, BOOK, "v")
    if made is None:
        return
    everything = laid([made], [basis], BOOK)
    held, found = withhold(everything.blocks, everything.protected, everything.always)
    assert found.safe
    kept = without(made, {code.removeprefix("release_1:") for code in held})
    _assert_allowed(kept)
    again = laid([kept], [basis], BOOK)
    said = [*again.always, *(one for block in again.blocks for one in block.statements)]
    assert audit(said, again.protected, explained=False, exact=False).safe


def _assert_allowed(made: Released) -> None:
    for place in (made["town"], *made["places"]):
        assert place["answers"] >= 10
        assert all(group["n"] >= 3 for groups in place["groups"].values() for group in groups)
        for figure in place["figures"]:
            if figure["base"] is None:
                assert all(row["n"] is row["percent"] is None for row in figure["rows"])
            else:
                assert may_show("wish", "public", figure["base"], released=True).form == figure["form"]
        for part in (part for one in place["breakdowns"] for part in one["parts"]):
            assert may_show("breakdown", "public", part["base"], released=True).form == part["form"]
        assert all(share["percent"] % 5 == 0 for share in place["sensitive"])


def test_what_reveals_a_small_group_beside_the_town_is_held_back() -> None:
    """Gaj has four young people; the town's young less those of the other two would be exactly they."""
    large = (Crowd(40, "up_to_29"), Crowd(60), Crowd(50, "65_up"))
    basis = {
        "breg": counted(*large),
        "gaj": counted(Crowd(4, "up_to_29"), Crowd(20), Crowd(20, "65_up")),
        "log": counted(*large),
    }
    made = made_of(basis)
    everything = laid([made], [basis], BOOK)
    said = [*everything.always, *(one for block in everything.blocks for one in block.statements)]
    leaks = audit(said, everything.protected).leaks
    assert "gaj:coming:age:up_to_29" in [leak.code for leak in leaks]
    sources = next(leak.sources for leak in leaks if leak.code == "gaj:coming:age:up_to_29")
    assert {"release_1:breg+gaj+log:coming:age", "release_1:breg:coming:age"} <= set(sources)
    held, found = withhold(everything.blocks, everything.protected, everything.always)
    assert found.safe
    assert 0 < len(held) <= 4


def test_a_few_late_answers_wait_and_the_district_stays_as_it_was() -> None:
    before = {"breg": counted(Crowd(20)), "gaj": counted(Crowd(15))}
    now = {"breg": counted(Crowd(24)), "gaj": counted(Crowd(20))}
    after = taken(now, before)
    assert (after.wait, after.new) == (("breg",), 5)
    assert after.basis == {"breg": before["breg"], "gaj": now["gaj"]}
    assert taken(before, before).new == 0
    assert taken(before, None).new == 35


def test_a_group_that_grew_by_one_late_answer_is_not_shown_anew() -> None:
    """Five more people answered in Breg, one of them young; two releases side by side would show what that one said."""
    before = {"breg": counted(Crowd(20, "up_to_29"), Crowd(30))}
    now = {"breg": counted(Crowd(20, "up_to_29"), Crowd(34), Crowd(1, "up_to_29", weekly=False))}
    everything = laid([made_of(before), made_of(now)], [before, now], BOOK)
    held, found = withhold(everything.blocks, everything.protected, everything.always)
    assert found.safe
    assert any(code.startswith("release_2:breg:coming:age") for code in held)
