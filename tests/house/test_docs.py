"""The documents name every command, every setting and every question type."""

from collections.abc import Iterator
from pathlib import Path

import click

from survey.cli import main
from survey.config import Settings

ROOT = Path(__file__).resolve().parents[2]


def commands(group: click.Group, before: str = "soseska") -> Iterator[str]:
    for name, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from commands(command, f"{before} {name}")
        elif not command.hidden:
            yield f"{before} {name}"


def test_every_command_is_in_the_list_of_commands() -> None:
    text = (ROOT / "docs" / "commands.md").read_text()
    assert [name for name in commands(main) if f"`{name}" not in text] == []


def test_every_setting_is_in_the_list_of_commands() -> None:
    text = (ROOT / "docs" / "commands.md").read_text()
    names = [f"SOSESKA_{name.upper()}" for name in Settings.__dataclass_fields__]
    assert [name for name in names if f"`{name}`" not in text] == []


def test_every_question_type_is_explained_to_authors() -> None:
    from survey.questionnaire.types import registry

    text = (ROOT / "questionnaires" / "README.md").read_text()
    assert [name for name in registry() if f"`{name}`" not in text] == []


def test_every_decision_is_numbered_and_says_what_follows() -> None:
    files = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(path.name[:4]) for path in files] == list(range(1, len(files) + 1))
    for path in files:
        text = path.read_text()
        assert all(part in text for part in ("## Context", "## Decision", "## Consequences")), path.name
