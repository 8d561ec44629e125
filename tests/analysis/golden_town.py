"""R's 2,959 figures of the synthetic town, from its rows: eight ways of weighting, two rounds."""

from functools import cache

import numpy as np
import pandas as pd

from analysis import intervals
from analysis.calibration import post_strata, raking_margins
from analysis.design import Design
from analysis.intervals import share_range
from analysis.quantiles import quantile
from analysis.regression import regression
from analysis.sample import by, categories, independence, joined, mean, shares
from analysis.significance import contrast
from analysis.weights import kish, post_stratify, rake, trim
from tests.analysis import survey_a
from tests.analysis.golden import (
    Figures,
    Register,
    by_group,
    coefficients,
    compared,
    effective,
    f_test,
    normal,
    read,
    t_test,
)

TOWN = Register(read("gold_nbhd_a_r.csv"))
MARGINS = ("district", "age", "gender")
CENSUS = survey_a.census()
WANTED = {name: CENSUS.groupby(name)["N"].sum().to_dict() for name in MARGINS}
START = r"nbhd_a_r(?P<number>[12])_(?P<way>d[a-z0-9]+)_"


@cache
def people(number: str) -> pd.DataFrame:
    everybody = survey_a.people()
    return everybody[everybody["round"] == int(number)].reset_index(drop=True)


@cache
def design(number: str, way: str) -> Design:
    rows = people(number)
    base = np.full(len(rows), CENSUS["N"].sum() / len(rows))
    if way == "d0":
        return Design(base)
    if way == "dps":
        cells = rows[["age", "gender"]]
        weights = post_stratify(cells, base, CENSUS.groupby(["age", "gender"])["N"].sum().to_dict())
        return Design(weights, calibration=(post_strata(cells, base, weights),))
    if way in ("dcl", "dclst"):
        strata = rows["district"] + rows["age"] + rows["gender"] if way == "dclst" else None
        return Design(district_cells(rows), strata=strata)
    raked = rake(rows, base, WANTED)
    margins = (raking_margins(rows, MARGINS, raked),)
    mean_weight = raked.weights.mean()
    return {
        "drk": lambda: Design(raked.weights, calibration=margins),
        "drg": lambda: Design(raked.weights, clusters=rows["workshop_group"], calibration=margins),
        "dfx": lambda: Design(raked.weights),
        "dtr": lambda: Design(trim(raked.weights, 0.3 * mean_weight, 3 * mean_weight), calibration=margins),
    }[way]()


def district_cells(rows: pd.DataFrame) -> np.ndarray:
    """N/n of each age and gender in each district, brought back to the district's people."""
    cells = ["district", "age", "gender"]
    counted = rows.groupby(cells).size().rename("n").reset_index().merge(CENSUS, on=cells)
    weights = rows.merge(counted, on=cells, how="left").eval("N / n")
    held = weights.groupby(rows["district"]).transform("sum")
    return (weights * rows["district"].map(WANTED["district"]) / held).to_numpy()


@cache
def both_rounds() -> tuple[pd.DataFrame, Design]:
    rows = pd.concat([people("1"), people("2")], ignore_index=True)
    weights = np.concatenate([design("1", "dfx").weights, design("2", "dfx").weights])
    return rows, Design(weights, strata=rows["round"])


@TOWN.makes(START + "acts")
def acts(number: str, way: str) -> Figures:
    return normal(mean(design(number, way), people(number)[list(survey_a.ACTIVITIES)]))


@TOWN.makes(START + "minutes")
def minutes(number: str, way: str) -> Figures:
    return normal(mean(design(number, way), people(number)["minutes"]))


@TOWN.makes(START + "importance")
def importance(number: str, way: str) -> Figures:
    found = shares(design(number, way), people(number)["importance"])
    return normal(found, {name: f"factor(importance){name:.0f}" for name in found.names})


@TOWN.makes(START + r"bydist_(?P<what>act1|minutes)")
def by_district(number: str, way: str, what: str) -> Figures:
    column = {"act1": "act_garden"}.get(what, what)
    rows = people(number)
    return by_group(by(mean, design(number, way), rows[column], rows["district"]), column)


@TOWN.makes(START + r"chisq_dist_(?P<what>act2|imp)")
def chisq(number: str, way: str, what: str) -> Figures:
    rows = people(number)
    answers = rows[{"act2": "act_youth", "imp": "importance"}[what]]
    return f_test(independence(design(number, way), rows["district"], answers))


