"""How do people hear about events, and who heard too late?"""

from dataclasses import dataclass

import pandas as pd

from analysis.cube import Cube
from analysis.estimates import picks, shares_by_role

TOO_LATE = ("often", "sometimes")


@dataclass(frozen=True)
class Missed:
    """How many people missed an event in the last year because they heard too late, of how many who answered."""

    people: int
    base: int


def heard(cube: Cube) -> pd.DataFrame:
    """Count the people each way of telling reaches, most first; columns as in `estimates.picks`.

    The way we asked is always over-reported (people who answer on Facebook use Facebook): read it beside the ways.
    """
    return picks(cube, "channel")


def missed(cube: Cube) -> Missed:
    """Count who missed something, often or sometimes; those who do not know stay in the base."""
    table = shares_by_role(cube, "missed")
    late = table.loc[table["option"].isin(TOO_LATE), "count"]
    return Missed(int(late.sum()), int(max(table["n"], default=0)))
