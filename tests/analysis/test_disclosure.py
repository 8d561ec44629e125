import subprocess
import sys
from typing import Any, cast, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.disclosure import (
    AUDIENCES,
    Asked,
    Audience,
    Cell,
    Kind,
    Rule,
    Shown,
    decide,
    may_show,
    proven,
    rounded,
    show_sensitive,
)
from analysis.disclosure import TABLE as CELLS

LEADS = ("lead_district", "lead_town")
EVERYBODY = ("room", "facilitator", "lead_district", "lead_town", "public")

# (kind, audiences, base, yes, released, form): the table of who may see what, row by row and edge by edge
TABLE: list[tuple[str, tuple[str, ...], int, int | None, bool, str]] = [
    ("answers", ("room", "public"), 4, None, False, "none"),
    ("answers", ("room", "public"), 5, None, False, "counts"),
    ("answers", ("facilitator", *LEADS), 0, None, False, "counts"),
    ("answers", EVERYBODY, 100, None, False, "counts"),
    ("group_product", ("room",), 14, None, False, "none"),
    ("group_product", ("room",), 3, None, True, "counts"),
    ("group_product", ("facilitator", *LEADS), 1, None, False, "counts"),
    ("group_product", ("facilitator", *LEADS), 0, None, False, "counts"),
    ("group_product", ("room",), 0, None, True, "counts"),
    ("group_product", EVERYBODY, 100, None, True, "counts"),
    ("group_product", ("public",), 50, None, False, "none"),
    ("group_product", ("public",), 4, None, True, "none"),
    ("group_product", ("public",), 5, None, True, "counts"),
    ("vote", EVERYBODY, 14, 9, False, "none"),
    ("vote", EVERYBODY, 4, 2, True, "none"),
    ("vote", EVERYBODY, 5, 5, True, "counts"),
    ("vote", EVERYBODY, 60, 9, True, "counts"),
    ("attendance", ("room", "facilitator", *LEADS), 1, None, False, "counts"),
    ("attendance", ("room", "facilitator", *LEADS), 0, None, False, "counts"),
    ("attendance", EVERYBODY, 100, None, True, "counts"),
    ("attendance", ("public",), 50, None, False, "none"),
    ("attendance", ("public",), 1, None, True, "counts"),
    ("attendance_group", ("room",), 3, None, False, "names_only"),
    ("attendance_group", ("room",), 0, None, False, "names_only"),
    ("attendance_group", ("facilitator", *LEADS), 1, None, False, "counts"),
    ("attendance_group", ("facilitator", *LEADS), 0, None, False, "counts"),
    ("attendance_group", ("facilitator", *LEADS, "public"), 100, None, True, "counts"),
    ("attendance_group", ("public",), 2, None, True, "none"),
    ("attendance_group", ("public",), 3, None, True, "counts"),
    ("wish", ("room", "facilitator"), 100, 50, True, "none"),
    ("wish", LEADS, 4, 2, False, "none"),
    ("wish", LEADS, 5, 0, False, "counts"),
    ("wish", LEADS, 7, 7, False, "counts"),
    ("wish", LEADS, 29, 29, False, "counts"),
    ("wish", LEADS, 30, 0, False, "percent"),
    ("wish", ("public",), 4, 4, True, "none"),
    ("wish", ("public",), 5, 2, True, "none"),
    ("wish", ("public",), 5, 3, True, "names_only"),
    ("wish", ("public",), 9, 9, True, "names_only"),
    ("wish", ("public",), 9, None, True, "none"),
    ("wish", ("public",), 10, 0, True, "counts"),
    ("wish", ("public",), 29, 29, True, "counts"),
    ("wish", ("public",), 30, 30, True, "percent"),
    ("wish", ("public",), 100, 50, False, "none"),
    ("breakdown", ("room", "facilitator"), 100, 50, True, "none"),
    ("breakdown", LEADS, 4, 2, False, "none"),
    ("breakdown", LEADS, 5, 2, False, "counts"),
    ("breakdown", LEADS, 30, 12, False, "percent"),
    ("breakdown", LEADS, 29, 0, False, "counts"),
    ("breakdown", ("public",), 29, 29, True, "counts"),
    ("breakdown", ("public",), 30, 30, True, "percent"),
    ("breakdown", ("public",), 100, 50, False, "none"),
    ("breakdown", ("public",), 9, 4, True, "none"),
    ("breakdown", ("public",), 10, 4, True, "counts"),
    ("breakdown_two", ("room", "facilitator", "lead_district", "public"), 100, 50, True, "none"),
    ("breakdown_two", ("lead_town",), 30, 4, False, "percent"),
    ("breakdown_two", ("lead_town",), 9, 4, False, "none"),
    ("breakdown_two", ("lead_town",), 10, 4, False, "counts"),
    ("sensitive", ("room", "facilitator"), 100, 50, True, "none"),
    ("sensitive", LEADS, 9, 4, False, "none"),
    ("sensitive", LEADS, 10, 5, False, "counts"),
    ("sensitive", LEADS, 10, 4, False, "none"),
    ("sensitive", LEADS, 10, 6, False, "none"),
    ("sensitive", LEADS, 40, 36, False, "none"),
    ("sensitive", LEADS, 40, 35, False, "percent"),
    ("sensitive", LEADS, 40, None, False, "none"),
    ("sensitive", LEADS, 29, 10, False, "counts"),
    ("sensitive", LEADS, 30, 10, False, "percent"),
    ("sensitive", LEADS, 40, 4, False, "none"),
    ("sensitive", ("public",), 100, 50, False, "none"),
    ("sensitive", ("public",), 30, 4, True, "none"),
    ("sensitive", ("public",), 30, 25, True, "rounded"),
    ("sensitive", ("public",), 30, None, True, "none"),
    ("sensitive", ("public",), 29, 10, True, "none"),
    ("sensitive", ("public",), 30, 5, True, "rounded"),
    ("sensitive", ("public",), 30, 26, True, "none"),
    ("sensitive_by_age", ("room", "facilitator", "lead_district", "public"), 100, 50, True, "none"),
    ("sensitive_by_age", ("lead_town",), 29, 10, False, "none"),
    ("sensitive_by_age", ("lead_town",), 30, 10, False, "percent"),
    ("sensitive_by_age", ("lead_town",), 30, 4, False, "none"),
    ("sensitive_by_age", ("lead_town",), 30, 26, False, "none"),
    ("protected", ("lead_town",), 30, 4, True, "none"),
    ("protected", ("public",), 50, 46, True, "none"),
    ("protected", ("public",), 100, 50, False, "none"),
    ("protected", ("room", "facilitator", "lead_district"), 100, 50, True, "none"),
    ("protected", ("lead_town",), 30, 10, False, "none"),
    ("protected", ("lead_town",), 29, 10, True, "none"),
    ("protected", ("lead_town",), 30, 10, True, "rounded"),
    ("protected", ("public",), 49, 10, True, "none"),
    ("protected", ("public",), 50, 10, True, "rounded"),
    ("open_text", ("room", "facilitator"), 3, None, False, "names_only"),
    ("open_text", ("room", "facilitator"), 0, None, False, "names_only"),
    ("open_text", LEADS, 50, None, False, "none"),
    ("open_text", LEADS, 3, None, True, "names_only"),
    ("open_text", LEADS, 0, None, True, "names_only"),
    ("open_text", ("public",), 50, None, False, "none"),
    ("open_text", ("public",), 9, None, True, "none"),
    ("open_text", ("public",), 10, None, True, "names_only"),
]
ROWS = [(kind, who, base, yes, done, form) for kind, everyone, base, yes, done, form in TABLE for who in everyone]


