"""Hiding just enough: after it the audit passes, and nothing is hidden that did not have to be."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.audit import Audit, Protected, Statement, audit
from analysis.suppression import Block, Suppressed, primary, suppress, withhold
from tests.analysis.test_audit import CASES, examined

FOUR = CASES[0]["table"]


def test_one_small_cell_is_hidden_with_the_cheapest_rectangle() -> None:
    done = suppress(FOUR, {(0, 1), (2, 2)}, 5)
    assert done.primary == {(0, 1), (2, 2)}
    assert done.hidden == {(0, 1), (0, 2), (2, 1), (2, 2)}
    assert done.audit.safe


def test_a_rectangle_of_tiny_partners_is_widened() -> None:
    case = CASES[4]
    done = suppress(case["table"], {tuple(at) for at in case["primary"]}, case["threshold"])
    assert done.audit.safe
    assert len(done.hidden) > 4


def test_in_one_row_a_second_cell_is_hidden() -> None:
    assert suppress([[20, 3, 17, 40]], {(0, 1)}, 5).hidden == {(0, 1), (0, 2)}


# a table, what must not be read, and the only cheapest cells beside it, found by trying all
CHEAPEST: list[tuple[list[list[int]], set[tuple[int, int]], set[tuple[int, int]]]] = [
    ([[11, 27, 20, 22], [22, 20, 17, 25]], {(1, 4)}, {(0, 0), (0, 4), (1, 0)}),
    ([[27, 15, 22], [23, 23, 8], [27, 25, 11]], {(3, 1)}, {(1, 1), (1, 2), (3, 2)}),
    ([[9, 10, 11, 0, 4], [8, 3, 10, 12, 4]], {(0, 3)}, {(0, 1), (1, 1), (1, 3)}),
    ([[19, 14, 3, 15], [3, 13, 17, 0]], {(1, 3)}, {(0, 2), (0, 3), (1, 2)}),
    ([[10, 10], [32, 14]], {(2, 2)}, {(0, 1), (0, 2), (2, 1)}),
    ([[1, 0], [0, 0], [17, 5]], {(0, 2)}, {(0, 1), (2, 1), (2, 2)}),
    ([[0, 0], [0, 4], [0, 1]], {(3, 2)}, {(0, 0), (0, 2), (3, 0)}),
    ([[9, 11], [5, 5], [10, 12]], {(1, 1), (1, 2), (3, 0)}, {(0, 0), (0, 2), (3, 1)}),
    ([[2, 11], [16, 20], [12, 11]], {(1, 1), (2, 2), (3, 1)}, {(0, 0), (0, 2), (1, 0), (2, 1), (3, 0)}),
    ([[7, 18, 3], [10, 0, 0]], {(0, 2), (1, 1), (1, 2), (2, 2)}, {(0, 1), (1, 0), (2, 0)}),
]


@pytest.mark.parametrize(("table", "hide", "beside"), CHEAPEST)
def test_no_dearer_cells_are_hidden_than_have_to_be(
    table: list[list[int]], hide: set[tuple[int, int]], beside: set[tuple[int, int]]
) -> None:
    """A cell costs its people and one; totals may be hidden, too."""
    done = suppress(table, hide, 5)
    assert done.hidden - hide == beside
    assert done.audit.ranges == _seen(table, done).ranges


@pytest.mark.slow
@pytest.mark.parametrize(("table", "hide", "beside"), CHEAPEST)
def test_trying_all_other_cells_finds_none_that_are_as_cheap(
    table: list[list[int]], hide: set[tuple[int, int]], beside: set[tuple[int, int]]
) -> None:
    everything = _everything(table)
    wanted = [Protected(f"{at}", everything[at][0], 5) for at in hide]
    cost = {at: n + 1 for at, (_, n) in everything.items() if at not in hide}
    most = sum(cost[at] for at in beside)
    for tried in _no_dearer(sorted(cost, key=lambda at: cost[at]), cost, most):
        said = [Statement(f"{at}", _ones(everything[at][0]), n - 1, n - 1) for at, n in cost.items() if at not in tried]
        assert audit(said, wanted, explained=False, exact=False).safe is (tried == beside)


def _no_dearer(
    cells: list[tuple[int, int]], cost: dict[tuple[int, int], int], most: int
) -> Iterator[set[tuple[int, int]]]:
    """All sets of these cells, cheapest first, that cost no more than `most` together."""
    if not cells or cost[cells[0]] > most:
        yield set()
        return
    yield from _no_dearer(cells[1:], cost, most)
    for chosen in _no_dearer(cells[1:], cost, most - cost[cells[0]]):
        yield {cells[0], *chosen}


def test_where_totals_give_everything_away_they_are_hidden_too() -> None:
    done = suppress([[3, 1], [0, 2]], primary([[3, 1], [0, 2]], 5), 5)
    assert done.audit.safe
    assert (2, 2) not in done.primary


def test_nothing_to_hide_hides_nothing() -> None:
    done = suppress([[9, 8], [7, 6]], primary([[9, 8], [7, 6]], 5), 5)
    assert (done.hidden, done.audit.safe) == (frozenset(), True)


@pytest.mark.parametrize("table", [[], [[1, 2], [3]]])
def test_what_is_no_table_is_refused(table: list[list[int]]) -> None:
    with pytest.raises(ValueError, match=r"^a table needs rows of one length$"):
        suppress(table, [], 5)


def test_a_cell_outside_the_table_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^no such cell in this table: \(5, 5\)$"):
        suppress([[1, 2], [3, 4]], [(0, 0), (5, 5)], 5)


def test_small_is_what_has_fewer_people_than_the_threshold() -> None:
    assert primary([[4, 5], [0, 9]], 5) == {(0, 0), (1, 0), (2, 0)}


tables = st.tuples(st.integers(1, 4), st.integers(2, 4)).flatmap(
    lambda shape: st.lists(
        st.lists(st.integers(0, 30), min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0]
    )
)


@settings(max_examples=15)
@given(tables, st.integers(3, 10))
def test_after_suppression_the_audit_always_passes(table: list[list[int]], threshold: int) -> None:
    """Shown cells and totals are taken from the result and audited anew, with no help from what made it."""
    small = primary(table, threshold)
    done = suppress(table, small, threshold)
    found = _seen(table, done, threshold)
    assert found.safe
    assert done.audit.ranges == found.ranges
    assert small <= done.hidden <= _everything(table).keys()


def _seen(table: list[list[int]], done: Suppressed, threshold: int = 5) -> Audit:
    everything = _everything(table)
    parts = {at: both for at, both in everything.items() if at not in done.hidden}
    shown = [Statement(f"{at}", _ones(cells), n, n) for at, (cells, n) in parts.items()]
    wanted = [Protected(f"{r}:{c}", everything[r, c][0], threshold) for r, c in sorted(done.primary)]
    return audit(shown, wanted, explained=False)


def _everything(table: list[list[int]]) -> dict[tuple[int, int], tuple[tuple[tuple[int, int], ...], int]]:
    """Every cell and total with the cells it adds up and its people."""
    height, width = len(table), len(table[0])
    cells = {at: (at,) for at in product(range(height), range(width))}
    cells |= {(r, width): tuple((r, c) for c in range(width)) for r in range(height)}
    if height > 1:
        cells |= {(height, c): tuple((r, c) for r in range(height)) for c in range(width)}
        cells[height, width] = tuple(product(range(height), range(width)))
    return {at: (parts, sum(table[r][c] for r, c in parts)) for at, parts in cells.items()}


@settings(max_examples=8)
@given(tables)
def test_what_was_hidden_beside_cannot_be_shown_again(table: list[list[int]]) -> None:
    """No cell is hidden for nothing: showing any one of those added gives something away."""
    small = primary(table, 5)
    done = suppress(table, small, 5)
    everything = _everything(table)
    wanted = [Protected(f"{one}", everything[one][0], 5) for one in sorted(small)]
    for at in done.hidden - small:
        shown = [one for one in everything if one not in done.hidden - {at}]
        said = [Statement(f"{one}", _ones(everything[one][0]), everything[one][1], everything[one][1]) for one in shown]
        assert not audit(said, wanted, explained=False).safe


def _ones(cells: tuple[tuple[int, int], ...]) -> tuple[tuple[tuple[int, int], int], ...]:
    return tuple((cell, 1) for cell in cells)


def block(code: str, cell: str, n: int) -> Block:
    return Block(code, n, (Statement(code, ((cell, 1),), n, n),))


def total(cells: str, n: int) -> Statement:
    return Statement(cells, tuple((cell, 1) for cell in cells), n, n)


def test_of_the_blocks_that_reveal_something_the_cheapest_is_held_back() -> None:
    town = Statement("town", (("a", 1), ("b", 1), ("c", 1)), 40, 40)
    held, found = withhold([block("b", "b", 12), block("c", "c", 25)], [Protected("a", ("a",), 5)], [town])
    assert (held, found.safe) == ({"b"}, True)
    held, found = withhold([], [Protected("a", ("a",), 5)], [Statement("slip", (("a", 1),), 3, 3)])
    assert (held, found.safe) == (frozenset(), False)
    assert found.leaks[0].sources == ("slip",)


def test_what_reveals_nothing_is_not_held_back_however_cheap_it_is() -> None:
    blocks = [block("innocent", "z", 1), block("b", "b", 12)]
    assert withhold(blocks, [Protected("a", ("a",), 5)], [total("ab", 15)])[0] == {"b"}


# Each secret is its total less two blocks: a less p and q, b less q and r, c less r and s.
CHAIN = [block("p", "p", 10), block("q", "q", 20), block("r", "r", 30), block("s", "s", 40)]
TOTALS = {"a": total("apq", 33), "b": total("bqr", 53), "c": total("crs", 73)}


@pytest.mark.parametrize(("secrets", "held"), [("a", {"p"}), ("ab", {"q"}), ("ba", {"q"}), ("abc", {"p", "r"})])
def test_what_is_not_needed_after_all_is_given_back_and_the_dearest_first(secrets: str, held: set[str]) -> None:
    """p closes a, q closes b and makes p superfluous, r closes c and makes q superfluous, which is dearer than p."""
    wanted = [Protected(secret, (secret,), 5) for secret in secrets]
    found = withhold(CHAIN, wanted, [TOTALS[secret] for secret in secrets])
    assert (found[0], found[1].safe) == (held, True)


def test_where_something_is_out_already_everything_else_is_held_back() -> None:
    slip = Statement("slip", (("a", 1),), 3, 3)
    held, found = withhold([block("b", "b", 9), block("c", "c", 8)], [Protected("a", ("a",), 5)], [slip])
    assert (held, [one.sources for one in found.leaks]) == ({"b", "c"}, [("slip",)])


def test_the_example_of_the_audit_agrees_with_the_pattern_that_suppression_finds() -> None:
    done = suppress(FOUR, {(0, 1), (2, 2)}, 5)
    assert examined(FOUR, set(done.hidden), 5).safe
