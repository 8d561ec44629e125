"""Medians and other quantiles of weighted answers, from the rows of people."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis.design import Design
from analysis.intervals import Basis
from analysis.sample import Estimates, Mask, answered, basis_of, mean, row
from analysis.significance import half_widths
from analysis.weights import Numbers


def quantile(
    design: Design, values: pd.Series, chances: Sequence[float], where: Mask | None = None
) -> list[dict[str, Any]]:
    """Give weighted quantiles with Woodruff's range: one row (COLUMNS) per chance.

    The quantile is the smallest value up to which at least that share of the weights lies (R: svyquantile,
    qrule 'math'); its range are the quantiles at F(q) ± t se(F(q)), None on a side where the range runs past all
    answers (reason open_end); se = (high - low) / 2t. Woodruff, JASA 47 (1952), 635-646.
    """
    y, people = answered(values.to_frame(), where)
    if not people.any():
        return [row(chance, basis_of(design, people, where), reason="no_answers") for chance in chances]
    order = np.argsort(y[people, 0], kind="stable")
    sorted_values, held = y[people, 0][order], np.cumsum(design.weights[people][order])
    basis = basis_of(design, people, where)
    rows = []
    for chance in chances:
        found = _inverse(sorted_values, held, chance)
        below = mean(design, (values <= found).astype(float).where(values.notna()), where)
        rows.append(row(chance, basis, found, *_woodruff(below, basis, sorted_values, held)))
    return rows


def _inverse(values: Numbers, held: Numbers, chance: float) -> float | None:
    """Give the first value that at least `chance` of the weights lies up to; None past the ends."""
    if not 0 < chance <= 1:
        return None
    place = int(np.searchsorted(held, chance * held[-1], side="left"))
    return float(values[min(place, len(values) - 1)])


def _woodruff(
    below: Estimates, basis: Basis, values: Numbers, held: Numbers
) -> tuple[float | None, float | None, float | None, str, str]:
    (se,) = below.errors()
    if se is None or basis.degrees < 1:
        return None, None, None, "woodruff", "one_unit"
    t = half_widths(basis.degrees)
    low, high = (_inverse(values, held, float(below.values[0]) + sign * t * se) for sign in (-1, 1))
    if low is None or high is None:
        return None, low, high, "woodruff", "open_end"
    return (high - low) / (2 * t), low, high, "woodruff", ""