@pytest.mark.parametrize(("kind", "audience", "base", "yes", "released", "form"), ROWS)
def test_the_table_of_who_may_see_what(
    kind: Any, audience: Any, base: int, yes: int | None, released: bool, form: str
) -> None:
    assert may_show(kind, audience, base, yes, released).form == form


def test_the_table_covers_every_kind_for_everybody() -> None:
    assert {(row[0], row[1]) for row in ROWS} == {(k, a) for k in get_args(Kind) for a in get_args(Audience)}


EDGES = (0, 1, 2, 3, 4, 5, 6, 9, 10, 11, 29, 30, 31, 49, 50, 51, 100)
FIGURES = [
    Asked(base, yes, done, None)
    for base in EDGES
    for yes in (None, *(n for n in EDGES if n <= base), *(base - n for n in (4, 5, 6) if n <= base))
    for done in (True, False)
]


def _wrong(cell: Cell, audience: Audience) -> set[Cell]:
    """The cell with one thing changed that makes a difference to somebody: rule, number of people, opened or not."""
    rules = {cell._replace(rule=rule) for rule in get_args(Rule)}
    numbers = {cell._replace(at_least=cell.at_least + by) for by in (-1, 1)}
    changed = rules | numbers | {cell._replace(opened=not cell.opened)}
    known = [asked for asked in FIGURES if asked.released or audience != "public"]
    return {one for one in changed if any(decide(one, a).form != decide(cell, a).form for a in known)}


