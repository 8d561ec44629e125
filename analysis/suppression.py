"""Hiding what must not be read, and just enough beside it that nobody finds it by subtraction.

Two ways. `suppress` is for one table with totals: the classical complementary cell suppression (Willenborg and
de Waal, Elements of Statistical Disclosure Control, 2001, chapter 4) with cells added along the cheapest cycle and
then released one by one. `withhold` is for everything that is published together: whole blocks are held back until the
audit passes, cheapest first, and each is given back where it does no harm. Small groups and places are better merged
(`analysis.merging`) than hidden; these are for what cannot be merged.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count

from analysis.audit import Audit, Protected, Statement, audit, explain

At = tuple[int, int]
"""Row and column; the row or column behind the last one holds the totals, the corner all together."""


@dataclass(frozen=True)
class Suppressed:
    """A table with what stays hidden.

    `hidden`: cells and totals by row and column, the `primary` ones among them. `audit`: the range of each primary one.
    """

    primary: frozenset[At]
    hidden: frozenset[At]
    audit: Audit


def primary(table: Sequence[Sequence[int]], threshold: int) -> frozenset[At]:
    """The cells and totals with fewer people than `threshold`, nobody excepted."""
    return frozenset(at for at, n in _with_totals(table).items() if n < threshold)


def suppress(table: Sequence[Sequence[int]], hide: Collection[At], threshold: int) -> Suppressed:
    """Hide `hide` and the cheapest further cells, so that every hidden one keeps a range of `threshold` people.

    `table`: counts by row and column without totals, which are published beside it. A cell costs its people, so small
    ones go first and totals last. At worst everything is hidden, which is always safe. Raises `ValueError` for a cell
    outside the table or a ragged table.
    """
    cells = _with_totals(table)
    outside = [at for at in hide if at not in cells]
    if outside:
        raise ValueError(f"no such cell in this table: {outside[0]}")
    first = frozenset(hide)
    hidden = set(first)
    while not (found := _audited(cells, hidden, first, threshold)).safe:
        hidden |= _closing(cells, hidden, first, threshold, found)
    for at in sorted(hidden - first, key=lambda at: (-cells[at], at)):
        if _audited(cells, hidden - {at}, first, threshold).safe:
            hidden.discard(at)
    return Suppressed(first, frozenset(hidden), _audited(cells, hidden, first, threshold, exact=True))


def _with_totals(table: Sequence[Sequence[int]]) -> dict[At, int]:
    """The cells by their place, totals of rows and columns behind them; one row has no further totals of columns."""
    if not table or len({len(row) for row in table}) != 1:
        raise ValueError("a table needs rows of one length")
    cells = {(r, c): n for r, row in enumerate(table) for c, n in enumerate(row)}
    height, width = len(table), len(table[0])
    cells |= {(r, width): sum(row) for r, row in enumerate(table)}
    if height > 1:
        cells |= {(height, c): sum(row[c] for row in table) for c in range(width)}
        cells[height, width] = sum(map(sum, table))
    return cells


def _lines(cells: Mapping[At, int]) -> list[tuple[list[At], At]]:
    """Every sum of the table: its parts, and where the total stands."""
    height, width = max(r for r, _ in cells), max(c for _, c in cells)
    lines = [([(r, c) for c in range(width)], (r, width)) for r in sorted({r for r, _ in cells})]
    if height:
        lines += [([(r, c) for r in range(height)], (height, c)) for c in range(width + 1)]
    return lines


def _audited(
    cells: Mapping[At, int], hidden: Collection[At], first: Iterable[At], threshold: int, *, exact: bool = False
) -> Audit:
    """What the shown cells and totals tell about the hidden ones."""
    said = [Statement(_code(at), ((at, 1),), n, n) for at, n in cells.items() if at not in hidden]
    for parts, total in _lines(cells):
        terms = (*((at, 1) for at in parts), (total, -1))
        said.append(Statement(f"sum:{_code(total)}", terms, 0, 0))
    return audit(said, [Protected(_code(at), (at,), threshold) for at in sorted(first)], explained=False, exact=exact)


def _code(at: At) -> str:
    return f"{at[0]}:{at[1]}"


def _closing(cells: Mapping[At, int], hidden: set[At], first: Iterable[At], threshold: int, found: Audit) -> set[At]:
    """The cheapest cells that give the first unsafe one room; where no cycle does, simply the cheapest one left."""
    unsafe = {one.code for one in found.leaks}
    for at in (at for at in sorted(first) if _code(at) in unsafe):
        for room in (threshold, max(threshold - cells[at], 1)):
            added = _cheapest_cycle(cells, hidden, at, room) - hidden
            if added:
                return added
    return {min((at for at in cells if at not in hidden), key=lambda at: (cells[at], at))}


def _cheapest_cycle(cells: Mapping[At, int], hidden: Collection[At], start: At, room: int) -> set[At]:
    """The cells of the cheapest cycle along which `start` can grow by `room` people, or none.

    Rows and columns are the places, cells the ways between them; when `start` grows, every other cell of the cycle
    shrinks, those passed from a row to a column, so these must hold that many people. A total stands in its line with
    the other sign: a total shrinks where a cell would grow.
    """
    row, column = ("r", start[0]), ("c", start[1])
    best: dict[tuple[str, int], int] = {row: 0}
    queue, ticket = [(0, 0, row, frozenset[At]())], count(1)
    while queue:
        cost, _, place, path = heappop(queue)
        if place == column:
            return set(path)
        if cost > best[place]:
            continue
        for at, n in cells.items():
            onward = _onward(at, place)
            if onward is None or at == start or not (n >= room or not _shrinks(at, place, start, cells)):
                continue
            dearer = cost + (0 if at in hidden else n + 1)
            if dearer < best.get(onward, dearer + 1):
                best[onward] = dearer
                heappush(queue, (dearer, next(ticket), onward, path | {at}))
    return set()


def _onward(at: At, place: tuple[str, int]) -> tuple[str, int] | None:
    """Where the way over this cell leads from a row or a column; None where it does not begin there."""
    kind, number = place
    if kind == "r":
        return ("c", at[1]) if at[0] == number else None
    return ("r", at[0]) if at[1] == number else None


def _shrinks(at: At, place: tuple[str, int], start: At, cells: Mapping[At, int]) -> bool:
    """Whether this cell gets smaller when `start` grows, going over it from `place`."""
    from_row = place[0] == "r"
    return from_row == (_sign(at, cells) == _sign(start, cells))


def _sign(at: At, cells: Mapping[At, int]) -> int:
    """Totals of a row or a column stand on the other side of the sum; the corner on its own side again."""
    height, width = max(r for r, _ in cells), max(c for _, c in cells)
    return (-1 if at[0] == height and height else 1) * (-1 if at[1] == width else 1)


@dataclass(frozen=True)
class Block:
    """Figures that are shown or held back together, with what it costs to hold them back (their people)."""

    code: str
    cost: int
    statements: tuple[Statement, ...]


def withhold(
    blocks: Iterable[Block], protected: Iterable[Protected], always: Iterable[Statement] = ()
) -> tuple[frozenset[str], Audit]:
    """Hold back the cheapest blocks that make everything else safe; the codes of these, and the audit that passed.

    `always`: statements that are out already or may not be held back. When those alone give something away, the audit
    that comes back is not safe, names what reveals it, and every block is held back. What was safe stays safe with less
    published, so that only the leaks are looked at again.
    """
    every = {block.code: block for block in blocks}
    wanted, kept = tuple(protected), tuple(always)
    held: set[str] = set()
    open_ = _leaking(every, held, kept, wanted)
    while open_ and len(held) < len(every):
        held.add(_cheapest(every, held, kept, open_[0]))
        open_ = _leaking(every, held, kept, open_)
    for code in sorted(held, key=lambda code: (-every[code].cost, code)):
        if len(held) > 1 and not _leaking(every, held - {code}, kept, wanted):
            held.discard(code)
    return frozenset(held), audit(_said(every, held, kept), wanted, exact=False)


def _leaking(
    every: Mapping[str, Block], held: Collection[str], always: Sequence[Statement], wanted: Iterable[Protected]
) -> list[Protected]:
    known = list(wanted)
    found = audit(_said(every, held, always), known, explained=False, exact=False)
    return [one for one, range_ in zip(known, found.ranges, strict=True) if not range_.safe]


def _said(every: Mapping[str, Block], held: Collection[str], always: Sequence[Statement]) -> list[Statement]:
    shown = (block for code, block in every.items() if code not in held)
    return [*always, *(one for block in shown for one in block.statements)]


def _cheapest(every: Mapping[str, Block], held: Collection[str], always: Sequence[Statement], leak: Protected) -> str:
    """Of the blocks that reveal this leak the cheapest; where none does, the cheapest of all."""
    left = [block for code, block in every.items() if code not in held]
    revealing = set(explain(_said(every, held, always), leak))
    guilty = [block for block in left if any(one.source in revealing for one in block.statements)]
    return min(guilty or left, key=lambda block: (block.cost, block.code)).code
