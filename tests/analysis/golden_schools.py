"""Schools drawn by strata and by districts: R's figures with strata, clusters and finite populations."""

from functools import cache

import pandas as pd

from analysis.calibration import raking_margins
from analysis.design import Design
from analysis.intervals import Method
from analysis.quantiles import quantile
from analysis.regression import regression
from analysis.sample import Estimates, by, independence, mean, ratio, total
from analysis.significance import contrast
from analysis.weights import rake
from tests.analysis.golden import Figures, any_test, by_group, coefficients, compared, effective, f_test, normal, t_test
from tests.analysis.golden_public import data, factors, interval, margins, register, yes

SCHOOLS = register("api_")
START = r"api_(?P<way>dstrat|dwr|dnostr|dclus0|dclus|rclus)_"


@cache
def schools(way: str) -> tuple[pd.DataFrame, Design]:
    rows = data("apiclus1" if "clus" in way else "apistrat")
    weights = rows["pw"].to_numpy()
    if way == "rclus":
        names = ("stype", "sch.wide")
        raked = rake(rows, weights, {name: margins()[name] for name in names}, tolerance=1e-12)
        return rows, Design(
            raked.weights, clusters=rows["dnum"], calibration=(raking_margins(rows, names, raked),)
        )  # fmt: skip
    return rows, {
        "dstrat": lambda: Design(weights, strata=rows["stype"], fpc=rows["fpc"]),
        "dwr": lambda: Design(weights, strata=rows["stype"]),
        "dnostr": lambda: Design(weights),
        "dclus": lambda: Design(weights, clusters=rows["dnum"], fpc=rows["fpc"]),
        "dclus0": lambda: Design(weights, clusters=rows["dnum"]),
    }[way]()


@SCHOOLS.makes(START + "mean")
def school_means(way: str) -> Figures:
    rows, design = schools(way)
    return normal(mean(design, rows[["api00", "api99", "enroll"]]), replace=False)


@SCHOOLS.makes(START + "meandeffwr")
def school_means_with_replacement(way: str) -> Figures:
    rows, design = schools(way)
    return normal(mean(design, rows["api00"]))


@SCHOOLS.makes(START + "total")
def school_totals(way: str) -> Figures:
    rows, design = schools(way)
    return normal(total(design, rows[["enroll", "meals"]]), replace=False)


@SCHOOLS.makes(START + "prop")
def school_shares(way: str) -> Figures:
    rows, design = schools(way)
    return normal(mean(design, factors(rows, "sch.wide", "stype")), replace=False)


@SCHOOLS.makes(START + r"by(?:_(?P<group>stype|awards))?")
def schools_by_group(way: str, group: str | None) -> Figures:
    rows, design = schools(way)
    return by_group(by(mean, design, rows["api00"], rows[group or "stype"]), "api00", replace=False)


@SCHOOLS.makes(r"api_(?P<way>dstrat|dwr|dnostr)_ciprop_(?P<method>asin|beta|mean|xlogit)")
def school_interval(way: str, method: Method) -> Figures:
    rows, design = schools(way)
    return interval(mean(design, yes(rows["awards"])), method, 'I(awards == "Yes")')


@SCHOOLS.makes(r"api_(?P<way>dstrat|dwr|dnostr)_ciprop_logit", tolerance=1e-6)
def school_interval_by_regression(way: str) -> Figures:
    return school_interval(way, "logit")


@SCHOOLS.makes(r"api_(?P<way>dstrat|dwr|dnostr)_ciprop_likelihood", tolerance=5e-6)
def school_interval_by_likelihood(way: str) -> Figures:
    return school_interval(way, "likelihood")


@SCHOOLS.makes(r"api_(?P<way>dclus0?)_ciprop_(?P<method>beta|mean|xlogit)")
def cluster_interval(way: str, method: Method) -> Figures:
    rows, design = schools(way)
    return interval(mean(design, (rows["ell"] == 0).astype(float)), method, "I(ell == 0)")


@SCHOOLS.makes(r"api_(?P<way>dclus0?)_ciprop_logit", tolerance=1e-6)
def cluster_interval_by_regression(way: str) -> Figures:
    return cluster_interval(way, "logit")


