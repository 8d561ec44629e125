"""The rows of a table of results: one per round, group, variable, option and statistic, for any file of answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.codebook import Measure
from analysis.design import Design
from analysis.intervals import Method
from analysis.quantiles import quantile
from analysis.respondents import Answers
from analysis.sample import Estimates, mean, mean_figures, share_figures

Mask = npt.NDArray[np.bool_]
Group = tuple[str, ...]

FIGURES = ("n", "n_eff", "estimate", "se", "low", "high", "deff")
"""What a suppressed row does not hold."""

BEFORE = ("round",)
AFTER = (
    "variable", "option", "statistic", "n", "n_eff", "estimate", "se", "low", "high", "deff", "method", "weighting",
    "suppressed", "reason",
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One figure of one group.

    Figures that cannot be given are None, and `reason` says why: no_answers, one_answer, all_alike (no spread, so no
    design effect), one_unit (a single person or cluster in every stratum shows no spread). `count`: people who chose
    the option, unweighted; None for means and medians.
    """

    group: Group
    answers: Answers
    option: str
    statistic: str
    figures: Mapping[str, Any]
    method: str
    reason: str
    count: int | None = None
    suppressed: bool = False


def columns(by: Sequence[str]) -> tuple[str, ...]:
    """List the columns of the whole table."""
    return (*BEFORE, *by, *AFTER)


def rows(
    design: Design, answers: Sequence[Answers], groups: Mapping[Group, Mask], interval: Method = "wilson"
) -> Iterator[Row]:
    """Work out every figure of one round: shares, and for numbers and scales mean and median.

    `design` and `answers` have one entry per person of the round; `groups` as from `fitting.masks`.
    """
    for group, people in groups.items():
        for answer in answers:
            yield from _of_variable(design, answer, group, people, interval)


def written(row: Row, round_: str, by: Sequence[str], weighting: str) -> dict[str, Any]:
    """Give a row's cells by column; a suppressed one keeps its place and its reason, and nothing else."""
    known = dict.fromkeys(FIGURES) if row.suppressed else row.figures
    return {
        "round": round_,
        **dict(zip(by, row.group, strict=True)),
        "variable": row.answers.field.column,
        "option": row.option,
        "statistic": row.statistic,
        **{name: known.get(name) for name in FIGURES},
        "method": row.method,
        "weighting": weighting,
        "suppressed": int(row.suppressed),
        "reason": row.reason,
    }


def _of_variable(design: Design, answer: Answers, group: Group, people: Mask, interval: Method) -> Iterator[Row]:
    if answer.codes:
        yield from _shares(design, answer, group, people, interval)
    if answer.field.variable.measure in (Measure.ORDINAL, Measure.NUMERIC):
        scores = pd.Series(answer.scores)
        yield _mean(design, answer, scores, group, people)
        yield _median(design, answer, scores, group, people)


def _shares(design: Design, answer: Answers, group: Group, people: Mask, interval: Method) -> Iterator[Row]:
    chosen = pd.DataFrame(np.where(answer.answered[:, None], answer.chosen, np.nan), columns=list(answer.codes))
    found = mean(design, chosen, people)
    counts = (answer.chosen[people & answer.answered]).sum(axis=0)
    figures = _records(share_figures(found, interval))
    effects = found.design_effects() or [None] * len(figures)
    for code, figure, effect, count in zip(answer.codes, figures, effects, counts, strict=True):
        yield _row(answer, group, code, "share", {**figure, "deff": effect}, int(count))


def _records(found: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in record.items()} for record in found.to_dict("records")]


def _mean(design: Design, answer: Answers, scores: pd.Series, group: Group, people: Mask) -> Row:
    found: Estimates = mean(design, scores, people)
    (figure,) = _records(mean_figures(found))
    return _row(answer, group, "", "mean", {**figure, "deff": next(iter(found.design_effects()), None)}, None)


def _median(design: Design, answer: Answers, scores: pd.Series, group: Group, people: Mask) -> Row:
    (figure,) = quantile(design, scores, [0.5], people)
    return _row(answer, group, "", "median", {**figure, "deff": None}, None)


def _row(answer: Answers, group: Group, option: str, statistic: str, figure: dict[str, Any], count: int | None) -> Row:
    """Take se 0 for what it is: one answer shows no spread at all; many that agree show that they agree."""
    reason, no_spread = figure["reason"], {"deff": None}
    if figure["n"] == 1:
        reason, no_spread = "one_answer", {"se": None, "deff": None}
        no_spread |= {} if statistic == "share" else {"low": None, "high": None}
    elif figure["n"] and figure["se"] is None:
        reason = reason or "one_unit"
    elif not reason and figure["se"] == 0 and statistic != "median":
        reason = "all_alike"
    else:
        no_spread = {}
    return Row(group, answer, option, statistic, {**figure, **no_spread}, figure["method"] or "", reason, count)
