"""What lies between districts and between rounds, and what a town adds up to: parts of the figures documents."""

from typing import Literal, TypedDict


class Changed(TypedDict):
    """One answer in two rounds, as [people, of how many]; `verdict` refused where the rounds may not be compared."""

    question: str
    code: str
    before: list[int]
    after: list[int]
    verdict: Literal["more", "fewer", "cannot_tell", "refused"]


class Earlier(TypedDict):
    """This round beside an earlier one of the same place.

    `reasons` say why nothing may be called changed: way_of_asking, age_mix, too_few, age_unknown. `otherwise`: the
    questions that were asked in other words or with other answers, so that they are not laid side by side at all.
    """

    round: str
    answers: list[int]
    reasons: list[str]
    rows: list[Changed]
    otherwise: list[str]


class Between(TypedDict):
    """What can be said about one answer in several districts: who has enough answers, and which pairs differ.

    `apart` holds [larger, smaller] by their places in `districts`; no other pair can be told apart.
    """

    districts: list[str]
    apart: list[list[int]]


class TownRow(TypedDict):
    """One answer of the whole town: `n` of `base` who answered; `weighted` by population where each district allows.

    `what` is regulars, helpers, or `activity:` and `feature:` with a code.
    """

    what: str
    n: int
    base: int
    weighted: float | None
    reason: str


class Powers(TypedDict):
    """What the wishes and the hours of a place give people, by power: I, S, Z, A, or nothing where none is known.

    `choices`: how often anything was picked, `hours` a year of what runs; the parts add up to them. `unclocked`: what
    runs without hours that somebody wrote down.
    """

    choices: int
    wanted: dict[str, float]
    hours: float
    offered: dict[str, float]
    unclocked: int
