"""The answers of single people: everybody once, nothing in confidence, and the same figures when they come back."""

import csv
import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import select

from survey.example import load_example
from survey.export.answers import put_answers
from survey.export.formats import formats
from survey.export.people import people_table
from survey.export.taken import Whole
from survey.i18n import use_language
from survey.importer.bring import bring
from survey.importer.mapping import load_mapping
from survey.questionnaire.load import load
from survey.sentences import words
from survey.spreadsheet.table import open_table
from survey.store import tally
from survey.store.base import Store
from survey.store.districts import Assessment, District
from survey.store.documents import OpenAnswer, Response
from survey.store.responses import submit
from survey.store.rounds import Round, publish, round_by_slug

KEY = "a key for tests only, forty characters long"
SECRET = ("r6", "mobility", "lonely")
RESIDENTS = Path(__file__).resolve().parents[2] / "questionnaires" / "resident_survey.yaml"


@pytest.fixture(scope="module")
def answered(empty_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example town with a few answers, made once."""
    folder = tmp_path_factory.mktemp("people") / "data"
    shutil.copytree(empty_sqlite, folder)
    store = Store(f"sqlite:///{folder / 'soseska.db'}", KEY)
    load_example(store, responses=40)
    store.close()
    return folder


@pytest.fixture
def store(answered: Path, tmp_path: Path):
    shutil.copytree(answered, tmp_path / "data")
    opened = Store(f"sqlite:///{tmp_path / 'data' / 'soseska.db'}", KEY)
    yield opened
    opened.close()


def put(store: Store, ending: str, folder: Path, language: str = "en") -> Path:
    folder.mkdir(exist_ok=True)
    with use_language(language), store.read() as session:
        round_ = round_by_slug(session, "lipovje")
        town = session.get_one(Assessment, round_.assessment_id)
        whole = Whole(round_, town, "Lipovje", language, ())
        put_answers(session, whole, formats()[ending], folder, "salt", lambda _n: None)
    return folder / f"answers.{ending}"


def counted(store: Store, slug: str = "lipovje") -> list[tuple[object, ...]]:
    """The whole tally of a round without its name; own words cannot come back, so they are left out."""
    with store.read() as session:
        round_ = round_by_slug(session, slug)
        cells = [tuple(row[1:]) for row in tally.cells(session, round_.id)]
        rows = [tuple(row[1:]) for row in tally.rows(session, round_.id) if row.item != "r11"]
        return cells + rows


def rows_of(path: Path, separator: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=separator))


@pytest.mark.parametrize("language", ["sl", pytest.param("en", marks=pytest.mark.slow)])
def test_answers_that_come_back_give_the_same_figures(store: Store, tmp_path: Path, language: str) -> None:
    path = put(store, "csv", tmp_path / "out", language)
    with store.write() as session:
        first = round_by_slug(session, "lipovje")
        again = Round(assessment_id=first.assessment_id, slug="again", name={"en": "again"}, state="open")
        session.add(again)
        session.flush()
        publish(session, again, load(RESIDENTS))
    mapping = load_mapping(tmp_path / "out" / "import_map.yaml")
    done = bring(store, open_table(path, mapping.columns()), mapping, "again")
    assert (done.new, done.flagged) == (len(rows_of(path, "," if language == "en" else ";")), 0)
    assert counted(store, "again") == counted(store)
    assert bring(store, open_table(path, mapping.columns()), mapping, "again").new == 0


def test_nothing_asked_in_confidence_and_no_own_words_are_in_any_file(store: Store, tmp_path: Path) -> None:
    with store.read() as session:
        said = [text for text in session.scalars(select(OpenAnswer.text)) if len(text) > 3]
        senders = list(session.scalars(select(Response.client_id)))
    text = put(store, "csv", tmp_path / "out").read_text(encoding="utf-8-sig")
    columns = text.splitlines()[0].split(",")
    assert not [name for name in columns if name.partition(".")[0] in SECRET]
    assert "language" not in columns
    assert said
    assert not [words for words in (*said, *senders) if words in text]


def test_everybody_who_counts_stands_there_once_in_no_order_of_arrival(store: Store, tmp_path: Path) -> None:
    rows = rows_of(put(store, "csv", tmp_path / "out"))
    with store.read() as session:
        people = session.scalars(select(Response).where(Response.state == "counted")).all()
    assert len(rows) == len(people) == len({row["id"] for row in rows})
    assert not {row["id"] for row in rows} & {str(one.id) for one in people}
    days = [row["day"] for row in rows]
    assert days not in (sorted(days), sorted(days, reverse=True))


def test_ids_hold_in_one_file_only(store: Store) -> None:
    with store.read() as session:
        round_ = round_by_slug(session, "lipovje")
        ids = [{row[0] for row in people_table(session, round_, "en", salt).rows} for salt in ("one", "two")]
    assert not ids[0] & ids[1]


def test_every_format_holds_the_same_answers(store: Store, tmp_path: Path) -> None:
    import openpyxl
    import pyreadstat
    from fastparquet import ParquetFile

    plain = rows_of(put(store, "csv", tmp_path / "csv"))
    data = json.loads(put(store, "json", tmp_path / "json").read_text(encoding="utf-8"))["rows"]
    assert [{name: str(cell) for name, cell in row.items()} for row in data] == plain
    sheet = openpyxl.load_workbook(put(store, "xlsx", tmp_path / "xlsx")).worksheets[0]
    assert [[str(cell.value) for cell in row] for row in sheet.iter_rows(min_row=2)] == [
        list(r.values()) for r in plain
    ]
    sheet.parent.close()
    with put(store, "parquet", tmp_path / "parquet").open("rb") as file:
        assert list(ParquetFile(file).to_pandas()["r2"]) == [row["r2"] for row in plain]
    read, about = pyreadstat.read_sav(put(store, "sav", tmp_path / "sav"), user_missing=True)
    codes = {v: k for k, v in {"weekly": 1, "monthly": 2, "few": 3, "maybe": 4, "no": 5, "_blank": -1}.items()}
    assert [codes[value] for value in read["r2"]] == [row["r2"] for row in plain]
    assert about.missing_ranges["r2"] == [{"lo": n, "hi": n} for n in (-1, -2, -3)]
    assert set(read["r3.choir_music"]) <= {0, 1, -1, -2, -3}


def test_spss_counts_what_the_tally_counts(store: Store, tmp_path: Path) -> None:
    """Every item of every place, recomputed from the file as a researcher would; those without an answer left out."""
    import pyreadstat

    read, about = pyreadstat.read_sav(put(store, "sav", tmp_path / "sav"))
    names = dict(about.variable_value_labels["place"].items())
    ticked = (read[[name for name in read if name.startswith("r3.")]] == 1).groupby(read["place"].map(names)).sum()
    with store.read() as session:
        rows = tally.rows(session, round_by_slug(session, "lipovje").id)
        called = {place.code: words.place(place) for place in session.scalars(select(District))}
    expected: Counter[tuple[str, str]] = Counter()
    for row in rows:
        if row.item in ticked and row.option == "yes":
            expected[called[row.district], row.item] += row.n
    assert len(expected) > 20
    assert {key: ticked.loc[key] for key in expected} == expected


def test_e44_answers_that_pour_in_meanwhile_are_not_in_the_file(store: Store) -> None:
    with store.read() as session:
        round_ = round_by_slug(session, "lipovje")
        rows = iter(people_table(session, round_, "en", "salt").rows)
        seen = [next(rows)]
        before = len(session.scalars(select(Response.id).where(Response.state == "counted")).all())
        with store.write() as writing:
            for number in range(30):
                submit(
                    store, writing, round_by_slug(writing, "lipovje"), {"r0": "yes", "r1": "polje", "r2": "weekly"},
                    client_id=f"late {number}", channel="web", access="open", language="sl",
                    day=writing.scalars(select(Response.day).limit(1)).one(), district="polje",
                )  # fmt: skip
        assert len([*seen, *rows]) == before
