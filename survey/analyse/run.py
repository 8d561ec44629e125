"""From read tables to the rows of the result, round by round."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from analysis.design import Design
from analysis.fitting import Census, Fitted, design_of, fit, masks
from analysis.intervals import Method
from analysis.report_rules import checked
from analysis.report_table import rows, written
from analysis.representation import Representativity, notices
from analysis.respondents import Answers, Layout
from analysis.weights import WeightingRefused, kish
from survey.analyse.files import People
from survey.analyse.words import refusal, remarks, warnings
from survey.i18n import gettext as _
from survey.i18n import ngettext
from survey.spreadsheet.faults import unusable


@dataclass(frozen=True)
class Plan:
    """What the command line asked for, apart from the files."""

    by: tuple[str, ...] = ()
    limits: tuple[float, float] | None = None
    calibrated: bool = False
    interval: Method = "wilson"
    disclosure: bool = True


@dataclass
class Result:
    """The rows of the result, and what the reader must be told beside it."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


def analyse(people: People, layout: Layout, census: Census | None, plan: Plan, census_name: str = "") -> Result:
    """Work out every figure. Raises `Unusable` where the census does not fit the answers."""
    result = Result()
    if people.doubles:
        result.told.append(_twice(people.doubles))
    for round_ in _in_order(people.round):
        here = np.flatnonzero((people.round == round_).to_numpy())
        part = _Round(round_, people, here)
        fitted = part.fit(census, plan.limits, census_name)
        design = part.design(fitted, plan.calibrated)
        result.told += [_named(round_, said) for said in part.remarks(fitted, design)]
        found: Iterable[Any] = rows(design, part.answers, masks(part.groups, plan.by), plan.interval)
        if plan.disclosure:
            found = checked(found, plan.by, layout.district)
        result.rows += [written(row, round_, plan.by, fitted.weighting) for row in found]
    return result


class _Round:
    """The people of one round."""

    def __init__(self, name: str, people: People, here: np.ndarray) -> None:
        self.name = name
        self.groups = people.groups.iloc[here].reset_index(drop=True)
        self.answers = [_only(answers, here) for answers in people.answers]
        self.base = None if people.weights is None else people.weights[here]
        self.strata, self.clusters = _part(people.strata, here), _part(people.clusters, here)

    def fit(self, census: Census | None, limits: tuple[float, float] | None, census_name: str) -> Fitted:
        try:
            return fit(self.groups, self.base, census, limits)
        except WeightingRefused as why:
            raise unusable(census_name, _named(self.name, refusal(why))) from why

    def design(self, fitted: Fitted, calibrated: bool) -> Design:
        return design_of(fitted, calibrated, self.strata, self.clusters)

    def remarks(self, fitted: Fitted, design: Design) -> Iterator[str]:
        yield from remarks(fitted)
        if fitted.weighting != "none":
            nothing = Representativity(None, None, 0, None)
            yield from warnings(notices({}, nothing, fitted.weights, kish(fitted.weights).deff))
        if design.lonely:
            yield ngettext(
                "%(num)s stratum has only one person or cluster; it adds nothing to the standard errors.",
                "%(num)s strata have only one person or cluster; they add nothing to the standard errors.",
                design.lonely,
            )


def _only(answers: Answers, here: np.ndarray) -> Answers:
    return Answers(answers.field, answers.codes, answers.chosen[here], answers.scores[here], answers.answered[here])


def _part(values: pd.Series | None, here: np.ndarray) -> list[Any] | None:
    return None if values is None else values.iloc[here].tolist()


def _in_order(rounds: pd.Series) -> list[str]:
    """Round 10 comes after round 9."""
    names = list(dict.fromkeys(rounds))
    numbers: Mapping[str, int] = {name: int(name) for name in names if str(name).isdecimal()}
    return sorted(names, key=lambda name: (name not in numbers, numbers.get(name, 0), name))


def _named(round_: str, said: str) -> str:
    return _("Round %(round)s: %(said)s", round=round_, said=said) if round_ else said


def _twice(ids: tuple[str, ...]) -> str:
    names = ", ".join(ids[:5]) + (" …" if len(ids) > 5 else "")
    return ngettext(
        "%(num)s id stands twice in one round: %(names)s. Each row counts as a person.",
        "%(num)s ids stand twice in one round: %(names)s. Each row counts as a person.",
        len(ids),
        names=names,
    )
