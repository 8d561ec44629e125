"""Shares with what they rest on: counts first, then the share, its standard error and its range.

Formulas as R's survey package 4.1.1 has them; the tests hold its figures to nine digits.
"""

from collections.abc import Iterable
from math import sqrt
from typing import Any

import pandas as pd

from analysis.codebook import NO_ANSWER, YES, Measure
from analysis.cube import Cube
from analysis.intervals import wilson

SHARE_COLUMNS = (
    "item", "option", "label", "count", "n", "n_eff", "estimate", "se", "low", "high", "method", "weighting", "reason",
)  # fmt: skip


def shares(cube: Cube, item: str, by: str | None = None) -> pd.DataFrame:
    """Tell which share of those who answered chose each option.

    One row per option (a yes/no item: only `yes`) and, with `by`, per value of that dimension (`district`, `age` …),
    which is then the first column. Columns: `count` and `n` people, `n_eff` (= n without weights), `estimate`, `se`,
    `low`, `high` between 0 and 1, `method` wilson, `weighting` none, `reason`. What cannot be computed is None, never
    NaN, and `reason` says why: no_answers, one_answer, all_alike. An item outside the codebook is a `KeyError`.
    """
    if by is None:
        return table(_share_rows(cube, item), SHARE_COLUMNS)
    rows = [{by: group, **row} for group in cube.groups(by) for row in _share_rows(cube.slice(**{by: group}), item)]
    return table(rows, (by, *SHARE_COLUMNS))


def shares_by_role(cube: Cube, role: str, by: str | None = None) -> pd.DataFrame:
    """Tell the shares of the question that measures `role`; an empty table where nobody asked it."""
    variables = cube.codebook.by_role(role)
    if variables:
        return shares(cube, variables[0].item, by)
    return table([], SHARE_COLUMNS if by is None else (by, *SHARE_COLUMNS))


def picks(cube: Cube, role: str) -> pd.DataFrame:
    """Tell which share picked each option of the multiple choice that measures `role`, most picked first.

    Same columns as `shares`, where `option` is the picked option. People may pick several, so shares do not add up
    to one. Base of each row: those who were shown this option and did not leave the question blank.
    """
    rows = [
        {**row, "option": variable.option or variable.item, "label": variable.label}
        for variable in cube.codebook.options_of(role)
        for row in _share_rows(cube, variable.item)
    ]
    return table(sorted(rows, key=lambda row: -row["count"]), SHARE_COLUMNS)


def table(rows: Iterable[dict[str, Any]], columns: Iterable[str]) -> pd.DataFrame:
    """Make a table whose empty places stay None, so that no NaN can leave the analysis."""
    names = list(columns)
    return pd.DataFrame([[row.get(name) for name in names] for row in rows], columns=names, dtype=object)


def standard_error(count: int, n: int, whole: int) -> float | None:
    """Give the standard error of an unweighted share `count`/`n` in a round of `whole` people.

    √( whole/(whole-1) · (count (1-p)² + (n-count) p²) / n² ), which is R's svymean; None when `whole` is one person.
    """
    if n < 1 or whole < 2:
        return None
    share = count / n
    spread = count * (1 - share) ** 2 + (n - count) * share**2
    return sqrt(whole / (whole - 1) * spread) / n


def _share_rows(cube: Cube, item: str) -> list[dict[str, Any]]:
    variable = cube.codebook.item(item)
    counts = {option: n for option, n in cube.options(item).items() if option not in NO_ANSWER}
    labels = dict(variable.options)
    shown = (YES,) if variable.measure is Measure.BINARY else tuple(counts)
    n, whole = sum(counts.values()), cube.whole_total()
    return [_row(item, option, labels.get(option, option), counts.get(option, 0), n, whole) for option in shown]


def _row(item: str, option: str, label: str, count: int, n: int, whole: int) -> dict[str, Any]:
    low, high = wilson(count / n, n) if n else (None, None)
    return {
        "item": item,
        "option": option,
        "label": label,
        "count": count,
        "n": n,
        "n_eff": float(n),
        "estimate": count / n if n else None,
        "se": standard_error(count, n, whole),
        "low": low,
        "high": high,
        "method": "wilson",
        "weighting": "none",
        "reason": _reason(count, n),
    }


def _reason(count: int, n: int) -> str:
    if n == 0:
        return "no_answers"
    if n == 1:
        return "one_answer"
    return "all_alike" if count in (0, n) else ""
