"""`soseska export`: files with a manifest, answers only for who keeps the data, or what is missing."""

import hashlib
import json
import stat
from pathlib import Path

import pytest
from sqlalchemy import select

from survey.export.formats import formats, xlsx_file
from survey.store.accounts import create_user, grant
from survey.store.audit import Audit
from survey.store.base import Store
from survey.store.districts import Assessment
from survey.store.tally import fold
from tests.cli.conftest import Soseska

pytestmark = [pytest.mark.usefixtures("assessment"), pytest.mark.one_database]

ANSWERS = "nr,place,day,garden,choir,minutes\n1,d01,2026-05-31,1,0,12\n2,d02,2026-05-30,-,-,-\n"
MAP = """
id: nr
district: place
day: day
channel: {always: paper}
blank: ["", "-"]
questions:
  agree: {always: "yes"}
  place: place
  acts: {ticks: {garden: garden, choir: choir}, ticked: ["1"], none_ticked: blank}
  minutes: minutes
"""


@pytest.fixture
def answered(assessment: Assessment, soseska: Soseska, store: Store, tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text(ANSWERS)
    (tmp_path / "map.yaml").write_text(MAP)
    done = soseska("import", "answers.csv", "--map", "map.yaml", "--round", "first")
    assert done.exit_code == 0, done.stderr
    with store.write() as session:
        fold(session)
        town = session.scalars(select(Assessment)).one()
        grant(session, create_user(session, "keeper", "a long password"), "data_keeper", town)
        grant(session, create_user(session, "leader", "a long password"), "lead", town)


def manifest(folder: Path) -> dict[str, object]:
    made = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for one in made["files"]:
        said = (folder / one["name"]).read_bytes()
        assert (len(said), hashlib.sha256(said).hexdigest()) == (one["bytes"], one["sha256"])
    return made


@pytest.mark.usefixtures("answered")
def test_every_format_is_written_and_listed_with_its_hash(soseska: Soseska, store: Store, tmp_path: Path) -> None:
    wanted = "csv,xlsx,json,sav,parquet"
    done = soseska("export", "--round", "first", "--format", wanted, "--out", "out", "--answers", "--by", "keeper",
                   "--reason", "a round trip")  # fmt: skip
    assert done.exit_code == 0, done.stderr
    listed = {one["name"] for one in manifest(tmp_path / "out")["files"]}
    named = {f"{name}.{ending}" for name in ("results", "codebook", "answers/answers") for ending in wanted.split(",")}
    assert named | {"read_me.txt", "answers/import_map.yaml", "answers/manifest.json"} <= listed
    assert stat.S_IMODE((tmp_path / "out" / "answers" / "answers.csv").stat().st_mode) == 0o600
    assert manifest(tmp_path / "out" / "answers")["kind"] == "answers"
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.startswith(".")]
    with store.read() as session:
        said = [line for line in session.scalars(select(Audit.what)) if "command line" in line]
    assert said == ["answers taken on the command line: first; a round trip"]


@pytest.mark.usefixtures("answered")
def test_answers_come_in_again_with_the_map_beside_them(soseska: Soseska, tmp_path: Path) -> None:
    done = soseska("export", "--round", "first", "--out", "out", "--answers", "--by", "keeper", "--reason", "again")
    assert done.exit_code == 0, done.stderr
    folder = tmp_path / "out" / "answers"
    again = soseska("import", folder / "answers.csv", "--map", folder / "import_map.yaml", "--round", "second")
    assert again.exit_code == 0, again.stderr
    assert "2 answers were brought in." in again.stdout
    soseska("export", "--round", "second", "--out", "more", "--answers", "--by", "keeper", "--reason", "again")
    kept = [
        sorted(line.split(",", 1)[1] for line in (tmp_path / name / "answers" / "answers.csv").read_text().splitlines())
        for name in ("out", "more")
    ]
    assert kept[0] == kept[1]


def test_a_round_that_nobody_answered_is_a_set_of_files_too(soseska: Soseska, tmp_path: Path) -> None:
    assert soseska("export", "--round", "first", "--format", "csv,json", "--out", "out").exit_code == 0
    assert manifest(tmp_path / "out")["round"] == "first"


MISTAKES = (
    (("--round", "nowhere", "--out", "out"), 1, "There is no round »nowhere«."),
    (("--round", "first", "--out", "out", "--format", "exe"), 2, "»exe« is not known; there are: csv, xlsx, json"),
    (("--round", "first", "--out", "out", "--format", ","), 2, "is not known"),
    (("--round", "first", "--out", "out", "--answers"), 1, "Say with --by who takes the answers"),
    (("--round", "first"), 2, "--out"),
)


def test_what_is_missing_is_said(soseska: Soseska, tmp_path: Path) -> None:
    for words, code, said in MISTAKES:
        done = soseska("export", *words)
        assert done.exit_code == code, words
        assert said in done.stderr
        assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("answered")
def test_only_who_keeps_the_data_takes_answers(soseska: Soseska, tmp_path: Path) -> None:
    done = soseska("export", "--round", "first", "--out", "out", "--answers", "--by", "leader", "--reason", "curious")
    assert done.exit_code == 1
    assert "does not keep the data of the whole town" in done.stderr
    done = soseska("export", "--round", "first", "--out", "out", "--answers", "--by", "nobody", "--reason", "curious")
    assert (done.exit_code, "no account »nobody«" in done.stderr) == (1, True)
    assert not (tmp_path / "out").exists()


def test_a_missing_extra_is_one_sentence_with_its_line(
    soseska: Soseska, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_file, "NEEDS", ("nothing_of_this_name",))
    formats.cache_clear()
    done = soseska("export", "--round", "first", "--format", "csv,xlsx", "--out", "out")
    monkeypatch.undo()
    formats.cache_clear()
    assert done.exit_code == 1
    assert "pip install 'soseska[excel]'" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_said(soseska: Soseska, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = soseska("export", "--round", "first", "--out", "file/out")
    assert done.exit_code == 1
    assert "cannot be written" in done.stderr
