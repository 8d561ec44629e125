"""`soseska new`: a first questionnaire that is in order from the start."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from survey.cli import main
from survey.documents.starter import name_of
from survey.questionnaire.load import load


def new(file: Path, language: str = "en") -> Result:
    return CliRunner().invoke(main, ["new", str(file)], env={"LANGUAGE": language}, catch_exceptions=False)


@pytest.mark.parametrize("language", ["sl", "hr", "en"])
def test_the_first_questionnaire_is_in_order_and_full_of_remarks(language: str, tmp_path: Path) -> None:
    file = tmp_path / "library.yaml"
    assert new(file, language).exit_code == 0
    loaded = load(file)
    assert loaded.id == "library"
    assert loaded.languages == ("sl", "hr", "en")
    remarks = [line for line in file.read_text().splitlines() if line.strip().startswith("# ")]
    assert len(remarks) >= 12
    assert CliRunner().invoke(main, ["check", str(file)], env={"LANGUAGE": language}).exit_code == 0


def test_what_is_there_is_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("my work")
    done = new(file)
    assert done.exit_code == 1
    assert "is there already" in done.stderr
    assert file.read_text() == "my work"


def test_a_folder_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    done = new(tmp_path / "nowhere" / "mine.yaml")
    assert done.exit_code == 1
    assert "cannot be written" in done.stderr


def test_the_ending_is_added_where_it_is_missing(tmp_path: Path) -> None:
    assert new(tmp_path / "mine").exit_code == 0
    assert load(tmp_path / "mine.yaml").id == "mine"


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("Naša knjižnica.yaml", "nasa_knjiznica"),
        ("2026 đaci.yaml", "daci"),
        ("a--b__c.yaml", "a_b_c"),
        ("x" * 90 + ".yaml", "x" * 60),
        ("анкета.yaml", ""),
        ("2026.yaml", ""),
    ],
)
def test_the_id_comes_from_the_name_of_the_file(file: str, name: str) -> None:
    assert name_of(Path(file)) == name


def test_a_name_without_letters_is_refused(tmp_path: Path) -> None:
    done = new(tmp_path / "2026.yaml")
    assert done.exit_code == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a\nsections: 1.yaml", "a' b.yaml", "a{{ 1 }}.yaml", "a $(date).yaml"])
def test_no_name_of_a_file_changes_what_is_written(name: str, tmp_path: Path) -> None:
    assert new(tmp_path / name).exit_code == 0
    assert load(tmp_path / name).purpose == "survey"
