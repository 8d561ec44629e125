"""Answers from which little can be said: a figure, or why there is none; never a broken one."""

import pytest

from tests.cli.conftest import Run
from tests.cli.small_file import CODEBOOK, HEAD, ROWS, no_figure_is_broken, rows, table, with_row

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(("cells", "reasons"), [([""] * 4, {"no_answers"}), (["1", "2", "chess", "5"], {"all_alike"})])
def test_blanks_everywhere_and_answers_all_alike_are_said(
    analyse_small: Run, cells: list[str], reasons: set[str]
) -> None:
    data = "\n".join([HEAD, *(f"p{n},1,a,x,1,t,{','.join(cells)}" for n in range(9))])
    assert analyse_small(data=data).exit_code == 0
    assert {row["reason"] for row in table() if row["statistic"] != "median"} == reasons
    assert no_figure_is_broken()


@pytest.mark.parametrize("words", [(), ("--weight", "w"), ("--cluster", "table"), ("--strata", "place,age")])
@pytest.mark.parametrize("people", [1, 2])
def test_one_or_two_people_give_no_broken_figure(analyse_small: Run, words: tuple[str, ...], people: int) -> None:
    done = analyse_small(*words, "--no-disclosure", "--by", "place", data="\n".join([HEAD, *ROWS[:people]]))
    assert done.exit_code == 0, done.stderr
    assert no_figure_is_broken()
    assert {row["reason"] for row in rows(place="a", variable="garden")} <= {"one_answer", "one_unit"}


def test_strata_of_one_person_add_nothing_and_are_told(analyse_small: Run) -> None:
    done = analyse_small("--strata", "place", data=with_row("q,1,alone,x,1,t,1,1,chess,5"))
    assert "Round 1: 1 stratum has only one person or cluster" in done.stderr


def test_a_single_cluster_shows_no_spread(analyse_small: Run) -> None:
    data = "\n".join([HEAD, *(row.replace("t1", "t0").replace("t2", "t0") for row in ROWS)])
    analyse_small("--cluster", "table", data=data)
    (row,) = rows(variable="minutes", statistic="mean")
    assert (row["se"], row["low"], row["reason"]) == ("", "", "one_unit")
    (row,) = rows(variable="garden")
    assert (row["se"], row["deff"], row["reason"]) == ("", "", "one_unit")
    assert float(row["low"]) < float(row["high"])


def test_an_option_never_chosen_is_a_zero_with_a_range(analyse_small: Run) -> None:
    analyse_small()
    (row,) = rows(variable="what", option="choir")
    assert float(row["estimate"]) == 0
    assert float(row["high"]) > 0
    assert row["reason"] == "all_alike"


def test_codes_for_no_answer_and_decimal_commas(analyse_small: Run) -> None:
    analyse_small(data=with_row('q,1,a,x,1,t,1,1,chess,999\nr,1,a,x,1,t,1,1,chess,"2,5"'))
    (row,) = rows(variable="minutes", statistic="mean")
    assert row["n"] == "13"
    assert float(row["estimate"]) == (66 + 2.5) / 13


def test_an_id_that_stands_twice_is_told(analyse_small: Run) -> None:
    done = analyse_small(data=with_row(ROWS[0]))
    assert "1 id stands twice in one round: p0. Each row counts as a person." in done.stderr


def test_rounds_come_in_their_order_and_a_file_without_them_is_one(analyse_small: Run) -> None:
    data = "\n".join([HEAD, *(row.replace(",1,", f",{wave},", 1) for wave in (10, 9, 1) for row in ROWS)])
    analyse_small(data=data)
    assert list(dict.fromkeys(row["round"] for row in table())) == ["1", "9", "10"]
    assert analyse_small(codebook=CODEBOOK.replace("round: wave\n", "")).exit_code == 0
    assert {row["round"] for row in table()} == {""}


@pytest.mark.parametrize("name", ["=1+1", "+A1", "-cmd", "@sum", "=HYPERLINK(A1)"])
def test_a_text_that_would_calculate_stays_a_text(analyse_small: Run, name: str) -> None:
    data = "\n".join([HEAD, *(row.replace(",a,", f",{name},", 1) for row in ROWS)])
    analyse_small("--by", "place", "--no-disclosure", data=data)
    assert f"'{name}" in {row["place"] for row in table()}
