"""Weights that let the people who answered stand for the people who live there, and refusals with a name.

Everything works on rows of people or on cells of a cube: with rows, `base` holds each person's start weight; with
cells, the number of people in each, and a result divided by that number is the weight of each person of the cell.
Formulas as R's survey package 4.1.1 has them (rake, postStratify, trimWeights).
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Numbers = npt.NDArray[np.float64]
Codes = npt.NDArray[np.intp]

FEWEST_PEOPLE = 50
"""Under so many answers weights do more harm than good."""
FEWEST_IN_CATEGORY = 5
TOTALS_MAY_DIFFER = 0.01
"""Published margins differ by rounding and by date; beyond this share they are about different people."""


class WeightingRefused(Exception):
    """Weights cannot be made; `reason` is a code and `where` names the place, e.g. `age = 16-29`.

    Reasons: no_answers, bad_weight (zero, negative or not a number), empty_category (people live there, nobody
    answered), no_census (people answered, nobody was counted there), totals_differ (margins of different
    populations), few_answers, few_in_category, limits_too_tight, not_reached (the wanted totals cannot be met).
    """

    def __init__(self, reason: str, where: str = "") -> None:
        super().__init__(f"{reason}: {where}" if where else reason)
        self.reason = reason
        self.where = where


@dataclass(frozen=True)
class Raked:
    """Raked weights (or raked totals of cells) and how the raking went.

    `iterations` sweeps over all margins; `worst` is the largest relative miss of a margin's category at the end;
    `steps` are the weights after each margin of the last sweep, which R's variance asks for.
    """

    weights: Numbers
    iterations: int
    worst: float
    steps: tuple[Numbers, ...]


@dataclass(frozen=True)
class Kish:
    """What unequal weights cost: `n` people say as much as `n_eff` would with equal weights; `deff` = n / n_eff."""

    n: int
    n_eff: float
    deff: float


@dataclass(frozen=True)
class _Margin:
    """One margin: the code of each row (-1: not stated) and the wanted total of each code."""

    name: str
    codes: Codes
    wanted: Numbers

    def adjust(self, weights: Numbers) -> Numbers:
        """Multiply the rows of each category so that it has its total; leave rows that did not state it."""
        stated = self.codes >= 0
        factors = self._goal(weights) / self._held(weights)
        return np.where(stated, weights * factors[self.codes], weights)

    def miss(self, weights: Numbers) -> float:
        """Give the largest relative distance of a category from its total."""
        return float(np.max(np.abs(self._held(weights) / self._goal(weights) - 1)))

    def _held(self, weights: Numbers) -> Numbers:
        stated = self.codes >= 0
        return np.bincount(self.codes[stated], weights[stated]).astype(float)

    def _goal(self, weights: Numbers) -> Numbers:
        """Share out what the people hold who stated it; the census itself when everybody did."""
        stated = self.codes >= 0
        if stated.all():
            return self.wanted
        return self.wanted * float(weights[stated].sum() / self.wanted.sum())


def rake(
    table: pd.DataFrame,
    base: npt.ArrayLike,
    margins: Mapping[str, Mapping[Any, float]],
    *,
    tolerance: float = 1e-13,
    most: int = 1000,
) -> Raked:
    """Weight rows so that each margin has the population's totals (iterative proportional fitting).

    `margins`: per column of `table` the population of each category. Per margin the weights of a category are
    multiplied by wanted / held, until no cell of the joint table changes by more than `tolerance` of the start
    weights' sum (R: rake, epsilon < 1) or `most` sweeps are done. A blank (None, NaN) stays in, unadjusted on that
    margin: the census then gives the shares among those who stated it. Margins that differ by at most 1 % are
    brought to the total of the first. Deming and Stephan, Annals of Mathematical Statistics 11 (1940), 427-444.

    Raises `WeightingRefused` (no_answers, bad_weight, empty_category, no_census, totals_differ).
    """
    start = positive(base)
    steps: tuple[Numbers, ...] = ()
    tables = _margins(table, margins)
    weights = _to_population(start, tables)
    cells = table.groupby(list(margins), dropna=False, sort=False).ngroup().to_numpy()
    sweep, before, limit = 0, np.bincount(cells, weights), tolerance * float(weights.sum())
    while sweep < most:
        sweep += 1
        steps = tuple(_sweep(weights, tables))
        weights = steps[-1]
        now = np.bincount(cells, weights)
        if np.max(np.abs(now - before)) < limit:
            break
        before = now
    return Raked(weights, sweep, max(margin.miss(weights) for margin in tables), steps)


def post_stratify(table: pd.DataFrame, base: npt.ArrayLike, targets: Mapping[tuple[Any, ...], float]) -> Numbers:
    """Weight rows so that each cell over all columns of `table` has its population: w = base · N_cell / held_cell.

    `targets`: the population by the tuple of a cell's values, in the order of the columns. Raises
    `WeightingRefused`: a cell with people and no population, or the reverse, must be merged by the caller first.
    """
    weights = positive(base)
    cells = pd.Series(list(table.itertuples(index=False, name=None)))
    return _margin(" × ".join(map(str, table.columns)), cells, targets).adjust(weights)


def trim(
    weights: npt.ArrayLike, low: float, high: float, strict: bool = True, *, counts: npt.ArrayLike | None = None
) -> Numbers:
    """Bring weights between `low` and `high`; spread what is cut off equally over the others, the sum staying.

    As R's trimWeights: the same amount (not factor) is added to each untrimmed person; `strict` repeats until the
    spreading pushes nobody out (by more than rounding, or it would go on for ever where all end at a limit).
    `counts`: people per entry when the entries are cells. Margins no longer hold afterwards. Raises
    `WeightingRefused("limits_too_tight")` when no weights with this sum fit between the limits, or when nobody is
    left between them to take what is cut.
    """
    now = positive(weights)
    people = np.ones_like(now) if counts is None else np.asarray(counts, dtype=float)
    total = float(now @ people)
    if not low * people.sum() <= total <= high * people.sum():
        raise WeightingRefused("limits_too_tight", f"{low:g} to {high:g}")
    slack = 4 * np.finfo(float).eps * high * float(people.sum())
    while np.any(outside := (now < low - slack) | (now > high + slack)):
        cut = np.clip(now, low, high)
        inside = people[~outside].sum()
        if inside == 0:
            raise WeightingRefused("limits_too_tight", f"{low:g} to {high:g}")
        now = np.where(outside, cut, cut + float((now - cut) @ people) / inside)
        if not strict:
            return now
    return np.clip(now, low, high)


def kish(weights: npt.ArrayLike, counts: npt.ArrayLike | None = None) -> Kish:
    """Give Kish's effective number of people: n_eff = (Σw)² / Σw², deff = n Σw² / (Σw)².

    `counts`: people per entry when the entries are cells. Kish, Survey Sampling, 1965, 11.7. It knows nothing of
    clusters, nor of how weight and answer go together.
    """
    now = positive(weights)
    people = np.ones_like(now) if counts is None else np.asarray(counts, dtype=float)
    n, total, squares = people.sum(), float(now @ people), float(now**2 @ people)
    return Kish(round(n), total**2 / squares, float(n) * squares / total**2)


def enough_to_weight(table: pd.DataFrame, columns: Sequence[str], counts: npt.ArrayLike | None = None) -> None:
    """Refuse to weight where too few answered: under 50 people, or under 5 in a category of a margin.

    `counts`: people per row when the rows are cells. Raises `WeightingRefused` (few_answers, few_in_category).
    """
    people = pd.Series(np.ones(len(table)) if counts is None else np.asarray(counts, dtype=float), index=table.index)
    if people.sum() < FEWEST_PEOPLE:
        raise WeightingRefused("few_answers", str(round(people.sum())))
    for name in columns:
        for category, n in people.groupby(table[name]).sum().items():
            if n < FEWEST_IN_CATEGORY:
                raise WeightingRefused("few_in_category", f"{name} = {category}")


def positive(weights: npt.ArrayLike) -> Numbers:
    """Take weights as numbers, or refuse those that are zero, negative or no number, with the first one's place."""
    found = np.asarray(weights, dtype=float)
    if found.size == 0:
        raise WeightingRefused("no_answers")
    wrong = np.flatnonzero(~(np.isfinite(found) & (found > 0)))
    if wrong.size:
        raise WeightingRefused("bad_weight", f"{wrong[0] + 1}")
    return found


