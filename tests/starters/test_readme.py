"""The page that teaches the format: each of its examples is a questionnaire, or part of one, that loads."""

import re
from pathlib import Path
from textwrap import indent

import pytest

from survey.questionnaire.compare import compare
from survey.questionnaire.load import Bars, judge, load_catalogue, load_text
from survey.questionnaire.mapping import mappings_of
from survey.questionnaire.message import fill
from survey.questionnaire.plain import plain_texts
from survey.questionnaire.purpose import PURPOSES
from survey.questionnaire.source import read_text
from survey.workshop.agenda import load_agenda_text
from tests.starters.shipped import FOLDER, SHIPPED

README = (FOLDER / "README.md").read_text()
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
BLOCKS = [block for block in EXAMPLES if not block.startswith(("mappings:", "workshop:"))]
AGENDAS = [block for block in EXAMPLES if block.startswith("workshop:")]
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
    text = whole(block)
    judged = judge(read_text(text, "README.md"), catalogue, FOLDER)
    assert judged.questionnaire
    plain = {number for number, line in enumerate(text.splitlines(), start=1) if "# plain:" in line}
    assert {fault.line for fault in judged.that_bar(Bars.COMPLETENESS)} == plain, "the translators are still to come"
    assert list(plain_texts(read_text(text, "README.md").data)) == [
        line.split('"')[1] for line in text.splitlines() if "# plain:" in line
    ]


def test_the_agenda_shown_there_loads() -> None:
    assert [[step.step for step in load_agenda_text(block).steps] for block in AGENDAS] == [
        ["attendance", "talk", "survey"]
    ]


HOW = """
- id: how
  type: single
  measures: x_how
  label: {sl: "Kako?", hr: "Kako?", en: "How?"}
  options: {walk: {sl: "peš", hr: "pješice", en: "on foot"}}
  other: {sl: "Drugače", hr: "Drukčije", en: "Otherwise"}
"""
CHANGES = (
    ("    weekly: {", "    often: {"),
    ("    kitchen:", '    garden: {sl: "vrt", hr: "vrt", en: "garden"}\n          kitchen:'),
    ("options: {walk:", 'options: {by_bike: {sl: "s kolesom", hr: "biciklom", en: "by bike"}, walk:'),
    ("people", "at_home"),
)


def test_the_example_of_mappings_does_what_the_page_says() -> None:
    (mappings,) = (block for block in EXAMPLES if block.startswith("mappings:"))
    parts = [*(block for block in BLOCKS if "id: needs" in block or "id: people" in block), HOW]
    before = next(block for block in BLOCKS if block.startswith("questionnaire:"))
    before = before.rstrip() + "\n" + indent("\n".join(parts), " " * 6)
    after = before
    for old, new in CHANGES:
        assert old in after
        after = after.replace(old, new)
    first, second = (load_text(text, "README.md", {}, FOLDER) for text in (before, after))
    found = {change.question: change for change in compare(first, second, mappings_of(mappings, first, second))}
    assert all(change.pools for change in found.values())
    assert {name: change.added for name, change in found.items() if change.added} == {
        "needs": ("garden",), "how": ("other", "by_bike"),
    }  # fmt: skip


def test_the_examples_of_plurals_are_whole_in_every_language() -> None:
    block = next(block for block in BLOCKS if "plural" in block)
    label = load_text(whole(block), "README.md", {}, complete=False).question("seats").label
    assert fill(label["sl"], {"guests": 2}, "sl") == "2 gosta potrebujeta stola?"
    assert fill(label["hr"], {"guests": 5}, "hr") == "5 gostiju treba stolice?"
    assert fill(label["en"], {"guests": 1}, "en") == "Does 1 guest need a seat?"


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
