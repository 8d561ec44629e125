"""The codebook: every question and every counted item is in it, on the page and in the table."""

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from survey.cli import main
from survey.documents.codebook import about, csv_text, html
from survey.i18n import LANGUAGES, use_language
from survey.questionnaire.codebook import STATES, asked, codebook
from survey.questionnaire.load import load
from tests.questionnaire.forms import EVERYTHING, make
from tests.starters.shipped import SHIPPED

WHOLE = make(EVERYTHING)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def run(*words: str, language: str = "en") -> Result:
    return CliRunner().invoke(main, ["codebook", *words], env={"LANGUAGE": language}, catch_exceptions=False)


def test_every_question_and_every_item_of_every_type_is_described() -> None:
    described = rows(csv_text(WHOLE, "en"))
    assert {row["question"] for row in described} == {question.id for question in WHOLE.questions()}
    counted = [row["variable"] for row in described if row["measure"]]
    assert counted == [variable.item for variable in codebook(WHOLE, "en")]
    page = html(WHOLE, "en")
    assert all(f"<code>{row['variable']}</code>" in page for row in described)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_starter_has_a_codebook_in_its_language(path: Path, language: str) -> None:
    questionnaire = load(path)
    described = rows(csv_text(questionnaire, language))
    assert all(row["question_text"] and row["label"] for row in described)
    page = html(questionnaire, language)
    assert f'lang="{language}"' in page
    assert all(question.label[language][:20] in page.replace("&#39;", "'") for question in questionnaire.questions())


def test_each_item_names_the_states_it_can_be_in() -> None:
    states = {item.variable.item: item.states for entry in asked(WHOLE, "en") for item in entry.items}
    assert states["coming"] == ("_blank", "_refused")
    assert states["age"] == ("_not_asked", "_blank")
    assert states["wish"] == ("_not_asked", "_blank", "_answered")
    assert states["cards.choir.often"] == ("_not_asked", "_blank")
    assert states["cards.choir.have"] == ("_not_asked", "_blank", "_refused")
    assert states["picks.choir"] == ("_blank",)
    assert {state for found in states.values() for state in found} == set(STATES)


def test_sensitive_questions_are_marked() -> None:
    marked = {row["question"] for row in rows(csv_text(WHOLE, "en")) if row["sensitive"] == "1"}
    assert marked == {"needs"}
    assert html(WHOLE, "en").count('class="apart"') == 1


def test_texts_are_escaped_and_no_cell_is_a_formula() -> None:
    nasty = make("""\
        - {id: a, type: single, label: {en: "<script>alert(1)</script>"}, options: {x: {en: "=1+1"}, y: {en: "@y"}}}
        - {id: b, type: text, label: {en: "=HYPERLINK(1)"}}
    """)
    page = html(nasty, "en")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    cells = [cell for row in rows(csv_text(nasty, "en")) for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_the_page_fetches_nothing() -> None:
    page = html(WHOLE, "en")
    assert not [word for word in ("<script", "<link", "src=", "url(", "@import", "http") if word in page]


def test_the_command_writes_both_files(tmp_path: Path) -> None:
    source = next(path for path in SHIPPED if path.stem == "resident_survey")
    done = run(str(source), "--language", "sl", "--out", str(tmp_path / "out"))
    assert done.exit_code == 0
    page, table = (Path(line) for line in done.stdout.splitlines())
    assert (page.name, table.name) == ("resident_survey_codebook_sl.html", "resident_survey_codebook_sl.csv")
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")
    assert rows(table.read_text("utf-8-sig"))
    assert page.read_text().count("<h1>") == 1


def test_a_language_the_questionnaire_does_not_speak_is_refused(tmp_path: Path) -> None:
    done = run(str(SHIPPED[0]), "--language", "de", "--out", str(tmp_path / "out"))
    assert done.exit_code == 1
    assert "sl, hr, en" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_faulty_file_is_refused_with_its_faults(tmp_path: Path) -> None:
    file = tmp_path / "faulty.yaml"
    file.write_text("questionnaire: x\n")
    done = run(str(file))
    assert done.exit_code == 1
    assert f"{file}:1:1: " in done.stderr


@pytest.mark.parametrize(
    ("duration", "said"),
    [(20, "It takes about a minute."), (110, "It takes about 2 minutes."), (300, "It takes about 5 minutes.")],
)
def test_the_time_is_said_in_whole_minutes(duration: int, said: str) -> None:
    with use_language("en"):
        assert about(duration) == said
