"""The synthetic survey that R's golden figures were computed from."""

from pathlib import Path

import pandas as pd

from analysis.codebook import Codebook, Measure, Variable
from analysis.cube import Cube

DATA = Path(__file__).parent / "data"
ACTIVITIES = ("act_garden", "act_youth", "act_sport", "act_repair", "act_choir", "act_walk")
SCALE = tuple((str(n), str(n)) for n in range(1, 6))
CODEBOOK = Codebook((
    *(Variable(a, a, Measure.BINARY, (("yes", "yes"), ("no", "no")), "demand_pick", "acts", a) for a in ACTIVITIES),
    Variable("importance", "Importance", Measure.ORDINAL, SCALE),
    Variable("minutes", "Minutes", Measure.NUMERIC),
))  # fmt: skip
COLUMNS = {"round": "round", "district": "district", "channel": "mode", "age": "age", "gender": "gender"}


def people() -> pd.DataFrame:
    return pd.read_csv(DATA / "nbhd_a_respondents.csv")


def census() -> pd.DataFrame:
    return pd.read_csv(DATA / "nbhd_a_census.csv")


def r_weights() -> pd.DataFrame:
    """The weights R arrived at, one column per weighting."""
    return pd.read_csv(DATA / "nbhd_a_weights.csv")


def cube() -> Cube:
    return Cube.from_respondents(people(), CODEBOOK, COLUMNS)


def gold() -> dict[tuple[str, str, str], float]:
    """R's figures by (id, term, quantity)."""
    rows = pd.concat(pd.read_csv(DATA / name) for name in ("gold_nbhd_a_r.csv", "gold_nbhd_a_extras.csv"))
    return {(r.id, r.term, r.quantity): float(r.value) for r in rows.itertuples()}
