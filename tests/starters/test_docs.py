"""The documents that are made from the program are fresh, and every type tells about itself."""

import subprocess
import sys
from pathlib import Path

import pytest

from survey.documents.question_types import PLACE, example
from survey.questionnaire.roles import ROLES
from survey.questionnaire.types import registry

ROOT = Path(__file__).resolve().parents[2]
EVERY_TYPE = pytest.mark.parametrize("name", sorted(registry()))


def test_the_made_documents_are_up_to_date() -> None:
    command = [sys.executable, str(ROOT / ".ci" / "docs"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@EVERY_TYPE
def test_a_type_has_an_example_of_its_own_that_can_be_answered(name: str) -> None:
    kind = registry()[name]
    assert "example" in vars(type(kind)), f"write an example into types/{name}.py"
    _questionnaire, question = example(kind)
    assert type(question) is kind.Model
    sample = kind.sample(question, PLACE)
    assert kind.check(question, sample, PLACE) == []
    assert kind.parse(question, kind.fields(question, sample), PLACE) == (sample, [])


@EVERY_TYPE
def test_a_type_is_described_with_its_xlsform_counterpart(name: str) -> None:
    text = (ROOT / "docs" / "question-types.md").read_text()
    assert f"\n## `{name}`\n" in text
    assert registry()[name].xlsform


def test_every_role_is_described() -> None:
    text = (ROOT / "docs" / "question-types.md").read_text()
    assert [role for role in ROLES if f"| `{role}` |" not in text] == []