def _sweep(weights: Numbers, margins: Sequence[_Margin]) -> list[Numbers]:
    steps = []
    for margin in margins:
        weights = margin.adjust(weights)
        steps.append(weights)
    return steps


def _margins(table: pd.DataFrame, margins: Mapping[str, Mapping[Any, float]]) -> list[_Margin]:
    found = [_margin(name, table[name], wanted) for name, wanted in margins.items()]
    if not found:
        raise WeightingRefused("no_census")
    whole = found[0].wanted.sum()
    for margin in found:
        if abs(margin.wanted.sum() / whole - 1) > TOTALS_MAY_DIFFER:
            raise WeightingRefused("totals_differ", f"{found[0].name}, {margin.name}")
    return [_Margin(m.name, m.codes, m.wanted * (whole / m.wanted.sum())) for m in found]


def _margin(name: str, values: pd.Series, wanted: Mapping[Any, float]) -> _Margin:
    """Number the categories and hold them against the census, both ways."""
    lives = {category: float(n) for category, n in wanted.items() if n > 0}
    codes, answered = pd.factorize(values, use_na_sentinel=True)
    without = [category for category in answered if category not in lives]
    if without:
        raise WeightingRefused("no_census", f"{name} = {_words(without[0])}")
    empty = [category for category in lives if category not in set(answered)]
    if empty:
        raise WeightingRefused("empty_category", f"{name} = {_words(empty[0])}")
    return _Margin(name, codes, np.array([lives[category] for category in answered]))


def _words(category: Hashable) -> str:
    return " × ".join(map(str, category)) if isinstance(category, tuple) else str(category)


def _to_population(weights: Numbers, margins: Sequence[_Margin]) -> Numbers:
    """Start at the population's size when some margin is only about shares: nothing else would set it."""
    if all((margin.codes >= 0).all() for margin in margins):
        return weights
    return weights * float(margins[0].wanted.sum() / weights.sum())
