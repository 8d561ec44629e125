"""Bringing in answers: every kind of CSV that people have, every fault at once, all or nothing."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from survey.store import tally
from survey.store.base import Store
from survey.store.documents import Response

pytestmark = [pytest.mark.usefixtures("assessment"), pytest.mark.one_database]

MAP = """
id: nr
district: {column: kraj, values: {Prvi: d01, Drugi: d02}}
day: {column: dan}
channel: {always: paper}
blank: ["", "-"]
questions:
  agree: {always: "yes"}
  place: {column: kraj, values: {Prvi: d01, Drugi: d02}}
  acts:
    ticks: {vrt: garden, zbor: choir}
    ticked: ["1"]
    none_ticked: blank
  minutes: minute
"""
HEAD = ["nr", "kraj", "dan", "vrt", "zbor", "minute"]
GOOD = [["1", "Prvi", "2026-05-31", "1", "0", "12"], ["2", "Drugi", "31. 5. 2026", "-", "-", "-"]]


@pytest.fixture
def bring(soseska, tmp_path: Path):
    """Brings in rows as a CSV written one way or another; returns what the command said."""

    def run(rows: list[list[str]], *words: str, mark=",", top="", encoding="utf-8", given=MAP):
        lines = [mark.join(cells) for cells in (HEAD, *rows)]
        (tmp_path / "answers.csv").write_bytes((top + "\r\n".join(lines)).encode(encoding))
        (tmp_path / "map.yaml").write_text(given)
        return soseska("import", "answers.csv", "--map", "map.yaml", "--round", "first", *words)

    return run


def stored(store: Store) -> int:
    with store.read() as session:
        return session.scalar(select(func.count()).select_from(Response)) or 0


@pytest.mark.parametrize(
    ("mark", "top", "encoding"),
    [
        (",", "", "utf-8"),
        (";", "", "utf-8"),
        ("\t", "", "utf-8"),
        (";", "", "utf-8-sig"),
        (";", "sep=;\r\n", "utf-8"),
        (";", "sep=;\r\n", "utf-8-sig"),
        (";", "", "cp1252"),
        (";", "", "cp1250"),
        ("\t", "", "utf-16"),
    ],
)
def test_every_spelling_of_a_csv_file_brings_in_the_same(bring, store: Store, mark, top, encoding) -> None:
    done = bring(GOOD, mark=mark, top=top, encoding=encoding)
    assert done.exit_code == 0, done.stderr
    assert stored(store) == 2


@pytest.mark.parametrize(("encoding", "name"), [("cp1252", "Žirovše"), ("cp1250", "Žirovče")])
def test_letters_of_old_windows_files_are_read_right(bring, store: Store, encoding: str, name: str) -> None:
    rows = [["1", name, "2026-05-31", "1", "0", "12"]]
    done = bring(rows, mark=";", encoding=encoding, given=MAP.replace("Prvi", name))
    assert done.exit_code == 0, done.stderr
    assert stored(store) == 1


def test_a_second_run_adds_nothing(bring, store: Store) -> None:
    bring(GOOD)
    again = bring(GOOD)
    assert again.exit_code == 0
    assert "2 answers are here already." in again.stdout
    assert "0 answers were brought in." in again.stdout
    assert stored(store) == 2


def test_a_changed_row_is_kept_but_not_counted(bring, store: Store) -> None:
    bring(GOOD)
    changed = bring([[*GOOD[0][:-1], "45"], GOOD[1]])
    assert "1 answer differs from an earlier one" in changed.stdout
    with store.read() as session:
        assert sum(cell.n for cell in tally.cells(session, 1)) == 2


def test_a_dry_run_counts_and_stores_nothing(bring, store: Store) -> None:
    looked = bring(GOOD, "--dry-run")
    assert looked.exit_code == 0
    assert "2 rows in the file." in looked.stdout
    assert "first · d01 · paper: 1" in looked.stdout
    assert stored(store) == 0


def test_answers_of_no_round_are_refused_at_once(soseska, tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text(",".join(HEAD) + "\n")
    (tmp_path / "map.yaml").write_text(MAP)
    done = soseska("import", "answers.csv", "--map", "map.yaml")
    assert done.exit_code == 1
    assert "Say it with --round" in done.stderr


def test_one_bad_row_keeps_the_good_ones_out_too(bring, store: Store) -> None:
    done = bring([*GOOD, ["3", "Tretji", "2026-05-31", "1", "0", "12"]])
    assert done.exit_code == 1
    assert "answers.csv, row 4, column kraj: the map has no meaning for »Tretji«" in done.stderr
    assert "Nothing was brought in." in done.stderr
    assert stored(store) == 0


def test_every_fault_is_said_with_its_row_and_column(bring) -> None:
    rows = [
        ["", "Prvi", "2026-05-31", "1", "0", "12"],
        ["4", "", "2026-05-31", "1", "0", "12"],
        ["5", "Prvi", "yesterday", "1", "0", "12"],
        ["6", "Prvi", "2999-01-01", "1", "0", "12"],
        ["7", "Prvi", "2026-05-31", "maybe", "0", "12"],
        ["8", "Prvi", "2026-05-31", "1", "0", "1e999"],
        ["8", "Prvi", "2026-05-31", "1", "0", "12"],
        ["9", "Prvi", "2026-05-31", "1", "0"],
    ]
    said = bring(rows).stderr.splitlines()
    for row, column in enumerate(("nr", "kraj", "dan", "dan", "vrt", "minute", "nr"), start=2):
        assert any(line.startswith(f"answers.csv, row {row}, column {column}: ") for line in said), (row, column, said)
    assert any(line.startswith("answers.csv, row 9: there are 5 cells under 6 headings") for line in said)


def test_after_fifty_faults_the_rest_is_counted(bring) -> None:
    rows = [[str(n), "Tretji", "2026-05-31", "1", "0", "12"] for n in range(60)]
    without_place = MAP.replace("place: {column: kraj, values: {Prvi: d01, Drugi: d02}}", "")
    lines = bring(rows, given=without_place).stderr.splitlines()
    assert len(lines) == 52
    assert lines[50] == "10 more faults are not shown."


def test_a_cell_may_hold_line_breaks_and_the_rows_are_still_counted_as_a_spreadsheet_does(bring) -> None:
    done = bring([['"1\n1"', "Prvi", "2026-05-31", "1", "0", "12"], ["2", "Tretji", "2026-05-31", "1", "0", "12"]])
    assert "answers.csv, row 3, column kraj:" in done.stderr


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "the file is empty"),
        (b"PK\x03\x04" + b"\0" * 40, "Excel workbook"),
        (b"nr,kraj,dan,vrt,zbor\r\n1,Prvi,2026-05-31,1,0\r\n", "these columns are missing: minute"),
        (b"nr,kraj,dan,vrt,zbor,minute,nr\r\n", "stand there twice: nr"),
        (b'nr,kraj,dan,vrt,zbor,minute\r\n"1,Prvi,2026-05-31,1,0,12\r\n', "quotation marks do not match"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_a_sentence(soseska, tmp_path: Path, content, sentence) -> None:
    (tmp_path / "answers.csv").write_bytes(content)
    (tmp_path / "map.yaml").write_text(MAP)
    done = soseska("import", "answers.csv", "--map", "map.yaml", "--round", "first")
    assert (done.exit_code, sentence in done.stderr) == (1, True), done.stderr


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("id: [", "map.yaml, row"),
        ("id: nr\n", "district is missing"),
        (MAP + "colour: red\n", "colour is not known here"),
        (MAP.replace("id: nr", "id: {}"), "id needs either a column or always"),
        (MAP.replace("agree: ", "agreed: "), "column agree"),
        ("- just\n- a list\n", "map.yaml"),
    ],
)
def test_a_bad_map_is_refused_by_the_name_of_its_key(bring, given: str, sentence: str) -> None:
    done = bring(GOOD, given=given)
    assert (done.exit_code, sentence in done.stderr) == (1, True), done.stderr


def test_an_unknown_round_is_named(soseska, tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text("\n".join(",".join(cells) for cells in (HEAD, *GOOD)))
    (tmp_path / "map.yaml").write_text(MAP)
    done = soseska("import", "answers.csv", "--map", "map.yaml", "--round", "third")
    assert (done.exit_code, "there is no round »third«" in done.stderr) == (1, True), done.stderr


def test_zeros_that_may_mean_two_things_are_asked_about(bring) -> None:
    rows = [["1", "Prvi", "2026-05-31", "0", "0", "12"]]
    done = bring(rows, given=MAP.replace("    none_ticked: blank\n", ""))
    assert "row 2, column vrt: nothing is ticked; say in the map what that means" in done.stderr
