"""Rows of a result beside the table of who may see what."""

import numpy as np
import pandas as pd
import pytest

from analysis.codebook import Measure, Variable
from analysis.design import Design
from analysis.fitting import masks
from analysis.report_rules import checked, kind_of
from analysis.report_table import Row, columns, rows, written
from analysis.respondents import Field, read_answers


def table(groups: list[tuple], by: list[str], yes: int | None = None, sensitive: bool = False) -> list[Row]:
    """A yes/no question that everybody of these groups answered."""
    people = pd.DataFrame(groups, columns=by, dtype=object)
    texts = ["1" if at < (len(people) // 2 if yes is None else yes) else "0" for at in range(len(people))]
    answers = read_answers(texts, Field(Variable("q", "Q", Measure.BINARY), sensitive=sensitive))
    found = rows(Design(np.ones(len(people))), [answers], masks(people, by))
    return checked(found, by, "district")


def hidden(found: list[Row]) -> dict[tuple, str]:
    return {row.group: row.reason for row in found if row.suppressed}


@pytest.mark.parametrize(
    ("group", "by", "sensitive", "kind"),
    [
        ((), [], False, "wish"),
        (("D01",), ["district"], False, "wish"),
        (("young",), ["age"], False, "breakdown"),
        (("", ""), ["district", "age"], False, "wish"),
        (("D01", "young"), ["district", "age"], False, "breakdown"),
        (("young", "f"), ["age", "gender"], False, "breakdown_two"),
        (("D01", "young", "f"), ["district", "age", "gender"], False, None),
        (("young", "f", "web"), ["age", "gender", "mode"], False, None),
        (("D01",), ["district"], True, "sensitive"),
        (("young",), ["age"], True, "sensitive_by_age"),
        (("f",), ["gender"], True, None),
        (("D01", "young"), ["district", "age"], True, None),
    ],
)
def test_each_group_has_its_line_in_the_table(group: tuple, by: list[str], sensitive: bool, kind: str | None) -> None:
    assert kind_of(group, by, "district", sensitive) == kind


@pytest.mark.parametrize(("small", "expected"), [(4, {("D02",): "too_few"}), (5, {})])
def test_a_district_is_shown_from_five(small: int, expected: dict) -> None:
    assert hidden(table([("D01",)] * 40 + [("D02",)] * small, ["district"])) == expected


def test_a_small_group_hides_the_next_smallest_too() -> None:
    found = table([("x",)] * 40 + [("y",)] * 12 + [("z",)] * 3, ["age"])
    assert hidden(found) == {("z",): "merge", ("y",): "rest_too_small"}


def test_two_small_groups_that_are_enough_together_hide_no_third() -> None:
    found = table([("x",)] * 40 + [("y",)] * 4 + [("z",)] * 3, ["age"])
    assert hidden(found) == {("z",): "merge", ("y",): "merge"}


def test_within_a_district_only_its_own_groups_count() -> None:
    found = table(
        [("D01", "x")] * 20 + [("D01", "y")] * 3 + [("D02", "x")] * 9 + [("D02", "y")] * 9, ["district", "age"]
    )
    assert hidden(found) == {("D01", "y"): "merge", ("D01", "x"): "rest_too_small"}


def test_three_columns_are_never_shown() -> None:
    found = table([("x", "f", "w")] * 50, ["age", "gender", "mode"])
    assert hidden(found) == {("x", "f", "w"): "never"}


@pytest.mark.parametrize(("yes", "shown"), [(4, False), (5, True), (35, True), (36, False)])
def test_sensitive_answers_need_five_on_either_side(yes: int, shown: bool) -> None:
    found = table([("D01",)] * 40, ["district"], yes, sensitive=True)
    assert (hidden(found) == {}) == shown


def test_a_suppressed_row_keeps_its_place_and_its_reason_only() -> None:
    row = table([("D01",)] * 4, ["district"])[0]
    cells = written(row, "1", ["district"], "none")
    assert list(cells) == list(columns(["district"]))
    assert [name for name, value in cells.items() if value is None] == [
        "n", "n_eff", "estimate", "se", "low", "high", "deff",
    ]  # fmt: skip
    assert (cells["suppressed"], cells["reason"]) == (1, "too_few")


def test_nobody_answering_is_no_secret() -> None:
    answers = read_answers([""] * 9, Field(Variable("q", "Q", Measure.ORDINAL, (("1", "a"), ("2", "b")))))
    found = checked(rows(Design(np.ones(9)), [answers], masks(pd.DataFrame(index=range(9)), [])), [], "")
    assert [(row.statistic, row.suppressed, row.reason) for row in found] == [
        ("share", False, "no_answers"), ("share", False, "no_answers"),
        ("mean", False, "no_answers"), ("median", False, "no_answers"),
    ]  # fmt: skip


def test_options_of_a_sensitive_scale_are_hidden_in_twos() -> None:
    options = tuple((code, code) for code in "123")
    texts = ["1"] * 30 + ["2"] * 20 + ["3"] * 3
    answers = read_answers(texts, Field(Variable("q", "Q", Measure.ORDINAL, options), sensitive=True))
    found = checked(rows(Design(np.ones(53)), [answers], masks(pd.DataFrame(index=range(53)), [])), [], "")
    assert [(row.option, row.suppressed) for row in found] == [
        ("1", False),
        ("2", True),
        ("3", True),
        ("", True),
        ("", True),
    ]
