"""The page that teaches the format: each of its examples is a questionnaire, or part of one, that loads."""

import re
from pathlib import Path
from textwrap import indent

import pytest

from survey.questionnaire.load import load_catalogue, load_text
from survey.questionnaire.purpose import PURPOSES
from tests.starters.shipped import FOLDER, SHIPPED

README = (FOLDER / "README.md").read_text()
BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
FRAME = """\
questionnaire: example
title: {sl: "Primer", hr: "Primjer", en: "Example"}
languages: [sl, hr, en]
sections:
  - id: start
    questions:
      - id: agree
        type: consent
        label: {sl: "Preden začnete", hr: "Prije nego što počnete", en: "Before you begin"}
        agree: {sl: "Soglašam.", hr: "Slažem se.", en: "I agree."}
"""


def whole(block: str) -> str:
    """A block that shows only questions is put where questions stand."""
    return block if block.startswith("questionnaire:") else FRAME + indent(block, " " * 6)


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_every_example_loads(block: str) -> None:
    catalogue = load_catalogue(FOLDER / "catalogue.yaml")
    loaded = load_text(whole(block), "README.md", catalogue, FOLDER)
    assert list(loaded.questions())


def test_the_page_shows_a_whole_questionnaire_and_parts() -> None:
    assert [block.startswith("questionnaire:") for block in BLOCKS].count(True) == 1
    assert len(BLOCKS) >= 4


def test_every_purpose_and_every_starter_is_named() -> None:
    assert [name for name in PURPOSES if f"| `{name}` |" not in README] == []
    assert [path.name for path in SHIPPED if f"`{path.name}`" not in README] == []


def test_every_file_it_points_to_is_there() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (FOLDER / Path(link)).resolve().exists()] == []
