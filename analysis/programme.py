"""The linear programmes of the audit: smallest and largest value of a sum of counts (scipy's HiGHS)."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Any

from analysis.bounds import Bounds, Contradiction, Limits

CLOSE = 1e-6
SECONDS = 10.0
"""After so long a programme in whole numbers is given up for the one in fractions, whose range is wider."""
DONE, INFEASIBLE, UNBOUNDED = 0, 2, 3
"""How a programme of scipy may end."""


@dataclass(frozen=True)
class Extreme:
    """The least or greatest value of a sum, None without end, and counts that fit everything and reach it.

    `fitting` is empty where there is no end, or where the value is only known to be no further out.
    """

    value: int | None
    fitting: Mapping[Hashable, int]


def weighing(cells: Sequence[Hashable], told: Sequence[Limits]) -> list[Any]:
    """The statements that hold the two extremes in place: those with a price in the dual programmes."""
    system = System(told, {}, cells)
    priced = system.prices(cells, 1) | system.prices(cells, -1)
    return [one for at, one in enumerate(told) if at in priced]


class System:
    """Statements as rows, unknown cells as columns; cells that are settled are taken off the limits.

    `known`: exact limits of single cells. In a table with totals the extremes are whole numbers by themselves; only
    where they are not, the slower programme in whole numbers is asked.
    """

    def __init__(
        self, told: Sequence[Limits], known: Mapping[Hashable, Bounds], besides: Iterable[Hashable] = ()
    ) -> None:
        from scipy.sparse import csr_array

        named = (*besides, *(cell for one in told for cell, _ in one.terms))
        free = dict.fromkeys(cell for cell in named if cell not in known or not known[cell].fixed)
        columns = {cell: at for at, cell in enumerate(free)}
        self.columns, self.told = columns, told
        self.bounds = [(known[cell].low, known[cell].high) if cell in known else (0, None) for cell in columns]
        data, rows, places = list[int](), list[int](), list[int]()
        limits, self.of = list[int](), list[int]()
        for at, one in enumerate(told):
            for sign, limit in ((1, one.high), (-1, one.low)):
                if limit is None:
                    continue
                settled = sum(factor * known[cell].low for cell, factor in one.terms if cell not in columns)
                for cell, factor in one.terms:
                    if cell in columns:
                        data.append(sign * factor)
                        rows.append(len(limits))
                        places.append(columns[cell])
                limits.append(sign * (limit - settled))
                self.of.append(at)
        shape = (len(limits), len(columns))
        self.matrix, self.limits = csr_array((data, (rows, places)), shape=shape), limits

    def least(self, cells: Sequence[Hashable]) -> Extreme:
        """The smallest whole number that the sum of these cells can be."""
        found, fitting = self._solved(cells, 1)
        return Extreme(ceil((found or 0.0) - CLOSE), fitting)

    def most(self, cells: Sequence[Hashable]) -> Extreme:
        """The greatest whole number that the sum of these cells can be, None where nothing limits it."""
        found, fitting = self._solved(cells, -1)
        return Extreme(None if found is None else floor(-found + CLOSE), fitting)

    def _solved(self, cells: Sequence[Hashable], sign: int) -> tuple[float | None, dict[Hashable, int]]:
        found = self._run(cells, sign, whole=False)
        if found.status == UNBOUNDED:
            return None, {}
        if found.status == DONE and not _is_whole(found.x):
            exact = self._run(cells, sign, whole=True)
            found = exact if exact.status in (DONE, INFEASIBLE) else found
        if found.status == INFEASIBLE:
            raise Contradiction(source for one in self.told for source in one.sources)
        if found.status != DONE:
            raise ArithmeticError(f"the linear programme ended with: {found.message}")
        fitting = {cell: round(found.x[at]) for cell, at in self.columns.items()} if _is_whole(found.x) else {}
        return float(found.fun), fitting

    def prices(self, cells: Sequence[Hashable], sign: int) -> set[int]:
        """The places of the statements that a small change of would move the extreme."""
        found = self._run(cells, sign, whole=False)
        marginals = [] if found.status else found.ineqlin.marginals
        return {self.of[row] for row, price in enumerate(marginals) if abs(price) > CLOSE}

    def _run(self, cells: Sequence[Hashable], sign: int, *, whole: bool) -> Any:
        from scipy.optimize import linprog

        costs = [0.0] * len(self.columns)
        for cell in cells:
            if cell in self.columns:
                costs[self.columns[cell]] += sign
        options = {"time_limit": SECONDS}
        return linprog(
            costs, A_ub=self.matrix, b_ub=self.limits, bounds=self.bounds, method="highs", integrality=int(whole),
            options=options,
        )  # fmt: skip


def _is_whole(values: Iterable[float]) -> bool:
    return all(abs(value - round(value)) <= CLOSE for value in values)
