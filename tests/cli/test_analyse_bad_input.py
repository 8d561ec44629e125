"""Whatever people hand in that cannot be used: a sentence with file, row and column, and nothing written."""

from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.conftest import Run
from tests.cli.small_file import CODEBOOK, HEAD, ROWS, rows, with_row

pytestmark = pytest.mark.one_database


def refused(done: Result, *sentences: str) -> None:
    assert done.exit_code == 1, done.output
    for sentence in sentences:
        assert sentence in done.stderr
    assert done.stderr.splitlines()[-1] == "Nothing was written."
    assert not Path("out.csv").exists()


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("q,1,a,x,1,t,2,1,chess,5", "data.csv, row 14, column garden: »2« is no option here; the codebook has: 1, 0"),
        ("q,1,a,x,1,t,1,4,chess,5", "row 14, column often: »4« is no option here; the codebook has: 1, 2, 3"),
        ("q,1,a,x,1,t,1,1,chess;go,5", "row 14, column what: »go« is no option here; the codebook has: chess, choir"),
        ("q,1,a,x,1,t,1,1,chess,ten", "row 14, column minutes: »ten« is no number; mend it or leave the cell empty"),
        ("q,1,a,x,1,t,1,1,chess,inf", "row 14, column minutes: »inf« is no number"),
        ('q,1,a,x,1,t,1,1,chess,"1,234"', "row 14, column minutes: »1,234« can be read in two ways"),
        ("q,,a,x,1,t,1,1,chess,5", "row 14, column wave: a value is needed here"),
        ("q,1,a,x,1,t,1,1", "data.csv, row 14: there are 8 cells under 10 headings"),
    ],
)
def test_a_cell_that_means_nothing_is_named_with_its_place(analyse_small: Run, row: str, sentence: str) -> None:
    refused(analyse_small(data=with_row(row)), sentence)


@pytest.mark.parametrize(
    ("weight", "sentence"),
    [
        ("0", "must be more than 0, here it is »0«"),
        ("-1", "here it is »-1«"),
        ("", "a value is needed"),
        ("x", "no number"),
    ],
)
def test_weights_must_be_positive(analyse_small: Run, weight: str, sentence: str) -> None:
    refused(
        analyse_small("--weight", "w", data=with_row(f"q,1,a,x,{weight},t,1,1,chess,5")), "row 14, column w", sentence
    )


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("--weight", "v"), "v"),
        (("--cluster", "desk"), "desk"),
        (("--strata", "age,sex"), "sex"),
        (("--by", "town"), "town"),
    ],
)
def test_columns_that_are_not_there_are_named(analyse_small: Run, words: tuple[str, ...], names: str) -> None:
    refused(analyse_small(*words), f"these columns are missing: {names}; the file has: id, wave, place")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "data.csv: the file is empty"),
        (HEAD, "there is no row under the headings"),
        (HEAD.replace("often", "garden") + "\n", "these columns are missing: often"),
        (f"{HEAD},garden\n" + "\n".join(f"{row},1" for row in ROWS), "these headings stand there twice: garden"),
        (bytes(range(256)) * 20, "data.csv"),
        (b"PK\x03\x04 workbook", "this is an Excel workbook; save it as CSV first"),
        (with_row('q,1,a,x,1,t,1,1,"chess,5'), "the quotation marks do not match"),
    ],
)
def test_a_file_that_is_no_table_is_refused(analyse_small: Run, data: object, sentence: str) -> None:
    refused(analyse_small(data=data), sentence)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1250"])
def test_letters_and_separators_of_spreadsheets_are_read(analyse_small: Run, encoding: str) -> None:
    data = with_row("q,1,Žirovče,x,1,t,1,1,choir,5").replace(",", ";").encode(encoding)
    assert analyse_small("--by", "place", "--no-disclosure", data=data).exit_code == 0
    assert rows(place="Žirovče", variable="garden")[0]["estimate"] == "1.0"


@pytest.mark.parametrize(
    ("codebook", "sentence"),
    [
        ("", "this is no codebook"),
        ("- a\n", "this is no codebook"),
        ("variables: {}\n", "codebook.yaml, row 1: variables"),
        ("id: id\n", "codebook.yaml, row 1: variables is missing; add it"),
        (CODEBOOK + "  garden: {measure: binary}\n", "codebook.yaml, row 10: »garden« stands here a second time"),
        (CODEBOOK.replace("label: How", "lable: How"), "row 7: variables.often.lable is not known here"),
        (CODEBOOK.replace("binary", "yesno"), "row 6: variables.garden.measure is no kind of variable"),
        (CODEBOOK + "  other: {measure: nominal}\n", "row 10: other needs its options"),
        (CODEBOOK + "  : [\n", "row 1"),
        (CODEBOOK + "  b: {measure: binary, options: 3}\n", "row 10: variables.b.options cannot be read"),
    ],
)
def test_a_codebook_is_mended_line_by_line(analyse_small: Run, codebook: str, sentence: str) -> None:
    refused(analyse_small(codebook=codebook), sentence)


