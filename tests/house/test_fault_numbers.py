"""Every known hostile file, mishap while answering and attack has its test, found by its number."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FAULTS = [
    *(f"q{number:02}" for number in range(1, 11)),
    *(f"r{number}" for number in range(11, 25)),
    "i38",
    *(f"e{number}" for number in range(41, 46)),
    *(f"a{number}" for number in range(46, 51)),
]


def names_of_tests() -> Iterator[str]:
    """The names of all tests, from the text of the files, so that nothing has to be imported."""
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield node.name


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_has_a_test_with_its_number(fault: str) -> None:
    assert [name for name in names_of_tests() if name.startswith(f"test_{fault}_")]
