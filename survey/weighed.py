"""Shares as if each group had answered as often as it lives there, and districts that lean on each other.

Codes and numbers only, as in the figures they are part of; the worker writes them, the pages read them.
"""

from typing import Literal, NotRequired, TypedDict

from survey.apart import Apart


class Weighed(TypedDict):
    """One answer in whole per cent (0 to 1): its share as it was given, and weighted to those who live there."""

    code: str
    share: float
    weighted: float


class Notice(TypedDict):
    """One thing to be told before any result: its cause and how much it is; `way` only where all were asked one way."""

    cause: Literal["largest_weight", "uneven_weights", "empty_cells", "index_outside", "one_way"]
    value: float
    way: str


class Weighing(TypedDict):
    """Shares as if each age and gender had answered as often as it lives there, by role of the question.

    `refused` says why there are none, and `where` of which group that is; `worth` as many answers as all of them are
    worth with unequal weights. `districts`: in a town, whether districts count as much as people live in each. `asked`:
    which question that was.
    """

    refused: str
    where: str
    worth: int
    districts: bool
    notices: list[Notice]
    asked: dict[str, str]
    shares: dict[str, list[Weighed]]


class Leaning(TypedDict):
    """How many of a district would come regularly: counted, and as a share that leans on the other districts."""

    code: str
    yes: int
    n: int
    share: float
    low: float
    high: float


class Pooled(TypedDict):
    """The shares of all districts, small ones with the help of the others; `refused` says why there are none."""

    refused: str
    rows: list[Leaning]


class TownSettled(TypedDict):
    """What is known of the whole town only, renewed once a day as the breakdowns of its districts are."""

    format: int
    version: str
    placed: int
    answers: int
    weighing: Weighing
    pooled: Pooled
    apart: Apart | None
    apart_known: NotRequired[Apart | None]
