"""A health survey with strata and clusters, blanks and small groups; and eight rows to check by hand."""

from functools import cache

import pandas as pd

from analysis.design import Design
from analysis.intervals import Method, likelihood
from analysis.sample import by, categories, independence, mean, total
from analysis.significance import contrast
from tests.analysis.golden import Figures, any_test, by_group, compared, f_test, normal
from tests.analysis.golden_public import data, interval, register

HEALTH = register("nh_", "tf")


@cache
def health() -> tuple[pd.DataFrame, Design]:
    rows = data("nhanes")
    return rows, Design(rows["WTMEC2YR"].to_numpy(), strata=rows["SDMVSTRA"], clusters=rows["SDMVPSU"])


@HEALTH.makes("nh_mean")
def health_share() -> Figures:
    rows, design = health()
    return normal(mean(design, rows["HI_CHOL"]), replace=False)


@HEALTH.makes("nh_degf")
def health_degrees() -> Figures:
    return {("v1", "value"): health()[1].degrees}


@HEALTH.makes("nh_ciprop_(?P<method>asin|beta|mean|xlogit)")
def health_interval(method: Method) -> Figures:
    rows, design = health()
    return interval(mean(design, rows["HI_CHOL"]), method, "HI_CHOL")


@HEALTH.makes("nh_ciprop_logit", tolerance=1e-6)
def health_interval_by_regression() -> Figures:
    return health_interval("logit")


@HEALTH.makes("nh_ciprop_likelihood", tolerance=5e-6)
def health_interval_by_likelihood() -> Figures:
    """R's weights have mean 1 over everybody, also over those left out because they have no answer."""
    rows, design = health()
    found = mean(design, rows["HI_CHOL"])
    (share,), (se,), known = found.values, found.errors(), rows["HI_CHOL"].notna()
    dispersion = design.weights[known].sum() / design.weights.mean() / (known.sum() - 1)
    low, high = likelihood(share, se**2, design.degrees, dispersion)
    pairs = {"estimate": share, "se": se, "lower": low, "upper": high}
    return {("HI_CHOL", quantity): figure for quantity, figure in pairs.items()}


@HEALTH.makes("nh_by_race")
def health_by_race() -> Figures:
    rows, design = health()
    return by_group(by(mean, design, rows["HI_CHOL"], rows["race"]), "HI_CHOL", replace=False)


@HEALTH.makes(r"nh_by_(?P<groups>age|agesex)_(?P<method>beta|xlogit)")
def health_by_age(groups: str, method: Method) -> Figures:
    rows, design = health()
    group = rows["agecat"] if groups == "age" else rows["agecat"] + "." + rows["RIAGENDR"].astype(str)
    figures: Figures = {}
    for name in categories(group):
        found = interval(mean(design, rows["HI_CHOL"], (group == name).to_numpy()), method, name)
        rename = {"estimate": "HI_CHOL", "lower": "ci_l", "upper": "ci_u"}
        figures |= {(term, rename[what]): figure for (term, what), figure in found.items() if what in rename}
    return figures


@HEALTH.makes("nh_chisq_(?P<what>F|sexage)")
def health_test(what: str) -> Figures:
    rows, design = health()
    one, other = ("HI_CHOL", "race") if what == "F" else ("RIAGENDR", "agecat")
    return f_test(independence(design, rows[one], rows[other]))


@HEALTH.makes("nh_chisq_chi")
def health_chisq() -> Figures:
    rows, design = health()
    return any_test(independence(design, rows["HI_CHOL"], rows["race"], "Chisq"), "statistic_X-squared")


@HEALTH.makes("nh_contrast_race")
def health_contrast() -> Figures:
    rows, design = health()
    found = by(mean, design, rows["HI_CHOL"], rows["race"])
    return compared(contrast(found.values, found.covariance, [0, 1, -1, 0]))


@HEALTH.makes(r"tf(?P<fpc>p?)_(?P<what>mean|total)")
def toy(fpc: str, what: str) -> Figures:
    rows = data("toy_fpc")
    design = Design(
        rows["weight"].to_numpy(float), strata=rows["stratid"], clusters=rows["psuid"], fpc=rows["Nh"] if fpc else None
    )
    return normal((mean if what == "mean" else total)(design, rows["x"]), replace=False)