@pytest.mark.parametrize(("kind", "audience"), [(kind, audience) for kind in CELLS for audience in AUDIENCES])
def test_a_wrong_cell_is_noticed(kind: Kind, audience: Audience) -> None:
    """The table is data, which `make mutants` does not change; here each cell is, and a row above has to notice."""
    rows = [(Asked(base, yes, done, None), form) for k, a, base, yes, done, form in ROWS if (k, a) == (kind, audience)]
    wrong = _wrong(CELLS[kind][AUDIENCES.index(audience)], audience)
    assert {cell for cell in wrong if all(decide(cell, asked).form == form for asked, form in rows)} == set()


def test_the_public_sees_nothing_before_it_is_released() -> None:
    kinds = [kind for kind in get_args(Kind) if kind != "answers"]
    assert all(may_show(kind, "public", 1000, 500) == Shown("none", "not_yet") for kind in kinds)


def test_a_group_is_held_back_when_the_others_could_be_found_by_subtraction() -> None:
    assert may_show("breakdown", "lead_town", 40, 20, total=43) == Shown("none", "rest_too_small")
    assert may_show("breakdown", "lead_town", 40, 20, total=41) == Shown("none", "rest_too_small")
    assert may_show("breakdown", "lead_town", 40, 20, total=45).form == "percent"
    assert may_show("breakdown", "lead_town", 40, 20, total=40).form == "percent"


def test_what_may_not_be_shown_is_false_and_says_why() -> None:
    held_back = may_show("wish", "lead_district", 3, 1)
    assert not held_back
    assert held_back.reason == "too_few"
    assert may_show("wish", "lead_district", 5, 1)
    assert may_show("wish", "room", 40, 20).reason == "never"
    assert may_show("vote", "room", 40, 20).reason == "not_yet"
    assert may_show("sensitive", "lead_town", 40, 4).reason == "too_alike"
    assert may_show("breakdown", "lead_town", 4, 2).reason == "merge"
    assert may_show("attendance_group", "public", 2, released=True).reason == "merge"


@pytest.mark.parametrize(
    "arguments",
    [("wish", "room", -1), ("wish", "room", 5, 6), ("wish", "room", 5, -1), ("breakdown", "lead_town", 9, 4, False, 8)],
)
def test_impossible_figures_are_refused_instead_of_shown(arguments: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match="impossible figures"):
        may_show(*arguments)


def test_an_unknown_word_is_refused_and_the_known_ones_are_told() -> None:
    with pytest.raises(ValueError, match=r"^unknown kind 'gossip'; use one of answers, group_product, vote"):
        may_show(cast(Any, "gossip"), "room", 5)
    with pytest.raises(ValueError, match=r"^unknown audience 'press'; use one of room, facilitator, lead_district"):
        may_show("wish", cast(Any, "press"), 5)


def test_an_answer_of_which_an_outsider_may_be_the_author_is_in_no_public_breakdown() -> None:
    ways = [(access, channel) for access in ("open", "code", "device") for channel in ("web", "paper", "home_visit")]
    assert [way for way in ways if not proven(*way)] == [("open", "web")]
    assert not proven("open", "workshop")
    assert not proven("open", "phone")