RAKE = ("--census", "census.csv", "--rake", "age")


@pytest.mark.parametrize(
    ("census", "sentence"),
    [
        ("age,N,name\nx,1,Ana\ny,1,Bor\n", "the column »name« looks like persons"),
        ("age,N,datum rojstva\nx,1,1950\ny,1,1951\n", "the column »datum rojstva« looks like persons"),
        ("age,N,when\nx,1,1950-01-02\ny,1,1951-03-04\n", "the column »when« looks like persons"),
        ("age,people\nx,1\n", "these columns are missing: N; the file has: age, people"),
        ("age,N\nx,many\ny,2\n", "census.csv, row 2, column N: »many« is no number of people"),
        ("age,N\nx,1\nx,2\ny,2\n", "census.csv, row 3: this row is about the same people as row 2"),
        ("age,N\nx,1\ny,2\nz,3\n", "census.csv: Round 1: nobody answered from »age = z«, where people live"),
        ("age,N\n", "there is no row under the headings"),
        (b"", "census.csv: the file is empty"),
    ],
)
def test_a_census_counts_people_and_lists_nobody(analyse_small: Run, census: object, sentence: str) -> None:
    refused(analyse_small(*RAKE, census=census), sentence)


def test_a_census_that_no_weights_can_meet_is_told(analyse_small: Run) -> None:
    people = "\n".join(row.replace(",a,y,", ",a,x,").replace(",b,x,", ",b,y,") for row in ROWS)
    done = analyse_small(
        "--census",
        "census.csv",
        "--rake",
        "place,age",
        data=f"{HEAD}\n{people}",
        census="place,age,N\na,x,1\nb,x,9\nb,y,2\n",
    )
    assert "The census cannot be met in all its columns at once; join small categories." in done.stderr


def test_whom_the_census_does_not_know_stays_in_and_is_told(analyse_small: Run) -> None:
    done = analyse_small(*RAKE, data=with_row("q,1,a,,1,t,1,1,chess,5\nr,1,a,z,1,t,1,1,chess,5"))
    assert done.exit_code == 0
    assert "The census does not count »age = ?«: 1 person stays in, unadjusted there." in done.stderr
    assert "The census does not count »age = z«: 1 person stays in, unadjusted there." in done.stderr
    assert rows(variable="garden")[0]["n"] == "14"


@pytest.mark.parametrize(
    "words",
    [
        ("--rake", "age"),
        ("--census", "census.csv"),
        (*RAKE, "--poststratify", "age"),
        ("--variance", "calibrated"),
        ("--trim", "0.3,3"),
        ("--weight", "w", "--trim", "3,0.3"),
        ("--weight", "w", "--trim", "0.3"),
        ("--by", "age,age"),
        ("--by", ""),
        ("--by", "variable"),
        ("--interval", "wald"),
        ("--engine", "duckdb"),
        ("--engine", "spark"),
        ("--out", "data.csv"),
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2_and_a_sentence(analyse_small: Run, words: tuple[str, ...]) -> None:
    done = analyse_small(*words)
    assert done.exit_code == 2
    assert "Error: " in done.stderr


def test_a_column_of_ids_makes_no_groups(analyse_small: Run) -> None:
    many = "\n".join([HEAD, *(f"p{n},1,a,x,1,t,1,1,chess,5" for n in range(501))])
    refused(analyse_small("--by", "id", data=many), "»id« makes 501 groups; group by columns with fewer values")


def test_a_folder_that_is_not_there_is_said(analyse_small: Run) -> None:
    done = analyse_small("--out", "nowhere/out.csv")
    assert done.exit_code == 1
    assert "»nowhere/out.csv« cannot be written: No such file or directory" in done.stderr


def test_weights_that_fit_between_no_limits_are_refused(analyse_small: Run) -> None:
    data = with_row("q,1,a,x,5000,t,1,1,chess,5")
    refused(analyse_small("--weight", "w", "--trim", "0.99,1.01", data=data), "no weights fit between")
