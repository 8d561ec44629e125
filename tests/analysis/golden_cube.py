"""R's figures of the synthetic town from its counts alone: seven ways of weighting, two rounds.

Left out are those that need whole people: clusters (drg), the gap between two questions, the adjusted changes.
"""

from functools import cache

import numpy as np
import pandas as pd

from analysis import intervals
from analysis.cube import CELL_COLUMNS, DIMENSIONS, Cube
from analysis.intervals import share_range
from analysis.significance import contrast
from analysis.weighted import Weighted, post_stratified, raked, unweighted
from analysis.weighted_estimates import Figures as Found
from analysis.weighted_estimates import (
    independence,
    mean_figures,
    means,
    median,
    pair_figures,
    share_figures,
    shares,
)
from tests.analysis import survey_a
from tests.analysis.golden import Figures, Register, compared, f_test, read

COUNTED = Register(read("gold_nbhd_a_r.csv"))
CENSUS = survey_a.census()
MARGINS = ("district", "age", "gender")
WANTED = {name: CENSUS.groupby(name)["N"].sum().to_dict() for name in MARGINS}
START = r"nbhd_a_r(?P<number>[12])_(?P<way>d0|dps|drk|dtr|dfx|dcl|dclst)_"
Z = 1.959963984540054


@cache
def cube(number: str) -> Cube:
    return survey_a.cube().slice(round=int(number))


@cache
def town(number: str, way: str) -> Weighted:
    counted = cube(number)
    if way == "d0":
        return unweighted(counted)
    if way == "dps":
        return post_stratified(counted, ["age", "gender"], CENSUS.groupby(["age", "gender"])["N"].sum().to_dict())
    if way in ("dcl", "dclst"):
        cells = Weighted(counted, district_cells(counted))
        return cells.by_strata(*MARGINS) if way == "dclst" else cells
    known = raked(counted, WANTED)
    return {"drk": known, "dfx": known.with_fixed_weights(), "dtr": known.trimmed(0.3, 3)}[way]


def district_cells(counted: Cube) -> np.ndarray:
    """N/n of each age and gender in each district, brought back to the district's people."""
    cells = counted.cells
    n = cells.groupby(list(MARGINS))["n"].transform("sum")
    weights = cells.merge(CENSUS, on=list(MARGINS), how="left")["N"] / n
    held = (weights * cells["n"]).groupby(cells["district"]).transform("sum")
    return (weights * cells["district"].map(WANTED["district"]) / held).to_numpy()


def printed(table: pd.DataFrame, terms: list[str]) -> Figures:
    """Rows as R prints svymean: with a normal range and a design effect."""
    figures: Figures = {}
    for term, row in zip(terms, table.to_dict("records"), strict=True):
        pairs = {"estimate": row["estimate"], "se": row["se"], "deff": row["deff"]}
        pairs |= {"lower_z": row["estimate"] - Z * row["se"], "upper_z": row["estimate"] + Z * row["se"]}
        figures |= {(term, quantity): figure for quantity, figure in pairs.items()}
    return figures


@COUNTED.makes(START + "acts")
def acts(number: str, way: str) -> Figures:
    tables = [shares(town(number, way), activity) for activity in survey_a.ACTIVITIES]
    return printed(pd.concat(tables), list(survey_a.ACTIVITIES))


@COUNTED.makes(START + "minutes")
def minutes(number: str, way: str) -> Figures:
    return printed(means(town(number, way), "minutes"), ["minutes"])


@COUNTED.makes(START + "importance")
def importance(number: str, way: str) -> Figures:
    return printed(shares(town(number, way), "importance"), [f"factor(importance){n}" for n in range(1, 6)])


@COUNTED.makes(START + r"bydist_(?P<what>act1|minutes)")
def by_district(number: str, way: str, what: str) -> Figures:
    column = {"act1": "act_garden"}.get(what, what)
    table = (shares if what == "act1" else means)(town(number, way), column, by="district")
    names = {"estimate": column, "se": "se", "lower_z": "ci_l", "upper_z": "ci_u", "deff": "deff"}
    return {(term, names[quantity]): figure for (term, quantity), figure in printed(table, table["district"]).items()}


@COUNTED.makes(START + r"chisq_dist_(?P<what>act2|imp)")
def chisq(number: str, way: str, what: str) -> Figures:
    return f_test(independence(town(number, way), {"act2": "act_youth", "imp": "importance"}[what], "district"))


