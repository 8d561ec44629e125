"""`soseska convert` on the command line."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from survey.cli import main
from survey.questionnaire.load import load, resolve
from survey.questionnaire.manner import Manner, manner_of
from survey.questionnaire.source import read_file
from tests.xlsform.books import FORMS, accepted, meaning, write_csv

GERMAN = FORMS / "correlaid-needs-survey-de.xlsx"


def convert(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["convert", *map(str, words)], env={"LANG": "en"})


def test_a_form_becomes_a_questionnaire_and_the_losses_are_listed(tmp_path: Path) -> None:
    done = convert(GERMAN, tmp_path / "needs.yaml")
    assert done.exit_code == 0
    assert "questions were written." in done.stdout
    assert "sheet survey, row 54, column constraint: the rule was not taken" in done.stderr
    assert load(tmp_path / "needs.yaml", complete=False).languages == ("de",)


def test_what_people_agree_to_is_never_filed_under_a_language_it_is_not_written_in(tmp_path: Path) -> None:
    done = convert(GERMAN, tmp_path / "needs.yaml")
    assert "the question »consent« has no text in »de« yet; nobody can agree to what they cannot read" in done.stderr
    asked = load(tmp_path / "needs.yaml", complete=False)
    assert set(asked.question("consent").label) == set(asked.question("consent").agree) == {"en"}
    checked = CliRunner().invoke(main, ["check", str(tmp_path / "needs.yaml")], env={"LANG": "en"})
    assert checked.exit_code == 1
    missing = [line for line in checked.stderr.splitlines() if "the text in »de« is missing" in line]
    lines = (tmp_path / "needs.yaml").read_text("utf-8").splitlines()
    texts = [lines[int(line.rpartition(".yaml:")[2].split(":")[0]) - 1].strip() for line in missing]
    assert texts == ['label: {en: "Before you begin"}', 'agree: {en: "I agree to take part."}']


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_questionnaire_becomes_a_form_and_comes_back(ending: str, tmp_path: Path) -> None:
    assert convert("questionnaires/resident_survey.yaml", tmp_path / f"form.{ending}").exit_code == 0
    done = convert(tmp_path / f"form.{ending}", tmp_path / "back.yaml")
    assert (done.exit_code, done.stderr) == (0, "")
    assert f"The activities were written to {tmp_path / 'catalogue.yaml'}." in done.stdout
    assert resolve(load(tmp_path / "back.yaml")) == resolve(load("questionnaires/resident_survey.yaml"))
    shutil.copy("questionnaires/catalogue.yaml", tmp_path)
    assert convert(tmp_path / f"form.{ending}", tmp_path / "back.yaml").stderr == ""


KEPT = """\
# A survey with remarks in all places.
questionnaire: kept
title: {sl: "A", hr: "A", en: "A"}
languages: [sl, hr, en]
minimum_age: 15  # the usual
purpose: survey
lists:
  # Answers that two questions share.
  OFTEN:
    weekly: {sl: "a", hr: "a", en: "a"}
    # The town has no bus on Sundays.
    rarely: {sl: "b", hr: "b", en: "b"}
sections:
  # The first page.
  - id: start
    questions:
      - {id: agree, type: consent, label: {sl: "a", hr: "a", en: "a"}, agree: {sl: "a", hr: "a", en: "a"}}
      - id: visits  # asked since 2019
        type: single
        options: OFTEN
        label: {sl: "a", hr: "a", en: "a # no remark"}
      - id: trips
        type: single
        options: OFTEN
        none: {sl: "c", hr: "c", en: "c"}
        label: {sl: "a", hr: "a", en: "a"}
      - id: grid
        type: grid
        label: {sl: "a", hr: "a", en: "a"}
        rows:
          one: {sl: "a", hr: "a", en: "a"}
          # Only in winter.
          two: {sl: "b", hr: "b", en: "b"}
        options: OFTEN
"""
REMARKS = {
    (): ("A survey with remarks in all places.", "the usual"),
    ("entry", "OFTEN", "weekly"): ("Answers that two questions share.",),
    ("entry", "OFTEN", "rarely"): ("The town has no bus on Sundays.",),
    ("page", "start"): ("The first page.",),
    ("question", "visits"): ("asked since 2019",),
    ("option", "grid", "two"): ("Only in winter.",),
}


def manner_of_file(path: Path) -> Manner:
    return manner_of(read_file(path), load(path))


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_remarks_shared_lists_and_usual_settings_come_back(ending: str, tmp_path: Path) -> None:
    file, back = tmp_path / "kept.yaml", tmp_path / "back.yaml"
    file.write_text(KEPT, "utf-8")
    manner = manner_of_file(file)
    assert dict(manner.remarks) == REMARKS
    assert (list(manner.lists), manner.said) == (["OFTEN"], ("purpose", "minimum_age"))
    there, again = convert(file, tmp_path / f"form.{ending}"), convert(tmp_path / f"form.{ending}", back)
    assert (there.stderr, again.stderr) == ("", "")
    assert resolve(load(back)) == resolve(load(file))
    assert manner_of_file(back) == manner
    assert back.read_text("utf-8").count("options: OFTEN") == 3
    assert accepted(tmp_path / f"form.{ending}") == []


SHIPPED = [
    pytest.param(path, id=path.stem, marks=[] if path.stem == "resident_survey" else pytest.mark.slow)
    for path in sorted(Path("questionnaires").glob("*_*.yaml"))
    if "\nsections:" in path.read_text("utf-8")
]


@pytest.mark.parametrize("path", SHIPPED)
def test_our_own_questionnaires_keep_their_remarks_and_lists(path: Path, tmp_path: Path) -> None:
    shutil.copy("questionnaires/catalogue.yaml", tmp_path)
    assert convert(path, tmp_path / "form.csv").stderr == ""
    assert convert(tmp_path / "form.csv", tmp_path / "back.yaml").stderr == ""
    assert meaning(load(tmp_path / "back.yaml")) == meaning(load(path))
    assert manner_of_file(tmp_path / "back.yaml") == manner_of_file(path)


def test_what_a_form_has_no_place_for_is_listed_with_its_line(tmp_path: Path) -> None:
    text = KEPT.replace("sections:", "  UNUSED:\n    # Nobody reads this.\n    x: {sl: a, hr: a, en: a}\nblocks:\n"
                        "  more: {id: more, type: note, label: {sl: a, hr: a, en: a}}\nsections:")  # fmt: skip
    text += "      - {use: more}\n"
    (tmp_path / "kept.yaml").write_text(text, "utf-8")
    done = convert(tmp_path / "kept.yaml", tmp_path / "form.csv")
    told = [line.rpartition("/")[2] for line in done.stderr.splitlines()]
    assert told == [
        "kept.yaml:13:3: no question uses the list »UNUSED«; it was left out",
        "kept.yaml:14:1: this remark stands at a list that no question uses; it was left out",
        "kept.yaml:17:3: the block »more« is written out where it is used",
        "3 things could not be taken as they were; they are listed above.",
    ]


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