@SCHOOLS.makes(START + "quant")
def school_quantiles(way: str) -> Figures:
    rows, design = schools(way)
    figures: Figures = {}
    for row in quantile(design, rows["api00"], [0.25, 0.5, 0.75]):
        pairs = {"quantile": row["estimate"], "ci.2.5": row["low"], "ci.97.5": row["high"], "se": row["se"]}
        figures |= {(f"api00@{row['name']}", quantity): figure for quantity, figure in pairs.items()}
    return figures


@SCHOOLS.makes(START + "ratio")
def school_ratio(way: str) -> Figures:
    rows, design = schools(way)
    (row,) = normal_rows(ratio(design, rows["api00"], rows["api99"]))
    return row


def normal_rows(found: Estimates) -> list[Figures]:
    rename = {"estimate": "estimate", "se": "se", "lower_z": "lower", "upper_z": "upper"}
    figures = normal(found)
    return [{("ratio", rename[quantity]): figures[term, quantity] for term, quantity in figures if quantity in rename}]


@SCHOOLS.makes(START + r"chisq_(?P<statistic>F|Wald|adjWald)")
def school_test(way: str, statistic: str) -> Figures:
    rows, design = schools(way)
    return f_test(independence(design, rows["sch.wide"], rows["awards"], statistic))


@SCHOOLS.makes(START + "chisq_Chisq")
def school_chisq(way: str) -> Figures:
    rows, design = schools(way)
    return any_test(independence(design, rows["sch.wide"], rows["awards"], "Chisq"), "statistic_X-squared")


@SCHOOLS.makes(START + "chisq3_F")
def school_test_of_three(way: str) -> Figures:
    rows, design = schools(way)
    return f_test(independence(design, rows["stype"], rows["comp.imp"]))


@SCHOOLS.makes(r"api_(?P<way>dclus0?)_chisq")
def cluster_test(way: str) -> Figures:
    rows, design = schools(way)
    return f_test(independence(design, rows["sch.wide"], rows["stype"]))


@SCHOOLS.makes(START + "ttest")
def school_t_test(way: str) -> Figures:
    rows, design = schools(way)
    matrix = pd.DataFrame({"all": 1.0, "awards": yes(rows["awards"])})
    return t_test(regression(design, matrix, rows["api00"]))


@SCHOOLS.makes(START + "lm")
def school_regression(way: str) -> Figures:
    rows, design = schools(way)
    return coefficients(regression(design, rows[["api99", "meals"]].assign(**{"(Intercept)": 1.0}), rows["api00"]))


@SCHOOLS.makes(START + "degf")
def school_degrees(way: str) -> Figures:
    return {("v1", "value"): schools(way)[1].degrees}


@SCHOOLS.makes(r"api_dstrat_contrast_(?P<what>EH|domain_awards|rounds_overlap|ratio)")
def school_contrast(what: str) -> Figures:
    rows, design = schools("dstrat")
    both = mean(design, rows[["api00", "api99"]])
    found, coefficients_ = {
        "EH": lambda: (by(mean, design, rows["api00"], rows["stype"]), [1, -1, 0]),
        "domain_awards": lambda: (by(mean, design, rows["api00"], rows["awards"]), [-1, 1]),
        "rounds_overlap": lambda: (both, [1, -1]),
        "ratio": lambda: (ratio(design, rows["api00"], rows["api99"]), [1]),
    }[what]()
    return compared(contrast(found.values, found.covariance, coefficients_))


@SCHOOLS.makes(r"api_dstrat_(?P<what>domain_vcov|meanvcov)")
def school_covariance(what: str) -> Figures:
    rows, design = schools("dstrat")
    found = (
        mean(design, rows[["api00", "api99"]])
        if what == "meanvcov"
        else by(mean, design, rows["api00"], rows["awards"])
    )
    names = enumerate(found.names)
    return {(f"{a}|{b}", "value"): found.covariance[i, j] for i, a in names for j, b in enumerate(found.names)}


@SCHOOLS.makes("api_kish_strat")
def school_effective_number() -> Figures:
    return effective(pd.Series(schools("dstrat")[1].weights))
