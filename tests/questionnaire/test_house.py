"""A new type of question is one new file: nobody else asks which type a question is."""

import re
from pathlib import Path

from survey.questionnaire.types import registry

NAMES = "|".join(sorted(registry()))
COMPARED = re.compile(
    rf"\.type\s*(==|!=|in\b|not in\b)|\btype\s*==\s*['\"]({NAMES})['\"]|\.name\s*(==|!=|in)\s*[\[(]?['\"]({NAMES})['\"]"
    rf"|registry\(\)\[['\"]"
)


def test_nobody_branches_on_the_name_of_a_type():
    files = [f for pattern in ("*.py", "*.html", "*.js") for f in Path("survey").rglob(pattern)]
    found = [
        f"{file}:{number}: {line.strip()}"
        for file in files
        if "types" not in file.parts
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if COMPARED.search(line) and "question" in line
    ]
    assert found == []


def test_every_file_in_types_is_one_type():
    files = {file.stem for file in Path("survey/questionnaire/types").glob("*.py")} - {"__init__"}
    assert files == set(registry())
