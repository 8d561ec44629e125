"""The register of R's figures: a pattern of ids, and the function that computes all figures of such an id."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path

import pandas as pd

from analysis.sample import Estimates
from analysis.significance import Contrast, Test, half_widths, two_sided
from analysis.weights import kish

DATA = Path(__file__).parent / "data"
ROUNDING = 1e-13
"""Beside a figure of R's that is zero but for rounding."""

NINE_DIGITS = 1e-9
SEARCHED = ("estimate", "lower", "upper")
"""What R finds by a search may be farther off."""

Figures = dict[tuple[str, str], float | None]
Maker = Callable[..., Figures]


@dataclass
class Register:
    """Which function makes which ids; the groups of the pattern are its arguments."""

    gold: Mapping[str, Figures]
    families: dict[str, tuple[Maker, float]] = field(default_factory=dict)
    searched: tuple[str, ...] = SEARCHED

    def makes(self, pattern: str, tolerance: float = NINE_DIGITS) -> Callable[[Maker], Maker]:
        def register(maker: Maker) -> Maker:
            self.families[pattern] = (maker, tolerance)
            return maker

        return register

    def ids(self, pattern: str) -> list[str]:
        return [name for name in self.gold if re.fullmatch(pattern, name)]

    def worst(self, pattern: str) -> tuple[float, str]:
        """Compute the whole family; give the figure farthest from R, as a multiple of what it may be, and its place."""
        maker, looser = self.families[pattern]
        worst = (0.0, "")
        for name in self.ids(pattern):
            found = maker(**re.fullmatch(pattern, name).groupdict())
            for key, expected in self.gold[name].items():
                allowed = looser if key[1] in self.searched else NINE_DIGITS
                apart = distance(found.get(key), expected) / allowed
                worst = max(worst, (apart, f"{name} {key}: {found.get(key)} for {expected}"))
        return worst

    def covered(self, tolerance: float) -> set[str]:
        """Give the ids that are computed and held to at least this tolerance."""
        kept = [pattern for pattern, (_, looser) in self.families.items() if looser <= tolerance]
        return {name for pattern in kept for name in self.ids(pattern)}


def distance(found: float | None, expected: float) -> float:
    if found is None or not isfinite(found):
        return float("inf")
    apart = abs(found - expected)
    return 0.0 if apart <= ROUNDING else apart / abs(expected) if expected else float("inf")


def read(name: str) -> dict[str, Figures]:
    figures: dict[str, Figures] = {}
    for row in pd.read_csv(DATA / name, keep_default_na=False).itertuples():
        figures.setdefault(row.id, {})[str(row.term), str(row.quantity)] = float(row.value)
    return figures


def normal(found: Estimates, names: dict | None = None, replace: bool = True) -> Figures:
    """Estimates as R prints svymean: with a normal range and a design effect."""
    figures: Figures = {}
    z = half_widths()
    effects = found.design_effects(replace)
    for name, value, se, effect in zip(found.names, found.values, found.errors(), effects, strict=True):
        term = (names or {}).get(name, str(name))
        pairs = {"estimate": value, "se": se, "lower_z": value - z * se, "upper_z": value + z * se, "deff": effect}
        figures |= {(term, quantity): figure for quantity, figure in pairs.items()}
    return figures


def by_group(found: Estimates, column: str, names: dict | None = None, replace: bool = True) -> Figures:
    """Estimates as R prints svyby."""
    figures: Figures = {}
    rename = {
        "estimate": column, "se": "se", "lower_z": "ci_l", "upper_z": "ci_u", "deff": f"DEff.{column}",
    }  # fmt: skip
    for (term, quantity), figure in normal(found, names, replace).items():
        figures[term, rename[quantity]] = figure
    for name, value, se in zip(found.names, found.values, found.errors(), strict=True):
        figures[(names or {}).get(name, str(name)), "cv"] = se / value
    return figures


def compared(found: Contrast, term: str = "contrast") -> Figures:
    pairs = {"estimate": found.estimate, "se": found.se, "lower_z": found.low, "upper_z": found.high}
    return {(term, quantity): figure for quantity, figure in pairs.items()}


def f_test(found: Test) -> Figures:
    return any_test(found, "statistic_F")


def any_test(found: Test, statistic: str) -> Figures:
    first = "parameter_df" if found.second is None else "parameter_ndf"
    pairs = {statistic: found.statistic, first: found.first, "parameter_ddf": found.second, "p_value": found.p}
    return {("test", quantity): figure for quantity, figure in pairs.items()}


def coefficients(found: Estimates) -> Figures:
    """A regression as R prints svyglm."""
    figures: Figures = {}
    for name, value, se, basis in zip(found.names, found.values, found.errors(), found.bases, strict=True):
        t = value / se
        pairs = {"Estimate": value, "Std. Error": se, "t value": t, "Pr(>|t|)": two_sided(t, basis.degrees)}
        figures |= {(name, quantity): figure for quantity, figure in pairs.items()}
    return figures


def t_test(found: Estimates) -> Figures:
    """The test of a regression's second coefficient, as R prints svyttest."""
    value, se, degrees = found.values[1], found.errors()[1], found.bases[1].degrees
    pairs = {"statistic_t": value / se, "parameter_df": degrees, "p_value": two_sided(value / se, degrees)}
    return {("test", quantity): figure for quantity, figure in pairs.items()}


def effective(weights: pd.Series) -> Figures:
    found = kish(weights)
    pairs = {
        "n": found.n, "sum_w": weights.sum(), "sum_w2": (weights**2).sum(), "n_eff": found.n_eff,
        "deff_kish": found.deff,
    }  # fmt: skip
    return {(term, "value"): float(figure) for term, figure in pairs.items()}
