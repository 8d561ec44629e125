"""R's 1,284 figures of public data that R packages ship; the data lie beside this repository or nowhere."""

import os
from functools import cache
from pathlib import Path

import pandas as pd

from analysis.intervals import Method, share_range
from analysis.sample import Estimates, indicators
from tests.analysis.golden import Figures, Register, read

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("SOSESKA_SHARED", ROOT.parent / "shared")) / "oracles"


def register(*starts: str) -> Register:
    """Give the register of the figures whose ids start like this."""
    gold = read("gold_r_public_data.csv")
    return Register({name: figures for name, figures in gold.items() if name.startswith(starts)})


def here() -> bool:
    return (SHARED / "data" / "apistrat.csv").exists()


@cache
def data(name: str) -> pd.DataFrame:
    return pd.read_csv(SHARED / "data" / f"{name}.csv", dtype={"cds": str})


@cache
def margins() -> dict[str, dict[str, float]]:
    files = {"stype": "stype", "sch.wide": "schwide", "awards": "awards"}
    tables = {name: data(f"api_margin_{file}") for name, file in files.items()}
    return {name: dict(zip(table[name], table["Freq"].astype(float), strict=True)) for name, table in tables.items()}


def yes(answers: pd.Series) -> pd.Series:
    return (answers == "Yes").astype(float)


def factors(rows: pd.DataFrame, *names: str) -> pd.DataFrame:
    """Columns of 1 and 0 named as R names those of a factor."""
    parts = (indicators(rows[name]).rename(columns=lambda level, name=name: f"{name}{level}") for name in names)
    return pd.concat(parts, axis=1)


def interval(found: Estimates, method: Method, term: str) -> Figures:
    (share,), (se,) = found.values, found.errors()
    limits = share_range(share, se**2, found.bases[0], method)
    pairs = {"estimate": share, "se": se, "lower": limits.low, "upper": limits.high}
    return {(term, quantity): figure for quantity, figure in pairs.items()}
