"""The browser finds the same way through a questionnaire as the server: pages, questions, answers and faults."""

import json
import random
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from survey.questionnaire.answers import read
from survey.questionnaire.context import Context
from survey.questionnaire.load import load
from survey.questionnaire.model import Questionnaire
from survey.questionnaire.path import pages
from survey.questionnaire.places import Shape
from survey.questionnaire.question_type import Control
from survey.questionnaire.types import type_of
from survey.web.tablet.asked import Everywhere, sections
from tests.conftest import absent

ROOT = Path(__file__).resolve().parents[2]
MODULE = ROOT / "survey" / "web" / "static" / "tablet" / "when.js"
FILES = [
    ROOT / "questionnaires" / "resident_survey.yaml",
    ROOT / "questionnaires" / "resident_survey_long.yaml",
    ROOT / "questionnaires" / "event_feedback.yaml",
    ROOT / "tests" / "journeys" / "data" / "kinds.yaml",
    Path(__file__).parent / "turns.yaml",
]
DISTRICTS = (("north", "Sever"), ("south", "Jug"), ("outside", "Drugje"))
OWN = {"north": ("garden", "board_games"), "south": ("board_games", "dance", "health_talk")}
SQUARE = Shape("north", "Sever", (((0.0, 0.0), (0.05, 0.0), (0.05, 0.05), (0.0, 0.05), (0.0, 0.0)),))
CASES = 80
"""Persons for each questionnaire."""

Fields = dict[str, list[str]]


def everywhere(path: Path) -> Everywhere:
    context = Context(districts=DISTRICTS, shapes=(SQUARE,))
    return Everywhere(load(path, complete=False), context, {code: OWN.get(code, ()) for code, _name in DISTRICTS})


class Person:
    """Somebody who answers anything, often well and sometimes badly."""

    def __init__(self, seed: int, every: Everywhere, asked: list[dict[str, Any]]) -> None:
        self.pick, self.every, self.asked = random.Random(seed), every, asked
        self.home = self.pick.choice(["north", "south", "outside", ""])
        self.care = self.pick.choice([0.05, 0.3])

    def fields(self) -> Fields:
        found: Fields = {}
        for section in self.asked:
            for question in section["questions"]:
                if self.pick.random() < 0.85 or question["control"] == Control.DISTRICT:
                    found |= dict(self._fields(question))
        return found

    def _fields(self, question: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
        name, control = question["field"], question["control"]
        here = [o["code"] for o in question.get("options", []) if self.home in o.get("in", [self.home])]
        if control == Control.DISTRICT:
            yield name, [self.home] if self.home else []
        elif control in (Control.GRID, Control.CARDS):
            yield from self._pieces(question)
        elif control == Control.RANKING:
            for code in here:
                yield f"{name}__{code}", [self.pick.choice(["", *question["places"]])]
        elif question.get("many"):
            yield name, self.pick.sample(here, min(self.pick.randint(0, 4), len(here)))
        else:
            yield name, [self._typed(question, here)]
        if question.get("other") and self.pick.random() < 0.3:
            yield f"{name}__other", [self.pick.choice([" ", "čebele", "x" * 300])]

    def _typed(self, question: dict[str, Any], here: list[str]) -> str:
        if self.pick.random() < self.care:
            return self.pick.choice(["?", "-1", "99999999", "1.5", "1900-01-01", "2026-02-31", "29:00", "x" * 5000])
        typed = {
            Control.CONSENT: ["yes"],
            Control.NUMBER: ["0", "1", "2", " 3 ", "1\uff10"],
            Control.SCALE: [*here, "1", "5"],
            Control.DAY: ["2026-03-31", "2026-09-30", "09:30"],
            Control.LINE: ["", "  ", "klopi"],
            Control.TEXTAREA: ["", "klopi", "luč\r\nin klop"],
        }
        return self.pick.choice(typed.get(question["control"], ["", *here]))

    def _pieces(self, question: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
        for found in self.every.questionnaire.questions():
            if found.id == question["id"]:
                for box in type_of(found).on_paper(found, self.every.union).boxes:
                    if self.pick.random() < 0.5:
                        yield box.field, [box.value]


def people(every: Everywhere) -> list[Fields]:
    asked = sections(every)
    return [Person(seed, every, asked).fields() for seed in range(CASES)]


def on_the_server(every: Everywhere, fields: Fields) -> dict[str, Any]:
    chosen = fields.get(next((f"q_{q.id}" for q in every.questionnaire.questions() if _asks_home(q)), ""), [""])
    home = chosen[0] if chosen else ""
    known = home in dict(DISTRICTS)
    context = replace(every.context, district=home or None, local_activities=every.local[home] if known else ())
    said = read(every.questionnaire, fields, context)
    return {
        "pages": [[s.id, [q.id for q in s.questions]] for s in pages(every.questionnaire, said.answers, context)],
        "answers": {name: _plain(answer) for name, answer in said.answers.items()},
        "faults": sorted(said.faults),
    }


def _asks_home(question: Any) -> bool:
    return type_of(question).control(question) is Control.DISTRICT


def _plain(answer: Any) -> Any:
    """As conditions see it: ticks and choices without the words beside them."""
    return answer["picked"] if isinstance(answer, dict) and "picked" in answer else answer


def in_the_browser(survey: dict[str, Any], everybody: list[Fields]) -> list[dict[str, Any]]:
    """Walk for everybody in one run of node, which reads the same scripts as a browser."""
    node = shutil.which("node")
    if node is None:
        absent("Node")
    program = f"""
        const {{walk, sent}} = await import({json.dumps(MODULE.as_uri())});
        let text = ''; for await (const part of process.stdin) text += part;
        const {{survey, everybody}} = JSON.parse(text);
        console.log(JSON.stringify(everybody.map(fields => {{
            const {{pages, answers, faults}} = walk(survey, fields);
            const {{_district, ...given}} = answers;
            return {{
                pages: pages.map(page => [page.id, page.questions]), answers: given, faults: Object.keys(faults).sort(),
                sent: sent(survey, fields),
            }};
        }})));"""
    given = json.dumps({"survey": survey, "everybody": everybody})
    command = [node or "", "--input-type=module", "--eval", program]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout))


def survey_of(every: Everywhere) -> dict[str, Any]:
    home = next((q.id for q in every.questionnaire.questions() if _asks_home(q)), "")
    return {"sections": sections(every), "home": home, "districts": [code for code, _name in DISTRICTS]}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_browser_finds_the_same_way_as_the_server(path: Path) -> None:
    every = everywhere(path)
    everybody = people(every)
    found = in_the_browser(survey_of(every), everybody)
    for fields, way in zip(everybody, found, strict=True):
        sent = way.pop("sent")
        assert way == on_the_server(every, fields), fields
        without = on_the_server(every, sent)
        assert (way["pages"], way["answers"]) == (without["pages"], without["answers"]), fields


def test_the_persons_are_different_enough() -> None:
    every = everywhere(FILES[-1])
    ways = [on_the_server(every, fields) for fields in people(every)]
    assert len({str(way["pages"]) for way in ways}) >= 8
    assert len({str(way["faults"]) for way in ways}) > 20


def test_a_district_may_offer_nothing_of_its_own() -> None:
    every = everywhere(FILES[0])
    r3: Any = Questionnaire.question(every.questionnaire, "r3")
    only = {o.code: every.only_in(r3, o) for o in every.options(r3)}
    assert only["board_games"] == ["north", "south"]
    assert only["garden"] == ["north"]
    assert only["crafts"] is None
