from typing import Any

import pandas as pd
import pytest

from analysis.codebook import Codebook, Measure, Variable
from analysis.cube import DIMENSIONS, Cube
from analysis.estimates import shares
from tests.analysis import survey_a
from tests.analysis.places import Cell, Count

INTENT = (("weekly", "every week"), ("monthly", "every month"), ("no", "no"))
CODEBOOK = Codebook((
    Variable("r2", "How often?", Measure.NOMINAL, INTENT, "intent", "r2"),
    Variable("r3.chess", "Chess", Measure.BINARY, (("yes", "yes"), ("no", "no")), "demand_pick", "r3", "chess"),
    Variable("n1", "Minutes", Measure.NUMERIC, (), "distance", "n1"),
    Variable("r11", "One thing", Measure.TEXT, (), "open", "r11"),
))  # fmt: skip


def cube(**columns: list[Any]) -> Cube:
    people = pd.DataFrame(columns)
    return Cube.from_respondents(people, CODEBOOK, {d: d for d in DIMENSIONS if d in columns})


def test_rows_of_the_tally_become_a_cube_that_adds_equal_cells_up() -> None:
    rows = [Count(1, "polje", "web", "open", "a15_29", None, "r2", "weekly", n) for n in (2, 3)]
    cells = [Cell(1, "polje", "web", "open", "a15_29", None, 4), Cell(1, "polje", "web", "open", None, None, 2)]
    made = Cube.from_rows(rows, cells, CODEBOOK)
    assert made.options("r2") == {"weekly": 5, "monthly": 0, "no": 0}
    assert made.total() == 6
    assert made.people("age") == {"": 2, "a15_29": 4}


def test_rows_and_people_make_the_same_cube() -> None:
    one = survey_a.cube()
    two = Cube.from_rows(one.counts.itertuples(), one.cells.itertuples(), one.codebook)
    pd.testing.assert_frame_equal(one.counts, two.counts)
    pd.testing.assert_frame_equal(one.cells, two.cells)
    assert one.whole == two.whole == {1: 520, 2: 491}


def test_blank_refused_and_not_asked_are_counted_apart_and_never_in_the_base() -> None:
    answers = cube(r2=["weekly", "no", None, "_refused", "_not_asked"])
    assert answers.options("r2") == {"weekly": 1, "monthly": 0, "no": 1, "_blank": 1, "_refused": 1, "_not_asked": 1}
    assert answers.base("r2") == 2
    assert answers.total() == 5


def test_numbers_keep_their_sums_and_open_text_only_that_there_was_some() -> None:
    answers = cube(n1=[10, 20, None], r11=["a bench", "", "a tree"])
    assert answers.counts.query("item == 'n1'")[["s1", "s2"]].sum().tolist() == [30.0, 500.0]
    assert answers.options("r11") == {"_answered": 2, "_blank": 1}


def test_a_slice_remembers_the_size_of_the_whole_round() -> None:
    small = survey_a.cube().slice(round=1, district="D07")
    assert small.total() == 4
    assert small.whole_total() == 520


def test_a_slice_may_take_several_values_and_none() -> None:
    answers = survey_a.cube()
    assert answers.slice(district=["D07", "D04"]).groups("district") == ("D04", "D07")
    assert answers.slice(district="nowhere").total() == 0


def test_slicing_by_what_is_no_dimension_says_what_is() -> None:
    with pytest.raises(ValueError, match="slice by round, district"):
        cube(r2=["weekly"]).slice(language="sl")


@pytest.mark.parametrize("by", ["district", "age", "gender", "channel", "round"])
def test_slices_add_up_to_the_whole(by: str) -> None:
    whole = survey_a.cube()
    pieces = [whole.slice(**{by: group}) for group in whole.groups(by)]
    together = pieces[0]
    for piece in pieces[1:]:
        together = together + piece
    assert sum(piece.total() for piece in pieces) == whole.total()
    pd.testing.assert_frame_equal(together.counts, whole.counts)
    assert together.whole == whole.whole


def test_pieces_of_different_wholes_are_not_added() -> None:
    with pytest.raises(ValueError, match="two sizes"):
        cube(round=[1, 1], r2=["no", "no"]) + cube(round=[1], r2=["no"])


def test_an_unknown_item_is_named_together_with_those_that_exist() -> None:
    with pytest.raises(KeyError, match=r"no item 'r9'.*r2"):
        shares(cube(r2=["no"]), "r9")