@pytest.mark.parametrize(
    ("yes", "base", "percent"),
    [(5, 30, 15), (1, 40, 5), (0, 40, 0), (40, 40, 100), (9, 40, 25), (1, 8, 15), (974, 1000, 95)],
)
def test_a_sensitive_share_is_rounded_to_five_per_cent(yes: int, base: int, percent: int) -> None:
    assert rounded(yes, base) == percent


@given(st.integers(1, 500), st.integers(0, 500))
def test_what_is_rounded_lies_at_most_two_and_a_half_per_cent_away(base: int, yes: int) -> None:
    yes = min(yes, base)
    assert rounded(yes, base) % 5 == 0
    assert abs(rounded(yes, base) * base - 100 * yes) * 2 <= 5 * base


FORMS = {"none": 0, "names_only": 1, "rounded": 2, "counts": 3, "percent": 4}


@given(
    st.sampled_from(get_args(Kind)), st.sampled_from(get_args(Audience)), st.integers(0, 200), st.integers(0, 200),
    st.integers(0, 50), st.booleans(),
)  # fmt: skip
def test_more_answers_never_show_less(kind: Kind, who: Audience, one: int, two: int, more: int, done: bool) -> None:
    yes, base = sorted((one, two))
    before = may_show(kind, who, base, yes, done, total=base)
    after = may_show(kind, who, base + more, yes, done, total=base + more)
    assert FORMS[after.form] >= FORMS[before.form]


@given(
    st.sampled_from(get_args(Kind)), st.sampled_from(get_args(Audience)), st.integers(0, 60), st.integers(0, 60),
    st.integers(1, 6), st.booleans(),
)  # fmt: skip
def test_the_same_share_of_more_people_never_shows_less(
    kind: Kind, who: Audience, one: int, two: int, times: int, done: bool
) -> None:
    yes, base = sorted((one, two))
    before, after = may_show(kind, who, base, yes, done), may_show(kind, who, times * base, times * yes, done)
    assert FORMS[after.form] >= FORMS[before.form]


@given(st.sampled_from(get_args(Kind)), st.integers(0, 200), st.integers(0, 200), st.booleans())
def test_the_lead_of_the_town_sees_at_least_what_others_see(kind: Kind, one: int, two: int, done: bool) -> None:
    yes, base = sorted((one, two))
    town = may_show(kind, "lead_town", base, yes, done)
    for who in ("lead_district", "public"):
        assert FORMS[town.form] >= FORMS[may_show(kind, who, base, yes, done).form]


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([50, 20, 11], [50, 20, 11]),
        ([75, 5, 1, 0, 0], [75, None, None, None, None]),
        ([13, 5, 5, 1, 1], [13, None, 5, None, None]),
        ([16, 9, 2], [16, None, None]),
        ([96, 6, 3, 2], [96, 6, None, None]),
        ([6, 4], [None, None]),
        ([4, 4, 1], [None, None, None]),
        ([], []),
    ],
)
def test_a_hidden_sensitive_answer_cannot_be_found_by_taking_the_others_away(
    counts: list[int], shown: list[int | None]
) -> None:
    assert show_sensitive(counts, "lead_district") == shown


@given(st.lists(st.integers(0, 40), max_size=6))
def test_what_is_hidden_of_a_sensitive_question_is_nobody_or_five_people_together(counts: list[int]) -> None:
    shown = show_sensitive(counts, "lead_district")
    hidden = [n for n, seen in zip(counts, shown, strict=True) if seen is None]
    assert not hidden or len(hidden) == len(counts) or (sum(hidden) >= 5 and len(hidden) > 1)
    assert all(seen is None or (seen == n and 5 <= n <= sum(counts) - 5) for n, seen in zip(counts, shown, strict=True))


def test_asking_needs_no_pandas() -> None:
    code = (
        "import sys, analysis.disclosure; print(sorted({'pandas', 'numpy', 'scipy', 'matplotlib'} & set(sys.modules)))"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"
