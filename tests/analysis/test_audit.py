"""What can be worked out from published tables: the six known cases to the number, and how leaks are told."""

import json
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.audit import Audit, Contradiction, Protected, Range, Statement, audit, explain

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "data" / "suppression_audit.json").read_text())


def table_statements(table: list[list[int]], hidden: set[tuple[int, int]]) -> list[Statement]:
    """A table as it is printed: every cell that is not hidden, and all totals of rows and columns."""
    rows, columns = range(len(table)), range(len(table[0]))
    shown = [(cell, table[cell[0]][cell[1]]) for cell in product(rows, columns) if cell not in hidden]
    said = [Statement(f"cell:{r}:{c}", (((r, c), 1),), n, n) for (r, c), n in shown]
    for r in rows:
        said.append(Statement(f"row:{r}", tuple(((r, c), 1) for c in columns), sum(table[r]), sum(table[r])))
    if len(table) > 1:
        for c in columns:
            total = sum(row[c] for row in table)
            said.append(Statement(f"column:{c}", tuple(((r, c), 1) for r in rows), total, total))
    return said


def examined(table: list[list[int]], hidden: set[tuple[int, int]], threshold: int) -> Audit:
    wanted = [Protected(f"{r}:{c}", ((r, c),), threshold) for r, c in sorted(hidden)]
    return audit(table_statements(table, hidden), wanted)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_known_cases_to_the_number(case: dict[str, Any]) -> None:
    hidden = {(row, column) for row, column in case["suppressed"]}
    found = {one.code: one for one in examined(case["table"], hidden, case["threshold"]).ranges}
    for wanted in case["audit"]:
        one = found["{}:{}".format(*wanted["cell"])]
        assert (one.low, one.high) == (wanted["low"], wanted["high"])
        assert one.exactly_disclosed is wanted["exactly_disclosed"]
        assert one.below_threshold is wanted["interval_below_threshold"]
    assert all(found[f"{row}:{column}"].safe for row, column in case["primary"]) is case["safe"]


def test_a_leak_names_the_statements_that_are_needed_for_it_and_no_others() -> None:
    table = [[20, 3, 17], [31, 22, 18]]
    leak = examined(table, {(0, 1)}, 5).leaks[0]
    assert (leak.code, leak.low, leak.high) == ("0:1", 3, 3)
    assert set(leak.sources) in ({"row:0", "cell:0:0", "cell:0:2"}, {"column:1", "cell:1:1"})


def test_statements_that_cannot_all_be_true_are_no_audit_but_a_fault() -> None:
    cell = (("a", 1),)
    with pytest.raises(Contradiction, match=r"page, poster"):
        audit([Statement("page", cell, 4, 4), Statement("poster", cell, 5, 5)], [])
    ring = [(("a", "b"), 1), (("b", "c"), 1), (("a", "c"), 1)]
    odd = [Statement(f"{one}{two}", ((one, 1), (two, 1)), n, n) for (one, two), n in ring]
    with pytest.raises(Contradiction):
        audit(odd, [Protected("a", ("a",), 5)])


def test_whole_people_settle_what_fractions_leave_open() -> None:
    """A third of three to nine people, in whole per cent: only a multiple of three fits."""
    share = (("yes", 300), ("all", -100))
    parts = [Statement("share", share, 0, 0), Statement("all", (("all", 1),), 4, 8)]
    found = audit(parts, [Protected("yes", ("yes",), 2)]).ranges[0]
    assert (found.low, found.high) == (2, 2)


def test_what_nothing_limits_is_safe_and_has_no_upper_end() -> None:
    found = audit([Statement("other", (("b", 1),), 4, 4)], [Protected("a", ("a",), 5)]).ranges[0]
    assert (found.low, found.high, found.safe) == (0, None, True)
    both = audit([Statement("at_least", (("a", 1), ("b", 1)), 4, None)], [Protected("a", ("a",), 5)]).ranges[0]
    assert (both.low, both.high, both.safe) == (0, None, True)


A = Protected("a", ("a",), 2)


def test_what_gives_nothing_away_needs_no_explanation() -> None:
    assert explain([Statement("sum", (("a", 1), ("b", 1)), 9, 9)], A) == ()
    assert explain([Statement("other", (("b", 1),), 9, 9)], A) == ()


