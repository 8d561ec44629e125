"""Every format holds the same table; what looks like a formula stays text; the three kinds of no answer stay apart."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from survey.export.formats import ExtraMissing, Format, TooLong, formats, xlsx_file
from survey.export.formats.sav_file import safe_names
from survey.export.table import Book, Column, Table
from survey.formulas import calculates, harmless, original

BEGINNINGS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BEFORE = ("", " ", '"', "\ufeff", "'")
BODIES = ("1+1", "cmd|' /C calc'!A0", "SUM(A1:A9)", 'HYPERLINK("http://x","y")')
PAYLOADS = [before + beginning + body for beginning in BEGINNINGS for before in BEFORE for body in BODIES]

COLUMNS = (
    Column("words", "Besede", "text"),
    Column("minutes", "Minute", "number", states=True, lowest=-10),
    Column("often", "Kako pogosto", "choice", (("weekly", "vsak teden"), ("no", "ne")), states=True, ordered=True),
)
ROWS = [
    ("čebela", -5, "weekly"),
    ("", 12.5, "_blank"),
    ("a\nb;c,d", "_refused", "_refused"),
    ("d", "_not_asked", "_not_asked"),
    ("e", "_blank", "no"),
]
STATES = {"_blank": "prazno", "_refused": "raje ne povem", "_not_asked": "ni vprašan"}


def book(rows: list[tuple[object, ...]], columns: tuple[Column, ...] = COLUMNS, language: str = "sl") -> Book:
    return Book(Table("test", "Test: [1]", columns, iter(rows)), language, (("=Note", "=1+1"),), (), STATES)


def cells_of(path: Path, separator: str) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=separator))


def test_there_are_more_than_two_hundred_payloads() -> None:
    assert len(PAYLOADS) >= 200
    assert len(set(PAYLOADS)) == len(PAYLOADS)


@given(st.text() | st.sampled_from(PAYLOADS))
def test_e41_what_was_made_harmless_comes_back_as_it_was(words: str) -> None:
    assert original(harmless(words)) == words
    assert not harmless(words).lstrip(' "\ufeff').startswith(BEGINNINGS)


def test_e41_ordinary_words_and_numbers_stay_as_they_are(tmp_path: Path) -> None:
    assert not any(map(calculates, ("", "a=b", "12", "_blank", "'tis", "»=«", "social_cafe")))
    formats()["csv"].write(book(ROWS), tmp_path / "a.csv")
    rows = cells_of(tmp_path / "a.csv", ";")
    assert rows[0] == ["words", "minutes", "often"]
    assert [row[1] for row in rows[1:]] == ["-5", "12.5", "_refused", "_not_asked", "_blank"]


def test_e41_no_payload_is_a_formula_in_a_table_of_plain_text(tmp_path: Path) -> None:
    formats()["csv"].write(book([(p, 1, "no") for p in PAYLOADS], language="en"), tmp_path / "a.csv")
    rows = cells_of(tmp_path / "a.csv", ",")[1:]
    assert len(rows) == len(PAYLOADS)
    assert all(row[0].startswith("'") for row in rows)
    assert [original(row[0]) for row in rows] == PAYLOADS


def test_e41_two_independent_readers_find_no_formula_in_the_workbook(tmp_path: Path) -> None:
    labelled = (Column("words", "=1+1", "text"), *COLUMNS[1:])
    formats()["xlsx"].write(book([(p, 1, "no") for p in PAYLOADS], labelled), tmp_path / "a.xlsx")
    with ZipFile(tmp_path / "a.xlsx") as packed:
        sheets = [packed.read(name) for name in packed.namelist() if name.startswith("xl/worksheets/")]
    assert not [sheet for sheet in sheets if b"<f>" in sheet or b"<f " in sheet or b"hyperlink" in sheet]
    workbook = openpyxl.load_workbook(tmp_path / "a.xlsx")
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert [cell for cell in cells if cell.data_type == "f"] == []
    read = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_index(0).to_python()
    assert [row[0].replace("\r\n", "\n").replace("\r", "\n") for row in read[1:]] == [
        p.replace("\r", "\n") for p in PAYLOADS
    ]
    workbook.close()


def test_the_workbook_can_be_read_by_people(tmp_path: Path) -> None:
    formats()["xlsx"].write(book(ROWS), tmp_path / "a.xlsx")
    workbook = openpyxl.load_workbook(tmp_path / "a.xlsx")
    sheet = workbook.worksheets[0]
    assert (sheet.title, sheet.freeze_panes) == ("Test   1", "A2")
    assert [cell.value for cell in sheet[1]] == ["Besede", "Minute", "Kako pogosto"]
    assert [[cell.value for cell in row][1:] for row in sheet.iter_rows(min_row=2)] == [list(row[1:]) for row in ROWS]
    workbook.close()


def test_a_sheet_that_would_be_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_file, "MOST_ROWS", 4)
    with pytest.raises(TooLong, match="4"):
        formats()["xlsx"].write(book(ROWS), tmp_path / "a.xlsx")


def test_json_is_the_same_table(tmp_path: Path) -> None:
    formats()["json"].write(book(ROWS), tmp_path / "a.json")
    read = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert [tuple(row.values()) for row in read["rows"]] == ROWS
    assert [column["label"] for column in read["columns"]] == ["Besede", "Minute", "Kako pogosto"]
    assert read["about"] == [{"heading": "=Note", "text": "=1+1"}]


def test_spss_keeps_labels_and_three_kinds_of_no_answer_apart(tmp_path: Path) -> None:
    import pyreadstat

    formats()["sav"].write(book(ROWS), tmp_path / "a.sav")
    read, about = pyreadstat.read_sav(tmp_path / "a.sav", user_missing=True)
    assert list(read["words"]) == [row[0] for row in ROWS]
    assert list(read["minutes"]) == [-5, 12.5, -12, -13, -11]
    assert list(read["often"]) == [1, -1, -2, -3, 2]
    assert about.column_names_to_labels["often"] == "Kako pogosto"
    assert about.variable_value_labels["often"][2] == "ne"
    assert about.variable_value_labels["often"][-2] == "raje ne povem"
    assert about.variable_measure["often"] == "ordinal"
    without, _about = pyreadstat.read_sav(tmp_path / "a.sav")
    assert list(without["often"].dropna()) == [1, 2]
    assert list(without["minutes"].dropna()) == [-5, 12.5]


@given(st.lists(st.text(max_size=90) | st.sampled_from(["q1", "Q1", "ALL", "r3._ticks", "1a", "a" * 80]), max_size=12))
def test_every_name_is_one_that_spss_takes(names: list[str]) -> None:
    made = safe_names(names)
    assert len({name.casefold() for name in made}) == len(names)
    for name in made:
        assert 0 < len(name.encode()) <= 64
        assert re.match(r"[^\W\d_][^\s]*$", name)
        assert name.upper() not in {"ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH"}


def test_parquet_says_beside_a_number_why_there_is_none(tmp_path: Path) -> None:
    from fastparquet import ParquetFile

    formats()["parquet"].write(book(ROWS), tmp_path / "a.parquet")
    with (tmp_path / "a.parquet").open("rb") as file:
        read = ParquetFile(file).to_pandas()
    assert list(read.columns) == ["words", "minutes", "minutes.state", "often"]
    assert list(read["minutes"].dropna()) == [-5, 12.5]
    assert list(read["minutes.state"].dropna()) == ["_refused", "_not_asked", "_blank"]
    assert list(read["often"]) == [row[2] for row in ROWS]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json", "sav", "parquet"])
def test_a_table_without_rows_is_a_file_too(ending: str, tmp_path: Path) -> None:
    formats()[ending].write(book([]), tmp_path / f"a.{ending}")
    assert (tmp_path / f"a.{ending}").stat().st_size > 0


def test_a_missing_extra_is_named_before_anything_is_written(tmp_path: Path) -> None:
    lacking = Format("odd", "Odd", ("nothing_of_this_name",), "odd", False, formats()["csv"].make)
    with pytest.raises(ExtraMissing, match="odd"):
        lacking.write(book(ROWS), tmp_path / "a.odd")
    assert list(tmp_path.iterdir()) == []


def test_rows_are_read_once_and_one_after_the_other(tmp_path: Path) -> None:
    alive = 0

    class Row(tuple):  # counts how many rows somebody still holds
        def __del__(self) -> None:
            nonlocal alive
            alive -= 1

    def many() -> Iterator[tuple[object, ...]]:
        nonlocal alive
        for number in range(20_000):
            alive += 1
            assert alive < 12_000
            yield Row(("a", number, "no"))

    for ending in ("csv", "json", "parquet", "sav"):
        formats()[ending].write(Book(Table("t", "T", COLUMNS, many()), "en"), tmp_path / f"a.{ending}")
