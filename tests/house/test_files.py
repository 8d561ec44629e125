"""Files stay short enough to read, and a question type stays one file."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 300
STILL_LONGER = {
    "survey/cli.py": 400,
    "survey/web/resident/controls.py": 400,
    "tests/cli/test_analyse_bad_input.py": 400,
    "tests/store/test_responses.py": 400,
    "tests/store/test_tally.py": 400,
}
"""Files from before the limit, to be parted by subject; nothing joins them."""

CODE = ("survey", "analysis", "tests", ".ci")
TYPES = ROOT / "survey" / "questionnaire" / "types"


def source(*folders: str, ending: str = ".py") -> Iterator[Path]:
    for folder in folders:
        yield from sorted(
            path
            for path in (ROOT / folder).rglob(f"*{ending}")
            if not {"__pycache__", "node_modules"} & set(path.parts)
        )


def test_no_file_is_too_long_to_read_in_one_sitting() -> None:
    endings = (".py", ".html", ".js", ".css")
    files = [path for ending in endings for path in source(*CODE, ending=ending)]
    long = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in files}
    too_long = {
        name: lines
        for name, lines in long.items()
        if lines > STILL_LONGER.get(name, LONGEST) and "migrations" not in name
    }
    assert too_long == {}


def type_names() -> list[str]:
    from survey.questionnaire.types import registry

    return sorted(registry())


def test_nobody_asks_for_a_type_by_its_name_outside_types() -> None:
    names = "|".join(map(re.escape, type_names()))
    asks = re.compile(rf"""\.(type|name)\s*(==|!=|(not )?in)\s*[\[({{]?\s*["']({names})["']""")
    files = [path for path in source("survey", "analysis") if TYPES not in path.parents]
    files += source("survey/web/templates", ending=".html")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if asks.search(line) and "purpose" not in line
    ]
    assert found == []


@pytest.mark.parametrize("word", ["utils", "helpers", "manager", "handler"])
def test_modules_are_named_after_what_they_hold(word: str) -> None:
    assert [path.name for path in source("survey", "analysis") if word in path.stem] == []


INLINE = re.compile(r"<style|<script(?![^>]*\ssrc=)|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE)


def test_templates_hold_no_style_and_no_script_of_their_own() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in source("survey/web/templates", ending=".html")
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if INLINE.search(line)
    ]
    assert found == []
