"""Forms that other people wrote come in whole, or each thing that does not is named with its place."""

from pathlib import Path

import pytest

from survey.questionnaire.load import load_text, resolve
from survey.questionnaire.xlsform.read import Imported, read
from survey.questionnaire.xlsform.sheets import open_book
from survey.questionnaire.xlsform.yaml_file import written
from tests.xlsform.books import FORMS, REAL

every_form = pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def taken() -> dict[Path, Imported]:
    return {path: read(path) for path in REAL}


@every_form
def test_no_row_disappears_in_silence(path: Path, taken: dict[Path, Imported]) -> None:
    form = taken[path]
    asked = {question.id for question in form.questionnaire.questions()}
    told = {loss.row for loss in form.losses.found if loss.sheet == "survey"}
    silent = [
        row.number
        for row in open_book(path).sheet("survey").rows
        if not row.peek("type").lower().startswith(("begin", "end"))
        and row.number not in told
        and form.ids.get(row.peek("name")) not in asked
    ]
    assert silent == []


@every_form
def test_every_cell_is_used_or_named(path: Path, taken: dict[Path, Imported]) -> None:
    told = {(loss.sheet, loss.row) for loss in taken[path].losses.found}
    for row in open_book(path).sheet("survey").rows:
        for heading in ("default", "image", "audio", "read_only", "repeat_count", "media::video", "parameters"):
            is_range = row.peek("type") == "range" and heading == "parameters"
            assert not row.peek(heading) or is_range or ("survey", row.number) in told, (row.number, heading)


@every_form
def test_what_comes_in_passes_our_own_checks(path: Path, taken: dict[Path, Imported]) -> None:
    questionnaire = taken[path].questionnaire
    assert resolve(load_text(written(questionnaire), complete=False)) == resolve(questionnaire)


def test_the_german_needs_assessment_comes_in_with_all_its_questions(taken: dict[Path, Imported]) -> None:
    form = taken[FORMS / "correlaid-needs-survey-de.xlsx"]
    questionnaire = form.questionnaire
    assert questionnaire.languages == ("de",)
    assert questionnaire.question("landkreise").label == {"de": "In welchem Landkreis sind Sie aktiv?"}
    assert questionnaire.question("themenfelder_other").show_if == "themenfelder has other"
    lost = [loss for loss in form.losses.found if "left out" in loss.message]
    assert [(loss.row, loss.column) for loss in lost] == [(28, "relevant")]  # it asks for an option its list lacks


def test_districts_follow_the_region_chosen_before(taken: dict[Path, Imported]) -> None:
    question = taken[FORMS / "odk-socio-economic-en-fr.xlsx"].questionnaire.question("district")
    shown = {option.code: option.show_if for option in question.options}
    assert shown["hyderabad"] == "region = sindh"
    assert shown["lahore_sialkot"] == "region = punjab"


def test_a_table_of_choices_becomes_a_grid(taken: dict[Path, Imported]) -> None:
    grid = taken[FORMS / "correlaid-all-types-de.xlsx"].questionnaire.question("matrix_inner")
    assert [row.label["de"] for row in grid.rows] == ["Python", "JavaScript", "SQL"]
    assert [option.code for option in grid.options] == ["none", "basic", "adv", "exp"]


def test_a_group_that_says_nothing_else_is_parted_into_pages_of_three(taken: dict[Path, Imported]) -> None:
    sections = taken[FORMS / "odk-all-question-types.xlsx"].questionnaire.sections
    sizes = [len(section.questions) for section in sections if section.id.startswith("text_question_types")]
    assert sizes == [3, 3, 1]
