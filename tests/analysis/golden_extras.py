"""The figures of survey A that base R gave by hand formulas: pooling, posteriors, pairs, coverage, R-indicators."""

from analysis.codebook import YES
from analysis.pooling import chance_ahead, posterior, prior
from analysis.representation import dissimilarity, goodness_of_fit, representation, representativity
from tests.analysis import survey_a
from tests.analysis.golden import Figures, Register, read

FOUND_BY_SEARCH = ("mean_m", "strength_M", "neg_loglik", "shrunk")
EXTRAS = Register(read("gold_nbhd_a_extras.csv"), searched=FOUND_BY_SEARCH)
FIRST = survey_a.cube().slice(round=1)
CENSUS = survey_a.census()
MARGINS = ("district", "age", "gender")


def districts(activity: str) -> dict[str, tuple[int, int]]:
    places = {district: FIRST.slice(district=district) for district in FIRST.groups("district")}
    return {district: (cube.options(activity)[YES], cube.base(activity)) for district, cube in places.items()}


@EXTRAS.makes(r"ebbb_(?P<activity>\w+)", tolerance=1e-4)
def pooled(activity: str) -> Figures:
    counts = districts(activity)
    found = prior(counts)
    figures: Figures = {("prior", "mean_m"): found.mean, ("prior", "strength_M"): found.strength}
    figures["prior", "neg_loglik"] = found.neg_loglik
    for district, (yes, n) in counts.items():
        shrunk = posterior(yes, n, found.a, found.b).mean
        figures |= {(district, "y"): yes, (district, "n"): n, (district, "shrunk"): shrunk}
    return figures


@EXTRAS.makes(r"postfix_(?P<activity>\w+)")
def posteriors(activity: str) -> Figures:
    found = {district: posterior(yes, n, 4, 6) for district, (yes, n) in districts(activity).items()}
    quantities = ("mean", "low", "high"), ("mean", "lower", "upper")
    return {(d, theirs): getattr(p, ours) for d, p in found.items() for ours, theirs in zip(*quantities, strict=True)}


@EXTRAS.makes("dirichlet_pair")
def pairs() -> Figures:
    counts = FIRST.options("importance")
    return {(f"{a}>{b}", "prob"): chance_ahead(counts[a], counts[b]) for a in "1234" for b in "2345" if a < b}


@EXTRAS.makes(r"coverage_(?P<margin>\w+)")
def coverage(margin: str) -> Figures:
    answered, lives = FIRST.people(margin), CENSUS.groupby(margin)["N"].sum().to_dict()
    figures: Figures = {("all", "dissimilarity"): dissimilarity(answered, lives)}
    test = goodness_of_fit(answered, lives)
    figures |= {("all", "gof_X2"): test.statistic, ("all", "gof_p"): test.p_value}
    for row in representation(answered, lives).to_dict("records"):
        for quantity in ("n", "census_share", "sample_share", "index", "rate"):
            figures[row["group"], quantity] = row[quantity]
    return figures


@EXTRAS.makes(r"Rind_(?P<margin>\w+)")
def evenness(margin: str) -> Figures:
    columns = list(MARGINS) if margin == "cell" else margin
    answered = FIRST.cells.groupby(columns)["n"].sum().to_dict()
    found = representativity(answered, CENSUS.groupby(columns)["N"].sum().to_dict())
    pairs = {"R": found.r, "CV": found.cv, "empty_cells": found.empty, "empty_pop_share": found.empty_share}
    return {("all", quantity): figure for quantity, figure in pairs.items()}
