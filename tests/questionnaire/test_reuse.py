"""Lists and blocks that several questionnaires share, locked questions, and activities a district made up."""

from pathlib import Path

import pytest

from survey.questionnaire.check import check_files, warnings
from survey.questionnaire.codebook import codebook
from survey.questionnaire.load import Faulty, load
from survey.questionnaire.model import Questionnaire
from tests.questionnaire.forms import FRAME

COMMON = """\
languages: [en]
lists:
  OFTEN:
    weekly: {en: every week}
    never: {en: never}
blocks:
  coming:
    - {id: coming, type: single, label: {en: Coming}, options: OFTEN}
    - {id: why, type: text, label: {en: Why not}, show_if: coming = never}
  intent: {id: intent, type: single, locked: true, label: {en: Intent}, options: OFTEN}
  wish: {id: wish, type: text, label: {en: Wish}}
"""
CATALOGUE = "activities:\n  walk: {label: {en: Walks}}\n  choir: {label: {en: Choir}}\n"


def written(folder: Path, questions: str, more: str = "", common: str = COMMON) -> Path:
    (folder / "common.yaml").write_text(common)
    (folder / "catalogue.yaml").write_text(CATALOGUE)
    file = folder / "trial.yaml"
    file.write_text(FRAME + questions + more)
    return file


def loaded(folder: Path, questions: str, more: str = "") -> Questionnaire:
    return load(written(folder, questions, more))


def faults(folder: Path, questions: str, more: str = "", common: str = COMMON) -> list[str]:
    with pytest.raises(Faulty) as refused:
        load(written(folder, questions, more, common))
    return [str(fault).removeprefix(f"{folder}/") for fault in refused.value.faults]


def test_a_block_of_another_file_brings_its_questions_and_lists(tmp_path: Path) -> None:
    found = loaded(tmp_path, "      - {use: common.yaml#coming}\n      - {id: last, type: note, label: {en: End}}\n")
    assert [question.id for question in found.questions()] == ["agreed", "coming", "why", "last"]
    assert [option.code for option in found.question("coming").options] == ["weekly", "never"]  # type: ignore[attr-defined]


def test_a_block_of_the_same_file_needs_no_file(tmp_path: Path) -> None:
    blocks = "blocks:\n  twice: {id: x, type: text, label: {en: X}}\n"
    found = loaded(tmp_path, "      - {use: twice}\n      - {use: twice, id: y, required: true}\n", blocks)
    assert [question.id for question in found.questions()] == ["agreed", "x", "y"]
    assert found.question("y").required
    assert not found.question("x").required


def test_a_list_of_another_file_is_named_with_its_file(tmp_path: Path) -> None:
    found = loaded(tmp_path, "      - {id: a, type: single, label: {en: A}, options: common.yaml#OFTEN}\n")
    assert [option.code for option in found.question("a").options] == ["weekly", "never"]  # type: ignore[attr-defined]


def test_the_document_stands_alone_afterwards(tmp_path: Path) -> None:
    found = loaded(tmp_path, "      - {use: common.yaml#intent}\n")
    assert found.question("intent").locked
    assert "use" not in found.model_dump_json()


REFUSED = [
    ("{use: common.yaml#comin}", "trial.yaml:8:15: »comin« is not known here; did you mean »coming«?"),
    ("{use: nothing}", "trial.yaml:8:15: »nothing« is not known here"),
    ("{use: ../secrets.yaml#x}", "trial.yaml:8:15: »../secrets.yaml« cannot be used"),
    ("{use: other.yaml#x}", "trial.yaml:8:15: "),
    ("{use: common.yaml#intent, label: {en: Mine}}", "trial.yaml:8:35: »intent« is locked"),
    ("{use: common.yaml#coming, required: true}", "trial.yaml:8:35: only a block of one question can be changed"),
    ("{use: common.yaml#wish, max_length: 9000}", "trial.yaml:8:45: too much|trial.yaml:8:45: the number is too large"),
    ("{id: a, type: single, label: {en: A}, options: common.yaml#OFTN}", "trial.yaml:8:56: »OFTN« is not known here"),
]


@pytest.mark.parametrize(("question", "part"), REFUSED)
def test_a_part_that_cannot_be_used_is_told_at_its_place(question: str, part: str, tmp_path: Path) -> None:
    said = faults(tmp_path, f"      - {question}\n")
    assert any(any(piece in line for piece in part.split("|")) for line in said), said


