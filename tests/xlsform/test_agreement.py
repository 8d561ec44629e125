"""Which questions are asked: our path against ODK's own engine in a browser, for many random people."""

import json
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from survey.questionnaire.load import load
from survey.questionnaire.path import walk
from survey.questionnaire.types import type_of
from survey.questionnaire.xlsform.read import Imported, read
from survey.questionnaire.xlsform.sheets import open_book
from survey.questionnaire.xlsform.write import write
from tests.conftest import absent
from tests.questionnaire.forms import EVERYTHING, make
from tests.xlsform.answering import HERE, Answers, Person, without_conditions
from tests.xlsform.books import REAL

PEOPLE = 200
BROWSER = Path(__file__).parents[1] / "browser"
ENGINE = BROWSER / "node_modules" / "@getodk" / "xforms-engine" / "dist" / "index.js"
Engine = Callable[[str, list[Answers]], list[list[str]]]
OURS = ("everything", "resident_survey")


@pytest.fixture(scope="module")
def engine(chromium: Browser) -> Iterator[Engine]:
    """ODK's engine in a page of its own; no request leaves the machine."""
    if not ENGINE.exists():
        absent("ODK's form engine (npm)")
    page = chromium.new_page()
    files = {"/": "<!doctype html><title>ODK</title>", "/engine.js": ENGINE, "/odk.js": BROWSER / "odk.js"}
    page.route("**/*", lambda route: _serve(route, files))
    page.goto("http://localhost/")
    yield lambda xform, sets: page.evaluate(
        "async ([xform, sets]) => (await import('/odk.js')).asked(xform, JSON.parse(sets))",
        [xform, json.dumps(sets)],
    )
    page.close()


def _serve(route: Any, files: dict[str, Any]) -> None:
    found = files.get(route.request.url.removeprefix("http://localhost"))
    if isinstance(found, Path):
        route.fulfill(path=found, content_type="text/javascript")
    else:
        route.fulfill(status=200 if found else 404, body=found or "", content_type="text/html")


def xform_of(path: Path, folder: Path) -> str:
    from pyxform.xls2xform import convert

    if path.read_bytes().startswith(b"\xd0\xcf\x11\xe0"):
        # Some people send an old workbook under a new ending.
        path = folder.joinpath("form.xls")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return str(convert(path).xform)


def forms(name: str, folder: Path) -> Path:
    """A form of other people, or a questionnaire of ours that went out."""
    if name in OURS:
        ours = make(EVERYTHING) if name == "everything" else load(Path("questionnaires/resident_survey.yaml"))
        write(ours, folder / "form.xlsx")
        return folder / "form.xlsx"
    path = next(path for path in REAL if path.stem == name)
    (folder / "form.xls").write_bytes(path.read_bytes())
    return path


def differing(form: Imported, ours: Answers, theirs: list[str], left_out: set[str]) -> set[str]:
    """The questions that only one side asks this person."""
    on_path, kept = walk(form.questionnaire, ours, HERE)
    shown = {form.ids[name] for name in theirs if name in form.ids}
    differ = {identifier for identifier in form.ids.values() if (identifier in on_path) != (identifier in shown)}
    # Where every option is filtered away, ODK shows a question without options, and we ask none.
    empty = {
        name for name in differ & shown if not type_of(q := form.questionnaire.question(name)).applies(q, kept, HERE)
    }
    return differ - empty - left_out


@pytest.mark.parametrize("name", [*(path.stem for path in REAL), *OURS])
def test_the_same_questions_are_asked_as_by_odk(name: str, engine: Engine, tmp_path: Path) -> None:
    path = forms(name, tmp_path)
    form = read(path)
    rows = {row.number: row.peek("name") for row in open_book(path).sheet("survey").rows}
    left_out = without_conditions(form, rows)
    person = Person(form, seed=38)
    people = [person.answers() for _person in range(PEOPLE)]
    asked = engine(xform_of(path, tmp_path), [theirs for _ours, theirs in people])
    found = [
        (differing(form, ours, theirs, left_out), ours) for (ours, _said), theirs in zip(people, asked, strict=True)
    ]
    assert [difference for difference in found if difference[0]] == []