@TOWN.makes(START + "kish")
def effective_number(number: str, way: str) -> Figures:
    return effective(pd.Series(design(number, way).weights))


@TOWN.makes(START + "degf")
def degrees(number: str, way: str) -> Figures:
    return {("v1", "value"): design(number, way).degrees}


@TOWN.makes(START + r"ciprop_(?P<method>beta|xlogit|mean)_act3")
def share_interval(number: str, way: str, method: intervals.Method) -> Figures:
    found = mean(design(number, way), people(number)["act_sport"])
    (share,), (se,) = found.values, found.errors()
    limits = share_range(share, se**2, found.bases[0], method)
    pairs = {"estimate": share, "se": se, "lower": limits.low, "upper": limits.high}
    return {("act_sport", quantity): figure for quantity, figure in pairs.items()}


@TOWN.makes(START + r"ciprop_logit_act3", tolerance=1e-6)
def logit_interval(number: str, way: str) -> Figures:
    return share_interval(number, way, "logit")


@TOWN.makes(START + "imp_minus_sat")
def gap(number: str, way: str) -> Figures:
    rows = people(number)
    difference = (rows["importance"] - rows["satisfaction"]).rename("I(importance - satisfaction)")
    return normal(mean(design(number, way), difference))


@TOWN.makes(START + "median_minutes")
def median(number: str, way: str) -> Figures:
    (row,) = quantile(design(number, way), people(number)["minutes"], [0.5])
    return {("minutes@", "0.5"): row["estimate"]}


@TOWN.makes(r"nbhd_a_r(?P<number>[12])_drk_contrast_D01_D02")
def two_districts(number: str) -> Figures:
    rows = people(number)
    found = by(mean, design(number, "drk"), rows["act_youth"], rows["district"])
    return compared(contrast(found.values, found.covariance, [1, -1, 0, 0, 0, 0, 0, 0]))


@TOWN.makes(r"nbhd_a_r(?P<number>[12])_drk_contrast_two_activities_same_people")
def two_activities(number: str) -> Figures:
    found = mean(design(number, "drk"), people(number)[["act_garden", "act_youth"]])
    return compared(contrast(found.values, found.covariance, [1, -1]))


@TOWN.makes(r"nbhd_a_r(?P<number>[12])_kish_interval_drk_act3")
def small_districts(number: str) -> Figures:
    rows, town = people(number), design(number, "drk")
    found = by(mean, town, rows["act_sport"], rows["district"])
    figures: Figures = {}
    for name, share, basis in zip(found.names, found.values, found.bases, strict=True):
        n_eff = kish(town.weights[rows["district"] == name]).n_eff
        figures |= {(name, "n"): basis.n, (name, "p"): share, (name, "n_eff"): n_eff}
        for method, short in (("wilson", "wilson"), ("wald", "wald"), ("clopper_pearson", "cp"), ("jeffreys",) * 2):
            low, high = getattr(intervals, method)(share, n_eff)
            figures |= {(name, f"{short}_lower"): low, (name, f"{short}_upper"): high}
    return figures


CHANGE = r"nbhd_a_trend_(?P<what>act_\w+?|minutes)"


@TOWN.makes(CHANGE + r"(?P<district>_D0\d)?")
def change(what: str, district: str | None) -> Figures:
    rows, town = both_rounds()
    there = np.ones(len(rows), bool) if district is None else (rows["district"] == district[1:]).to_numpy()
    found = joined(town, [(r, mean(town, rows[what], there & (rows["round"] == r).to_numpy())) for r in (1, 2)])
    return compared(contrast(found.values, found.covariance, [-1, 1]), "diff")


@TOWN.makes(r"nbhd_a_trend_glm_(?P<what>\w+)")
def adjusted_change(what: str) -> Figures:
    rows, town = both_rounds()
    matrix = pd.DataFrame({"(Intercept)": 1.0, "roundf2": rows["round"] == 2}, index=rows.index)
    for district in categories(rows["district"])[1:]:
        matrix[f"district{district}"] = rows["district"] == district
    return coefficients(regression(town, matrix.astype(float), rows[what]))


@TOWN.makes(r"nbhd_a_trend_chisq_(?P<what>act_\w+|minutes)")
def changed_at_all(what: str) -> Figures:
    rows, town = both_rounds()
    if what != "minutes":
        return f_test(independence(town, rows["round"], rows[what]))
    matrix = pd.DataFrame({"all": 1.0, "later": (rows["round"] == 2).astype(float)})
    return t_test(regression(town, matrix, rows[what]))
