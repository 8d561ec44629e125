"""Answers that several questionnaires share stand once, in a file of their own."""

from pathlib import Path

import pytest

from survey.documents.question_types import framed
from survey.questionnaire.check import check_files
from survey.questionnaire.load import Faulty, load

QUESTION = "- {id: often, type: single, label: {en: Often}, options: OFTEN}"
SHARED = """\
languages: [en]
lists:
  OFTEN:
    weekly: {en: every week}
    na: {label: {en: rather not say}, refusal: true}
"""


def written(folder: Path, shared: str, questions: str = QUESTION, more: str = "") -> Path:
    (folder / "lists.yaml").write_text(shared)
    file = folder / "survey.yaml"
    file.write_text(framed(questions) + more)
    return file


def codes(file: Path) -> list[str]:
    return [option.code for option in load(file).question("often").options]  # type: ignore[attr-defined]


def test_a_list_beside_the_file_is_found_by_its_name(tmp_path: Path) -> None:
    assert codes(written(tmp_path, SHARED)) == ["weekly", "na"]
    assert check_files(tmp_path.glob("*.yaml")) == []


def test_a_list_of_ones_own_goes_before_the_shared_one(tmp_path: Path) -> None:
    assert codes(written(tmp_path, SHARED, more="lists:\n  OFTEN:\n    daily: {en: every day}\n")) == ["daily"]


def test_a_misspelt_name_is_told_with_the_shared_one_that_was_meant(tmp_path: Path) -> None:
    file = written(tmp_path, SHARED, QUESTION.replace("options: OFTEN", "options: OFTN"))
    with pytest.raises(Faulty, match="did you mean »OFTEN«"):
        load(file)


@pytest.mark.parametrize(
    ("shared", "line"),
    [
        ("lists:\n  OFTEN: weekly\n", 2),
        ("lists:\n  OFTEN:\n    Weekly: {en: x}\n", 3),
        ("lists:\n  OFTEN:\n    weekly: {label: {en: x}, refused: true}\n", 3),
        ("lists:\n  OFTEN:\n    weekly: {en: x, sl: x}\n    few: {sl: x}\n", 4),
    ],
)
def test_a_fault_in_the_shared_file_is_told_with_its_line(shared: str, line: int, tmp_path: Path) -> None:
    file = written(tmp_path, shared)
    with pytest.raises(Faulty) as refused:
        load(file)
    assert {(Path(fault.file).name, fault.line) for fault in refused.value.faults} == {("lists.yaml", line)}


@pytest.mark.parametrize("shared", ["lists: [a]\n", "lists: {}\nmore: 1\n", "options: 1\n"])
def test_a_shared_file_that_is_none_is_told(shared: str, tmp_path: Path) -> None:
    file = written(tmp_path, shared)
    assert "lists.yaml" in {Path(fault.file).name for fault in check_files([file.with_name("lists.yaml")])}


def test_a_shared_list_may_speak_more_languages(tmp_path: Path) -> None:
    assert codes(written(tmp_path, SHARED.replace("{en: every week}", "{en: every week, sl: vsak teden}")))


def test_a_language_that_the_shared_list_lacks_is_told_where_it_is_missing(tmp_path: Path) -> None:
    file = written(tmp_path, SHARED)
    file.write_text(file.read_text().replace("languages: [en]", "languages: [en, sl]"))
    with pytest.raises(Faulty) as refused:
        load(file)
    assert {"lists.yaml"} <= {Path(fault.file).name for fault in refused.value.faults}
