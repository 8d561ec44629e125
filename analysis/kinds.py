"""People of one cell who gave the same answer: alike in weight and influence, so they are counted instead of listed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.codebook import NO, NO_ANSWER, YES, Measure, Variable
from analysis.weighted import Codes, Numbers, Weighted

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Kinds:
    """Everybody who answered one item, one entry per cell and answer.

    `cell`: the cell's row number; `n` people; `option` they chose; `score` its number; `within`: the sum of squares
    by which numbers counted in bins differ from their `score` (0 for everything else).
    """

    cell: Codes
    n: Numbers
    option: npt.NDArray[np.object_]
    score: Numbers
    within: Numbers

    def only(self, keep: Mask) -> "Kinds":
        """Keep some of them."""
        return Kinds(self.cell[keep], self.n[keep], self.option[keep], self.score[keep], self.within[keep])

    def per_cell(self, cells: int) -> Numbers:
        """Count people per cell, of `cells` cells."""
        return np.bincount(self.cell, self.n, cells).astype(float)

    def options(self, variable: Variable) -> list[str]:
        """List the options in the questionnaire's order, behind them what only the answers know."""
        if variable.measure is Measure.BINARY:
            return [YES, NO]
        return list(dict.fromkeys((*variable.option_codes(), *map(str, self.option))))


def kinds_of(weighted: Weighted, item: str) -> Kinds:
    """Take the answers to one item; blanks count only as people of their cell. An unknown item is a `KeyError`."""
    variable = weighted.cube.codebook.item(item)
    rows = weighted.cube.rows_of(item)
    rows = rows[~rows["option"].isin(NO_ANSWER) & (rows["n"] > 0)]
    n, s1, s2 = (rows[column].to_numpy(dtype=float) for column in ("n", "s1", "s2"))
    option = rows["option"].to_numpy(dtype=object)
    cell = rows["cell"].to_numpy(dtype=np.intp)
    if variable.measure is Measure.NUMERIC:
        return Kinds(cell, n, option, s1 / n, np.maximum(s2 - s1**2 / n, 0.0))
    scores = variable.scores()
    return Kinds(cell, n, option, np.array([scores.get(code, 0.0) for code in option], dtype=float), np.zeros(len(n)))


def groups_of(weighted: Weighted, by: str | None) -> Sequence[Any]:
    """List the groups of a dimension; without one, everybody under the empty name."""
    return ("",) if by is None else weighted.cube.groups(by)


def cells_in(weighted: Weighted, by: str | None, group: Any) -> Mask:
    """Say which cells belong to a group."""
    if by is None:
        return np.ones(len(weighted.cells), dtype=bool)
    return np.asarray(weighted.cells[by] == group, dtype=bool)