def test_a_leak_through_several_cells_is_explained_by_all_of_them_and_no_more() -> None:
    chain = [Statement(f"{one}{two}", ((one, 1), (two, 1)), 9, 9) for one, two in ("ab", "bc", "cd", "xy")]
    assert explain([*chain, Statement("d", (("d", 1),), 3, 3)], A) == ("ab", "bc", "cd", "d")


def test_figures_that_tell_only_because_people_are_whole_are_all_named() -> None:
    """Three to five people in pairs are four; fractions would need only the first of the statements."""
    said = [
        Statement("range", (("a", 1),), 3, 5),
        Statement("loose", (("a", 1), ("c", 1)), None, 90),
        Statement("pairs", (("a", 1), ("pair", -2)), 0, 0),
    ]
    assert set(explain(said, A)) == {"range", "pairs"}


def test_only_the_strictest_of_the_figures_about_the_same_people_are_named() -> None:
    said = [("loose", 1, 9), ("page", 3, None), ("poster", None, 4)]
    found = audit([Statement(source, (("a", 1),), low, high) for source, low, high in said], [A]).ranges
    assert found == (Range("a", 3, 4, 2, ("page", "poster")),)


def test_what_is_safe_has_its_whole_range_and_no_sources() -> None:
    """Cell b is 10 where a is least and nobody where a is most; its most lies between."""
    between = [(1, 1, 10, 100), (-1, 1, None, 10)]
    said = [Statement("page", (("a", one), ("b", two)), low, high) for one, two, low, high in between]

    def found(threshold: int, **how: bool) -> tuple[Range, ...]:
        return audit(said, [Protected("a", ("a",), 5), Protected("b", ("b",), threshold)], **how).ranges

    assert found(5) == (Range("a", 0, 100, 5), Range("b", 0, 55, 5))
    assert found(5, explained=False, exact=False) == (Range("a", 0, 100, 5), Range("b", 0, 10, 5))
    assert found(11, explained=False, exact=False)[1] == Range("b", 0, 55, 11)


def test_a_cell_that_is_named_twice_or_counts_nothing() -> None:
    said = [Statement("twice", (("a", 1), ("a", 1), ("b", 0)), 8, 8)]
    found = audit(said, [A, Protected("b", ("b",), 5)]).ranges
    assert [(one.low, one.high) for one in found] == [(4, 4), (0, None)]


def test_among_very_many_figures_those_that_tell_are_found() -> None:
    noise = [Statement(f"loose:{i}", (("a", 1), (f"n{i}", 1)), 4, 90 + i) for i in range(70)]
    assert explain([*noise, Statement("slip", (("a", 1),), 3, 3)], A) == ("slip",)


small_tables = st.integers(1, 3).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 6), min_size=width, max_size=width), min_size=2, max_size=3)
)


@settings(max_examples=25)
@given(small_tables, st.data())
def test_the_range_is_what_counting_all_tables_gives(table: list[list[int]], data: st.DataObject) -> None:
    """Against a plain count over every table that fits, for a few hidden cells."""
    cells = list(product(range(len(table)), range(len(table[0]))))
    hidden = set(data.draw(st.lists(st.sampled_from(cells), min_size=1, max_size=4, unique=True)))
    found = {one.code: (one.low, one.high) for one in examined(table, hidden, 5).ranges}
    for cell in hidden:
        values = {fit[cell] for fit in _fitting(table, sorted(hidden))}
        assert found["{}:{}".format(*cell)] == (min(values), max(values))


def _fitting(table: list[list[int]], hidden: list[tuple[int, int]]) -> list[dict[tuple[int, int], int]]:
    most = [min(sum(table[r]), sum(row[c] for row in table)) for r, c in hidden]
    lines = [[cell for cell in hidden if cell[axis] == at] for axis in (0, 1) for at in range(len(table) + 3)]
    sums = [sum(table[r][c] for r, c in line) for line in lines]
    found = []
    for values in product(*(range(limit + 1) for limit in most)):
        filled = dict(zip(hidden, values, strict=True))
        if all(sum(filled[cell] for cell in line) == total for line, total in zip(lines, sums, strict=True)):
            found.append(filled)
    return found


def test_importing_the_audit_imports_no_scipy() -> None:
    code = "import sys, analysis.audit; print('scipy' in sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "False"
