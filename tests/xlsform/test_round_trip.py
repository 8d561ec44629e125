"""What goes out as an XLSForm comes back the same, and the tools of others accept it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from survey.questionnaire.load import load, load_text, resolve
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.xlsform.read import read
from survey.questionnaire.xlsform.write import write
from survey.questionnaire.xlsform.yaml_file import written
from tests.questionnaire.forms import EVERYTHING, make
from tests.xlsform.books import accepted, meaning
from tests.xlsform.strategies import questionnaires

OURS = [path for path in sorted(Path("questionnaires").glob("*.yaml")) if "\nsections:" in path.read_text("utf-8")]
patient = settings(suppress_health_check=list(HealthCheck), max_examples=40)


def back(questionnaire: Questionnaire, path: Path) -> Questionnaire:
    write(questionnaire, path)
    taken = read(path)
    assert list(taken.losses.lines()) == []
    return taken.questionnaire


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("forms")


@patient
@given(questionnaires())
def test_any_questionnaire_survives_the_way_through_csv(folder: Path, questionnaire: Questionnaire) -> None:
    assert meaning(back(questionnaire, folder / "form.csv")) == meaning(questionnaire)


@settings(patient, max_examples=10)
@given(questionnaires())
def test_any_questionnaire_survives_the_way_through_a_workbook(folder: Path, questionnaire: Questionnaire) -> None:
    assert meaning(back(questionnaire, folder / "form.xlsx")) == meaning(questionnaire)


@settings(patient, max_examples=10)
@given(questionnaires())
def test_any_questionnaire_is_accepted_by_pyxform(folder: Path, questionnaire: Questionnaire) -> None:
    write(questionnaire, folder / "form.xlsx")
    accepted(folder / "form.xlsx")


@patient
@given(questionnaires())
def test_any_questionnaire_can_be_written_as_yaml(questionnaire: Questionnaire) -> None:
    assert resolve(load_text(written(questionnaire))) == resolve(questionnaire)


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_our_own_questionnaires_go_out_and_come_back(path: Path, ending: str, tmp_path: Path) -> None:
    questionnaire = load(path)
    assert meaning(back(questionnaire, tmp_path / f"form{ending}")) == meaning(questionnaire)
    assert accepted(tmp_path / f"form{ending}") == []


def test_every_type_of_question_goes_out_and_comes_back(tmp_path: Path) -> None:
    everything = make(EVERYTHING, "pairs: [[picks, coming], [picks, picks]]")
    assert meaning(back(everything, tmp_path / "form.xlsx")) == meaning(everything)
    accepted(tmp_path / "form.xlsx")


def test_language_columns_are_named_as_the_tools_want_them(tmp_path: Path) -> None:
    write(load(Path("questionnaires/resident_survey.yaml")), tmp_path / "form.csv")
    text = (tmp_path / "form.csv").read_text("utf-8")
    assert "label::slovenščina (sl),label::hrvatski (hr),label::English (en)" in text


def test_a_label_that_begins_like_a_formula_stays_a_label(tmp_path: Path) -> None:
    import openpyxl

    form = make("- {id: wish, type: text, label: {en: '=HYPERLINK(\"http://example.org\")'}}")
    write(form, tmp_path / "form.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "form.xlsx")["survey"]
    cell = next(cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=HYPER"))
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    write(form, tmp_path / "form.csv")
    assert ",'=HYPER" in (tmp_path / "form.csv").read_text("utf-8").replace('"', "")
