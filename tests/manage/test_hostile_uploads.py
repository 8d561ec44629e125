"""Faults Q1 to Q10 and I38 through the page: each is answered soon, in little memory, with a sentence and its place.

A process of its own serves the page, so that its memory can be measured.
"""

import html
import json
import subprocess
import sys
from pathlib import Path

import pytest

from survey.config import Settings
from survey.store.base import Store
from tests.choir import FORM
from tests.manage.conftest import PASSWORD, Enter, send
from tests.questionnaire.hostile import FILES

ROOT = Path(__file__).resolve().parents[2]
SECONDS, MEGABYTES = 2, 300


FEW = (
    "q01 alias bomb", "q02 100,000 brackets", "q04 250 questions that look at 11 others", "q06 NUL",
    "q07 label of 10 MB", "q07 20,000 unknown keys", "q09 cut in a word", "i38 a workbook",
)  # fmt: skip
"""Of each kind one, for the run that has to be quick."""


@pytest.mark.one_database
@pytest.mark.parametrize("names", [FEW, pytest.param(tuple(FILES), marks=pytest.mark.slow)], ids=["few", "all"])
def test_q01_to_q09_and_i38_are_answered_by_the_page_as_by_the_command(
    names: tuple[str, ...], town: Store, settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "sent"
    folder.mkdir()
    for number, (content, _part) in enumerate(FILES[name] for name in names):
        (folder / f"{number:03}.file").write_bytes(content if isinstance(content, bytes) else content.encode())
    command = [sys.executable, "-m", "tests.manage.uploads"]
    command += [str(folder), settings.database, settings.secret_key, PASSWORD]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    wrong = {}
    for name, (status, seconds, megabytes, said) in zip(names, json.loads(done.stdout).values(), strict=True):
        heard = any(FILES[name][1] in html.unescape(line) for line in said)
        if not heard or status not in (302, 422) or seconds > SECONDS or megabytes > MEGABYTES:
            wrong[name] = (status, seconds, megabytes, said[:2])
    assert wrong == {}


def test_q10_a_version_that_is_published_stays_as_it_is_whatever_is_sent(enter: Enter) -> None:
    client = enter()
    before = client.get("/s/walk").text
    for text in (FORM.replace("Would you come?", "Will you?"), FORM.replace("type: single", "type: text"), FORM[:900]):
        assert send(client, "draft", source=text).status_code in (302, 422)
        assert client.get("/s/walk").text.count("I answer without my name.") == before.count(
            "I answer without my name."
        )
    assert "Will you?" not in client.get("/s/walk").text
