"""A new type of question is one new file: put beside the others, everything knows it, and no other file changes."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("survey", "analysis", "questionnaires", "translations", ".ci")

TYPE = '''
"""A question answered by yes or no."""

from typing import Literal

from analysis.codebook import Measure, Variable
from survey.i18n import text
from survey.questionnaire.model import Option, Question
from survey.questionnaire.question_type import (
    BLANK, NOT_ASKED, Code, Control, Parsed, QuestionType, Value, field_name, not_on_offer, one_value
)


class YesNoQuestion(Question):
    """A question with two answers that nobody has to write."""

    type: Literal["yes_no"]
    yes: dict[str, str] = {"en": "Yes indeed"}
    no: dict[str, str] = {"en": "Not at all"}


class YesNo(QuestionType[YesNoQuestion]):
    """The answer is yes or no."""

    name = "yes_no"
    example = """
        - id: garden
          type: yes_no
          label: {en: Do you have a garden?}
    """
    Model = YesNoQuestion
    measure = Measure.BINARY
    value = Value.OPTION

    def control(self, question):
        return Control.OPTIONS

    def options(self, question, context):
        return (Option(code="yes", label=question.yes), Option(code="no", label=question.no))

    def offered_codes(self, question):
        return frozenset({"yes", "no"})

    def parse(self, question, fields, context):
        given, _twice = one_value(fields, field_name(question))
        faults = self.check(question, given, context) if given else []
        return Parsed(None if faults else given, faults)

    def fields(self, question, answer):
        return {} if answer is None else {field_name(question): [answer]}

    def check(self, question, answer, context):
        return [] if answer in ("yes", "no") else [not_on_offer()]

    def encode(self, question, answer, context, state):
        return [Code(question.id, (answer or BLANK) if state.asked else NOT_ASKED)]

    def variables(self, question, language):
        options = (("yes", text(question.yes, language)), ("no", text(question.no, language)))
        label = text(question.label, language)
        return [Variable(question.id, label, self.measure, options, question.measures or "", question.id)]

    def sample(self, question, context):
        return "yes"


TYPE = YesNo()
'''

QUESTIONNAIRE = """
questionnaire: fresh
title: {en: Fresh}
languages: [en]
sections:
  - id: start
    questions:
      - {id: agreed, type: consent, label: {en: Before you begin}, agree: {en: I agree}}
  - id: home
    questions:
      - {id: garden, type: yes_no, required: true, label: {en: Do you have a garden?}}
  - id: more
    questions:
      - {id: beds, type: text, label: {en: What grows in it?}, show_if: garden = yes}
"""

VISIT = '''
"""Somebody answers the questionnaire in the web form; what came of it is printed."""

import json
import sys
from pathlib import Path

from sqlalchemy import select

import survey
from survey import create_app
from survey.config import Settings
from survey.questionnaire.load import load
from survey.questionnaire.types import registry
from survey.store import tally
from survey.store.base import Store
from survey.store.districts import Assessment, District, Municipality
from survey.store.documents import Response
from survey.store.migrations import upgrade
from survey.store.rounds import Round, publish
from tests.web.conftest import Resident

folder = Path(sys.argv[1])
settings = Settings(database=f"sqlite:///{folder / 'soseska.db'}", data=folder, secret_key="k" * 40)
store = Store(settings.database, settings.secret_key)
upgrade(store)
with store.write() as session:
    session.add(Municipality(id=1, name="Lipovje"))
    session.flush()
    session.add(Assessment(id=1, code="lipovje", name={"en": "Lipovje"}, municipality_id=1))
    session.flush()
    session.add(District(assessment_id=1, code="outside", name="Outside", outside=True))
    round_ = Round(assessment_id=1, slug="fresh", name={"en": "Fresh"}, state="open")
    session.add(round_)
    session.flush()
    publish(session, round_, load(folder / "fresh.yaml"))
resident = Resident(create_app(settings).test_client(), "/s/fresh")
pages = [resident.press(q_agreed="yes").text, resident.press().text, resident.press(q_garden="maybe").text]
pages += [resident.press(q_garden="yes").text, resident.press().text, resident.press("send").text]
with store.write() as session:
    doc = session.scalars(select(Response)).one().doc
    tally.fold(session)
    counted = {row.item: row.option for row in tally.rows(session, 1)}
known = sorted(registry())
print(json.dumps({"survey": survey.__file__, "known": known, "pages": pages, "doc": doc, "counted": counted}))
'''


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program as it is, with one more file."""
    folder = tmp_path_factory.mktemp("copy")
    for room in ROOMS:
        shutil.copytree(ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "docs").mkdir()
    (folder / "survey/questionnaire/types/yes_no.py").write_text(TYPE.lstrip(), encoding="utf-8")
    (folder / "fresh.yaml").write_text(QUESTIONNAIRE, encoding="utf-8")
    return folder


def run(copy: Path, *words: str) -> str:
    environ = os.environ | {"PYTHONPATH": f"{copy}{os.pathsep}{ROOT}", "LANGUAGE": "en"}
    command = [sys.executable, *words]
    done = subprocess.run(command, cwd=copy, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


SOSESKA = ("-c", "from survey.cli import main; main()")


def test_it_is_found_drawn_read_and_counted(copy: Path):
    (copy / "visit.py").write_text(VISIT, encoding="utf-8")
    said = json.loads(run(copy, "visit.py", str(copy)))
    assert Path(said["survey"]).is_relative_to(copy)
    assert "yes_no" in said["known"]
    asked, blank, odd, opened, review, receipt = said["pages"]
    for words in ("Do you have a garden?", "Yes indeed", "Not at all", 'type="radio" id="q_garden-yes"'):
        assert words in asked
    assert "This question still needs an answer." in blank
    assert "This option is not on offer here." in odd
    assert "What grows in it?" in opened
    assert "Yes indeed" in review
    assert "Your answer is saved." in receipt
    assert said["doc"]["answers"]["garden"] == "yes"
    assert said["counted"]["garden"] == "yes"


def test_authors_find_it_in_the_check_the_codebook_and_the_documents(copy: Path):
    assert "3 things are in the way." in run(copy, *SOSESKA, "check", "fresh.yaml"), "two languages and a promise"
    run(copy, *SOSESKA, "codebook", "fresh.yaml", "--out", "out")
    with (copy / "out/fresh_codebook_en.csv").open(encoding="utf-8-sig", newline="") as table:
        (row,) = [row for row in csv.DictReader(table) if row["variable"] == "garden"]
    assert (row["measure"], row["options"]) == ("binary", "yes = Yes indeed | no = Not at all")
    assert "Do you have a garden?" in (copy / "out/fresh_codebook_en.html").read_text("utf-8")
    run(copy, ".ci/docs")
    types = (copy / "docs/question-types.md").read_text("utf-8")
    assert "## `yes_no`\n\nA question answered by yes or no. The answer is yes or no." in types
    assert "**counted as**: `garden` = `yes`" in types
    schema = (copy / "docs/questionnaire.schema.json").read_text("utf-8")
    assert '"const": "yes_no"' in schema
