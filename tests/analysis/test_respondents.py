"""Columns of texts, as people really have them."""

import numpy as np
import pytest

from analysis.codebook import Measure, Variable
from analysis.respondents import Field, Unreadable, number_of, read_answers, read_groups, read_weights

SCALE = tuple((str(n), str(n)) for n in range(1, 4))
WORDS = (("none", "No"), ("some", "Some"), ("na", "Not applicable"))


def field(measure: Measure, options: tuple = (), blanks: tuple = ()) -> Field:
    return Field(Variable("q", "Q", measure, options), frozenset(blanks))


def faults(texts: list[str], known: Field) -> list[tuple]:
    with pytest.raises(Unreadable) as found:
        read_answers(texts, known)
    return [(fault.reason, fault.at, fault.value, fault.times) for fault in found.value.faults]


@pytest.mark.parametrize("blank", ["", " ", "NA", "NaN", "NULL", "."])
def test_whatever_programs_write_for_nothing_is_no_answer(blank: str) -> None:
    found = read_answers(["1", blank], field(Measure.BINARY))
    assert found.answered.tolist() == [True, False]


@pytest.mark.parametrize(("yes", "no"), [("1", "0"), ("1.0", "0.0"), ("TRUE", "FALSE"), ("yes", "No"), (" 1 ", "0")])
def test_yes_and_no_in_every_spelling(yes: str, no: str) -> None:
    found = read_answers([yes, no, ""], field(Measure.BINARY))
    assert found.codes == ("1",)
    assert found.chosen[:, 0].tolist() == [1, 0, 0]
    assert found.answered.tolist() == [True, True, False]


def test_a_codebook_may_say_what_no_is() -> None:
    known = field(Measure.BINARY, (("1", "yes"), ("2", "no")))
    assert read_answers(["1", "2"], known).chosen[:, 0].tolist() == [1, 0]
    assert faults(["0"], known) == [("unknown_option", 0, "0", 1)]


def test_scales_have_the_numbers_of_their_codes_or_of_their_order() -> None:
    found = read_answers(["3", "1.0", ""], field(Measure.ORDINAL, SCALE))
    assert found.scores[:2].tolist() == [3, 1]
    assert np.isnan(found.scores[2])
    assert read_answers(["some", "none"], field(Measure.ORDINAL, WORDS)).scores.tolist() == [2, 1]


def test_further_words_for_no_answer_and_options_that_look_like_one() -> None:
    assert read_answers(["9", "1"], field(Measure.NUMERIC, blanks=("9",))).answered.tolist() == [False, True]
    assert read_answers(["na", "NA"], field(Measure.NOMINAL, WORDS)).answered.tolist() == [True, False]


@pytest.mark.parametrize("cell", ["1;3", "1 3", "3, 1", "1|3", "1;;3"])
def test_several_options_in_one_cell(cell: str) -> None:
    found = read_answers([cell, "2", ""], field(Measure.MULTIPLE, SCALE))
    assert found.chosen.tolist() == [[1, 0, 1], [0, 1, 0], [0, 0, 0]]
    assert found.answered.tolist() == [True, True, False]
    assert faults(["1;7"], field(Measure.MULTIPLE, SCALE)) == [("unknown_option", 0, "7", 1)]


def test_every_fault_is_named_once_with_its_first_row() -> None:
    found = faults(["1", "7", "x", "7"], field(Measure.ORDINAL, SCALE))
    assert found == [("unknown_option", 1, "7", 2), ("unknown_option", 2, "x", 1)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12.0), ("12.5", 12.5), ("12,5", 12.5), ("-3,25", -3.25), ("1e3", 1000.0), ("0,125", 0.125),
        ("1,234", "unclear_comma"), ("1.234,5", "no_number"), ("1,2,3", "no_number"), ("inf", "no_number"),
        ("nan", "no_number"), ("1_000", "no_number"), ("ten", "no_number"), ("1e999", "no_number"),
    ],
)  # fmt: skip
def test_numbers_with_point_or_comma_and_nothing_that_is_none(text: str, number: float | str) -> None:
    assert number_of(text) == number


def test_an_empty_column_has_no_answers() -> None:
    for known in (field(Measure.NUMERIC), field(Measure.ORDINAL, SCALE), field(Measure.BINARY)):
        assert not read_answers(["", ""], known).answered.any()
        assert not read_answers([], known).answered.any()


def test_weights_are_positive_numbers_for_everybody() -> None:
    assert read_weights(["1", "0,5"], "w").tolist() == [1, 0.5]
    with pytest.raises(Unreadable) as found:
        read_weights(["1", "0", "-2", "", "x"], "w")
    assert [(f.reason, f.at) for f in found.value.faults] == [
        ("not_positive", 1), ("not_positive", 2), ("blank", 3), ("no_number", 4),
    ]  # fmt: skip


def test_groups_may_be_blank_only_where_nobody_needs_them() -> None:
    assert read_groups(["a ", "NA"], "g").tolist() == ["a", None]
    with pytest.raises(Unreadable) as found:
        read_groups(["a", "", ""], "g", needed=True)
    assert [(f.reason, f.at, f.times) for f in found.value.faults] == [("blank", 1, 2)]
