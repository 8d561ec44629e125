"""Weighted shares: a second column, once with the settled figures, or the reason why there is none."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from analysis.codebook import Codebook, Measure, Variable
from analysis.cube import Cube
from survey.figures import TownSettled
from survey.i18n import use_language
from survey.sentences import weighing as said
from survey.worker.town import pooled_regulars
from survey.worker.weighing import weighing

BOOK = Codebook(
    (
        Variable(
            "r2", "How often?", Measure.ORDINAL, (("weekly", "every week"), ("no", "no")), role="intent", question="r2"
        ),
        Variable("r3.dance", "Dancing", Measure.BINARY, role="demand_pick", question="r3", option="dance"),
    )
)


@dataclass(frozen=True)
class Lives:
    age: str
    gender: str
    n: int | None


@dataclass(frozen=True)
class Group:
    """So many people of one age and gender, of whom some would come every week and some picked dancing."""

    age: str
    gender: str
    n: int
    weekly: int
    dance: int
    district: str = "breg"
    channel: str = "paper"


@dataclass(frozen=True)
class Row:
    round: str
    district: str
    channel: str
    access: str
    age: str
    gender: str
    n: int
    item: str = ""
    option: str = ""
    s1: int = 0
    s2: int = 0


def cube(groups: Iterable[Group]) -> Cube:
    given = list(groups)
    return Cube.from_rows(
        [row for group in given for row in counts(group)], [row(group, group.n) for group in given], BOOK
    )


def row(of: Group, n: int, item: str = "", option: str = "") -> Row:
    return Row("vas", of.district, of.channel, "code", of.age, of.gender, n, item, option)


def counts(of: Group) -> Iterator[Row]:
    for item, option, n in (
        ("r2", "weekly", of.weekly),
        ("r2", "no", of.n - of.weekly),
        ("r3.dance", "yes", of.dance),
        ("r3.dance", "no", of.n - of.dance),
    ):
        if n:
            yield row(of, n, item, option)


EVERYBODY = [Lives(age, gender, 100) for age in ("a15_29", "a30_44", "a65_74") for gender in ("f", "m")]
UNEVEN = [
    Group("a15_29", "f", 10, 10, 0),
    Group("a15_29", "m", 10, 10, 0),
    Group("a30_44", "f", 10, 5, 0),
    Group("a30_44", "m", 10, 5, 0),
    Group("a65_74", "f", 20, 0, 20),
    Group("a65_74", "m", 20, 0, 20),
]


def test_each_age_counts_as_much_as_it_lives_there() -> None:
    found = weighing(cube(UNEVEN), EVERYBODY)
    assert found["refused"] == ""
    # 30 of 80 as counted; a third each of 20 of 20, 10 of 20 and 0 of 40 weighted.
    assert found["shares"]["intent"] == [
        {"code": "weekly", "share": 0.38, "weighted": 0.5},
        {"code": "no", "share": 0.62, "weighted": 0.5},
    ]
    assert found["shares"]["demand_pick"] == [{"code": "dance", "share": 0.5, "weighted": 0.33}]
    assert found["asked"] == {"intent": "r2", "demand_pick": "r3"}
    assert found["worth"] == 72  # 80² / (40 · (4/3)² + 40 · (2/3)²)


@pytest.mark.parametrize(
    ("groups", "census", "refused", "where"),
    [
        (UNEVEN[:4], EVERYBODY, "few_answers", ""),
        ([group for group in UNEVEN if group.gender == "f"] * 2, EVERYBODY, "few_in_category", "m"),
        (UNEVEN, [], "no_census", "up_to_29"),
        (UNEVEN, [Lives("a15_29", "f", None), *EVERYBODY[1:]], "no_census", "up_to_29"),
    ],
)
def test_a_refusal_has_its_name(groups: list[Group], census: list[Lives], refused: str, where: str) -> None:
    found = weighing(cube(groups), census)
    assert found["refused"] == refused
    assert where in found["where"]
    assert found["shares"] == {}


def test_weights_that_carry_too_much_on_few_are_none_in_a_district_and_some_in_a_town() -> None:
    few = [Group("a15_29", "f", 5, 1, 1), Group("a30_44", "m", 200, 9, 9), Group("a65_74", "f", 5, 1, 1)]
    census = [Lives("a15_29", "f", 900), Lives("a30_44", "m", 60), Lives("a65_74", "f", 40)]
    assert weighing(cube(few), census)["refused"] == "uneven_weights"
    assert weighing(cube(few), census, {"breg": 1000})["refused"] == ""


def test_what_must_be_known_first_is_said() -> None:
    causes = {notice["cause"]: notice for notice in weighing(cube(UNEVEN[:-1]), EVERYBODY)["notices"]}
    assert causes["one_way"]["way"] == "paper"
    assert causes["empty_cells"]["value"] == 0.17


def town(**weighing_: Any) -> TownSettled:
    of = {"refused": "", "where": "", "worth": 1, "districts": False, "notices": [], "asked": {}, "shares": {}}
    return TownSettled(format=0, version="", answers=0, weighing=of | weighing_, pooled={"refused": "", "rows": []})  # type: ignore[typeddict-item]


@pytest.mark.parametrize(
    ("refused", "words"),
    [
        ("", ()),
        ("few_answers", ("We do not weight these answers by age and gender. That takes 50 answers.",)),
        (
            "few_in_category",
            ("We do not weight these answers by age and gender. Fewer than five of one group answered: men.",),
        ),
    ],
)
def test_a_refusal_is_said_by_name(refused: str, words: tuple[str, ...]) -> None:
    with use_language("en"):
        assert said.refusal(town(refused=refused, where="m")) == words


def test_every_cause_has_its_sentence() -> None:
    causes = ("largest_weight", "uneven_weights", "empty_cells", "one_way")
    with use_language("en"):
        found = said.notices(town(notices=[{"cause": cause, "value": 0.83, "way": "web"} for cause in causes]))
    assert all(found)
    assert "*83%* were asked in one way: on the web." in found


def districts(number: int, ways: tuple[str, ...] = ("paper",)) -> list[Group]:
    return [
        Group("a30_44", "f", 10 + at, at, 0, district=f"d{at}", channel=ways[at % len(ways)]) for at in range(number)
    ]


def test_small_districts_lean_on_the_others_where_that_is_allowed() -> None:
    found = pooled_regulars(cube(districts(8)), [f"d{at}" for at in range(8)])
    assert found["refused"] == ""
    assert [(one["code"], one["yes"], one["n"]) for one in found["rows"]] == [(f"d{k}", k, 10 + k) for k in range(8)]
    assert 0 < found["rows"][0]["share"] < 0.25


@pytest.mark.parametrize(
    ("groups", "refused"), [(districts(7), "few_districts"), (districts(8, ("paper", "web")), "several_channels")]
)
def test_districts_stand_for_themselves_where_it_is_not(groups: list[Group], refused: str) -> None:
    assert pooled_regulars(cube(groups), [group.district for group in groups]) == {"refused": refused, "rows": []}
