"""The JSON Schema for editors agrees with the loader."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from survey.documents.starter import starter
from survey.questionnaire.schema import schema
from survey.questionnaire.source import read_file, read_text
from survey.questionnaire.types import registry
from tests.starters.json_schema import faults
from tests.starters.shipped import SHIPPED

SCHEMA = schema()
START = read_text(starter(Path("start.yaml")), "start.yaml").data


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_starter_fits_the_schema(path: Path) -> None:
    assert list(faults(read_file(path).data, SCHEMA, SCHEMA)) == []


def test_the_first_questionnaire_fits_the_schema() -> None:
    assert list(faults(START, SCHEMA, SCHEMA)) == []


def test_the_schema_knows_every_type() -> None:
    assert SCHEMA["$defs"]["Question"]["properties"]["type"]["enum"] == sorted(registry())
    assert len(json.dumps(SCHEMA)) < 100_000


def at(path: str, value: Any) -> Callable[[dict], None]:
    """Write a value into a questionnaire; None takes the key out."""

    def change(document: Any) -> None:
        *way, last = (int(step) if step.isdigit() else step for step in path.split("/"))
        for step in way:
            document = document[step]
        if value is None:
            del document[last]
        else:
            document[last] = value

    return change


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("titel", {"en": "x"}),
        ("title", None),
        ("title", {"en": 1}),
        ("languages", []),
        ("purpose", "spying"),
        ("sections", []),
        ("sections/0/questions/1/requird", True),
        ("sections/0/questions/1/type", "choice"),
        ("sections/0/questions/1/id", "Big"),
        ("sections/1/questions/0/options", None),
        ("sections/1/questions/0/measures", "intet"),
        ("sections/1/questions/0/at_most", 3),
        ("sections/1/questions/1/at_most", 0),
        ("sections/1/questions/1/none", True),
        ("sections/1/questions/1/options", {"Bad code": {"en": "x"}}),
        ("sections/2/questions/0/stratum", "colour"),
        ("sections/0/questions/0/agree", None),
    ],
)
def test_what_the_loader_refuses_the_schema_refuses(path: str, value: Any) -> None:
    broken = copy.deepcopy(START)
    at(path, value)(broken)
    assert list(faults(broken, SCHEMA, SCHEMA)) != []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("sections/1/questions/0/measures", "x_own_word"),
        ("sections/1/questions/0/options", {"activities": "all"}),
        ("sections/1/questions/1/options", {"activities": ["choir_music"], "local": 4}),
        ("sections/1/questions/1/other", True),
        ("sections/1/questions/1/other", {"label": {"en": "x"}}),
        ("pairs", [["visits", "wishes"]]),
    ],
)
def test_every_shorthand_of_a_file_fits_the_schema(path: str, value: Any) -> None:
    changed = copy.deepcopy(START)
    at(path, value)(changed)
    assert list(faults(changed, SCHEMA, SCHEMA)) == []
