"""Conditions come to the same in Python and in a browser: by the vectors, and by twenty thousand random cases."""

import gzip
import json
import random
import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from survey.questionnaire.condition import calculate, evaluate, parse, parse_sum

ROOT = Path(__file__).resolve().parents[2]
MODULE = ROOT / "survey" / "web" / "static" / "condition.js"
VECTORS = json.loads((ROOT / "tests" / "vectors" / "conditions.json").read_text("utf-8"))
CASES = 24_000
EACH = "([rule, node, answers]) => ({holds, calculate})[rule](node, answers)"
LARGEST = 1_100

Case = tuple[str, Any, dict[str, Any]]


@pytest.mark.parametrize("vector", VECTORS["conditions"], ids=lambda vector: vector["condition"])
def test_a_condition_holds_by_the_two_valued_rules(vector: dict[str, Any]) -> None:
    assert evaluate(parse(vector["condition"]), vector["given"]) is vector["holds"]


@pytest.mark.parametrize("vector", VECTORS["sums"], ids=lambda vector: vector["sum"])
def test_a_sum_comes_to_a_number_or_is_blank(vector: dict[str, Any]) -> None:
    assert calculate(parse_sum(vector["sum"]), vector["given"]) == vector["comes_to"]


def in_node(cases: list[Case]) -> list[Any]:
    """Evaluate every case in one run of node."""
    program = (
        f"const {{holds, calculate}} = await import({json.dumps(MODULE.as_uri())});"
        "let text = ''; for await (const part of process.stdin) text += part;"
        f"console.log(JSON.stringify(JSON.parse(text).map({EACH})));"
    )
    command = [shutil.which("node") or "node", "--input-type=module", "--eval", program]
    done = subprocess.run(command, input=json.dumps(cases), capture_output=True, text=True, check=True)
    return list(json.loads(done.stdout))


def in_chromium(browser: Browser, cases: list[Case]) -> list[Any]:
    """Evaluate every case in one page of Chromium."""
    module = "data:text/javascript;charset=utf-8," + MODULE.read_text("utf-8").replace("%", "%25").replace("#", "%23")
    script = """async ([module, cases]) => {
        const {holds, calculate} = await import(module);
        return JSON.stringify(JSON.parse(cases).map(EACH));
    }""".replace("EACH", EACH)
    page = browser.new_page()
    said = page.evaluate(script, [module.replace("\n", "%0A"), json.dumps(cases)])
    page.close()
    return list(json.loads(said))


@pytest.fixture(scope="module")
def in_javascript(request: pytest.FixtureRequest) -> Callable[[list[Case]], list[Any]]:
    if shutil.which("node"):
        return in_node
    return partial(in_chromium, request.getfixturevalue("chromium"))


def test_javascript_says_the_same_of_every_vector(in_javascript: Callable[[list[Case]], list[Any]]) -> None:
    conditions = [("holds", parse(v["condition"]), v["given"]) for v in VECTORS["conditions"]]
    sums = [("calculate", parse_sum(v["sum"]), v["given"]) for v in VECTORS["sums"]]
    expected = [v["holds"] for v in VECTORS["conditions"]] + [v["comes_to"] for v in VECTORS["sums"]]
    assert in_javascript([*conditions, *sums]) == expected


NAMES = ["a", "b", "c", "d", "constructor"]
WORDS = ["x", "y", "''", "'17'", "'Žiga 👍'", "'2026-03-31'", "'09:30'", '"10"']
FIGURES = ["0", "1", "2", "17", "0.1", "0.3", "-1", "999999999999999", "16.5"]
VALUES: list[Any] = [
    None, True, False, 0, 1, 2, 17, 0.1, 0.2, -1, 1e200, -0.0, 2**53, 999999999999999, 10**30, "", "x", "y", "17",
    "10", "9", "Žiga 👍", "2026-03-31", "2026-04-01", "09:30", "2026-3-31", [], ["x"], ["x", "y"], [1, None, "y"],
    [["x"]], {}, {"picked": ["x"]}, {"picked": "x"}, {"picked": "other", "other": "x"}, {"picked": 17},
    {"picked": None}, {"picked": {"picked": "x"}}, {"x": {"y": "x"}},
]  # fmt: skip


class Author:
    """Writes random conditions as people write them."""

    def __init__(self, seed: int) -> None:
        self.pick = random.Random(seed)

    def condition(self, depth: int = 0) -> str:
        form = self.pick.randrange(8 if depth < 4 else 4)
        if form < 4:
            return self.comparison(depth)
        if form == 4:
            return f"not {self.condition(depth + 2)}"
        if form == 5:
            return f"({self.condition(depth + 1)})"
        return f"{self.condition(depth + 1)} {self.pick.choice(['and', 'or'])} {self.condition(depth + 1)}"

    def comparison(self, depth: int) -> str:
        name, form = self.pick.choice(NAMES), self.pick.randrange(6)
        if form == 0:
            return f"answered({name})"
        if form == 1:
            return f"{name} has {self.pick.choice(WORDS)}"
        operator = self.pick.choice(["=", "!=", "<", "<=", ">", ">="])
        if form == 2:
            return f"{name} {operator} {self.pick.choice(WORDS)}"
        return f"{self.sum(depth)} {operator} {self.sum(depth)}"

    def sum(self, depth: int = 0) -> str:
        form = self.pick.randrange(7 if depth < 4 else 4)
        if form < 2:
            return self.pick.choice(NAMES)
        if form == 2:
            return self.pick.choice(FIGURES)
        if form == 3:
            return f"count({self.pick.choice(NAMES)})"
        if form == 4:
            return f"({self.sum(depth + 1)})"
        return f"{self.sum(depth + 1)} {self.pick.choice('+-*')} {self.sum(depth + 1)}"

    def answers(self) -> dict[str, Any]:
        return {name: self.pick.choice(VALUES) for name in NAMES if self.pick.random() < 0.8}


def cases(author: Author) -> list[Case]:
    """Conditions and sums in turn, each over answers of its own."""
    found: list[Case] = []
    while len(found) < CASES:
        is_sum = len(found) % 4 == 3
        text = author.sum() if is_sum else author.condition()
        if len(text) <= 500:
            rule, node = ("calculate", parse_sum(text)) if is_sum else ("holds", parse(text))
            found.append((rule, node, author.answers()))
    return found


def test_twenty_thousand_random_cases_come_to_the_same(in_javascript: Callable[[list[Case]], list[Any]]) -> None:
    tried = cases(Author(20261122))
    work = {"holds": evaluate, "calculate": calculate}
    python = [work[rule](node, given) for rule, node, given in tried]
    # JSON writes large floats as whole numbers of more figures than a browser has.
    said = [one if one is None or isinstance(one, bool) else float(one) for one in in_javascript(tried)]
    different = [(case, p, j) for case, p, j in zip(tried, python, said, strict=True) if p != j]
    assert different[:3] == []
    assert len({json.dumps(case) for case in tried}) >= 20_000
    assert 0.2 < sum(value is True for value in python) / CASES < 0.6


def test_the_script_is_small_and_evaluates_no_text() -> None:
    source = "\n".join(line for line in MODULE.read_text("utf-8").splitlines() if not line.startswith("//"))
    assert "eval" not in source
    assert "Function(" not in source
    assert len(gzip.compress(source.encode(), 9)) < LARGEST