@COUNTED.makes(START + "kish")
def effective_number(number: str, way: str) -> Figures:
    known = town(number, way)
    # Without weights R was given N/n instead of 1.
    weights = known.weights * (CENSUS["N"].sum() / known.people.sum() if way == "d0" else 1)
    found = known.kish()
    pairs = {"n": found.n, "n_eff": found.n_eff, "deff_kish": found.deff}
    pairs |= {"sum_w": weights @ known.people, "sum_w2": weights**2 @ known.people}
    return {(term, "value"): float(figure) for term, figure in pairs.items()}


@COUNTED.makes(START + "degf")
def degrees(number: str, way: str) -> Figures:
    return {("v1", "value"): town(number, way).degrees()}


@COUNTED.makes(START + r"ciprop_(?P<method>beta|xlogit|mean)_act3")
def share_interval(number: str, way: str, method: intervals.Method) -> Figures:
    row = shares(town(number, way), "act_sport", interval=method).iloc[0]
    pairs = {"estimate": row["estimate"], "se": row["se"], "lower": row["low"], "upper": row["high"]}
    return {("act_sport", quantity): figure for quantity, figure in pairs.items()}


@COUNTED.makes(START + r"ciprop_logit_act3", tolerance=1e-6)
def logit_interval(number: str, way: str) -> Figures:
    return share_interval(number, way, "logit")


@COUNTED.makes(START + "median_minutes")
def middle(number: str, way: str) -> Figures:
    return {("minutes@", "0.5"): median(town(number, way), "minutes")}


@COUNTED.makes(r"nbhd_a_r(?P<number>[12])_drk_contrast_D01_D02")
def two_districts(number: str) -> Figures:
    found = share_figures(town(number, "drk"), "act_youth", by="district")
    return compared(difference(found, ("D01", "yes"), ("D02", "yes")))


@COUNTED.makes(r"nbhd_a_r(?P<number>[12])_drk_contrast_two_activities_same_people")
def two_activities(number: str) -> Figures:
    found = pair_figures(town(number, "drk"), "act_garden", "act_youth", both(number, "act_garden", "act_youth"))
    return compared(contrast(found.values, found.covariance, [1, -1]))


@COUNTED.makes(r"nbhd_a_r(?P<number>[12])_kish_interval_drk_act3")
def small_districts(number: str) -> Figures:
    found = share_figures(town(number, "drk"), "act_sport", by="district")
    figures: Figures = {}
    for (name, option), share, basis in zip(found.names, found.values, found.bases, strict=True):
        if option == "no":
            continue
        figures |= {(name, "n"): basis.n, (name, "p"): share, (name, "n_eff"): basis.n_eff}
        for method, short in (("wilson", "wilson"), ("wald", "wald"), ("clopper_pearson", "cp"), ("jeffreys",) * 2):
            limits = share_range(share, None, basis, method)
            figures |= {(name, f"{short}_lower"): limits.low, (name, f"{short}_upper"): limits.high}
    return figures


@COUNTED.makes(r"nbhd_a_trend_(?P<what>act_\w+?|minutes)(?P<district>_D0\d)?")
def change(what: str, district: str | None) -> Figures:
    """Independent rounds: their variances add up."""
    group, by = (district[1:], "district") if district else ("", None)
    figures = [(mean_figures if what == "minutes" else share_figures)(town(r, "dfx"), what, by) for r in "12"]
    places = [found.at(group, "" if what == "minutes" else "yes") for found in figures]
    values = [found.values[at] for found, at in zip(figures, places, strict=True)]
    variances = [found.covariance[at, at] for found, at in zip(figures, places, strict=True)]
    return compared(contrast(values, np.diag(variances), [-1, 1]), "diff")


def difference(found: Found, one: tuple[str, str], other: tuple[str, str]):
    coefficients = np.zeros(len(found.names))
    coefficients[found.at(*one)], coefficients[found.at(*other)] = 1, -1
    return contrast(found.values, found.covariance, coefficients)


def both(number: str, one: str, other: str) -> pd.DataFrame:
    """The tally of pairs: how many of each cell picked both."""
    rows = survey_a.people()
    rows = rows[(rows["round"] == int(number)) & (rows[one] == 1) & (rows[other] == 1)]
    cells = pd.DataFrame({d: rows[c] for d, c in survey_a.COLUMNS.items()}).reindex(columns=DIMENSIONS, fill_value="")
    return cells.groupby(list(DIMENSIONS)).size().rename("n").reset_index()[list(CELL_COLUMNS)]
