"""A file of twelve people with its codebook and census, and what `soseska analyse` made of it."""

import csv
from math import isfinite
from pathlib import Path

CODEBOOK = """
id: id
round: wave
district: place
variables:
  garden: {label: Garden, measure: binary}
  often: {label: How often, measure: ordinal, options: {1: never, 2: seldom, 3: often}}
  what: {label: What, measure: multiple, options: [chess, choir]}
  minutes: {label: Minutes, measure: numeric, missing: [999]}
"""
HEAD = "id,wave,place,age,w,table,garden,often,what,minutes"
ROWS = [f"p{n},1,{'ab'[n % 2]},{'xy'[n // 2 % 2]},1.5,t{n % 3},{n % 2},{n % 3 + 1},chess,{n}" for n in range(12)]
CENSUS = "age,N\nx,40\ny,60\n"


def with_row(row: str) -> str:
    return "\n".join([HEAD, *ROWS, row])


def table() -> list[dict[str, str]]:
    with Path("out.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rows(**where: str) -> list[dict[str, str]]:
    return [row for row in table() if all(row[name] == value for name, value in where.items())]


def no_figure_is_broken() -> bool:
    """Every cell is a number or empty, and whatever is empty says why (a median has no design effect)."""
    for row in table():
        needed = [name for name in ("n", "n_eff", "estimate", "se", "low", "high") if row[name] == ""]
        assert row["reason"] or not needed, row
    figures = ("n", "n_eff", "estimate", "se", "low", "high", "deff")
    return all(row[name] == "" or isfinite(float(row[name])) for row in table() for name in figures)
