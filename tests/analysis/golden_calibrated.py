"""Schools drawn at random, weighted in ten ways: post-strata, raking, regression, trimming."""

from functools import cache

import numpy as np
import pandas as pd

from analysis.calibration import calibrate, post_strata, raking_margins
from analysis.design import Design
from analysis.intervals import Method
from analysis.quantiles import quantile
from analysis.sample import by, independence, mean, total
from analysis.weights import post_stratify, rake, trim
from tests.analysis.golden import Figures, by_group, effective, f_test, normal
from tests.analysis.golden_public import data, factors, interval, margins, register, yes

CALIBRATED = register("apisrs_")
START = r"apisrs_(?P<way>ps|psf|rk2|rk3|rkloose|gr|grr|grb|trm|trs)_"
POPULATION = 6194


@cache
def random_schools(way: str) -> tuple[pd.DataFrame, Design]:
    rows = data("apisrs")
    base = rows["pw"].to_numpy()
    if way in ("ps", "psf"):
        cells = rows[["stype"]]
        weights = post_stratify(cells, base, {(name,): n for name, n in margins()["stype"].items()})
        fpc = rows["fpc"] if way == "psf" else None
        return rows, Design(weights, fpc=fpc, calibration=(post_strata(cells, base, weights),))
    if way.startswith("g"):
        return rows, regressed(rows, base, {"gr": "linear", "grr": "raking", "grb": "logit"}[way])
    names = ("stype", "sch.wide") if way in ("rk2", "rkloose") else ("stype", "sch.wide", "awards")
    how = {"tolerance": 1 / POPULATION, "most": 10} if way == "rkloose" else {"tolerance": 1e-12}
    raked = rake(rows, base, {name: margins()[name] for name in names}, **how)
    weights = {
        "trm": lambda: trim(raked.weights, 20, 45, strict=False),
        "trs": lambda: trim(raked.weights, 24, 38),
    }.get(way, lambda: raked.weights)()
    return rows, Design(weights, calibration=(raking_margins(rows, names, raked),))


def regressed(rows: pd.DataFrame, base: np.ndarray, distance: str) -> Design:
    """Weights calibrated to the kinds of schools and, linear and raking, to their earlier results, else to a yes/no."""

    def matrix(table: pd.DataFrame) -> np.ndarray:
        kinds = [(table["stype"] == kind).astype(float) for kind in ("H", "M")]
        other = yes(table["sch.wide"]) if distance == "logit" else table["api99"]
        return np.column_stack([np.ones(len(table)), *kinds, other])

    fitted = calibrate(matrix(rows), base, matrix(data("apipop")).sum(axis=0), distance, bounds=(0.7, 1.4))
    return Design(fitted.weights, calibration=(fitted,))


@CALIBRATED.makes(START + "mean")
def random_means(way: str) -> Figures:
    rows, design = random_schools(way)
    return normal(mean(design, rows[["api00", "enroll"]]), replace=False)


@CALIBRATED.makes(START + "prop")
def random_shares(way: str) -> Figures:
    rows, design = random_schools(way)
    return normal(mean(design, factors(rows, "comp.imp", "awards")))


@CALIBRATED.makes(START + "total")
def random_totals(way: str) -> Figures:
    rows, design = random_schools(way)
    return normal(total(design, rows["enroll"]))


@CALIBRATED.makes(START + "by")
def random_by_group(way: str) -> Figures:
    rows, design = random_schools(way)
    return by_group(by(mean, design, rows["api00"], rows["comp.imp"]), "api00")


@CALIBRATED.makes(START + "ciprop_(?P<method>beta|xlogit)")
def random_interval(way: str, method: Method) -> Figures:
    rows, design = random_schools(way)
    return interval(mean(design, yes(rows["comp.imp"])), method, 'I(comp.imp == "Yes")')


@CALIBRATED.makes(START + "chisq")
def random_test(way: str) -> Figures:
    rows, design = random_schools(way)
    return f_test(independence(design, rows["stype"], rows["comp.imp"]))


@CALIBRATED.makes(START + "kish")
def random_effective_number(way: str) -> Figures:
    return effective(pd.Series(random_schools(way)[1].weights))


@CALIBRATED.makes(START + "quant")
def random_quantiles(way: str) -> Figures:
    rows, design = random_schools(way)
    return {("api00@", str(row["name"])): row["estimate"] for row in quantile(design, rows["api00"], [0.1, 0.5, 0.9])}
