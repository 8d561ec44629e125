"""The linear programmes of the audit: smallest and largest value of a sum of counts (scipy's HiGHS)."""

from collections.abc import Hashable, Mapping, Sequence
from math import ceil, floor
from typing import Any

from analysis.bounds import Bounds, Contradiction, Limits

CLOSE = 1e-6
SECONDS = 10.0
"""After so long a programme in whole numbers is given up for the one in fractions, whose range is wider."""
DONE, INFEASIBLE, UNBOUNDED = 0, 2, 3
"""How a programme of scipy may end."""


def extremes(
    cells: Sequence[Hashable], told: Sequence[Limits], known: Mapping[Hashable, Bounds]
) -> tuple[int, int | None]:
    """The smallest and the largest whole number that the sum of `cells` can be; None is no limit.

    `told`: the statements; `known`: exact limits of single cells. In a table with totals the extremes are whole numbers
    by themselves; only where they are not, the slower programme in whole numbers is asked.
    """
    system = _System(_columns(cells, told, known), told, known)
    least, most = system.solve(cells, 1), system.solve(cells, -1)
    return ceil((least or 0.0) - CLOSE), None if most is None else floor(-most + CLOSE)


def weighing(cells: Sequence[Hashable], told: Sequence[Limits]) -> list[Any]:
    """The statements that hold the two extremes in place: those with a price in the dual programmes."""
    system = _System(_columns(cells, told, {}), told, {})
    priced = system.prices(cells, 1) | system.prices(cells, -1)
    return [one for at, one in enumerate(told) if at in priced]


def _columns(
    cells: Sequence[Hashable], told: Sequence[Limits], known: Mapping[Hashable, Bounds]
) -> dict[Hashable, int]:
    named = (cell for one in told for cell, _ in one.terms)
    free = (cell for cell in (*cells, *named) if cell not in known or not known[cell].fixed)
    return {cell: at for at, cell in enumerate(dict.fromkeys(free))}


class _System:
    """Statements as rows, unknown cells as columns; cells that are settled are taken off the limits."""

    def __init__(
        self, columns: Mapping[Hashable, int], told: Sequence[Limits], known: Mapping[Hashable, Bounds]
    ) -> None:
        from scipy.sparse import csr_array

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
        self.matrix = csr_array((data, (rows, places)), shape=shape, dtype=float) if limits else None
        self.limits = limits or None

    def solve(self, cells: Sequence[Hashable], sign: int) -> float | None:
        """The least value of `sign` times the sum, None where it falls without end."""
        found = self._run(cells, sign, whole=False)
        if found.status == UNBOUNDED:
            return None
        if found.status == DONE and any(abs(value - round(value)) > CLOSE for value in found.x):
            exact = self._run(cells, sign, whole=True)
            found = exact if exact.status in (DONE, INFEASIBLE) else found
        if found.status == DONE:
            return float(found.fun)
        if found.status == INFEASIBLE:
            raise Contradiction(source for one in self.told for source in one.sources)
        raise ArithmeticError(f"the linear programme ended with: {found.message}")

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
