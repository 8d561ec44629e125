"""The command line's manners: help for everything, words instead of tracebacks, the reader's language."""

import socket
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from survey.cli import language_of_terminal, main
from survey.serve import PortTaken, _refuse_taken_port

pytestmark = pytest.mark.one_database
ROOT = Path(__file__).resolve().parents[2]


def commands(group: click.Group, *before: str) -> Iterator[tuple[str, ...]]:
    for name, command in group.commands.items():
        yield (*before, name)
        if isinstance(command, click.Group):
            yield from commands(command, *before, name)


@pytest.mark.parametrize("words", list(commands(main)), ids=" ".join)
def test_every_command_explains_itself(words: tuple[str, ...]) -> None:
    done = CliRunner().invoke(main, [*words, "--help"])
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) > 3


def test_wrong_usage_ends_with_2(soseska) -> None:
    assert soseska("import").exit_code == 2
    assert soseska("nonsense").exit_code == 2


def test_bad_settings_are_told_in_a_sentence(soseska) -> None:
    done = soseska("user", "list", SOSESKA_PORT="http")
    assert done.exit_code == 1
    assert done.stderr.startswith("SOSESKA_PORT")


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"LANG": "sl_SI.UTF-8"}, "sl"),
        ({"LANG": "sl_SI.UTF-8", "LC_ALL": "hr_HR.UTF-8"}, "hr"),
        ({"LANG": "C"}, "en"),
        ({}, "en"),
    ],
)
def test_messages_follow_the_language_of_the_terminal(monkeypatch, environ: dict[str, str], language: str) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    assert language_of_terminal() == language


def test_a_file_in_order_is_said_to_be(soseska) -> None:
    done = soseska("check", ROOT / "questionnaires" / "resident_survey.yaml")
    assert (done.exit_code, done.stdout) == (0, "1 file is in order.\n")


TEN_FAULTS = """\
questionnaire: ten
title: {sl: Deset, hr: Deset}
languages: [sl, hr, en]
sections:
  - id: one
    questions:
      - id: a
        type: singel
        label: {sl: a, hr: a, en: a}
      - id: b
        type: single
        label: {sl: b, hr: b, en: b}
      - id: c
        type: single
        label: {sl: c, hr: c, en: c}
        options: NOWHERE
      - id: d
        type: text
        label: {sl: d, hr: d, en: d}
        colour: red
      - id: d
        type: text
        label: {sl: d, hr: d, en: d}
      - id: e
        type: text
        label: {sl: e, hr: e, en: e}
        show_if: later = yes
      - id: f
        type: text
        label: {sl: f, hr: f, en: f}
        show_if: "d = "
      - id: g
        type: email
        label: {sl: g, hr: g, en: g}
"""


def test_ten_faults_give_ten_lines_with_their_places(soseska, tmp_path: Path) -> None:
    (tmp_path / "ten.yaml").write_text(TEN_FAULTS)
    done = soseska("check", "ten.yaml")
    lines = done.stderr.splitlines()
    places = [":".join(line.split(":")[:3]) for line in lines]
    expected = ("1:1", "2:8", "8:15", "10:9", "16:18", "20:9", "21:13", "27:18", "31:18", "33:15")
    assert done.exit_code == 1
    assert places == [f"ten.yaml:{place}" for place in expected], done.stderr
    assert all("; " in line for line in lines), "every line says how to mend it"


def test_a_taken_port_is_said_before_anything_starts() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(PortTaken, match="--port"):
            _refuse_taken_port("127.0.0.1", other.getsockname()[1])


@pytest.mark.usefixtures("assessment")
def test_an_empty_tally_agrees_with_no_answers(soseska) -> None:
    assert soseska("tally", "rebuild").exit_code == 0
    assert soseska("tally", "verify").stdout == "The counts and the answers agree.\n"
