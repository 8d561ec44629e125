"""`soseska convert` on the command line."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from survey.cli import main
from survey.questionnaire.load import load, resolve
from tests.xlsform.books import FORMS, write_csv

GERMAN = FORMS / "correlaid-needs-survey-de.xlsx"


def convert(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["convert", *map(str, words)], env={"LANG": "en"})


def test_a_form_becomes_a_questionnaire_and_the_losses_are_listed(tmp_path: Path) -> None:
    done = convert(GERMAN, tmp_path / "needs.yaml")
    assert done.exit_code == 0
    assert "questions were written." in done.stdout
    assert "sheet survey, row 54, column constraint: the rule was not taken" in done.stderr
    assert load(tmp_path / "needs.yaml").languages == ("de",)
    assert CliRunner().invoke(main, ["check", str(tmp_path / "needs.yaml")]).exit_code == 0


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_questionnaire_becomes_a_form_and_comes_back(ending: str, tmp_path: Path) -> None:
    assert convert("questionnaires/resident_survey.yaml", tmp_path / f"form.{ending}").exit_code == 0
    done = convert(tmp_path / f"form.{ending}", tmp_path / "back.yaml")
    assert (done.exit_code, done.stderr) == (0, "")
    assert f"The activities were written to {tmp_path / 'catalogue.yaml'}." in done.stdout
    assert resolve(load(tmp_path / "back.yaml")) == resolve(load("questionnaires/resident_survey.yaml"))
    shutil.copy("questionnaires/catalogue.yaml", tmp_path)
    assert convert(tmp_path / f"form.{ending}", tmp_path / "back.yaml").stderr == ""


def test_a_catalogue_that_is_there_already_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "catalogue.yaml").write_text("activities: {choir: {label: {sl: Zbor, hr: Zbor, en: Choir}}}", "utf-8")
    convert("questionnaires/resident_survey.yaml", tmp_path / "form.csv")
    done = convert(tmp_path / "form.csv", tmp_path / "back.yaml")
    assert "catalogue.yaml differs from the activities of the form; what it says holds." in done.stderr
    assert (tmp_path / "catalogue.yaml").read_text("utf-8").startswith("activities: {choir")


def test_a_language_can_be_named_where_the_form_names_none(tmp_path: Path) -> None:
    form = write_csv(tmp_path / "form.csv", survey="type|name|label\ntext|wish|Želja")
    convert(form, tmp_path / "form.yaml", "--language", "sl")
    assert load(tmp_path / "form.yaml").question("wish").label == {"sl": "Želja"}


@pytest.mark.parametrize(
    ("source", "target", "sentence"),
    [
        ("gone.xlsx", "out.yaml", "gone.xlsx: there is no such file"),
        (GERMAN, "out.pdf", "Name an .xlsx, .xls or .csv file and a .yaml file, or a .yaml file and .xlsx or .csv."),
        (GERMAN, "no/folder/out.yaml", "no/folder/out.yaml cannot be written: No such file or directory"),
        ("gone.yaml", "out.xlsx", "gone.yaml:1:1: the file cannot be opened"),
    ],
)
def test_what_goes_wrong_is_said_in_a_sentence(source: str | Path, target: str, sentence: str) -> None:
    done = convert(source, target)
    assert done.exit_code == 1
    assert sentence in done.stderr
    assert done.stdout == ""