def test_a_fault_inside_a_block_is_told_in_the_file_it_stands_in(tmp_path: Path) -> None:
    broken = COMMON.replace("show_if: coming = never", "show_if: coming = often")
    said = faults(
        tmp_path, "      - {id: first, type: note, label: {en: N}}\n      - {use: common.yaml#coming}\n", "", broken
    )
    assert [line.split(": ")[0] for line in said] == ["common.yaml:9:60"]
    assert [str(fault).removeprefix(f"{tmp_path}/") for fault in check_files([tmp_path / "common.yaml"])] == said


def test_questions_after_a_block_keep_their_places(tmp_path: Path) -> None:
    said = faults(tmp_path, "      - {use: common.yaml#coming}\n      - {id: last, type: txt, label: {en: End}}\n")
    assert [line.split(": ")[0] for line in said] == ["trial.yaml:9:26"]


def test_a_block_used_twice_gives_the_place_of_both(tmp_path: Path) -> None:
    said = faults(tmp_path, "      - {use: common.yaml#wish}\n      - {id: wish, type: text, label: {en: W}}\n")
    assert said == [said[0]]
    assert said[0].startswith("trial.yaml:9:14: the id »wish« is used twice, first in line 11")
    assert "common.yaml" in said[0]


def test_a_block_does_not_use_a_block(tmp_path: Path) -> None:
    circle = COMMON.replace("wish: {id: wish, type: text, label: {en: Wish}}", "wish: {use: wish}")
    assert faults(tmp_path, "      - {use: common.yaml#wish}\n", "", circle)[0].startswith("common.yaml:11:15: a block")


def test_a_block_used_over_and_over_is_refused_before_anybody_waits(tmp_path: Path) -> None:
    said = faults(tmp_path, "      - {use: common.yaml#coming}\n" * 20_000)
    assert any("more than 300 questions" in line for line in said)


OWN = "activities:\n  x_bocce: {label: {en: Bocce}, like: walk}\n"
PICKS = "      - {id: picks, type: multiple, label: {en: P}, options: {activities: [choir, x_bocce], local: 1}}\n"


def test_an_activity_of_the_district_is_counted_by_itself_and_compared_as_a_common_one(tmp_path: Path) -> None:
    book = codebook(loaded(tmp_path, PICKS, OWN), "en")
    assert book.item("picks.x_bocce").like == "walk"
    assert book.item("picks.choir").like == ""


@pytest.mark.parametrize(
    ("own", "part"),
    [
        ("x_bocce: {label: {en: B}}", "is compared with nothing"),
        ("x_bocce: {label: {en: B}, like: wlk}", "did you mean »walk«?"),
        ("x_bocce: {label: {en: B}, like: x_bocce}", "»x_bocce« is not known here"),
        ("bocce: {label: {en: B}}", "let it begin with x_"),
        ("x_bocce: {label: {de: B}, like: walk}", "the text in »en« is missing"),
    ],
)
def test_an_activity_that_can_be_compared_with_nothing_is_refused(own: str, part: str, tmp_path: Path) -> None:
    assert any(part in line for line in faults(tmp_path, PICKS, f"activities:\n  {own}\n"))


@pytest.mark.parametrize(
    ("condition", "never"),
    [
        ("coming = weekly and coming = never", True),
        ("people > 3 and people < 3", True),
        ("people > 3 and people < 4", False),
        ("count(picks) > 2 and not picks has walk", False),
        ("count(picks) < 0", True),
        ("people * 2 = 7", False),
        ("day > '2026-01-01' and day < '2026-01-01'", True),
        ("not answered(coming)", False),
    ],
)
def test_a_question_that_nobody_is_asked_is_a_warning(condition: str, never: bool, tmp_path: Path) -> None:
    questions = (
        "      - {use: common.yaml#coming}\n"
        "      - {id: people, type: number, maximum: 9, label: {en: P}}\n"
        "      - {id: picks, type: multiple, label: {en: P}, options: {walk: {en: w}, choir: {en: c}, chess: {en: s}}}"
        "\n"
        "      - {id: day, type: date, label: {en: D}}\n"
        f'      - {{id: last, type: text, label: {{en: L}}, show_if: "{condition}"}}\n'
    )
    file = written(tmp_path, questions)
    assert check_files([file]) == []
    assert [("»last«" in line) for line in warnings([file])] == ([True] if never else [])
