"""`soseska paper`: a file as a form to look at, a round as numbered sheets."""

import pytest
from click.testing import CliRunner

from survey.cli import main
from tests.starters.shipped import FOLDER

FEEDBACK = str(FOLDER / "event_feedback.yaml")


def run(*words, folder, monkeypatch):
    monkeypatch.setenv("SOSESKA_DATA", str(folder / "data"))
    monkeypatch.setenv("SOSESKA_SECRET_KEY", "a key for tests only, forty characters long")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    return CliRunner().invoke(main, ["paper", *words, "--out", str(folder / "out")])


@pytest.mark.usefixtures("pango")
def test_a_file_becomes_a_form_to_look_at(tmp_path, monkeypatch):
    done = run(FEEDBACK, "--language", "hr", folder=tmp_path, monkeypatch=monkeypatch)
    assert done.exit_code == 0, done.output
    (made,) = (tmp_path / "out").iterdir()
    assert made.name == "event_feedback-hr.pdf"
    assert made.read_bytes().startswith(b"%PDF")


def test_without_a_part_it_is_a_page_to_print(tmp_path, monkeypatch):
    from survey.report.write import NotInstalled, pdf

    def lacking():
        raise NotInstalled("pdf", "Pango", "apt-get install pango")

    monkeypatch.setattr(pdf, "_weasyprint", lacking)
    done = run(FEEDBACK, folder=tmp_path, monkeypatch=monkeypatch)
    assert done.exit_code == 0, done.output
    assert "apt-get install pango" in done.output
    assert "data-question" in (tmp_path / "out" / "event_feedback-sl.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((FEEDBACK, "--language", "fr"), "does not speak »fr«"),
        (("nowhere",), "neither a file nor an open round »nowhere«"),
        (("nowhere", "--copies", "9999"), "from 1 to 200"),
    ],
)
def test_what_cannot_be_printed_is_said(words, said, tmp_path, monkeypatch):
    done = run(*words, folder=tmp_path, monkeypatch=monkeypatch)
    assert done.exit_code == 1
    assert said in done.output
